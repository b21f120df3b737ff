"""Where the numbers of a page come from: what its author has declared, and whether that can be.

A number in prose names its source, `[5.48][gain]`, and a line of the page says what that is:

    [gain]: number:jacobian/the_jacobian/prediction.py "100 * actual[0]"

The title is a Python expression over the names that the example leaves behind. Without a title,
the number stands in the example's output, once, or once on the line named by `#line-2`. A name
that is TeX, `[J_c(0)]: number:...`, says what this means in the page's formulas. A number that
nobody computed says why it is what it is: `[rent]: given: "made up"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proofpress.errors import Problem
from proofpress.guide import Guide
from proofpress.page_text import Definition, Span, VisibleText, visible_text
from proofpress.pages import Page
from proofpress.sandbox import Outcome
from proofpress.shown_numbers import ShownNumber, read_shown, shown_in

COMPUTED, GIVEN = "number:", "given:"
"""How the addresses of sources begin: computed by an example, or given, for a reason."""
SHOWN = "shown"
"""The name under which an expression may look at the number that is shown, to compare with it."""
_NAMED = re.compile(r"^ {0,3}\[(?P<name>[^\[\]]+)\]:\s*(?:number|given):", re.MULTILINE)
_WHOLE = re.compile(_NAMED.pattern + r"\S*(?:\s+(?:\".*\"|'.*'))?[ \t]*\n?", re.MULTILINE)
"""All of what declares the source of a number; its parts may stand on lines of their own."""
_ADDRESS = re.compile(r"number:(?P<example>[^#]+)(?:#line-(?P<line>[1-9]\d*))?")


@dataclass(frozen=True)
class Source:
    """Where a number comes from.

    Attributes:
        name: how the page's numbers refer to it, or the TeX whose value it is.
        line: the line of the page that declares it.
        example: the example that computes it; empty if it is given.
        expression: Python, evaluated over the names that the example leaves behind; empty where
            the number is looked up in what the example prints.
        output_line: the line of the output on which it stands, from 1; 0 for anywhere.
        reason: of a number that is given, why it is what it is.
    """

    name: str
    line: int
    example: str = ""
    expression: str = ""
    output_line: int = 0
    reason: str = ""

    @property
    def relates(self) -> bool:
        """Whether the expression is a relation that the shown number satisfies."""
        return bool(re.search(rf"\b{SHOWN}\b", self.expression))


def sources(text: VisibleText) -> dict[str, Source]:
    """The sources that a page declares, by name, the first where a name is taken twice."""
    found: dict[str, Source] = {}
    for definition in _declarations(text):
        source = _source(text, definition)
        if source is not None:
            found.setdefault(definition.name, source)
    return found


def source_problems(page: Page, guide: Guide, outcomes: Mapping[str, Outcome]) -> list[Problem]:
    """What is wrong with a page's sources, as far as no expression is evaluated."""
    text = visible_text(page)
    problems: list[Problem] = []
    known = sources(text)
    lines: dict[str, int] = {}
    for definition in _declarations(text):
        name, line = definition.name, text.line(definition.start)
        if name in lines:
            advice = f"the first is on line {lines[name]}; give one of them another name"
            what = f"the source {name!r} is declared a second time."
            problems.append(Problem(page.where(line), what, advice=advice))
        lines.setdefault(name, line)
        problems += _declaration_problems(page, guide, definition, line)
    others = {d.name.lower() for d in text.definitions} - {name.lower() for name in known}
    used: set[str] = set()
    for span in text.spans:
        if span.kind != "reference" or span.name.lower() in others:
            continue
        where = page.where(text.line(span.start))
        used.add(span.name)
        if span.name not in known:
            advice = f'declare it: [{span.name}]: number:path/of/example.py "expression"'
            what = f"{span.text!r} refers to a source {span.name!r} that the page doesn't have."
            problems.append(Problem(where, what, advice=advice))
        elif known[span.name].example in guide.examples:
            problems += _use_problems(where, span, known[span.name], outcomes)
    formulas = "\n".join(_bare(s.text) for s in text.spans if s.kind == "formula")
    problems += [
        Problem(
            page.where(source.line),
            f"nothing refers to the source {name!r}.",
            advice=f"write [the number][{name}] where it is shown, or remove it",
        )
        for name, source in known.items()
        if name not in used and _bare(name) not in formulas
    ]
    return problems


