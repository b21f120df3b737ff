"""What the PDF is made of: a built site as a small tree of plain data.

Every node that can be wrong carries the line of its page's source, so that an error can name it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True)
class Marked:
    """Words with a mark: `emphasis` or `strong`."""

    kind: str
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class CodeSpan:
    """A piece of code within a sentence."""

    text: str


@dataclass(frozen=True)
class InlineFormula:
    """A formula within a sentence."""

    tex: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link as the site has it: `address` is seen from the root of the site, or elsewhere."""

    address: str
    children: tuple[Inline, ...]
    line: int


@dataclass(frozen=True)
class FootnoteMark:
    """Where a footnote is called: its address."""

    address: str
    line: int


@dataclass(frozen=True)
class LineBreak:
    """A new line within a paragraph."""


Inline = Text | Marked | CodeSpan | InlineFormula | Link | FootnoteMark | LineBreak


@dataclass(frozen=True)
class Heading:
    """A heading of a page: `level` is 2 or 3; `number` is empty where there is none."""

    level: int
    address: str
    children: tuple[Inline, ...]
    line: int
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Items:
    """A list, bulleted, or numbered from `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None


@dataclass(frozen=True)
class Definitions:
    """Terms, each with what it means."""

    entries: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


@dataclass(frozen=True)
class Table:
    """A table; `alignments` has `left`, `right`, `center` or `auto` for each column."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Code:
    """Code, or with `language` empty, what a program prints."""

    text: str
    language: str
    line: int


@dataclass(frozen=True)
class Equation:
    """A displayed formula; one with a label has an address and its number on the page."""

    tex: str
    line: int
    address: str = ""
    number: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure: where its plain SVG lies in the site, its alternative text, its caption."""

    svg: str
    alternative: str
    address: str
    number: str
    caption: tuple[Inline, ...]
    line: int


@dataclass(frozen=True)
class Example:
    """An example: its name, and its code, output and figure in the order shown."""

    name: str
    address: str
    parts: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Aside:
    """What the site folds away or sets apart, with its title."""

    title: tuple[Inline, ...]
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Answer:
    """The answer to an exercise."""

    body: tuple[Block, ...]


@dataclass(frozen=True)
class Exercise:
    """An exercise; `level` is empty where its title names none."""

    number: str
    title: tuple[Inline, ...]
    level: str
    address: str
    body: tuple[Block, ...]
    answer: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    body: tuple[Block, ...]


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True)
class Level:
    """A part of a page told at one level: `high`, `mid` or `low`."""

    level: str
    body: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Items
    | Definitions
    | Table
    | Code
    | Equation
    | Figure
    | Example
    | Aside
    | Answer
    | Exercise
    | Quote
    | Rule
    | Level
)


@dataclass(frozen=True)
class Chapter:
    """A page of the site.

    Attributes:
        address: the page seen from the root of the site, such as `jacobian/the-jacobian/`.
        source: its Markdown, such as `docs/jacobian/the-jacobian.md`.
        title: its first heading.
        number: counted through the whole book.
        body: everything below the title.
        footnotes: what its footnotes say, by address.
    """

    address: str
    source: str
    title: tuple[Inline, ...]
    number: int
    body: tuple[Block, ...]
    footnotes: dict[str, tuple[Block, ...]]
    line: int = 1


@dataclass(frozen=True)
class Part:
    """A group of pages in the site's navigation; without a title where a page is in none."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book:
    """A site, in the order of its navigation.

    `site` is the address where the site stands, empty if the pages don't tell.
    """

    title: str
    description: str
    author: str
    language: str
    site: str
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


def walk(node: object) -> Iterator[object]:
    """The node and everything in it, in order."""
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)
    elif is_dataclass(node):
        yield node
        for attribute in fields(node):
            value = getattr(node, attribute.name)
            if isinstance(value, tuple):
                yield from walk(value)
            elif isinstance(value, dict):
                for part in value.values():
                    yield from walk(part)


def plain_text(node: object) -> str:
    """The words of a node, its formulas as TeX."""
    parts = []
    for part in walk(node):
        if isinstance(part, Text | CodeSpan):
            parts.append(part.text)
        elif isinstance(part, InlineFormula):
            parts.append(part.tex)
    return " ".join("".join(parts).split())
