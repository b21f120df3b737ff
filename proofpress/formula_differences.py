"""Limits and derivatives from values alone: steps that shrink, extrapolated, with an error.

By Richardson's extrapolation as Ridders arranged it: C. J. F. Ridders, "Accurate computation of
F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982), 75-76.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from proofpress.formula_trees import FormulaError

START, LEVELS = 1 / 8, 10
"""The first step, and how often it is halved at most."""
LEAST = 3
"""The first level that is believed: two values can agree by chance."""
ENOUGH, GOOD = 1e-13, 1e-8
"""How small an estimated error is small enough, at once or when rounding has begun to grow."""
SETTLED = 1e-5
"""How far an extrapolated value may be off, by its own estimate, beside 1 and its size."""
WATCHED, ROUNDING = [START / 2**k for k in range(6, 11)], 1e-8
"""Where the order of a limit is watched, and errors that are too small to show it."""
ORDER = 0.7
"""The least order at which values come near their limit: with an expansion in the step it is 1."""


def settled(values: Callable[[float], Any], order: int) -> Any:
    """What `values(s)` tends to as s shrinks to 0 from above.

    Args:
        values: numbers or arrays that have an expansion in powers of s to the `order`.
        order: 1, or 2 where only even powers occur.

    Raises:
        FormulaError: if they don't settle.
    """
    best: Any = np.inf
    smallest = np.inf
    above: list[Any] = []
    for level in range(LEVELS):
        line = [np.asarray(values(START / 2**level))]
        for column, old in enumerate(above, start=1):
            factor = 2.0 ** (order * column)
            line.append((factor * line[-1] - old) / (factor - 1))
            error = float(max(_size(line[-1] - line[-2]), _size(line[-1] - old)))
            if error < smallest and level >= LEAST:
                best, smallest = line[-1], error
        grows = level > LEAST and _size(line[-1] - above[-1]) > 2 * smallest
        if smallest < (GOOD if grows else ENOUGH) * (1 + _size(best)):
            break
        above = line
    if smallest > SETTLED * (1 + _size(best)):
        raise FormulaError(f"no limit: shrinking steps don't settle (still off by {smallest:.1g})")
    return best.item() if best.ndim == 0 else best


def derivative(values: Callable[[float], Any]) -> Any:
    """The derivative of `values` at 0, by symmetric differences."""
    return settled(lambda s: (np.asarray(values(s)) - values(-s)) / (2 * s), order=2)


def mixed(values: Callable[[float, float], Any]) -> Any:
    """The second derivative of `values` at 0, once by each argument."""

    def quotient(s: float) -> Any:
        ahead = np.asarray(values(s, s)) - values(s, -s)
        return (ahead - values(-s, s) + values(-s, -s)) / (4 * s * s)

    return settled(quotient, order=2)


def limit(values: Callable[[float], Any], side: int) -> Any:
    """The limit of `values` at 0: from both sides, or from above (1) or below (-1) only.

    Raises:
        FormulaError: if there is none, if the two sides differ, or if the values don't come nearer
            in proportion to the step.
    """
    sides = []
    for sign in (side,) if side else (1, -1):
        towards = partial(_towards, values, sign)
        sides.append(settled(towards, order=1))
        watched = [np.asarray(towards(s)) for s in WATCHED]
        order = observed_order([_size(one - other) for one, other in pairwise(watched)])
        if order is not None and order < ORDER:
            raise FormulaError(f"no limit by steps: the values come nearer with order {order:.2g}")
    difference = _size(np.asarray(sides[0]) - sides[-1])
    if difference > 2 * SETTLED * (1 + _size(np.asarray(sides[0]))):
        raise FormulaError(f"no limit: the two sides differ by {difference:.1g}")
    return sides[0]


def observed_order(errors: Sequence[float]) -> float | None:
    """The order at which errors shrink as the step is halved; none if they are rounding."""
    orders = [
        float(np.log2(one / other)) for one, other in pairwise(errors) if min(one, other) > ROUNDING
    ]
    return orders[-1] if orders else None


def _towards(values: Callable[[float], Any], sign: int, step: float) -> Any:
    return values(sign * step)


def _size(array: Any) -> float:
    size = float(abs(array) if np.ndim(array) == 0 else np.abs(array).max(initial=0.0))
    return size if size == size else np.inf  # noqa: PLR0124  (what isn't a number is never small)
