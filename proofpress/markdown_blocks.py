"""What Markdown left as plain text without a word: blocks it didn't see, levels out of reach."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from proofpress.errors import GuideError, Problem
from proofpress.markdown_context import Context


class EveryBlock(Treeprocessor):
    """Raises unless each block and level in a page's source has become what it stands for."""

    def __init__(self, md: Markdown, reader: Callable[[], Context]) -> None:
        super().__init__(md)
        self.reader = reader

    def run(self, root: etree.Element) -> None:
        """Compare the source with the elements; change nothing."""
        page = self.reader().page
        made = Counter(
            (name, argument)
            for element in root.iter()
            for name in ("example", "equation")
            if (argument := element.get(f"data-{name}")) is not None
        )
        problems = []
        for block in page.blocks:
            made[block.name, block.argument] -= 1
            if block.name in ("example", "equation") and made[block.name, block.argument] < 0:
                what = f"Markdown doesn't see this block {block.name!r}."
                advice = "give it empty lines around it and options that it has"
                problems.append(Problem(page.where(block.line), what, advice=advice))
        sections = [e.get("data-level") for e in root if e.get("data-level")]
        for heading in page.levels:
            if heading.level not in sections:
                what = f"the level {heading.level!r} lies inside something else."
                advice = (
                    "its heading opens a section of the page; it can't stand in a block or list"
                )
                problems.append(Problem(page.where(heading.line), what, advice=advice))
        if problems:
            raise GuideError(problems)
