"""Write sentences in Typst: words, formulas, links, footnotes.

Words are markup, escaped, so that quotation marks become those of a book; code, alternative text
and addresses are string literals. Every call that is embedded ends with a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from proofpress.errors import Problem
from proofpress.pdf_document import (
    Block,
    Chapter,
    CodeSpan,
    FootnoteMark,
    Inline,
    InlineFormula,
    LineBreak,
    Link,
    Marked,
    Text,
    plain_text,
)
from proofpress.pdf_places import Place
from proofpress.typst_signs import quoted

SPECIAL = re.compile(r"([\\*_`$#@<>\[\]~=+/-])")
LIST_MARK = re.compile(r"^(\s*\d+)([.)])(?=\s)")
NUMBERED = re.compile(r"^(?:\((?P<equation>\d+)\)|Figure (?P<figure>\d+))(?: in .+)?$")
"""What the site writes for a reference to an equation or a figure that has no text of its own."""
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


class Sentences:
    """Writes the sentences of a book; collects what is wrong with it."""

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

    def blocks(self, body: tuple[Block, ...]) -> str:
        """Blocks, as a footnote has them."""
        raise NotImplementedError

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


def escaped_words(text: str) -> str:
    """Words as Typst's markup, with nothing in them that means anything to it but quotes."""
    text = LIST_MARK.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", text)))
    return text.replace("...", r".\..").replace("://", r":\/\/")


def _short(address: str) -> str:
    """The address as one types it: without the name of the file that a folder shows."""
    return address.replace("index.html", "", 1)
