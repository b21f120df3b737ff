"""The numbers that a formula shows: values, relations and kinds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from proofpress.formula_numbers import (
    disagreements,
    evaluate,
    fits,
    number_kind,
    sides,
    slack,
)
from proofpress.formula_sides import Row, Statement, statements
from proofpress.formula_trees import FormulaError

DECLARED: dict[str, Any] = {
    "W": [[1.5, 0.3], [0.2, -0.5]],
    "c": 0.25,
    r"\sigma(3)": 0.952574,
    "J": [[0.375, 0.075], [0.05, -0.125]],
    r"\delta": 1.11e-16,
    "b": [10.0, 20.0],
}


def one(tex: str) -> Statement:
    (statement,) = statements(tex, {})
    return statement


def declared() -> dict[Row, str]:
    return {one(name).sides[0]: name for name in DECLARED}


def agrees(tex: str) -> bool:
    statement = one(tex)
    known = sides(statement, declared(), DECLARED)
    assert len(known) > 1, "nothing was compared"
    return not list(disagreements(statement, known))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"0.1 \times 0.375 = 0.0375", r"0.1 \times 0.375 = 0.037"),
        (r"\sqrt{3^2 + 4^2} = 5", r"\sqrt{3^2 + 4^2} = 6"),
        (r"1 / (2\sqrt2) \approx 0.3536", r"1 / (2\sqrt2) \approx 0.3535"),
        (r"1 \cdot \tfrac12 + 3 \cdot \tfrac92 = 14", r"1 \cdot \tfrac12 + 3 \cdot \tfrac72 = 14"),
        (r"(12, -9)/15 = (0.8, -0.6)", r"(12, -9)/15 = (0.8, 0.6)"),
        (
            r"(2,\; 4 + \cos 0.5)^\top \approx (2,\; 4.8776)^\top",
            r"(2,\; 4 + \cos 0.5) \approx (2, 4.8777)",
        ),
        (r"5.102 / 5.272 \approx \cos 14.6^\circ", r"5.102 / 5.272 \approx \cos 14.7^\circ"),
        (r"\sigma(3) \approx 0.95", r"\sigma(3) \approx 0.96"),
        (r"\sigma(3) \approx 0.9526", r"\sigma(3) = 0.9526"),
        (r"\delta \approx 10^{-16}", r"\delta \approx 10^{-15}"),
        (r"J = c W", r"J = \tfrac15 W"),
        (
            r"c W = \begin{pmatrix} 0.375 & 0.075 \\ 0.05 & -0.125 \end{pmatrix}",
            r"c W = \begin{pmatrix} 0.375 & 0.075 \\ 0.05 & 0.125 \end{pmatrix}",
        ),
        (r"b = (10, 20)", r"b = (20, 10)"),
        (r"b = (10, 20)", r"b = (10, 20, 30)"),
        (r"0 \le c < 1", r"1 \le c < 2"),
        (r"2 > c", r"0.2 > c"),
    ],
)
def test_sides_that_agree_and_sides_that_dont(right: str, wrong: str) -> None:
    assert agrees(right)
    assert not agrees(wrong)


def test_a_value_over_an_unknown_side_is_still_compared() -> None:
    assert agrees(r"0.5 = f(x) = \tfrac12")
    assert not agrees(r"0.5 = f(x) = \tfrac13")


def test_a_side_with_an_unknown_name_isnt_known() -> None:
    assert len(sides(one(r"x = 2y = 3"), declared(), DECLARED)) == 1


def test_a_side_of_numbers_without_a_value_fails() -> None:
    with pytest.raises(FormulaError):
        sides(one(r"\sqrt{1 - 2} = 3"), {}, {})


@pytest.mark.parametrize(
    ("tex", "off"),
    [
        ("0.95", 0.005),
        ("-5.6 \\cdot 10^{-18}", 0.05e-18),
        ("(0.96, 3)", [0.005, 0.0]),
        (r"0.6 \cdot 2", 0.0),
        (r"2 \cdot 4.8776", 1e-4),
        (r"\tfrac12", 0.0),
    ],
)
def test_how_far_rounded_decimals_may_be_off(tex: str, off: Any) -> None:
    assert slack(one(tex).sides[0], {}) == pytest.approx(np.array(off), rel=1e-6, abs=1e-25)


def test_what_is_shown_fits_a_value_when_rounded_or_exactly() -> None:
    (side,) = sides(one("0.95"), {}, {})
    value = np.asarray(0.9526)
    assert fits(side, value, exactly=False)
    assert not fits(side, value, exactly=True)
    (half,) = sides(one(r"\tfrac12"), {}, {})
    assert fits(half, np.array([0.5, 0.5]), exactly=True)
    assert not fits(half, np.array([0.5, 0.4]), exactly=True)
    (power,) = sides(one("10^{-16}"), {}, {})
    assert fits(power, np.asarray(1.2e-16), exactly=False)
    assert not fits(power, np.asarray(1.2e-16), exactly=True)
    assert not fits(power, np.asarray(-1e-16), exactly=False)


def test_a_column_has_one_axis() -> None:
    assert evaluate(one("(3, 4)").sides[0], {}).tolist() == [3, 4]
    assert evaluate(one(r"(3, 4)^\top").sides[0], {}).tolist() == [3, 4]
    row = r"\begin{pmatrix} 3 & 4 \end{pmatrix}"
    assert evaluate(one(row).sides[0], {}).tolist() == [[3, 4]]
    assert evaluate(one("b").sides[0], {"b": np.array([1.0, 2.0])}).tolist() == [1, 2]


@pytest.mark.parametrize(
    ("tex", "kind"),
    [
        (r"2 \times 3", "shape"),
        (r"x_1 + 2 y", "symbolic"),
        (r"x = 0", "zero or one"),
        (r"x = -1", "zero or one"),
        (r"x = 3", ""),
        (r"\tfrac12", ""),
        (r"(1, 1)", ""),
        (r"n \ge 2", "condition"),
        (r"n \ge 12", ""),
        (r"1 \le x < 2", "condition"),
        (r"2 + 3 = 5", "arithmetic"),
        (r"W = \begin{pmatrix} 1.5 & 0.3 \\ 0.2 & -0.5 \end{pmatrix}", "computed"),
        (r"2 \times 3 = x", ""),
    ],
)
def test_the_kind_of_the_numbers_of_the_last_side_but_letters(tex: str, kind: str) -> None:
    statement = one(tex)
    known = sides(statement, declared(), DECLARED)
    found = [number_kind(statement, row, known) for row in statement.sides]
    assert [k for k in found if k != "symbolic"][-1:] == ([kind] if kind != "symbolic" else [])
