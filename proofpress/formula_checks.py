"""The numbers in a page's formulas: their kinds, and the statements that don't hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from proofpress.errors import Problem
from proofpress.formula_numbers import (
    Array,
    Side,
    disagreements,
    evaluate,
    fits,
    number_kind,
    shape_of,
    sides,
)
from proofpress.formula_samples import Samples, can_compare, difference
from proofpress.formula_sides import (
    Row,
    Statement,
    both_signs,
    is_closed,
    numbers_in,
    scripts_in,
    statements,
)
from proofpress.formula_tokens import written
from proofpress.formula_trees import FormulaError
from proofpress.number_census import UNSOURCED, Number, sourced_kind
from proofpress.number_sources import Source
from proofpress.page_text import Span, VisibleText

INDEX = re.compile(r"[_^](?:\{[^{}]*\}|\d)")
"""An index or an exponent, in a formula that can't be read."""
Kind = tuple[str, str]
"""The kind of the numbers of a side, and where they come from."""


def closed_values(tex: str, macros: Mapping[str, str]) -> list[Any]:
    r"""What the last side made of numbers is: one value, or with `\pm` one for each sign."""
    found = []
    for variant in both_signs(tex):
        try:
            closed = [row for s in statements(variant, macros) for row in s.sides if is_closed(row)]
            found += [evaluate(row, {}).tolist() for row in closed[-1:]]
        except FormulaError:
            continue  # reading the formula tells why
    return found


