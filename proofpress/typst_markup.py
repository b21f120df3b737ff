"""Write a book in Typst: `pdf_document`'s tree as calls of the functions in print/guide.typ.

Words are markup, escaped, so that quotation marks become those of a book; code, alternative text
and addresses are string literals. Every call that is embedded ends with a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from proofpress.errors import Problem
from proofpress.guide import LEVELS
from proofpress.pdf_document import (
    Answer,
    Aside,
    Block,
    Book,
    Chapter,
    Code,
    CodeSpan,
    Definitions,
    Equation,
    Example,
    Exercise,
    Figure,
    FootnoteMark,
    Heading,
    Inline,
    InlineFormula,
    Items,
    Level,
    LineBreak,
    Link,
    Marked,
    Paragraph,
    Part,
    Quote,
    Rule,
    Table,
    Text,
    plain_text,
)
from proofpress.pdf_places import Place, answered
from proofpress.pdf_sources import works
from proofpress.typst_signs import quoted

SPECIAL = re.compile(r"([\\*_`$#@<>\[\]~=+/-])")
LIST_MARK = re.compile(r"^(\s*\d+)([.)])(?=\s)")
NUMBERED = re.compile(r"^(?:\((?P<equation>\d+)\)|Figure (?P<figure>\d+))(?: in .+)?$")
"""What the site writes for a reference to an equation or a figure that has no text of its own."""
WIDEST = 96
"""Columns of code that still fit on a line, in smaller type."""
PIECE = 4
"""Lines of code that stay together on a page."""
WIDEST_WORD = 60
"""Characters of a word, or of code in a sentence without a space, that still fit on a line."""


@dataclass(frozen=True)
class PrintedFormula:
    """A formula in Typst's mathematics and in words.

    `parts` has, for a long one within a sentence, what lies between the places where it may break.
    """

    markup: str
    words: str
    parts: tuple[str, ...] = ()


Formulas = Mapping[tuple[str, bool], PrintedFormula]
"""Every formula of a book, by its TeX and whether it is displayed."""


@dataclass(frozen=True)
class Setting:
    """What has to be known to write any part of a book.

    Attributes:
        formulas: every formula of the book.
        places: every place of the complete book.
        here: the addresses that lie in this edition.
        site: where the site stands; empty if that isn't known.
        chapter: the chapter that is being written.
        line_of: the line of a source, such as `docs/index.md`, that holds a text.
    """

    formulas: Formulas
    places: Mapping[str, Place]
    here: frozenset[str]
    site: str
    chapter: Chapter
    line_of: Callable[[str, str], int]
    depth: int = 1
    quiet: bool = False


class Markup:
    """Writes one book; collects what is wrong with it."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.problems: list[Problem] = []
        self.noted: set[str] = set()

    def where(self, line: int) -> str:
        """A line of the chapter that is being written, as an error names it."""
        return f"{self.setting.chapter.source}:{line}"

    def refuse_long(self, text: str, gaps: str) -> None:
        """Remember a word that no line can hold; it breaks at `gaps`."""
        word = max(re.split(gaps, text), key=len)
        if len(word) > WIDEST_WORD:
            where = self.where(self.setting.line_of(self.setting.chapter.source, word))
            self.problems.append(Problem(where, "a word wider than the page.", got=word))

    # ---- sentences

    def words(self, children: tuple[Inline, ...]) -> str:
        """The parts of a sentence."""
        return "".join(self.inline(child) for child in children)

    def quietly(self, children: tuple[Inline, ...]) -> str:
        """The parts of a sentence where page numbers and footnotes would be in the way."""
        before, self.setting = self.setting, replace(self.setting, quiet=True)
        written = self.words(children)
        self.setting = before
        return written.strip()

    @singledispatchmethod
    def inline(self, node: Inline) -> str:
        """One part of a sentence."""
        raise TypeError(node)

    @inline.register
    def _(self, node: Text) -> str:
        self.refuse_long(node.text, r"[\s/-]+")
        return escaped_words(node.text)

    @inline.register
    def _(self, node: Marked) -> str:
        name = {"emphasis": "emph", "strong": "strong"}[node.kind]
        return f"#{name}[{self.words(node.children)}];"

    @inline.register
    def _(self, node: CodeSpan) -> str:
        self.refuse_long(node.text, r"\s+")
        return f"#raw({quoted(node.text)});"

    @inline.register
    def _(self, node: LineBreak) -> str:  # noqa: ARG002  (it says all)
        return "#linebreak();"

    @inline.register
    def _(self, node: InlineFormula) -> str:
        made = self.setting.formulas[node.tex, False]
        if not made.parts:
            return f"#formula({quoted(made.words)}, ${made.markup}$);"
        where, parts = quoted(self.where(node.line)), "".join(f"${part}$, " for part in made.parts)
        return f"#long-formula({where}, {quoted(made.words)}, ${made.markup}$, ({parts}));"

    @inline.register
    def _(self, node: FootnoteMark) -> str:
        if self.setting.quiet:
            return ""
        note = self.setting.chapter.footnotes.get(node.address)
        if note is None:
            self.problems.append(Problem(self.where(node.line), "a footnote that isn't there."))
            return ""
        if node.address in self.noted:
            return f"#footnote(label({quoted(node.address)}));"
        self.noted.add(node.address)
        text = " ".join(self.blocks(note).split("\n"))
        return f"#[#footnote[{text.strip()}]#label({quoted(node.address)})];"

    @inline.register
    def _(self, node: Link) -> str:
        place = self.setting.places.get(node.address)
        if place is None:
            return self._outward(node)
        text = self._reference(node, place)
        if node.address in self.setting.here:
            written = f"#link(label({quoted(node.address)}))[{text}];"
            away = place.chapter != self.setting.chapter.number
            if away and not self.setting.quiet:
                written += f"#page-of({quoted(node.address)});"
            return written
        said = f"in {place.level.capitalize()}, not in this edition"
        if self.setting.site:
            address = quoted(self.setting.site + _short(node.address))
            return f"#link({address})[{text}]; ({said})"
        return f"{text} ({said})"

    def _outward(self, node: Link) -> str:
        text = self.words(node.children)
        if re.match(r"(?:https?:|mailto:)", node.address):
            written = f"#link({quoted(node.address)})[{text}];"
            shown = plain_text(node.children)
            if self.setting.quiet or shown in node.address:
                return written
            self.refuse_long(node.address, r"[/?&=.#-]+")
            return f"{written}#footnote[#link({quoted(node.address)});];"
        if node.address.startswith(("snippets/", "notebooks/", "downloads/")):
            address = self.setting.site + node.address if self.setting.site else ""
            return f"#link({quoted(address)})[{text}];" if address else text
        self.problems.append(
            Problem(self.where(node.line), "a dead link: no chapter has it.", got=node.address)
        )
        return text

    def _reference(self, node: Link, place: Place) -> str:
        """A link's text; a number of the site's becomes the number of the book."""
        match = NUMBERED.match(plain_text(node.children))
        if match and match["equation"] and place.kind == "equation":
            return f"({place.number})"
        if match and match["figure"] and place.kind == "figure":
            return f"Figure~{place.number}"
        return self.words(node.children)

    # ---- blocks

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
        inside = self.blocks(node.body)
        return f"#level({quoted(node.level)})[{meaning}];\n\n{inside}\n\n#level-end();"

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


