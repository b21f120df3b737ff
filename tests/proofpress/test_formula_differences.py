"""Limits and derivatives from values alone, and refusals where there are none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from proofpress.formula_differences import derivative, limit, mixed, observed_order
from proofpress.formula_trees import FormulaError

SMOOTH: dict[str, tuple[Callable[[float], float], float, float]] = {
    "sine": (np.sin, 1.0, np.cos(1.0)),
    "exponential": (np.exp, 2.0, np.exp(2.0)),
    "reciprocal": (lambda x: 1 / x, 0.5, -4.0),
    "power": (lambda x: x**7, 1.5, 7 * 1.5**6),
    "fast": (lambda x: np.sin(20 * x), 0.3, 20 * np.cos(6.0)),
    "parabola": (lambda x: x * x, 3.0, 6.0),
    "constant": (lambda _: 4.0, 1.0, 0.0),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_a_derivative_is_good_to_ten_digits(name: str) -> None:
    f, x, slope = SMOOTH[name]
    assert derivative(lambda s: f(x + s)) == pytest.approx(slope, rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("name", SMOOTH)
def test_a_limit_is_extrapolated_from_either_side(name: str) -> None:
    f, x, slope = SMOOTH[name]
    for side in (0, 1, -1):
        found = limit(lambda s: (f(x + s) - f(x)) / s, side)
        assert found == pytest.approx(slope, rel=1e-9, abs=1e-9)


def test_arrays_settle_entry_by_entry() -> None:
    found = derivative(lambda s: np.array([np.sin(s), 3 * s, 1.0]))
    np.testing.assert_allclose(found, [1, 3, 0], atol=1e-12)


def test_a_mixed_derivative_comes_from_values() -> None:
    found = mixed(lambda s, t: np.exp(2 * s) * np.sin(3 * t + 1))
    assert found == pytest.approx(6 * np.cos(1.0), rel=1e-9)


@pytest.mark.parametrize(
    ("values", "side"),
    [
        (lambda s: abs(s) / s, 0),
        (lambda s: np.sin(1 / s), 1),
        (lambda s: 1 / s, 1),
        (lambda s: np.sqrt(abs(s)), 0),
        (lambda s: 1 + 1e-5 * abs(s) ** 0.5, 1),
    ],
    ids=["jump", "oscillation", "pole", "root", "small root from above"],
)
def test_what_has_no_limit_by_steps_is_refused(values: Callable[[float], float], side: int) -> None:
    with pytest.raises(FormulaError, match="no limit"):
        limit(values, side)


def test_a_jump_has_a_limit_from_each_side() -> None:
    assert limit(lambda s: abs(s) / s, 1) == 1
    assert limit(lambda s: abs(s) / s, -1) == -1


def test_the_order_is_seen_where_errors_are_more_than_rounding() -> None:
    assert observed_order([4.0, 1.0, 0.25]) == 2
    assert observed_order([1.0, 0.5, 1e-12]) == 1
    assert observed_order([1e-12, 1e-13]) is None
