r"""The numbers that a formula shows: which of them are worked out, and whether they are right.

`0.1 \times 0.375 = 0.0375` says all that is needed to check it. `\sigma(3) \approx 0.95` needs the
value of a side that isn't made of numbers; a page declares what such a side comes from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proofpress import formula_expressions as tree
from proofpress.formula_meanings import kind_of, value_of
from proofpress.formula_reader import Reader
from proofpress.formula_sides import CLOSED, Row, Statement, is_closed, numbers_in
from proofpress.formula_tokens import Token, written
from proofpress.formula_values import Evaluation

Array = NDArray[np.float64]
EXACT = 1e-9
"""How far two values may be apart, beside their size, that are said to be equal."""
DIGITS = 3
"""Digits that a decimal has at least if a formula that computes with it may have rounded it."""
CONDITIONS = frozenset({"<", ">", r"\le", r"\ge", r"\leq", r"\geq", r"\ne"})


@dataclass(frozen=True)
class Side:
    """One side of a statement, with what is known of it.

    Attributes:
        row: its tokens.
        value: what it is, worked out from the numbers in it or from what the page declares.
        slack: how far that may be off because the decimals written in it are rounded.
        source: the declared name that gives its value; empty if its own numbers do.
    """

    row: Row
    value: Array
    slack: Array
    source: str = ""


def evaluate(row: Row, names: Mapping[str, Any]) -> Array:
    """The value of a side; a column becomes an array with one axis.

    Raises:
        FormulaError: if it has none.
    """
    known = {name: value_of(meaning) for name, meaning in {r"\pi": math.pi, **names}.items()}
    value = np.asarray(Evaluation(known).value(expression(row, names)), dtype=float)
    return value[:, 0] if value.ndim == 2 and value.shape[1] == 1 else value


def expression(row: Row, names: Mapping[str, Any]) -> tree.Expression:
    """A side as the typed tree that it is read as.

    Raises:
        FormulaError: if it can't be read.
    """
    meanings = {r"\pi": math.pi, **names}
    reader = Reader(row, {name: kind_of(name, meaning) for name, meaning in meanings.items()})
    found = reader.sum()
    reader.end()
    return found


def slack(row: Row, names: Mapping[str, Any]) -> Array:
    """How far a side may be off because decimals in it are rounded: by half a unit of each.

    Where decimals are only listed, all of them are taken for rounded. Where something is worked
    out, those with fewer than `DIGITS` digits are taken for exact.
    """
    value = evaluate(row, names)
    off = np.zeros_like(value)
    fewest = 1 if _is_listed(expression(row, names)) else DIGITS
    for number in numbers_in(row):
        whole, point, decimals = number.text.partition(".")
        if not point or len((whole + decimals).lstrip("0")) < fewest:
            continue
        moved = replace(number, text=f"{float(number.text) + 0.5 * 10.0 ** -len(decimals):.12f}")
        off = off + abs(evaluate(_replaced(row, number, moved), names) - value)
    return off


def sides(
    statement: Statement, declared: Mapping[Row, str], values: Mapping[str, Any]
) -> list[Side]:
    """The sides whose value is known, in their order.

    Args:
        statement: the statement.
        declared: the sides that the page declares, and the names of their sources.
        values: what those sources gave, by name.

    Raises:
        FormulaError: for a side made of numbers that has no value.
    """
    names = {
        row[0].text: np.asarray(values[name], dtype=float)
        for row, name in declared.items()
        if name in values and len(row) == 1 and row[0].kind == "name"
    }
    found = []
    for row in statement.sides:
        name = declared.get(row, "")
        if name in values:
            value = np.asarray(values[name], dtype=float)
            found.append(Side(row, value, np.zeros_like(value), name))
        elif is_closed(row):
            found.append(Side(row, evaluate(row, {}), slack(row, {})))
        elif needed := spelled_out(row, names):
            found.append(Side(row, evaluate(row, names), slack(row, names), needed))
    return found


def disagreements(statement: Statement, known: list[Side]) -> Iterator[tuple[Side, Side, str]]:
    """Pairs of neighbouring known sides between which the relation doesn't hold."""
    places = [statement.sides.index(side.row) for side in known]
    for n, (left, right) in enumerate(pairwise(known)):
        between = set(statement.relations[places[n] : places[n + 1]])
        if not holds(left, right, between):
            yield left, right, " ".join(sorted(between))


