"""What a reader sees of a page's Markdown, place by place: prose, captions, code, formulas.

It is the source itself, character for character, with everything blank that no reader sees, so
that each place keeps its line. What an example prints, and the numbers that a build gives to
equations, figures and exercises, aren't typed on a page and don't stand in it.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from proofpress.pages import BLOCK, BLOCK_END, Page

FORMULA, CODE = "\u25c6", "\u25c7"
"""What stands, in `VisibleText.prose`, for each character of a formula and of a code span."""

_CODE = re.compile(r"(?<![\\`])(?P<mark>`+)(?!`)(?P<inner>.+?)(?<!`)(?P=mark)(?!`)", re.DOTALL)
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<display>.+?)\$\$|(?<![\\$])\$(?!\s)(?P<inline>(?:\\.|[^\\$])+?)(?<!\s)\$",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]^][^\[\]]*)\]:[ ]*\n?[ ]*(?P<address>\S+)[ ]*"
    r"(?:\n?[ ]*(?P<quote>[\"'])(?P<title>.*)(?P=quote)[ ]*)?$",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]*)\]\[(?P<name>[^\[\]]+)\]")
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:.*(?:\n(?:[ ]{4}.*|[ ]*(?=\n[ ]{4})))*", re.MULTILINE)
_UNSEEN = re.compile(
    r"\[\^[^\]\n]+\]:?"  # the mark of a footnote
    r"|(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^}\n]*\})?"  # where a link leads, its attributes
    r"|<!--.*?-->|</?[a-zA-Z][^<>]*>",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(r"^#{1,6} .*?(\{[^}\n]*\})[ ]*$", re.MULTILINE)
_LIST = re.compile(r"(?:\A|(?<=\n\n))[ ]{0,3}\d+\. .*(?:\n.*\S.*)*")
_LIST_MARK = re.compile(r"^[ ]*\d+\.(?= )", re.MULTILINE)
_TABLE = re.compile(r"^\|.*$", re.MULTILINE)


@dataclass(frozen=True)
class Span:
    """A place of one kind on a page, from `start` to `end`, characters of the file.

    Attributes:
        kind: "formula", "code", "reference" (a number with a source), "definition" (of such a
            source), "footnote", "alternative" (of a figure), "caption", "question" (of an
            exercise), "table", "list number" or "typed" (a fence).
        text: what stands there; of a formula, its TeX without dollars.
        name: of a reference, the name of its source; of a labelled equation, its label.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    name: str = ""


@dataclass(frozen=True)
class Definition:
    """A line `[name]: address "title"` of a page, and where it stands."""

    name: str
    address: str
    title: str
    start: int


@dataclass(frozen=True)
class VisibleText:
    """A page as readers see it.

    Attributes:
        page: the page.
        prose: the file, character for character; what isn't seen is blank, and formulas and code
            are `FORMULA` and `CODE`.
        spans: the places of a kind, by their start.
        definitions: the lines that say where a link or a number leads.
    """

    page: Page
    prose: str
    spans: tuple[Span, ...]
    definitions: tuple[Definition, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.prose))]

    def line(self, place: int) -> int:
        """The line of the file on which the character `place` stands."""
        return bisect.bisect_right(self._starts, place)

    def within(self, place: int, kind: str) -> Span | None:
        """The innermost span of a kind around a place."""
        around = (s for s in self.spans if s.kind == kind and s.start <= place < s.end)
        return max(around, key=lambda span: span.start, default=None)


def visible_text(page: Page) -> VisibleText:
    """Read what is seen of `page`."""
    return _Reader(page).read()


