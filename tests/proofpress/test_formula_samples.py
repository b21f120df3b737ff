"""Formulas with letters beside functions."""

from __future__ import annotations

import numpy as np
import pytest

from proofpress.formula_samples import Samples, can_compare, difference, read_samples
from proofpress.formula_sides import Row, statements


def row(tex: str) -> Row:
    ((side,),) = (one.sides for one in statements(tex, {}))
    return side


def sampled(function: object, names: tuple[str, ...]) -> Samples:
    points = [(0.4, 1.3), (0.7, 0.9), (1.6, 0.5)]
    used = [point[: len(names)] for point in points]
    values = [np.asarray(function(*point), dtype=float) for point in used]  # type: ignore[operator]
    return Samples(names, tuple(used), tuple(values))


PLANE = sampled(lambda x, y: x**3 + x * y**2 - 3 * x, ("x", "y"))
GRADIENT = sampled(lambda x, y: [3 * x**2 + y**2 - 3, 2 * x * y], ("x", "y"))
FORM = sampled(lambda x_1, x_2: (x_1 + 2 * x_2) ** 2, ("x_1", "x_2"))
BELL = sampled(lambda x: np.exp(-(x**2)), ("x",))


@pytest.mark.parametrize(
    ("samples", "right", "wrong"),
    [
        (PLANE, "x^3 + x y^2 - 3x", "x^3 + x y^2 - 2x"),
        (PLANE, "x(x^2 + y^2 - 3)", "x(x^2 - y^2 - 3)"),
        (GRADIENT, r"(3x^2 + y^2 - 3,\; 2xy)^\top", r"(3x^2 + y^2 - 3,\; 2x)^\top"),
        (GRADIENT, "(3x^2 + y^2 - 3, 2xy)", "(2xy, 3x^2 + y^2 - 3)"),
        (GRADIENT, "(3x^2 + y^2 - 3, 2xy)", "3x^2 + y^2 - 3"),
        (FORM, "(x_1 + 2 x_2)^2", "(x_1 + 3 x_2)^2"),
        (FORM, "(x_1 + 2 x_2)^2", "(x_2 + 2 x_1)^2"),
        (BELL, "e^{-x^2}", "e^{-x^3}"),
    ],
)
def test_a_formula_is_the_function_or_it_isnt(samples: Samples, right: str, wrong: str) -> None:
    assert can_compare(row(right), samples)
    assert difference(row(right), samples) == ""
    assert difference(row(wrong), samples) != ""


def test_only_the_functions_letters_can_be_compared() -> None:
    assert can_compare(row("0"), PLANE)
    assert can_compare(row(r"2x + \pi y"), PLANE)
    assert not can_compare(row("f(x, y)"), PLANE)
    assert not can_compare(row("2z"), PLANE)


def test_values_that_are_no_numbers_are_left_out_but_not_all_of_them() -> None:
    given = {"names": ["x", "lambda_"], "points": [[1, 2], [3, 4]], "values": [float("nan"), 5]}
    samples = read_samples(given)
    assert samples.names == ("x", r"\lambda")
    assert samples.points == ((3, 4),)
    assert "a value at 1 points" in difference(row(r"x + \lambda - 2"), samples)


def test_where_the_formula_has_no_value_it_says_so() -> None:
    assert "no value" in difference(row(r"\sqrt{x - 9}"), PLANE)
