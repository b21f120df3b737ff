"""Every number that is typed on a page: of which kind it is, and where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from proofpress.guide import Guide
from proofpress.number_rules import ruled
from proofpress.number_sources import Source
from proofpress.page_text import VisibleText
from proofpress.shown_numbers import NUMBER

COMPUTED, PRINTED, GIVEN, UNSOURCED = "computed", "printed", "given", "without a source"
COMPARED = frozenset({COMPUTED, PRINTED, "arithmetic"})
"""The kinds of numbers that are compared with something."""
KINDS = {
    COMPUTED: "an example computes it, and what is shown is its value, rounded",
    PRINTED: "it stands in what an example prints",
    "arithmetic": "the formula itself works it out, and it is right",
    GIVEN: "the page says why nobody computes it",
    "question": "it is what an exercise asks about",
    "quoted": "code, as it stands in an example on the page or in its output",
    "labelled equation": "the equation has a label, and a proof",
    "symbolic": "a number beside letters, in a formula that nothing compares",
    "index": "an index or an exponent",
    "zero or one": "a statement with letters says that something is 0, 1 or -1",
    "condition": "a letter is compared with a whole number below ten",
    "shape": "rows times columns",
    "interval": "the ends of an interval, 0 or 1",
    "reference": "where something stands, on the page or in a book",
    "date": "a year of publication",
    "version": "the version of a licence",
    "list number": "the mark of a list",
    "count": "where counting begins, or how many axes there are",
    "unit vector": "the 1 in it, the zeros elsewhere",
    "length one": "a length or a rate of 1, which makes a unit",
    "zero": "0 in a sentence: a place, a limit, nothing left",
    "near one": "an order of magnitude",
    "base of a rate": "for, or in, every 100",
    "command": "typed for a shell, not for a reader to believe",
    UNSOURCED: "an error",
}
"""Every kind of number, and what makes it one."""


@dataclass(frozen=True)
class Number:
    """One number on a page.

    Attributes:
        page: the page's path below docs/.
        line: the line of the file on which it stands.
        text: how it is written.
        kind: one of `KINDS`.
        source: the example that it comes from and the expression, or why it is given.
    """

    page: str
    line: int
    text: str
    kind: str
    source: str = ""


def sourced_kind(source: Source) -> tuple[str, str]:
    """The kind of a number with this source, and the source in words."""
    if source.reason:
        return GIVEN, source.reason
    if not source.expression:
        line = f", line {source.output_line}" if source.output_line else ""
        return PRINTED, f"{source.example}{line}"
    return COMPUTED, f"{source.example}: {source.expression}"


def prose_numbers(text: VisibleText, known: Mapping[str, Source]) -> Iterator[Number]:
    """The numbers in prose, captions, text alternatives, tables and footnotes."""
    rules = ruled(text)
    path = text.page.path
    for match in NUMBER.finditer(text.prose):
        line = text.line(match.start())
        reference = text.within(match.start(), "reference")
        if reference and reference.name in known:
            yield Number(path, line, match[0], *sourced_kind(known[reference.name]))
            continue
        kind = rules.get(match.start() + (match[0][0] in "+-\u2212"), "")
        if not kind and text.within(match.start(), "question"):
            kind = "question"
        yield Number(path, line, match[0], kind or UNSOURCED)
    for span in text.spans:
        if span.kind == "reference" and span.name in known and not re.search(r"[\d$`]", span.text):
            line = text.line(span.start)
            yield Number(path, line, " ".join(span.text.split()), *sourced_kind(known[span.name]))


def code_numbers(text: VisibleText, known: Mapping[str, Source], guide: Guide) -> Iterator[Number]:
    """The numbers in code spans and fences."""
    shown = [guide.examples[b.argument] for b in text.page.blocks if b.argument in guide.examples]
    outputs = [guide.snippets / example.output_name for example in shown]
    written = [example.program for example in shown]
    written += [path.read_text("utf-8") for path in outputs if path.exists()]
    quotable = "\n".join(written)
    for span in text.spans:
        if span.kind not in ("code", "typed"):
            continue
        reference = text.within(span.start, "reference")
        kind, source = UNSOURCED, ""
        if span.kind == "typed":
            kind = "command"
        elif reference and reference.name in known:
            kind, source = sourced_kind(known[reference.name])
        elif _quoted(span.text, quotable):
            kind = "quoted"
        for match in NUMBER.finditer(span.text):
            yield Number(text.page.path, text.line(span.start), match[0], kind, source)


def _quoted(code: str, quotable: str) -> bool:
    """Whether `code` stands in the text, and not as a part of a longer word or number."""
    before = r"(?<![\w.])" if re.match(r"[\w.]", code) else ""
    after = r"(?![\w.])" if re.search(r"[\w.]$", code) else ""
    return re.search(before + re.escape(code) + after, quotable) is not None


def table(numbers: Iterable[Number]) -> str:
    """How many numbers there are of each kind, as lines of text."""
    counts = Counter(number.kind for number in numbers)
    width = max(map(len, KINDS))
    rows = [f"{kind:{width}}  {counts[kind]:4}  {KINDS[kind]}" for kind in KINDS if counts[kind]]
    return "\n".join([*rows, f"{'all':{width}}  {counts.total():4}"])
