"""What holds and what doesn't, relation by relation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from proofpress.formula_meanings import Members
from proofpress.formula_statements import Reading, claims, read
from proofpress.formula_trees import FormulaError
from proofpress.formulas import read_macros
from tests.conftest import ROOT

MACROS = read_macros(ROOT / "docs" / "macros.yml")
MEANINGS: dict[str, Any] = {
    "A": np.array([[1.0, 2, 3], [4, 5, 7]]),
    "x": np.array([1.0, -2, 0.5]),
    "c": 2.0,
    "k": 2,
    "m": 2,
    "n": 3,
    "h": 0.5,
    "u": Fraction(1, 2**60),
    "f": np.exp,
    "T": np.zeros((2, 3, 3)),
    "U": Members(lambda point: bool(np.all(point > 1))),
    r"\text{where it is}": 4.0,
}


def verdicts(formula: str, reading: Reading | None = None, **more: Any) -> list[bool]:
    """Whether each relation of a formula holds."""
    read_as, here = read(formula, {**MEANINGS, **more}, MACROS)
    return [claim.holds for claim in claims(read_as, here, reading or Reading())]


@pytest.mark.parametrize(
    ("formula", "holds"),
    [
        ("c = k = 2 = 3", [True, True, False]),
        ("c = 2 + 10^{-6}", [False]),
        ("c = 2 + 10^{-9}", [True]),
        ("k = 2 + 10^{-9}", [False]),  # exact numbers are compared exactly
        (r"c \le 2 \le 3 < 3", [True, True, False]),
        (r"c \ge 3, \qquad 3 > c", [False, True]),
        (r"c \ne k, \qquad c \ne 3", [False, True]),
        (r"x = x^\top", [False]),
        (r"x - x = x^\top - x^\top", [False]),
        ("x - x = 0 = A - A", [True, True]),
        ("x - x = 1 - 1", [False]),
        ("x = 0", [False]),
        (r"A x = A x", [True]),
        (r"A \in \R^{m \times n}, \qquad A \in \R^{n \times m}", [True, False]),
        (r"x \in \R^n, \qquad x \in \R^m, \qquad x^\top \in \R^{1 \times n}", [True, False, True]),
        (r"x^\top \in \R^n", [False]),
        (r"T \in \R^{m \times n \times n}, \qquad T \in \R^{n \times n \times m}", [True, False]),
        (r"c \in \R, \qquad x \in \R", [True, False]),
        (r"c \in U, \qquad h \in U, \qquad x \in U", [True, False, False]),
        (r"c = k \quad\text{for all } c, h \in U", [True, True, False]),
        (r"c = 2, \qquad \text{where it is } 2c.", [True, True]),
        (r"c = 2, \qquad \text{where it is } 3c.", [True, False]),
        (r"c = 3 \quad\Longrightarrow\quad c = 2", [False, True]),
        (r"c = 1 + \frac{f(t) - 1}{f(t) - 1} \xrightarrow[t \to 0]{} 2", [True, True]),
        (r"u + 1 \le 1", [False]),  # no tolerance among exact numbers
    ],
)
def test_a_relation(formula: str, holds: list[bool]) -> None:
    assert verdicts(formula, t=0.25) == holds


@pytest.mark.parametrize(
    ("formula", "order", "holds"),
    [
        (r"f(h) \approx 1 + h", 2, True),
        (r"f(h) \approx 1 + h", 3, False),
        (r"f(h) \approx 1 + h + \tfrac12 h^2", 3, True),
        (r"f(h) \approx 1 - h", 2, False),
        (r"f(h) \approx 2 + h", 1, False),
        (r"f(h) \approx 1", 1, True),
        (r"h^2 \approx h h", 2, True),
    ],
)
def test_an_approximation_has_its_order(formula: str, order: int, holds: bool) -> None:
    assert verdicts(formula, Reading({"h": order})) == [holds]


@pytest.mark.parametrize(
    ("formula", "within", "holds"),
    [
        (r"c \le 2", 1, True),
        (r"c \le 3", 1, False),
        (r"c \le 3", 1.5, True),
        (r"3 \ge c", 1.4, False),
        (r"4 \le 3", 2, False),
    ],
)
def test_a_bound_that_is_attained_is_close(formula: str, within: float, holds: bool) -> None:
    assert verdicts(formula, Reading(within=within)) == [holds]


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("c + 1", "says nothing"),
        ("f = f", "two functions|isn't called"),
        (r"x \le c", "compares numbers"),
        (r"c \approx k", "of which order"),
        (r"c = w", "unknown symbol 'w'"),
    ],
)
def test_what_says_nothing_is_refused(formula: str, why: str) -> None:
    with pytest.raises(FormulaError, match=why):
        verdicts(formula)


def test_a_name_stands_for_something_sensible() -> None:
    with pytest.raises(FormulaError, match="w can't stand for 'two'"):
        read("w = 1", {"w": "two"}, MACROS)
