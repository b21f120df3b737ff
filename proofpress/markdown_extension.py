"""The Markdown extension that MkDocs and Zensical load: it puts the parts together."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension

from proofpress.links import LinkCollector
from proofpress.markdown_blocks import EveryBlock
from proofpress.markdown_checked import Checked, RecordBlock
from proofpress.markdown_context import Context, read_context
from proofpress.markdown_downloads import DownloadsBlock
from proofpress.markdown_equation import EquationBlock, ExerciseBlock, References
from proofpress.markdown_example import ExampleBlock, block_config
from proofpress.markdown_formulas import Formulas
from proofpress.markdown_levels import Levels
from proofpress.markdown_measurements import MeasurementsBlock
from proofpress.markdown_numbers import Numbers

# Python-Markdown runs tree processors from high to low: attr_list is 8, toc is 5, MkDocs's
# own links are 0. Levels need attributes; page contents need formulas and levels done.
LEVELS, BLOCKS, NUMBERS, REFERENCES, FORMULAS = 7.9, 7.85, 7.82, 7.8, 7.7
CHECKED, LINKS = 4.1, 4.0


class ProofpressExtension(BlocksExtension):  # type: ignore[misc]
    """Examples, equations, exercises, levels, formulas and links of a guide's pages."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": ["", "the folder of docs/ and snippets/, where no site builder tells it"],
            "page": ["", "the page's path below docs/, where no site builder tells it"],
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register everything with `md`."""
        given = self.getConfigs()

        @cache  # a page is converted by a converter of its own, and asks often
        def reader() -> Context:
            return read_context(md, given)

        blocks = (ExampleBlock, EquationBlock, ExerciseBlock, MeasurementsBlock, RecordBlock)
        for block in blocks:
            block_mgr.register(block, block_config(reader))
        block_mgr.register(DownloadsBlock, {})
        md.treeprocessors.register(Levels(md), "proofpress-levels", LEVELS)
        md.treeprocessors.register(EveryBlock(md, reader), "proofpress-blocks", BLOCKS)
        md.treeprocessors.register(Numbers(md), "proofpress-numbers", NUMBERS)
        md.treeprocessors.register(References(md, reader), "proofpress-references", REFERENCES)
        md.treeprocessors.register(Formulas(md, reader), "proofpress-formulas", FORMULAS)
        md.treeprocessors.register(Checked(md, reader), "proofpress-checked", CHECKED)
        md.treeprocessors.register(LinkCollector(md, reader), "proofpress-links", LINKS)


def makeExtension(**options: Any) -> Extension:  # noqa: N802
    """Make the extension, as Python-Markdown asks for it."""
    extension: Extension = ProofpressExtension(**options)
    return extension
