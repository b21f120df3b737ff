"""What a site needs once a builder has left it.

MkDocs's hook calls this. After Zensical, which has no hooks, a command does:
`python -m proofpress finish site`.
"""

from __future__ import annotations

from pathlib import Path

from proofpress import publish
from proofpress.checks import CheckedGuide
from proofpress.fonts import subset_fonts
from proofpress.light import lighten


def finish(site: Path, checked: CheckedGuide, *, light: bool = True) -> None:
    """Add the files that go with the pages, cut the fonts, and make the pages light.

    Args:
        site: the folder of the built site.
        checked: the guide that it was built from.
        light: whether the pages are made light; without it they look the same.

    Raises:
        GuideError: if the site was finished before.
    """
    for path, text in publish.files(checked).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    subset_fonts(site, checked.guide.store)
    if light:
        lighten(site)
