"""A page's running text, made fit for any Markdown reader.

What only our own reader knows is written out: macros, references and their numbers, attributes,
footnotes, definitions. Formulas stay TeX between dollars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify

from proofpress.ahead import DOLLARS
from proofpress.guide import LEVELS
from proofpress.takeaway.macros import expand_macros

CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<address>[^)\s]+)(?P<title>[^)]*)\)"
)
ATTRIBUTES = re.compile(r"(?<=[)*_`\x00])\{:?\s*[.#\w][^{}\n]*\}")
HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.+?)\s*(?:\{:?(?P<attributes>[^{}]*)\})?\s*$")
NOTE = re.compile(
    r"^\[\^(?P<label>[\w-]+)\]:[ ]+(?P<text>.*(?:\n(?:[ ]{4}.*|[ ]*(?=\n[ ]{4})))*)", re.MULTILINE
)
NOTE_MARK = re.compile(r"\[\^(?P<label>[\w-]+)\](?!:)")
DEFINITION = re.compile(
    r"^(?P<term>[^\s:].*)\n(?:[ ]*\n)?(?P<said>(?::[ ]{3}.*\n?(?:[ ]{4}.*\n?|[ ]*\n(?=[ ]{4}))*)+)",
    re.MULTILINE,
)
KEPT = re.compile("\x00(\\d+)\x00")


@dataclass
class Notes:
    """A page's footnotes: their texts, and their labels in the order of their numbers."""

    texts: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def number(self, label: str) -> int:
        """The number of the footnote `label`, which may be new."""
        if label not in self.order:
            self.order.append(label)
        return self.order.index(label) + 1


@dataclass(frozen=True)
class Writer:
    """How running text is written out.

    Attributes:
        macros: the guide's macros.
        suffix: the end of the file's name that a page gets, in the place of `.md`.
        refer: the address and the text of a reference, given its scheme and label.
        places: the places on this page to which some page links.
        notes: the page's footnotes; they are gathered on the way.
    """

    macros: Mapping[str, str]
    suffix: str
    refer: Callable[[str, str], tuple[str, str]]
    places: frozenset[str]
    notes: Notes

    def formula(self, tex: str) -> str:
        """The TeX of a formula without macros."""
        return expand_macros(tex, self.macros)

    def prose(self, text: str) -> str:
        """The text, written out."""
        aside: list[str] = []

        def keep(done: str) -> str:
            aside.append(done)
            return f"\x00{len(aside) - 1}\x00"

        def formula(match: re.Match[str]) -> str:
            mark, tex = ("$$", match[1]) if match[1] else ("$", match[2])
            return keep(f"{mark}{self.formula(tex)}{mark}")

        text = NOTE.sub(self._gather_note, text)
        text = CODE.sub(lambda match: keep(match[0]), text)
        text = DOLLARS.sub(formula, text)
        text = NOTE_MARK.sub(self._note_mark, text)
        text = LINK.sub(self._link, text)
        text = ATTRIBUTES.sub("", text)
        text = DEFINITION.sub(_item, text)
        text = "\n".join(self._heading(line, aside) for line in text.split("\n"))
        while KEPT.search(text):
            text = KEPT.sub(lambda match: aside[int(match[1])], text)
        return text

    def place(self, name: str) -> str:
        """An anchor for the place `name`, if some page links to it."""
        return f'<a id="{name}"></a>' if name in self.places else ""

    def listed_notes(self) -> str:
        """The footnotes as a list, under a heading; empty if there are none."""
        lines: list[str] = []
        for label in self.notes.order:  # a note may hold the first mark of another
            said = self.prose(self.notes.texts[label])
            lines.append(f'{len(lines) + 1}. <a id="note-{label}"></a>{said}')
        return "\n".join(["## Notes", "", *lines]) if lines else ""

    def _gather_note(self, match: re.Match[str]) -> str:
        self.notes.texts[match["label"]] = re.sub(r"\n[ ]{4}", "\n   ", match["text"])
        return ""

    def _note_mark(self, match: re.Match[str]) -> str:
        label = match["label"]
        return f"<sup>[{self.notes.number(label)}](#note-{label})</sup>"

    def _link(self, match: re.Match[str]) -> str:
        text, address = match["text"], match["address"]
        scheme, _, label = address.partition(":")
        if scheme in ("eq", "example", "figure"):
            address, said = self.refer(scheme, label)
            text = text.strip() or said
        path, mark, place = address.partition("#")
        if path.endswith(".md") and ":" not in path:
            address = f"{path.removesuffix('.md')}{self.suffix}{mark}{place}"
        return f"[{text}]({address}{match['title']})"

    def _heading(self, line: str, aside: list[str]) -> str:
        match = HEADING.match(line)
        if match is None:
            return line
        attributes = dict(re.findall(r"([\w-]+)=['\"]?([\w-]+)", match["attributes"] or ""))
        named = re.search(r"#([\w-]+)", match["attributes"] or "")
        plain = KEPT.sub(lambda m: aside[int(m[1])], match["text"])
        name = named[1] if named else slugify(plain, "-")
        level = attributes.get("level")
        said = f"\n\n*{level.capitalize()}: {LEVELS[level]}*" if level else ""
        return f"{match['marks']} {self.place(name)}{match['text']}{said}"


def table(rows: Iterable[Iterable[str]]) -> str:
    """Rows as a Markdown table; the first is its heading."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    columns = lines[0].count(" | ") + 1
    return "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])


def _item(match: re.Match[str]) -> str:
    """A definition as an item of a list."""
    said = re.sub(r"^(?::[ ]{3}|[ ]{4})", "", match["said"], flags=re.MULTILINE).rstrip("\n")
    first, *more = said.split("\n")
    lines = [f"- **{match['term'].rstrip()}**: {first}", *(f"  {line}".rstrip() for line in more)]
    return "\n".join(lines) + "\n"
