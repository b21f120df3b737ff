"""The whole guide in memory: pages, examples, and the numbers and places of what has a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofpress.examples import Example, read_examples
from proofpress.pages import Block, Page, read_pages

CONCEPT_FOLDERS = ("groundwork", "jacobian", "hessian")
"""Folders of docs/ whose pages tell their story at three levels."""
LEVELS = {"high": "the idea", "mid": "to use it", "low": "to be sure"}
"""The levels in their order, and what each is for."""


@dataclass(frozen=True)
class Place:
    """Where something with a label or a number stands: page, number on that page, line."""

    page: Page
    number: int
    line: int

    @property
    def where(self) -> str:
        """The place, as an error names it."""
        return self.page.where(self.line)


@dataclass(frozen=True)
class Guide:
    """All sources below one root, read."""

    root: Path
    pages: tuple[Page, ...]
    examples: dict[str, Example]

    @property
    def snippets(self) -> Path:
        """The folder of the examples."""
        return self.root / "snippets"

    @property
    def store(self) -> Path:
        """The folder where the outcomes of examples and formulas are kept between builds."""
        return store(self.root)

    def page(self, path: str) -> Page | None:
        """The page at `path` below docs/, if there is one."""
        return next((page for page in self.pages if page.path == path), None)

    def blocks(self, name: str) -> Iterator[tuple[Page, int, Block]]:
        """Every block called `name`: its page, its number on that page, the block."""
        for page in self.pages:
            found = (block for block in page.blocks if block.name == name)
            for number, block in enumerate(found, start=1):
                yield page, number, block

    def equations(self) -> dict[str, list[Place]]:
        """Where each equation label stands; more than one place is a mistake."""
        return self._places("equation")

    def shown(self) -> dict[str, list[Place]]:
        """Where each example is shown."""
        return self._places("example")

    def _places(self, name: str) -> dict[str, list[Place]]:
        places: dict[str, list[Place]] = {}
        for page, number, block in self.blocks(name):
            places.setdefault(block.argument, []).append(Place(page, number, block.line))
        return places


def store(root: Path) -> Path:
    """Where a guide below `root` keeps things between builds."""
    return root / ".cache" / "proofpress"


def is_concept(page: Page) -> bool:
    """Whether the page tells its story at three levels."""
    return page.path.split("/")[0] in CONCEPT_FOLDERS and "/" in page.path


def read_guide(root: Path) -> Guide:
    """Read docs/ and snippets/ below `root`."""
    return Guide(root, read_pages(root / "docs"), read_examples(root / "snippets"))
