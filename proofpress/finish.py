"""What a site needs once a builder has left it.

MkDocs's hook calls this. After Zensical, which has no hooks, a command does:
`python -m proofpress finish site`.
"""

from __future__ import annotations

from pathlib import Path

from proofpress import figures, publish
from proofpress.checks import CheckedGuide
from proofpress.fonts import subset_fonts
from proofpress.light import lighten


def finish(site: Path, checked: CheckedGuide, *, light: bool = True) -> None:
    """Do all that follows.

    Args:
        site: the folder of the built site.
        checked: the guide that it was built from.
        light: whether the pages are made light; without it they look the same.

    Raises:
        GuideError: if the site was finished before.
    """
    finish_formulas(site, checked.guide.store, light=light)
    finish_examples(site, checked)


def finish_formulas(site: Path, store: Path, *, light: bool = True) -> None:
    """Cut the fonts, and make the pages light if asked to. What was cut is kept in `store`."""
    subset_fonts(site, store)
    if light:
        lighten(site)


def finish_examples(site: Path, checked: CheckedGuide) -> None:
    """Put the figures in their places, and add the files that go with the pages."""
    drawn = {name: outcome["figure"] for name, outcome in checked.outcomes.items()}
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        whole = figures.put_in(text, drawn)
        if whole != text:
            page.write_bytes(whole.encode())
    for path, text in publish.files(checked).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