def holds(left: Side, right: Side, relations: set[str]) -> bool:
    r"""Whether the relations that lead from one side to the other allow their values.

    `\approx` means equal after rounding to the digits shown; beside an exact value a power of ten
    alone, such as 10^{-16}, shows the order of magnitude.
    """
    if relations == {"="}:
        return agree(left.value, right.value, np.zeros(()))
    if relations <= {"=", r"\approx"}:
        if _is_power_of_ten(left.row) or _is_power_of_ten(right.row):
            return same_magnitude(left.value, right.value)
        return agree(left.value, right.value, np.maximum(left.slack, right.slack))
    if relations <= {"<", r"\le", r"\leq", "="}:
        return bool(np.all(left.value <= right.value))
    if relations <= {">", r"\ge", r"\geq", "="}:
        return bool(np.all(left.value >= right.value))
    return True  # sets, limits and implications compare no numbers


def fits(side: Side, value: Array, *, exactly: bool) -> bool:
    """Whether what a side shows is `value`, rounded to the digits shown unless `exactly`."""
    if not exactly and _is_power_of_ten(side.row):
        return same_magnitude(side.value, value)
    return agree(side.value, value, np.zeros(()) if exactly else side.slack)


def agree(shown: Array, value: Array, room: Array) -> bool:
    """Whether two values are as close as `room` allows; one number stands for equal ones."""
    shown, value, room = shown.squeeze(), value.squeeze(), room.squeeze()
    if shown.size != 1 and shown.shape != value.shape:
        return False
    return bool(np.all(abs(shown - value) <= room + EXACT * np.maximum(1e-3 * EXACT, abs(value))))


def same_magnitude(one: Array, other: Array) -> bool:
    """Whether two positive values have the same nearest power of ten."""
    if np.any(one <= 0) or np.any(other <= 0):
        return False
    return bool(np.all(abs(np.log10(one) - np.log10(other)) <= 0.5))


def number_kind(statement: Statement, row: Row, known: list[Side]) -> str:
    """What the numbers of one side of a statement are; empty if nothing accounts for them."""
    if not is_closed(row):
        return "symbolic"
    closed = [side for side in statement.sides if is_closed(side)]
    if any(side.source for side in known):
        return "computed"
    if set(statement.relations) & CONDITIONS and all(map(_is_small, closed)):
        return "condition"
    if statement.relations and all(map(_is_unit, closed)):
        return "zero or one"
    if len(closed) > 1:
        return "arithmetic"
    return "shape" if shape_of(row) and not statement.relations else ""


def shape_of(row: Row) -> list[int]:
    r"""The lengths in a shape such as `2 \times 3`; none if the row isn't one."""
    shape = re.fullmatch(r"\d+( \\times \d+)+", written(row))
    return [int(length) for length in shape[0].split(r" \times ")] if shape else []


def _is_listed(node: tree.Expression) -> bool:
    r"""Whether numbers are only listed, as in `(2, 4.88)^\top` or `-1.1 \cdot 10^{-16}`."""
    if isinstance(node, tree.Dot):  # of a number and a power of ten
        return isinstance(node.left, tree.Number) and isinstance(node.right, tree.Power)
    if isinstance(node, tree.Sum) and len(node.terms) > 1:
        return False
    kinds = tree.Number | tree.Sum | tree.Listed | tree.Matrix | tree.Row | tree.Transpose
    below = [part for path, part in tree.parts(node) if _is_child(path)]
    return isinstance(node, kinds) and all(map(_is_listed, below))


def _is_child(path: tree.Path) -> bool:
    """Whether a path leads one step down: a field, or a place in one that is a tuple."""
    return len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))


def _is_unit(row: Row) -> bool:
    return written(row) in ("0", "1", "- 1")


def _is_small(row: Row) -> bool:
    return bool(re.fullmatch(r"\d", written(row)))


def _is_power_of_ten(row: Row) -> bool:
    return [t.kind for t in row] == ["number", "scripts"] and row[0].text == "10"


def spelled_out(row: Row, names: Mapping[str, Any]) -> str:
    """A name in a side that is made of numbers and of names with a value; empty if it isn't."""
    known = {r"\pi", *names}
    if all(t.kind in CLOSED or (t.kind == "name" and t.text in known) for t in _all(row)):
        return next((t.text for t in _all(row) if t.kind == "name" and t.text in names), "")
    return ""


def _all(row: Row) -> Iterator[Token]:
    for token in row:
        yield token
        for part in token.parts:
            yield from _all(part)


def _replaced(row: Row, old: Token, new: Token) -> Row:
    """The row with one token, that very one, replaced wherever it stands."""
    return tuple(
        new
        if token is old
        else replace(token, parts=tuple(_replaced(part, old, new) for part in token.parts))
        for token in row
    )