def without_references(text: str, page: Page) -> str:
    """Plain text of a page, such as a text alternative, with `[12][rise]` shown as 12."""
    names = {" ".join(m["name"].split()) for m in _NAMED.finditer("\n".join(page.lines))}
    return re.sub(
        r"\[([^\[\]]*)\]\[([^\[\]]+)\]",
        lambda match: match[1] if " ".join(match[2].split()) in names else match[0],
        text,
    )


def without_sources(text: str, page: Page) -> str:
    """Markdown of a page with neither references to sources of numbers nor what declares them."""
    shown = without_references(text, page)
    return _WHOLE.sub("", shown)


def _declarations(text: VisibleText) -> Iterator[Definition]:
    return (d for d in text.definitions if d.address.startswith((COMPUTED, GIVEN)))


def _source(text: VisibleText, definition: Definition) -> Source | None:
    name, line = definition.name, text.line(definition.start)
    if definition.address.startswith(GIVEN):
        return Source(name, line, reason=definition.title)
    address = _ADDRESS.fullmatch(definition.address)
    if address is None:
        return None
    return Source(name, line, address["example"], definition.title, int(address["line"] or 0))


def _declaration_problems(
    page: Page, guide: Guide, definition: Definition, line: int
) -> Iterator[Problem]:
    where, address = page.where(line), definition.address
    if address.startswith(GIVEN):
        if address != GIVEN or not definition.title.strip():
            what = "a number that is given needs a reason, and nothing else."
            yield Problem(where, what, expected=f'[{definition.name}]: {GIVEN} "the reason"')
        return
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        yield Problem(
            where,
            "this address of a source can't be read.",
            expected="number:path/of/example.py or number:path/of/example.py#line-2",
            got=address,
        )
        return
    if parts["example"] not in guide.examples:
        what = f"there is no example snippets/{parts['example']}."
        yield Problem(where, what, advice="write the file, or mend the name")
    if parts["line"] and definition.title:
        what = "a source is an expression or a line of the output, not both."
        yield Problem(where, what, got=f"{address} {definition.title!r}")
    try:
        compile(definition.title or "0", definition.name, "eval")
    except (SyntaxError, ValueError) as error:
        yield Problem(where, f"this is no Python expression: {error}.", got=definition.title)


def _use_problems(
    where: str, span: Span, source: Source, outcomes: Mapping[str, Outcome]
) -> Iterator[Problem]:
    """What is wrong with one use of a source that the guide has."""
    shown = read_shown(span.text)
    if source.expression:
        return  # it is evaluated when the numbers are checked
    if not shown:
        what = "there is no number in these brackets, and no expression to say what holds."
        advice = "put the brackets around the number, with its sign and unit if it has one"
        yield Problem(where, what, got=span.text, advice=advice)
    else:
        output = outcomes[source.example]["output"]
        yield from _printed_problems(where, span.text, shown, source, output)


def _printed_problems(
    where: str, text: str, shown: list[ShownNumber], source: Source, output: str
) -> Iterator[Problem]:
    """Whether the number is printed, once, where the source says; several stand in a row."""
    lines = output.splitlines()
    chosen = lines[source.output_line - 1 :][:1] if source.output_line else lines
    wanted = [number.value for number in shown]
    printed = [[number.value for number in shown_in(line)] for line in chosen]
    times = sum(
        line[start : start + len(wanted)] == wanted
        for line in printed
        for start in range(len(line))
    )
    if times != 1:
        line = f", line {source.output_line}," if source.output_line else ""
        how_often = "doesn't print" if not times else f"prints {times} times"
        yield Problem(
            where,
            f"the output of snippets/{source.example}{line} {how_often} {text!r}.",
            expected="the number, once",
            got="\n".join(chosen),
            advice="mend the number, or name a line (#line-2) or an expression",
        )


def _bare(tex: str) -> str:
    return "".join(tex.split())
