"""Write a book's blocks in Typst, as calls of the functions in print/guide.typ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatchmethod

from proofpress.errors import Problem
from proofpress.guide import LEVELS
from proofpress.pdf_document import (
    Answer,
    Aside,
    Block,
    Code,
    CodeSpan,
    Definitions,
    Equation,
    Example,
    Exercise,
    Figure,
    Heading,
    Inline,
    InlineFormula,
    Items,
    Level,
    Link,
    Marked,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from proofpress.typst_sentences import Sentences, escaped_words
from proofpress.typst_signs import quoted

WIDEST = 96
"""Columns of code that still fit on a line, in smaller type."""
PIECE = 4
"""Lines of code that stay together on a page."""


class Markup(Sentences):
    """Writes one book; collects what is wrong with it."""

    def blocks(self, body: tuple[Block, ...]) -> str:
        """Blocks, one after the other."""
        return "\n\n".join(self.block(block) for block in body)

    @singledispatchmethod
    def block(self, node: Block) -> str:
        """One block."""
        raise TypeError(node)

    @block.register
    def _(self, node: Paragraph) -> str:
        return self.words(node.children).strip()

    @block.register
    def _(self, node: Heading) -> str:
        level = self.setting.depth + node.level - 1
        return (
            f"#section(level: {level}, depth: {node.level - 1}, number: {quoted(node.number)}, "
            f"key: {quoted(node.address)})[{self.quietly(node.children)}];"
        )

    @block.register
    def _(self, node: Level) -> str:
        meaning = LEVELS.get(node.level, "")
        written = [self.block(block) for block in node.body]
        # behind the heading, so that it never stays on the page before
        written.insert(1, f"#level({quoted(node.level)})[{meaning}];")
        return "\n\n".join([*written, "#level-end();"])

    @block.register
    def _(self, node: Items) -> str:
        items = ", ".join(f"[{self.blocks(item)}]" for item in node.items)
        if node.start is None:
            return f"#list({items});"
        return f"#enum(start: {node.start}, {items});"

    @block.register
    def _(self, node: Definitions) -> str:
        entries = ", ".join(
            f"terms.item([{self.words(term).strip()}], [{self.blocks(said)}])"
            for term, said in node.entries
        )
        return f"#terms({entries});"

    @block.register
    def _(self, node: Table) -> str:
        header = "".join(f"[{self.quietly(cell)}]," for cell in node.header)
        rows = "".join(f"[{self.quietly(cell)}]," for row in node.rows for cell in row)
        count = max([len(node.header), *map(len, node.rows)])
        aligns = [a if a != "auto" else "left" for a in node.alignments] or ["left"] * count
        all_rows = [row for row in (node.header, *node.rows) if row]
        atoms = "".join(
            f"({''.join(f'[{atom}],' for row in all_rows for atom in self.atoms(row[place]))}),"
            for place in range(count)
        )
        return (
            f"#grid-table(where: {quoted(self.where(node.line))}, align: ({', '.join(aligns)},), "
            f"header: ({header}), rows: ({rows}), atoms: ({atoms}));"
        )

    def atoms(self, children: tuple[Inline, ...]) -> Iterator[str]:
        """What can't be broken in a part of a sentence: its longest word, code, formulas."""
        for node in children:
            if isinstance(node, Text):
                yield escaped_words(max(node.text.split(), key=len, default=""))
            elif isinstance(node, CodeSpan):
                yield f"#raw({quoted(max(node.text.split(), key=len, default=''))});"
            elif isinstance(node, InlineFormula):
                yield f"${self.setting.formulas[node.tex, False].markup}$"
            elif isinstance(node, Marked | Link):
                for atom in self.atoms(node.children):
                    yield f"#strong[{atom}];"

    @block.register
    def code(self, node: Code, printed: Code | None = None) -> str:
        """Code, and what it prints, if that follows."""
        if not node.language:
            lines = node.text.count("\n") + 1
            return f"#output({self.columns(node)}, {lines}, {quoted(node.text)});"
        pieces = "".join(f", ({quoted(t)}, {blank})" for t, blank in code_pieces(node.text))
        output = ""
        if printed:
            columns = self.columns(printed)
            output = f", printed: {quoted(printed.text)}, printed-columns: {columns}"
        return (
            f"#listing(columns: {self.columns(node)}, lang: {quoted(node.language)}"
            f"{output}{pieces});"
        )

    def columns(self, node: Code) -> int:
        """How wide the code is; too wide for a page is a problem."""
        longest = max(node.text.split("\n"), key=len)
        if len(longest) > WIDEST:
            what = f"a line of {len(longest)} characters; the page is {WIDEST} wide."
            where = self.where(node.line)
            self.problems.append(Problem(where, what, got=longest, advice="break the line"))
        return len(longest)

    @block.register
    def _(self, node: Equation) -> str:
        made = self.setting.formulas[node.tex, True]
        number = f"{self.setting.chapter.number}.{node.number}" if node.number else ""
        key = f"#[#metadata(none)#label({quoted(node.address)})]" if node.address else ""
        return (
            f"{key}#formula-line(where: {quoted(self.where(node.line))}, number: {quoted(number)}, "
            f"alt: {quoted(made.words)}, ${made.markup}$);"
        )

    @block.register
    def _(self, node: Figure) -> str:
        path, alt = quoted(f"site/{node.svg}"), quoted(node.alternative)
        if not node.number:
            return f"#picture({path}, {alt});"
        number = f"{self.setting.chapter.number}.{node.number}"
        return (
            f"#plate(path: {path}, alt: {alt}, key: {quoted(node.address)}, "
            f"number: {quoted(number)})[{self.words(node.caption).strip()}];"
        )

    @block.register
    def _(self, node: Example) -> str:
        name = node.name.rpartition("/")[2]
        written = [f"#file-name({quoted(node.address)}, {quoted(name)});"]
        parts = list(node.parts)
        while parts:
            part = parts.pop(0)
            if isinstance(part, Figure):
                written.insert(0 if len(written) == 1 else len(written), self.block(part))
            elif isinstance(part, Code) and part.language:
                printed = parts[0] if parts and isinstance(parts[0], Code) else None
                if printed:
                    parts.pop(0)
                written.append(self.code(part, printed))
            else:
                written.append(self.block(part))
        return "\n\n".join(written)

    @block.register
    def _(self, node: Exercise) -> str:
        number = f"{self.setting.chapter.number}.{node.number}"
        answer = answer_key(node) if node.answer else ""
        return (
            f"#exercise(key: {quoted(node.address)}, number: {quoted(number)}, "
            f"level: {quoted(node.level)}, answer: {quoted(answer)}, "
            f"[{self.quietly(node.title)}])[{self.blocks(node.body)}];"
        )

    @block.register
    def _(self, node: Answer) -> str:
        return self.blocks(node.body)

    @block.register
    def _(self, node: Aside) -> str:
        return f"#aside([{self.quietly(node.title)}])[{self.blocks(node.body)}];"

    @block.register
    def _(self, node: Quote) -> str:
        return f"#quote(block: true)[{self.blocks(node.body)}];"

    @block.register
    def _(self, node: Rule) -> str:  # noqa: ARG002  (it says all)
        return "#align(center)[#sym.ast #h(1em) #sym.ast #h(1em) #sym.ast];"


def code_pieces(text: str) -> list[tuple[str, int]]:
    """Code in pieces that a page can end with: each with the blank lines that follow it.

    A piece has `PIECE` lines or more, so that none is left alone at the edge of a page.
    """
    parts = re.split(r"\n((?:[ \t]*\n)+)", text)
    pieces: list[tuple[str, int]] = []
    for part, blank in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if pieces and (pieces[-1][0].count("\n") + 1 < PIECE or part.count("\n") + 1 < PIECE):
            before, gap = pieces.pop()
            part = before + "\n" * (gap + 1) + part  # noqa: PLW2901  (it grows)
        pieces.append((part, blank.count("\n")))
    return pieces


def answer_key(exercise: Exercise) -> str:
    """The address of an exercise's answer, which only the book has."""
    return f"answer:{exercise.address}"