class FormulaChecks:
    """Reads the formulas of a page.

    Args:
        text: the page.
        known: the sources that it declares.
        values: what their expressions gave, by name, where that is numbers.
        functions: what their expressions gave, by name, where that is a function.
        macros: the guide's macros.

    Attributes:
        numbers: the numbers in the formulas.
        problems: what is wrong with them.
    """

    def __init__(
        self,
        text: VisibleText,
        known: Mapping[str, Source],
        values: Mapping[str, Array],
        functions: Mapping[str, Samples],
        macros: Mapping[str, str],
    ) -> None:
        self.text, self.known, self.macros = text, known, macros
        self.values, self.functions = values, functions
        self.rows: dict[Row, str] = {}
        self.wholes: dict[Statement, str] = {}
        self.numbers: list[Number] = []
        self.problems: list[Problem] = []
        self.met: set[str] = set()
        used = {span.name for span in text.spans if span.kind == "reference"}
        named = [name for name in known if name not in used]
        for name in named:
            self.declare(name)
        for span in text.spans:
            if span.kind == "formula":
                self.read(span)
        for name in named:
            if name not in self.met:
                where = text.page.where(known[name].line)
                what = f"no formula with a number in it has the side {name!r}."
                advice = "mend the name: it is the TeX of a side, or of a whole formula"
                self.problems.append(Problem(where, what, advice=advice))

    def declare(self, name: str) -> None:
        """Take note of a name that is TeX: a side of formulas, or a whole one."""
        try:
            stated = statements(name, self.macros)
        except FormulaError:
            return
        if len(stated) == 1 and stated[0].relations:
            self.wholes[stated[0]] = name
        elif len(stated) == 1:
            self.rows[stated[0].sides[0]] = name

    def read(self, span: Span) -> None:
        """Read one formula: its numbers, and what is wrong."""
        reference = self.text.within(span.start, "reference")
        name = reference.name if reference and reference.name in self.known else ""
        if not name and not re.search(r"\d", span.text):
            return
        try:
            variants = [statements(tex, self.macros) for tex in both_signs(span.text)]
        except FormulaError as error:
            self.unreadable(span, name, error)
            return
        for number, stated in enumerate(variants):
            for statement in stated:
                whole = name or self.wholes.get(statement, "")
                self.met |= {whole, *(self.rows.get(row, "") for row in statement.sides)}
                kinds = self.statement(span, statement, whole, (number, len(variants)))
                if not number:  # the lower signs have the same digits
                    self.count(span, statement, kinds)

    def statement(
        self, span: Span, statement: Statement, name: str, sign: tuple[int, int]
    ) -> list[Kind]:
        """Check one statement; the kind and source of the numbers on each side.

        `name` is the source of all of it; `sign` is which of how many signs this is with.
        """
        given = next((n for n in map(self.rows.get, statement.sides) if n and self.reason(n)), "")
        compared = self.compare_functions(span, statement, name)
        try:
            found = sides(statement, self.rows, self.values)
        except FormulaError as error:
            if not name and not given:
                return [self.unread_kind(row, str(error)) for row in statement.sides]
            found = []
        self.met |= {side.source for side in found}
        for left, right, relation in disagreements(statement, found):
            self.disagree(span, left, right, relation)
        if name in self.values:
            self.compare_values(span, statement, found, name, sign)
        return [
            sourced_kind(self.known[compared[row]])
            if row in compared
            else self.kind(span, statement, row, found, name or given)
            for row in statement.sides
        ]

    def kind(
        self, span: Span, statement: Statement, row: Row, found: list[Side], name: str
    ) -> Kind:
        """The kind of the numbers of one side, and their source."""
        kind = number_kind(statement, row, found)
        if is_closed(row) and name:
            return sourced_kind(self.known[name])
        if kind == "computed":
            source = next(side.source for side in found if side.source)
            return sourced_kind(self.known[source])
        if kind in ("", "symbolic") and span.name:
            return "labelled equation", ""
        if not kind and self.text.within(span.start, "question"):
            return "question", ""
        return kind or UNSOURCED, ""

    def reason(self, name: str) -> str:
        """Why a number is given; empty if it is computed."""
        return self.known[name].reason

    def compare_functions(self, span: Span, statement: Statement, whole: str) -> dict[Row, str]:
        """Compare sides with the functions that are named for them; the sides that were, and by."""
        compared: dict[Row, str] = {}
        if set(statement.relations) - {"="}:
            return compared
        for named in (whole, *map(self.rows.get, statement.sides)):
            if not named or named not in self.functions:
                continue
            samples = self.functions[named]
            own = [row for row in statement.sides if self.rows.get(row) == named]
            others = [row for row in statement.sides if row not in own]
            chosen = [r for r in own if can_compare(r, samples)] or [
                r for r in others if can_compare(r, samples)
            ]
            if named == whole and not chosen:
                what = "nothing in this formula can be compared with a function."
                self.problem(span, what, got=span.text)
            for row in chosen:
                compared[row] = named
                wrong = difference(row, samples)
                if wrong:
                    what = f"this isn't what {self.explained(named)} gives."
                    self.problem(span, what, expected=wrong, got=written(row))
        return compared

    def compare_values(
        self,
        span: Span,
        statement: Statement,
        found: list[Side],
        name: str,
        sign: tuple[int, int],
    ) -> None:
        """Compare what a formula shows with the value of its source."""
        closed = [side for side in found if is_closed(side.row)]
        if not closed:
            what = "no side of this formula is made of numbers alone."
            self.problem(span, what, got=span.text)
        value = self.values[name]
        if sign[1] > 1 and value.shape[:1] == (sign[1],):
            value = value[sign[0]]
        exactly = set(statement.relations) == {"="}
        for side in closed:
            shape = shape_of(side.row)  # of an array, whose source gives its lengths
            if shape and value.size > 1:
                wrong = value.tolist() != shape
            else:
                wrong = not fits(side, value, exactly=exactly)
            if wrong:
                got = f"{written(side.row)}, which is {side.value.tolist()}"
                what = f"this number isn't what {self.explained(name)} gives."
                self.problem(span, what, expected=f"{value.tolist()}", got=got)

    def disagree(self, span: Span, left: Side, right: Side, relation: str) -> None:
        """Note that two sides of a formula don't agree."""
        self.problem(
            span,
            f"the two sides of {relation} don't agree.",
            expected=self.described(left),
            got=self.described(right),
        )

    def described(self, side: Side) -> str:
        """A side, what it is, and why."""
        source = f", from {self.explained(side.source)}" if side.source else ""
        return f"{written(side.row)}, which is {np.round(side.value, 12).tolist()}{source}"

    def explained(self, name: str) -> str:
        """A source in words."""
        return f"{self.known[name].expression} after snippets/{self.known[name].example}"

    def unread_kind(self, row: Row, error: str) -> Kind:
        """The kind of the numbers of a side in a statement that has no value."""
        if not is_closed(row):
            return "symbolic", ""
        interval = re.fullmatch(r"\[ [01] , [01] \[", written(row))
        return ("interval", "") if interval else (UNSOURCED, error)

    def unreadable(self, span: Span, name: str, error: FormulaError) -> None:
        """Count the digits of a formula that can't be read; without a source it has no others."""
        if name and not self.reason(name):
            what = f"this formula can't be compared with its source: {error}."
            self.problem(span, what, got=span.text)
        left = INDEX.sub("", span.text)
        kind = sourced_kind(self.known[name])[0] if name else "symbolic"
        for match in re.finditer(r"\d+(?:\.\d+)?", span.text):
            stays = not name and match[0] in left
            self.add(span, match[0], UNSOURCED if stays and not span.name else kind)

    def count(self, span: Span, statement: Statement, kinds: list[Kind]) -> None:
        """Note the numbers of a statement."""
        for row, (kind, source) in zip(statement.sides, kinds, strict=True):
            raised = [id(token) for token in scripts_in(row)]
            for token in numbers_in(row):
                index = kind == "symbolic" and id(token) in raised
                self.add(span, token.text, "index" if index else kind, source)

    def add(self, span: Span, text: str, kind: str, source: str = "") -> None:
        """Note one number."""
        line = self.text.line(span.start)
        self.numbers.append(Number(self.text.page.path, line, text, kind, source))

    def problem(self, span: Span, what: str, expected: str = "", got: str = "") -> None:
        """Note what is wrong with a formula."""
        where = self.text.page.where(self.text.line(span.start))
        self.problems.append(Problem(where, what, expected, got))
