r"""Formulas with letters beside functions of an example: the same values wherever both have one.

`g(x, y) = x^3 + x y^2 - 3x` is what an example computes if it gives the example's values at a
few points. Which letters the function takes, its parameters say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from proofpress.formula_numbers import Array, agree, evaluate, spelled_out
from proofpress.formula_sides import Row, is_closed
from proofpress.formula_trees import FormulaError

GREEK = frozenset({"alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa"})
GREEK |= {"lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "psi", "omega"}
CONSTANTS = {"e": math.e}
FEWEST = 3
"""Points at which a function has to have a value, or nothing was compared."""
NEARLY = 1e-7
"""How far two values may be apart, beside their size: some come from sums in another order."""


@dataclass(frozen=True)
class Samples:
    """A function, by its values at some points.

    Attributes:
        names: its parameters, as TeX; a Greek letter's name stands for the letter, and `x_1`, `x_2`
            for the entries of the column x.
        points: the values of the parameters, for each point where the function has a value.
        values: the function's values there, numbers or arrays.
    """

    names: tuple[str, ...]
    points: tuple[tuple[float, ...], ...]
    values: tuple[Array, ...]


def read_samples(answer: dict[str, Any]) -> Samples:
    """The samples that an example gave, without those that are no finite numbers."""
    plain = [name.rstrip("_") for name in answer["names"]]
    names = tuple(f"\\{name}" if name in GREEK else name for name in plain)
    values = [np.asarray(value, dtype=float) for value in answer["values"]]
    kept = [(tuple(p), v) for p, v in zip(answer["points"], values, strict=True) if _finite(v)]
    return Samples(names, tuple(p for p, _ in kept), tuple(v for _, v in kept))


def can_compare(row: Row, samples: Samples) -> bool:
    """Whether a side is made of numbers and of the function's letters."""
    letters = _bound(samples.names, [0.0] * len(samples.names))
    return is_closed(row) or bool(spelled_out(row, {**CONSTANTS, **letters}))


def difference(row: Row, samples: Samples) -> str:
    """Where a side isn't what the function gives, in words; empty if it is everywhere the same."""
    if len(samples.points) < FEWEST:
        return f"the function has a value at {len(samples.points)} points, {FEWEST} are needed"
    for point, value in zip(samples.points, samples.values, strict=True):
        names = {**CONSTANTS, **_bound(samples.names, point)}
        at = ", ".join(f"{n} = {v:.6g}" for n, v in zip(samples.names, point, strict=True))
        try:
            shown = evaluate(row, names)
        except FormulaError as error:
            return f"at {at} the formula has no value: {error}"
        room = NEARLY * np.maximum(1.0, abs(value))
        if shown.squeeze().shape != value.squeeze().shape and shown.size != 1:
            return f"the formula has the shape {shown.shape}, the function {value.shape}"
        if not agree(shown, value, room):
            return f"at {at} the formula is {shown.tolist()}, the function {value.tolist()}"
    return ""


def _bound(names: Sequence[str], point: Sequence[float]) -> dict[str, Any]:
    """What the letters stand for at a point: numbers, or columns by their entries."""
    columns: dict[str, list[float]] = {}
    numbers: dict[str, Any] = {}
    for name, value in zip(names, point, strict=True):
        letter, _, index = name.rpartition("_")
        if letter and index.isdigit():
            columns.setdefault(letter, []).append(value)
        else:
            numbers[name] = value
    return {**numbers, **{letter: np.array(entries) for letter, entries in columns.items()}}


def _finite(value: Array) -> bool:
    return bool(np.all(np.isfinite(value)))
