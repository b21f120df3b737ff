"""Work that can be done ahead, while the examples run: formulas are set and fonts are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Thread

from proofpress.fonts import cut
from proofpress.guide import Guide
from proofpress.markdown_formulas import set_formulas
from proofpress.pages import Page

DOLLARS = re.compile(
    r"(?<!\\)\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$", re.DOTALL
)


def work_ahead(guide: Guide) -> Thread:
    """Begin to set the guide's formulas and to cut its fonts; what comes of it is kept.

    Nothing depends on it: what is found here is a guess at the formulas, and what a page shows
    is decided when the page asks for it.
    """
    likely = [formula for page in guide.pages for formula in _formulas(page)]

    def work() -> None:
        formulas = set_formulas(guide, likely)
        cut((formula.html for formula in formulas if not formula.error), guide.store)

    thread = Thread(target=work, name="ahead")
    thread.start()
    return thread


def _formulas(page: Page) -> Iterator[tuple[str, bool]]:
    for block in page.blocks:
        if block.name == "equation":
            yield block.body.strip(), True
    for match in DOLLARS.finditer("\n".join(page.lines)):
        yield (match[1] or match[2]).strip(), bool(match[1])