def chapter_markup(markup: Markup, chapter: Chapter, depth: int, *, opens: bool) -> str:
    """A chapter."""
    markup.setting = replace(markup.setting, chapter=chapter, depth=depth)
    opening = (
        f"#chapter(level: {depth}, number: {quoted(str(chapter.number))}, "
        f"key: {quoted(chapter.address)}, opens: {str(opens).lower()})"
        f"[{markup.quietly(chapter.title)}];"
    )
    return in_chapter(str(chapter.number), [opening, markup.blocks(chapter.body)])


def in_chapter(name: str, blocks: list[str]) -> str:
    """A chapter's blocks, with what lets its last page be looked at."""
    inside = "\n\n".join(blocks)
    return f"#in-chapter({quoted(name)})[\n{inside}\n];"


def part_markup(markup: Markup, part: Part) -> str:
    """A part with its chapters."""
    depth = 2 if part.title else 1
    written = [f"#part[{escaped_words(part.title)}];"] if part.title else []
    for place, chapter in enumerate(part.chapters):
        opens = not part.title or place > 0
        written.append(chapter_markup(markup, chapter, depth, opens=opens))
    return "\n\n".join(written)


def answers_markup(markup: Markup, book: Book) -> str:
    """The answers to all exercises, chapter by chapter; nothing where there are none."""
    written = []
    for chapter in book.chapters:
        exercises = answered(chapter)
        if not exercises:
            continue
        markup.setting = replace(markup.setting, chapter=chapter, depth=1)
        title = f"{chapter.number} #h(0.5em) {markup.quietly(chapter.title)}"
        written.append(
            f"#section(level: 2, depth: 2, key: {quoted('answers:' + chapter.address)})[{title}];"
        )
        for exercise in exercises:
            written.append(
                f"#answer(key: {quoted(answer_key(exercise))}, exercise: "
                f"{quoted(exercise.address)}, "
                f"number: {quoted(f'{chapter.number}.{exercise.number}')}, "
                f"[{markup.quietly(exercise.title)}])[{markup.blocks(exercise.answer)}];"
            )
    if not written:
        return ""
    return in_chapter("answers", ['#chapter(level: 1, key: "answers")[Answers];', *written])


def sources_markup(markup: Markup, book: Book) -> str:
    """The works that the footnotes of this edition name, and the pages of those notes."""
    written = []
    for work in works(book):
        notes = [f"{quoted(note)}," for note in work.notes if note in markup.noted]
        if notes:
            entry = (
                Text(f"{work.authors}, "),
                work.title,
                Text(f"{work.rest if work.rest[:1] in (',', '') else f' {work.rest}'}."),
            )
            written.append(f"#source(notes: ({''.join(notes)}))[{markup.words(entry)}];")
    if not written:
        return ""
    # few as they are, they follow the answers on the same page
    return in_chapter(
        "sources", ['#chapter(level: 1, key: "sources", opens: false)[Sources];', *written]
    )


def escaped_words(text: str) -> str:
    """Words as Typst's markup, with nothing in them that means anything to it but quotes."""
    text = LIST_MARK.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", text)))
    return text.replace("...", r".\..").replace("://", r":\/\/")


def _short(address: str) -> str:
    """The address as one types it: without the name of the file that a folder shows."""
    return address.replace("index.html", "", 1)


Writer = Callable[[Block], str]
__all__ = ["Markup", "Setting", "answers_markup", "part_markup", "sources_markup"]
