"""What a formula states, side by side."""

from __future__ import annotations

import pytest

from proofpress.formula_sides import both_signs, is_closed, numbers_in, scripts_in, statements
from proofpress.formula_tokens import written
from proofpress.formula_trees import FormulaError

MACROS = {r"\R": r"\mathbb{R}"}


def stated(tex: str) -> list[tuple[list[str], tuple[str, ...]]]:
    return [([written(s) for s in one.sides], one.relations) for one in statements(tex, MACROS)]


def test_a_chain_is_one_statement() -> None:
    assert stated(r"a = 2b \approx 0.3") == [(["a", "2 b", "0.3"], ("=", r"\approx"))]


@pytest.mark.parametrize(
    ("tex", "sides"),
    [
        (r"a = 1, \quad b = 2", [["a", "1"], ["b", "2"]]),
        (r"\lambda = 3 \text{ or } \lambda = 1.", [[r"\lambda", "3"], [r"\lambda", "1"]]),
        (r"\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}", [["a", "1"], ["b", "2"]]),
        (r"u = (3,\; 4)", [["u", "( 3 , 4 ("]]),
        (r"f(x, y) = 0", [["f ( x , y (", "0"]]),
        (r"x \in \R^3", [["x", r"\mathbb{R} ^{3}"]]),
    ],
)
def test_statements_end_where_the_eye_ends_them(tex: str, sides: list[list[str]]) -> None:
    assert [one for one, _ in stated(tex)] == sides


@pytest.mark.parametrize(
    ("tex", "closed"),
    [
        (r"\tfrac12", True),
        (r"(0.6, -0.8)^\top", True),
        (r"\cos 14.6^\circ", True),
        (r"\begin{pmatrix} 1 & \sqrt3 \end{pmatrix}", True),
        (r"-1.1 \cdot 10^{-16}", True),
        (r"\pi/2", True),
        (r"\pi", False),
        (r"2x", False),
        (r"\R^3", False),
        (r"x^2", False),
        (r"\begin{pmatrix} 1 & x \end{pmatrix}", False),
        (r"1 + \dots + 3", False),
    ],
)
def test_a_side_is_closed_if_it_is_made_of_numbers(tex: str, closed: bool) -> None:
    ((side,),) = (one.sides for one in statements(tex, MACROS))
    assert is_closed(side) is closed


def test_numbers_are_whole_also_below_an_exponent() -> None:
    ((side,),) = (one.sides for one in statements(r"10^{-16} + 14.6^\circ", MACROS))
    assert [token.text for token in numbers_in(side)] == ["10", "16", "14.6"]
    assert [token.text for token in scripts_in(side)] == ["16"]


def test_both_signs_are_two_formulas() -> None:
    assert both_signs(r"x = \pm 1/\sqrt2") == [r"x = 1/\sqrt2", r"x = -1/\sqrt2"]
    assert both_signs(r"(\pm1, 0)") == ["(1, 0)", "(-1, 0)"]
    assert both_signs(r"\pmod x") == [r"\pmod x"]


def test_what_has_no_reading_says_so() -> None:
    with pytest.raises(FormulaError):
        statements(r"f\colon \R \to \R", MACROS)
