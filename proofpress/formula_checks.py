"""The numbers in a page's formulas: their kinds, and the statements that don't hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from proofpress.errors import Problem
from proofpress.formula_numbers import (
    Side,
    disagreements,
    evaluate,
    fits,
    number_kind,
    sides,
)
from proofpress.formula_sides import (
    Row,
    Statement,
    both_signs,
    is_closed,
    numbers_in,
    statements,
)
from proofpress.formula_tokens import written
from proofpress.formula_trees import FormulaError
from proofpress.number_census import UNSOURCED, Number, sourced_kind
from proofpress.number_sources import Source
from proofpress.page_text import Span, VisibleText

INDEX = re.compile(r"[_^](?:\{[^{}]*\}|\d)")
"""An index or an exponent, in a formula that can't be read."""


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
        values: what their expressions gave, by name.
        macros: the guide's macros.

    Attributes:
        numbers: the numbers in the formulas.
        problems: what is wrong with them.
    """

    def __init__(
        self,
        text: VisibleText,
        known: Mapping[str, Source],
        values: Mapping[str, Any],
        macros: Mapping[str, str],
    ) -> None:
        self.text, self.known, self.values, self.macros = text, known, values, macros
        self.rows: dict[Row, str] = {}
        self.wholes: dict[Statement, str] = {}
        self.numbers: list[Number] = []
        self.problems: list[Problem] = []
        used = {span.name for span in text.spans if span.kind == "reference"}
        for name in known.keys() - used:
            self.declare(name)
        for span in text.spans:
            if span.kind == "formula" and re.search(r"\d", span.text):
                self.read(span)

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
        try:
            variants = [statements(tex, self.macros) for tex in both_signs(span.text)]
        except FormulaError as error:
            self.unreadable(span, name, error)
            return
        for number, stated in enumerate(variants):
            for statement in stated:
                whole = name or self.wholes.get(statement, "")
                kinds = self.statement(span, statement, whole, (number, len(variants)))
                if not number:  # the lower signs have the same digits
                    self.count(span, statement, kinds)

    def statement(
        self, span: Span, statement: Statement, name: str, sign: tuple[int, int]
    ) -> list[tuple[str, str]]:
        """Check one statement; the kind and source of the numbers on each side."""
        given = next((n for n in map(self.rows.get, statement.sides) if n and self.reason(n)), "")
        try:
            found = sides(statement, self.rows, self.values)
        except FormulaError as error:
            if not name and not given:
                return [self.unread_kind(row, str(error)) for row in statement.sides]
            found = []
        for left, right, relation in disagreements(statement, found):
            self.disagree(span, left, right, relation)
        if name and not self.reason(name):
            self.compare(span, statement, found, name, sign)
        kinds = []
        for row in statement.sides:
            kind, source = number_kind(statement, row, found), ""
            if is_closed(row) and (name or given):
                kind, source = sourced_kind(self.known[name or given])
            elif kind == "computed":
                names = [side.source for side in found if side.source]
                source = sourced_kind(self.known[names[0]])[1]
            elif kind in ("", "symbolic") and span.name:
                kind = "labelled equation"
            elif not kind and self.text.within(span.start, "question"):
                kind = "question"
            kinds.append((kind or UNSOURCED, source))
        return kinds

    def reason(self, name: str) -> str:
        """Why a number is given; empty if it is computed."""
        return self.known[name].reason

    def compare(
        self,
        span: Span,
        statement: Statement,
        found: list[Side],
        name: str,
        sign: tuple[int, int],
    ) -> None:
        """Compare what a formula shows with the value of its source."""
        where = self.text.page.where(self.text.line(span.start))
        closed = [side for side in found if is_closed(side.row)]
        if not closed:
            what = "no side of this formula is made of numbers alone."
            self.problems.append(Problem(where, what, got=span.text))
        if name not in self.values:
            return  # its expression has no value, or is a relation: that is told elsewhere
        value = np.asarray(self.values[name])
        if sign[1] > 1:
            value = value[sign[0]] if len(value) == sign[1] else value
        exactly = bool(statement.relations) and set(statement.relations) == {"="}
        self.problems += [
            Problem(
                where,
                "this number isn't what was computed.",
                expected=f"{value.tolist()}",
                got=f"{written(side.row)}, which is {side.value.tolist()}",
                advice=f"{name!r} is {self.known[name].expression} "
                f"after snippets/{self.known[name].example}",
            )
            for side in closed
            if not fits(side, value, exactly=exactly)
        ]

    def disagree(self, span: Span, left: Side, right: Side, relation: str) -> None:
        """Note that two sides of a formula don't agree."""
        self.problems.append(
            Problem(
                self.text.page.where(self.text.line(span.start)),
                f"the two sides of {relation} don't agree.",
                expected=self.explained(left),
                got=self.explained(right),
                advice="equal means equal; about equal means equal after rounding to the digits "
                "shown",
            )
        )

    def explained(self, side: Side) -> str:
        """A side, what it is, and why."""
        source = f" ({self.known[side.source].expression})" if side.source else ""
        return f"{written(side.row)}, which is {side.value.tolist()}{source}"

    def unread_kind(self, row: Row, error: str) -> tuple[str, str]:
        """The kind of the numbers of a side in a statement that has no value."""
        if not is_closed(row):
            return "symbolic", ""
        interval = re.fullmatch(r"\[ [01] , [01] \[", written(row))
        return ("interval", "") if interval else (UNSOURCED, error)

    def unreadable(self, span: Span, name: str, error: FormulaError) -> None:
        """Count the digits of a formula that can't be read; without a source it has no others."""
        line = self.text.line(span.start)
        if name and not self.reason(name):
            what = f"this formula can't be compared with its source: {error}."
            self.problems.append(Problem(self.text.page.where(line), what, got=span.text))
        left = INDEX.sub("", span.text)
        kind = sourced_kind(self.known[name])[0] if name else "symbolic"
        for match in re.finditer(r"\d+(?:\.\d+)?", span.text):
            stays = not name and match[0] in left
            self.add(line, match[0], UNSOURCED if stays and not span.name else kind)

    def count(self, span: Span, statement: Statement, kinds: list[tuple[str, str]]) -> None:
        """Note the numbers of a statement."""
        line = self.text.line(span.start)
        for row, (kind, source) in zip(statement.sides, kinds, strict=True):
            for token in numbers_in(row):
                self.add(line, token.text, kind, source)

    def add(self, line: int, text: str, kind: str, source: str = "") -> None:
        """Note one number."""
        self.numbers.append(Number(self.text.page.path, line, text, kind, source))
