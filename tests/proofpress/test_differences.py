"""Limits of difference quotients: near the truth, and honest about how near."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from proofpress.differences import EPSILON, Limits, Sample, extrapolated, limits, steps

Function = Callable[[float], float]


def slope_limits(function: Function, at: float, count: int = 15) -> Limits:
    """The limits of a function's quotients at a point."""

    def quotient(step: float) -> Sample | None:
        there = at + step
        try:
            here, moved = function(at), function(there)
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        with np.errstate(all="ignore"):
            value = np.float64(moved - here) / np.float64(there - at)
        size = abs(moved) + abs(here)
        off = EPSILON * size / abs(step)
        return Sample(np.array([value]), np.array([off]), size, 1)

    return limits(quotient, 1, count)


TAME: dict[str, tuple[Function, float, float]] = {
    "cube": (lambda x: x**3, 2.0, 12.0),
    "sine": (lambda x: float(np.sin(x)), 1.0, float(np.cos(1))),
    "exponential": (lambda x: float(np.exp(x)), 5.0, float(np.exp(5))),
    "constant": (lambda _: 7.0, 3.0, 0.0),
    "straight": (lambda x: 3 * x, 0.1, 3.0),
    "flat": (lambda x: x**2, 0.0, 0.0),
    "beside a large constant": (lambda x: 1e3 + float(np.sin(x)), 0.5, float(np.cos(0.5))),
    "near overflow": (lambda x: float(np.exp(x)), 700.0, float(np.exp(700))),
}
WILD: dict[str, tuple[Function, float, float]] = {
    "steep": (lambda x: float(np.tanh(1e4 * x)), 0.0, 1e4),
    "beside a huge constant": (lambda x: 1e6 + float(np.sin(x)), 0.5, float(np.cos(0.5))),
    "fast": (lambda x: float(np.sin(1000 * x)), 1.0, float(1000 * np.cos(1000))),
    "small and fast": (
        lambda x: x + 1e-6 * float(np.sin(1e6 * x)),
        1.0,
        float(1 + np.cos(1e6)),
    ),
    "near a pole": (lambda x: 1 / (x - 1), 1.001, -1e6),
    "near a kink": (abs, 1e-4, 1.0),
    "near the end of where it is defined": (lambda x: float(np.log(x)), 1e-4, 1e4),
}


@pytest.mark.parametrize("name", [*TAME, *WILD])
def test_the_limit_is_right_within_its_error_and_the_error_is_small(name: str) -> None:
    function, at, truth = {**TAME, **WILD}[name]
    with np.errstate(all="ignore"):
        found = slope_limits(function, at, 15 if name in TAME else 24)
    for estimate in (found.best, found.right, found.left):
        assert abs(estimate.value[0] - truth) <= estimate.error[0]
    size = max(abs(truth), 1e-4 * found.largest)
    assert found.best.error[0] < (1e-8 if name in TAME else 1e-4) * size
    assert found.right.error[0] < (1e-6 if name in TAME else 1e-2) * size


def test_a_wave_too_fast_for_the_large_steps_is_not_taken_for_a_slow_one() -> None:
    truth = 1000 * np.cos(1000)
    quotients = np.array([[truth * np.sinc(1000 * h / np.pi)] for h in steps(15)])
    rounding = (EPSILON / steps(15))[:, None]
    coarse = extrapolated(quotients[:3], rounding[:3], power=2, order=1)
    whole = extrapolated(quotients, rounding, power=2, order=1)
    assert abs(coarse.value[0] - truth) > 100  # what the large steps alone would say
    assert abs(whole.value[0] - truth) <= whole.error[0] < 1e-4


def test_large_steps_that_agree_with_each_other_are_denied_by_small_ones() -> None:
    quotients = np.where(steps(15) > 1e-3, -3.0, 562.0)[:, None]
    rounding = (EPSILON / steps(15))[:, None]
    assert extrapolated(quotients, rounding, power=2, order=1).value == pytest.approx([562.0])


@pytest.mark.parametrize(
    ("function", "right", "left"),
    [
        (abs, 1.0, -1.0),
        (lambda x: max(x, 0.0), 1.0, 0.0),
        (lambda x: 2 * x if x > 0 else x, 2.0, 1.0),
    ],
)
def test_a_kink_has_a_limit_on_either_side(function: Function, right: float, left: float) -> None:
    found = slope_limits(function, 0.0)
    assert found.right.value[0] == pytest.approx(right)
    assert found.left.value[0] == pytest.approx(left)
    assert found.best.value[0] == pytest.approx((right + left) / 2)  # which says nothing


def test_where_one_side_is_all_there_is_it_is_the_limit() -> None:
    found = slope_limits(lambda x: x**1.5 if x >= 0 else float("nan"), 0.0, 24)
    assert not np.isfinite(found.left.value[0])
    assert not np.isfinite(found.middle.value[0])
    assert found.best.value[0] == pytest.approx(0.0, abs=1e-5)


def test_a_function_without_any_value_near_by_has_no_limit() -> None:
    def nowhere(x: float) -> float:
        if x != 0:
            raise ValueError
        return 1.0

    found = slope_limits(nowhere, 0.0)
    assert not np.isfinite(found.best.value[0])


@pytest.mark.parametrize(
    "function",
    [
        lambda x: float(np.sqrt(abs(x))),
        lambda x: 1.0 if x > 0 else 0.0,
        lambda x: float(np.sin(1 / x)) if x else 0.0,
    ],
)
def test_where_there_is_no_slope_the_error_is_not_small(function: Function) -> None:
    found = slope_limits(function, 0.0)
    assert found.right.error[0] > 1e-3 * abs(found.right.value[0]) or not np.isfinite(
        found.right.value[0]
    )


def test_noise_makes_the_error_larger_and_not_the_estimate_wrong() -> None:
    chance = np.random.default_rng(0)

    def noisy(x: float) -> float:
        return float(np.sin(x) + 1e-9 * chance.normal())

    for at in np.linspace(-2, 2, 41):
        found = slope_limits(noisy, float(at))
        off = abs(found.best.value[0] - np.cos(at))
        assert off <= 2 * found.best.error[0]
        assert found.best.error[0] < 1e-4


def test_each_power_of_the_step_is_taken_out() -> None:
    h = steps(7)[1:, None]
    nothing = np.zeros_like(h)
    even = extrapolated(1 + h**2 + h**4, nothing, power=2, order=1)
    odd = extrapolated(1 + h + h**2, nothing, power=1, order=1)
    assert even.value[0] == pytest.approx(1, abs=1e-12)
    assert odd.value[0] == pytest.approx(1, abs=1e-12)


def test_a_wave_that_only_the_smallest_steps_resolve_is_not_taken_for_noise() -> None:
    function, at, truth = WILD["small and fast"]
    found = slope_limits(function, at, 15)
    for estimate in (found.right, found.left):
        assert abs(estimate.value[0] - truth) <= estimate.error[0]