class _Reader:
    """Takes the page apart; what is taken can't be taken a second time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = "\n".join(page.lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in page.lines)]
        self.characters = list(self.source)
        self.spans: list[Span] = []

    @property
    def left(self) -> str:
        """What is left of the page, for the next to look at."""
        return "".join(self.characters)

    def read(self) -> VisibleText:
        """Take everything that isn't plain text, one kind after the other."""
        self.take_typed()
        self.take_blocks()
        self.take_each(_CODE, "code", "inner", CODE)
        for match in _FORMULA.finditer(self.left):
            tex = match["display"] or match["inline"]
            self.add("formula", match.span(), tex.strip())
            self.fill(match.span(), FORMULA)
        definitions = self.take_definitions()
        for match in _FOOTNOTE.finditer(self.left):
            self.add("footnote", match.span())
        self.take_each(_REFERENCE, "reference", "text")
        for match in _UNSEEN.finditer(self.left):
            self.fill(match.span())
        for match in _ATTRIBUTES.finditer(self.left):
            self.fill(match.span(1))
        left = self.left
        for listed in _LIST.finditer(left):
            for match in _LIST_MARK.finditer(left, *listed.span()):
                self.add("list number", match.span())
        for match in _TABLE.finditer(self.left):
            self.add("table", match.span())
        spans = tuple(sorted(self.spans, key=lambda span: span.start))
        return VisibleText(self.page, self.left, spans, definitions)

    def take_typed(self) -> None:
        """Fences: what is typed there is neither prose nor Markdown."""
        for fence in self.page.fences:
            place = self.offset(fence.lines.start), self.offset(fence.lines.stop)
            self.add("typed", place, fence.text)
            self.fill(place)

    def take_blocks(self) -> None:
        """The marks and options of blocks, and the TeX of equations; text alternatives stay."""
        for block in self.page.blocks:
            first, body = self.offset(block.line), self.offset(block.body_line)
            end = body + len(block.body)
            if block.name == "equation":
                self.add("formula", (body, end), block.body.strip(), block.argument)
                self.fill((body, end), FORMULA)
            elif block.name == "exercise":
                answer = re.search(r"^/{4,} *details", block.body, re.MULTILINE)
                self.add("question", (body, body + answer.start() if answer else end))
            elif block.name == "example":
                self.add("caption", (body, end))
            self.take_options(first, body, titled=block.name in ("exercise", "details"))
        for match in re.finditer(r"^.*$", self.left, re.MULTILINE):
            opening = BLOCK.match(match[0])
            if BLOCK_END.match(match[0]):
                self.fill(match.span())
            elif opening and opening["argument"]:
                self.fill((match.start(), match.start() + opening.start("argument")))

    def take_options(self, first: int, body: int, *, titled: bool) -> None:
        """The opening line of a block, unless it holds a title, and its options but for `alt`."""
        option, start = "", first
        for line in self.source[first:body].splitlines(keepends=True):
            named = re.match(r" {4}(\w+):", line)
            option = named[1] if named else option
            if option == "alt":
                self.add("alternative", (start, start + len(line)))
            elif start > first or not titled:
                self.fill((start, start + len(line)))
            start += len(line)

    def take_definitions(self) -> tuple[Definition, ...]:
        """The lines that say where links and numbers lead; TeX in their names isn't seen."""
        found = []
        for match in _DEFINITION.finditer(self.source):
            if "".join(self.characters[slice(*match.span())]).strip():
                name, title = " ".join(match["name"].split()), match["title"] or ""
                found.append(Definition(name, match["address"], title, match.start()))
                self.add("definition", match.span())
                self.fill(match.span())
        return tuple(found)

    def take_each(self, pattern: re.Pattern[str], kind: str, text: str, filler: str = "") -> None:
        """Note each match of `pattern`; fill it, or blank what surrounds its `text`."""
        for match in pattern.finditer(self.left):
            name = match["name"] if "name" in pattern.groupindex else ""
            self.add(kind, match.span(), self.source[slice(*match.span(text))], name)
            if filler:
                self.fill(match.span(), filler)
            else:
                self.fill((match.start(), match.start(text)))
                self.fill((match.end(text), match.end()))

    def add(self, kind: str, place: tuple[int, int], text: str = "", name: str = "") -> None:
        """Note a span."""
        self.spans.append(Span(kind, *place, text, " ".join(name.split())))

    def fill(self, place: tuple[int, int], filler: str = " ") -> None:
        """Blank a place, or fill it; line ends stay."""
        here = slice(*place)
        self.characters[here] = [c if c == "\n" else filler for c in self.characters[here]]

    def offset(self, line: int) -> int:
        """Where a line begins, counted in characters; a fence that never ends is past the last."""
        return self.starts[min(line, len(self.starts)) - 1]
