"""A page in pieces, with everything in place that it only names: programs, outputs, numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.checks import CheckedGuide
from proofpress.errors import GuideError, Problem
from proofpress.examples import Example
from proofpress.formulas import read_macros
from proofpress.markdown_checked import record_rows
from proofpress.markdown_equation import equation_id, reference
from proofpress.markdown_example import example_id, figure_id
from proofpress.markdown_formulas import MACROS
from proofpress.markdown_measurements import FILE as MEASUREMENTS
from proofpress.markdown_measurements import ROWS, surroundings
from proofpress.number_sources import without_sources
from proofpress.pages import BLOCK, BLOCK_END, Block, Page
from proofpress.takeaway.places import linked_places
from proofpress.takeaway.prose import Notes, Writer, table


@dataclass(frozen=True)
class Text:
    """Markdown."""

    text: str


@dataclass(frozen=True)
class Program:
    """An example: its whole program, what it prints, and its figure.

    Attributes:
        anchors: HTML anchors for those who link to it.
        figure: the SVG for print; empty if it draws nothing.
        label: the name of the figure on its page, such as Figure 2.
        alt: the text alternative of the figure.
        caption: the caption of the figure, in Markdown.
        folded: whether the page shows the program only to those who open it.
        hidden: whether all of it is folded away, such as in an answer.
    """

    example: Example
    anchors: str
    output: str
    figure: str
    label: str
    alt: str
    caption: str
    folded: bool
    hidden: bool


@dataclass(frozen=True)
class Fold:
    """What follows is folded away under this title, until `Unfold`."""

    title: str


@dataclass(frozen=True)
class Unfold:
    """The end of what is folded away."""


Piece = Text | Program | Fold | Unfold


def pieces(page: Page, checked: CheckedGuide, suffix: str) -> list[Piece]:
    """The pieces of a page, in order.

    Args:
        page: the page.
        checked: the guide that it belongs to, with what its examples gave.
        suffix: how the files end that other pages become, for links to them.

    Raises:
        GuideError: if an example stands in a list or a quotation.
    """
    guide = checked.guide
    macros = read_macros(guide.root / MACROS)
    writer = Writer(
        macros,
        suffix,
        lambda scheme, label: reference(checked, page, scheme, label),
        linked_places(guide)[page.path],
        Notes(),
    )
    found = list(_Reader(page, checked, writer).read())
    notes = writer.listed_notes()
    return [*found, Text(notes)] if notes else found


class _Reader:
    """Goes down a page once."""

    def __init__(self, page: Page, checked: CheckedGuide, writer: Writer) -> None:
        self.page = page
        self.checked = checked
        self.writer = writer
        self.blocks = {block.line: block for block in page.blocks}
        self.fences = {fence.line: fence for fence in page.fences}
        self.open: list[tuple[str, str]] = []
        self.numbers = {"equation": 0, "exercise": 0, "figure": 0}

    def read(self) -> Iterator[Piece]:
        """The pieces, in order."""
        prose: list[str] = []
        number = self.page.body_line + 1
        while number <= len(self.page.lines):
            line = self.page.lines[number - 1]
            fence, block, end = (
                self.fences.get(number),
                self.blocks.get(number),
                BLOCK_END.match(line),
            )
            closes = bool(end and self.open and end["mark"] == self.open[-1][0])
            if fence is None and block is None and not closes:
                prose.append(line)
                number += 1
                continue
            yield from self.text(prose)
            prose = []
            if fence is not None:
                # the mark that no reader of notebooks takes for a program
                yield Text(f"~~~{fence.info}\n{fence.text}\n~~~")
                number = fence.lines.stop
            elif block is not None:
                number = self.after(block)
                yield from self.block(block)
            else:
                number += 1
                yield from [Unfold()] if self.open.pop()[1] == "details" else []
        yield from self.text(prose)

    def text(self, lines: list[str]) -> Iterator[Text]:
        shown = without_sources("\n".join(lines), self.page)
        written = self.writer.prose(shown).strip("\n")
        if written:
            yield Text(written)

    def after(self, block: Block) -> int:
        """The number of the line at which reading goes on after the start of `block`."""
        opening = BLOCK.match(self.page.lines[block.line - 1])
        assert opening is not None
        if block.name in ("exercise", "details"):
            self.open.append((opening["mark"], block.name))
            return block.body_line
        number = block.body_line
        while not (
            (end := BLOCK_END.match(self.page.lines[number - 1])) and end["mark"] == opening["mark"]
        ):
            number += 1
        return number + 1

    def block(self, block: Block) -> Iterator[Piece]:
        """What takes the place of a block."""
        if block.name == "example":
            yield self.program(block)
        elif block.name == "equation":
            self.numbers["equation"] += 1
            anchor = self.writer.place(equation_id(block.argument))
            anchor += "\n\n" if anchor else ""
            tex = self.writer.formula(block.body.strip())
            number = self.numbers["equation"]
            yield Text(f"{anchor}$$\n{tex} \\tag{{{number}}}\n$$")
        elif block.name == "exercise":
            self.numbers["exercise"] += 1
            number = self.numbers["exercise"]
            title = f"Exercise {number}" + (f": {block.argument}" if block.argument else "")
            anchor = self.writer.place(f"exercise-{number}")
            yield Text(f"### {anchor}{self.writer.prose(title)}")
        elif block.name == "details":
            yield Fold(block.argument or "Details")
        elif block.name == "measurements":
            yield Text(measurements(self.checked, block.argument))
        elif block.name == "record":
            yield Text(table(record_rows(self.checked)))

    def program(self, block: Block) -> Program:
        line = self.page.lines[block.line - 1]
        if not line.startswith("/"):
            what = "an example in a list or a quotation; a notebook can't have it there."
            advice = "let the example stand on its own"
            raise GuideError([Problem(self.page.where(block.line), what, advice=advice)])
        example = self.checked.guide.examples[block.argument]
        outcome = self.checked.outcomes[example.name]
        anchors = self.writer.place(example_id(example.name))
        label = ""
        if outcome["figure"]:
            self.numbers["figure"] += 1
            label = f"Figure {self.numbers['figure']}"
            anchors += self.writer.place(figure_id(example.name))
        return Program(
            example,
            anchors,
            outcome["output"],
            outcome["figure"],
            label,
            " ".join(without_sources(str(block.options.get("alt") or ""), self.page).split()),
            self.writer.prose(without_sources(block.body, self.page)).strip(),
            bool(block.options.get("fold")),
            any(name == "details" for _, name in self.open),
        )


def measurements(checked: CheckedGuide, part: str) -> str:
    """One part of what was measured, as a table and the line below it."""
    results = json.loads((checked.guide.root / MEASUREMENTS).read_text("utf-8"))[part]
    return f"{table(ROWS[part](results))}\n\n{surroundings(results)}"
