r"""What a formula says, checked: each relation between two values, and whether it holds.

The two sides of `=` and `\to` agree in shape and value (a written 0 has any shape), those of `\le`
and `<` are in order, a value is in its `\R^{m \times n}`. The sides of `\approx` come together at a
stated order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from proofpress import formula_arithmetic as arithmetic
from proofpress import formula_expressions as tree
from proofpress.formula_derivatives import prepared
from proofpress.formula_differences import observed_order
from proofpress.formula_meanings import Function, Members, Unwritten, kind_of, value_of
from proofpress.formula_reader import name_keys, read_formula
from proofpress.formula_trees import FormulaError
from proofpress.formula_values import Evaluation

RELATIVE, SMALL = 1e-7, 1e-8
"""How far two sides may differ and be equal: beside their size, and at all. Derivatives by
differences are good to about 1e-10."""
STEPS = [2.0**-k for k in range(4, 10)]
r"""How an `\approx` is watched: the factors by which its variable is made smaller."""


@dataclass(frozen=True)
class Reading:
    r"""How a formula's inequalities and approximations are to be checked.

    Attributes:
        orders: for `\approx`, a variable and the order at which the sides come together as it
            shrinks to 0.
        within: for `\le` and `\ge`, how close the sides are at this point: 1 if the bound is
            attained, 20 if the larger is at most 20 times the smaller; None if it needn't be close.
    """

    orders: Mapping[str, float] = field(default_factory=dict)
    within: float | None = None


@dataclass(frozen=True)
class Claim:
    """One relation, its two sides, and whether it holds; if not, why."""

    sign: str
    left: Any
    right: Any
    holds: bool
    why: str = ""


def read(
    tex: str, meanings: Mapping[str, Any], macros: Mapping[str, str]
) -> tuple[tree.Formula, Evaluation]:
    r"""Read a formula, given what its names stand for; ready to be evaluated.

    Args:
        tex: the formula's TeX.
        meanings: what each name stands for, the names in TeX: `x`, `W'`, `\tilde f`, `s_i`; words
            that stand for a value are `\text{...}`. What a value can be: `formula_meanings`.
        macros: the guide's macros.

    Raises:
        FormulaError: as `read_formula` does; for a meaning that isn't one.
    """
    keys = dict(zip(meanings, name_keys(list(meanings), macros), strict=True))
    vocabulary = {keys[name]: kind_of(name, meaning) for name, meaning in meanings.items()}
    formula = read_formula(tex, vocabulary, macros)
    return formula, evaluation(meanings, macros)


def evaluation(meanings: Mapping[str, Any], macros: Mapping[str, str]) -> Evaluation:
    """An evaluation with these meanings."""
    keys = dict(zip(meanings, name_keys(list(meanings), macros), strict=True))
    names = {
        r"\dots" if isinstance(meaning, Unwritten) else keys[name]: value_of(meaning)
        for name, meaning in meanings.items()
    }
    return Evaluation(names)


def claims(formula: tree.Formula, here: Evaluation, reading: Reading) -> Iterator[Claim]:
    """Each relation of the formula, checked.

    Raises:
        FormulaError: if a side has no value, or a clause says nothing.
    """
    for clause in formula.clauses:
        if not clause.signs:
            raise FormulaError("an expression without a relation says nothing")
        sides = clause.sides
        for sign, one, other in zip(clause.signs, sides, sides[1:], strict=False):
            if sign == r"\in":
                yield _membership(here, here.value(one), other)
            elif sign == r"\approx":
                yield _approximation(here, one, other, reading.orders)
            else:
                left, right = _fitted(one, here.value(one), here.value(other))
                right, left = _fitted(other, right, left)
                yield _comparison(sign, left, right, reading.within)


def _fitted(node: tree.Expression, value: Any, other: Any) -> tuple[Any, Any]:
    """A 0 that is written as such beside an array: the array of zeros. The other value as it is."""
    written = isinstance(node, tree.Number) and node.value == 0
    return (np.zeros(other.shape) if written and isinstance(other, np.ndarray) else value), other


def equal(one: Any, other: Any) -> bool:
    """Whether two values agree; exact numbers have to agree exactly."""
    if arithmetic.shape(one) != arithmetic.shape(other):
        return False
    if _exact(one) and _exact(other):
        return bool(np.all(np.asarray(one) == np.asarray(other)))
    left, right = (np.asarray(side, dtype=complex) for side in (one, other))
    size = float(max(np.max(np.abs(left)), np.max(np.abs(right))))
    return bool(np.max(np.abs(left - right)) <= RELATIVE * size + SMALL)


def _exact(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iu" or (
            value.dtype == object and all(map(_exact, value.ravel().tolist()))
        )
    return isinstance(value, int | Fraction)


def _comparison(sign: str, one: Any, other: Any, within: float | None) -> Claim:
    if isinstance(one, Function) or isinstance(other, Function):
        raise FormulaError("two functions can't be compared: take both at a point")
    if sign in ("=", r"\to"):
        same = arithmetic.shape(one) == arithmetic.shape(other)
        why = "" if same else f"shapes {arithmetic.shape(one)} and {arithmetic.shape(other)}"
        return Claim(sign, one, other, equal(one, other), why or "they differ")
    if arithmetic.shape(one) or arithmetic.shape(other):
        raise FormulaError(f"{sign} compares numbers")
    if sign == r"\ne":
        return Claim(sign, one, other, not equal(one, other), "they are equal")
    small, large = (one, other) if sign in (r"\le", "<") else (other, one)
    slack = 0 if _exact(one) and _exact(other) else RELATIVE * (abs(one) + abs(other)) + SMALL
    if sign in ("<", ">"):
        return Claim(sign, one, other, bool(small < large), "the order is another")
    if not small <= large + slack:
        return Claim(sign, one, other, holds=False, why="the order is another")
    close = within is None or bool(large <= within * small + slack)
    return Claim(sign, one, other, close, f"the bound isn't within a factor {within} here")


def _membership(here: Evaluation, value: Any, where: tree.Expression) -> Claim:
    if isinstance(where, tree.Space):
        lengths = tuple(here.whole(length, "a length") for length in where.lengths)
        found = arithmetic.shape(value)
        wanted = (*lengths, 1) if len(lengths) == 1 else lengths
        fits = found == wanted or (found == () and set(wanted) <= {1})
        return Claim(r"\in", found, wanted, fits, "the shape is another")
    members = here.value(where) if isinstance(where, tree.Name) else None
    if not isinstance(members, Members):
        raise FormulaError("the set isn't given")
    point = prepared(Function(members.has, ("point",)), [value])
    return Claim(r"\in", value, where, bool(members.has(*point)), "it isn't in the set")


def _approximation(
    here: Evaluation, one: tree.Expression, other: tree.Expression, orders: Mapping[str, float]
) -> Claim:
    if len(orders) != 1:
        raise FormulaError(r"for \approx say in which variable, and of which order the error is")
    ((name, order),) = orders.items()
    errors = []
    for factor in STEPS:
        nearer = here.with_names(**{name: arithmetic.scale(factor, here.names[name])})
        left, right = nearer.value(one), nearer.value(other)
        if arithmetic.shape(left) != arithmetic.shape(right):
            return Claim(r"\approx", left, right, holds=False, why="the shapes differ")
        errors.append(float(np.linalg.norm(np.asarray(left) - right)))
    here.value(one), here.value(other)
    return Claim(r"\approx", errors, order, settles(errors, order), f"the order isn't {order}")


def settles(errors: Sequence[float], order: float) -> bool:
    """Whether errors at steps that halve shrink with this order, or are rounding already."""
    observed = observed_order(errors)
    return max(errors) <= SMALL if observed is None else observed > order - 0.2
