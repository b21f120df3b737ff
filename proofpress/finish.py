"""What a site needs once a builder has left it.

MkDocs's hook calls this. After Zensical, which has no hooks, a command does:
`python -m proofpress finish site`.
"""

from __future__ import annotations

from pathlib import Path

from proofpress import publish
from proofpress.checks import CheckedGuide
from proofpress.fonts import subset_fonts


def finish(site: Path, checked: CheckedGuide) -> None:
    """Add the files that go with the pages, and cut the fonts.

    Args:
        site: the folder of the built site.
        checked: the guide that it was built from.
    """
    for path, text in publish.files(checked).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    subset_fonts(site, checked.guide.store)
