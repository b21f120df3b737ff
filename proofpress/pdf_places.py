"""Where everything in the book stands that can be pointed to, with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.pdf_document import (
    Block,
    Book,
    Chapter,
    Equation,
    Example,
    Exercise,
    Figure,
    Heading,
    Level,
    walk,
)


@dataclass(frozen=True)
class Place:
    """What a link can lead to.

    Attributes:
        kind: `chapter`, `section`, `equation`, `figure`, `example` or `exercise`.
        number: its number in the book, such as `8.3`; empty where it has none.
        chapter: the number of its chapter.
        level: the level that it is on; empty where it is on none.
    """

    kind: str
    number: str
    chapter: int
    level: str


def places(book: Book) -> dict[str, Place]:
    """Every place in the book by its address."""
    found: dict[str, Place] = {}
    for chapter in book.chapters:
        found[chapter.address] = Place("chapter", str(chapter.number), chapter.number, "")
        found |= {
            address: Place("footnote", "", chapter.number, "") for address in chapter.footnotes
        }
        for block in chapter.body:
            found |= dict(_in_block(block, chapter, ""))
    return found


def _in_block(block: Block, chapter: Chapter, level: str) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Level | Exercise) and block.level:
        level = block.level
    for node in walk(block):
        kind, number = _kind(node, chapter)
        if kind:
            yield node.address, Place(kind, number, chapter.number, level)  # type: ignore[attr-defined]


def _kind(node: object, chapter: Chapter) -> tuple[str, str]:
    """What kind of place the node is, if it is one, and its number in the book."""
    if isinstance(node, Heading):
        return "section", node.number
    if isinstance(node, Exercise):
        return "exercise", f"{chapter.number}.{node.number}"
    if isinstance(node, Equation | Figure) and node.address:
        kind = "equation" if isinstance(node, Equation) else "figure"
        return kind, f"{chapter.number}.{node.number}"
    if isinstance(node, Example):
        return "example", ""
    return "", ""


def answered(chapter: Chapter) -> tuple[Exercise, ...]:
    """The chapter's exercises that have an answer."""
    return tuple(node for node in walk(chapter.body) if isinstance(node, Exercise) and node.answer)
