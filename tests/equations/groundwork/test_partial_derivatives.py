"""Each labelled equation of docs/groundwork/partial-derivatives.md, by two routes."""

from __future__ import annotations

import cmath
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

Vector = NDArray[np.float64]
SEEDS = range(5)
TINY = 1e-30


def observed_order(errors: list[float]) -> float:
    """The order in t of errors that were measured at t and t/2."""
    return float(np.log2(errors[0] / errors[1]))


def complex_step(f: Callable[[complex], complex], x: float) -> float:
    """The derivative of `f` at `x`, without a difference."""
    return f(x + 1j * TINY).imag / TINY


def fan(x: float, y: float) -> float:
    return x * y / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_limit_moves_one_entry_and_holds_the_others(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, b = random.normal(size=(2, 4))

    def f(x: Vector) -> float:
        return float(np.exp(b @ x))

    for j, e_j in enumerate(np.eye(4)):
        exact = b[j] * np.exp(b @ a)
        errors = [abs((f(a + t * e_j) - f(a)) / t - exact) for t in (1e-4, 5e-5)]
        assert observed_order(errors) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_by_hand_agrees_with_complex_steps(seed: int) -> None:
    x, y = np.random.default_rng(seed).normal(size=2)

    def f(x: complex, y: complex) -> complex:
        return x**2 * y + cmath.sin(y)

    assert complex_step(lambda s: f(s, y), x) == pytest.approx(2 * x * y)
    assert complex_step(lambda s: f(x, s), y) == pytest.approx(x**2 + np.cos(y))


def test_the_numbers_by_hand() -> None:
    def f(x: float, y: float) -> float:
        return x**2 * y + float(np.sin(y))

    assert f(2.01, 0.5) - f(2.0, 0.5) == pytest.approx(0.02005)
    assert 4 + np.cos(0.5) == pytest.approx(4.8776, abs=5e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_held_depends_on_what_is_held(seed: int) -> None:
    """Walk from (x, y) to another x along a curve of constant y, perimeter or diagonal."""
    x, y = np.random.default_rng(seed).uniform(1, 5, size=2)
    p, d = 2 * (x + y), np.hypot(x, y)

    def other_side_of_perimeter(s: float) -> float:
        return float(p / 2 - s)

    def other_side_of_diagonal(s: float) -> float:
        return float(np.sqrt((d - s) * (d + s)))

    def slope(other_side: Callable[[float], float]) -> float:
        t = 1e-5
        return float(((x + t) * other_side(x + t) - (x - t) * other_side(x - t)) / (2 * t))

    assert slope(lambda _: float(y)) == pytest.approx(y, rel=1e-8)
    assert slope(other_side_of_perimeter) == pytest.approx(y - x, abs=1e-7)
    assert slope(other_side_of_diagonal) == pytest.approx(y - x**2 / y, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_units_multiply_by_the_conversion(seed: int) -> None:
    x1, u, b = np.random.default_rng(seed).normal(size=3)
    c = 1 / 1.2

    def f(x1: complex, x2: complex) -> complex:
        return x1**2 * cmath.exp(x2) + cmath.cos(x2)

    in_x2 = x1**2 * np.exp(c * u + b) - np.sin(c * u + b)
    assert complex_step(lambda v: f(x1, c * v + b), u) == pytest.approx(c * in_x2)


def test_the_clubs_per_hour() -> None:
    def reading(hours_more: complex) -> complex:
        return 1 / (1 + cmath.exp(0.7 * hours_more / 1.2))

    assert complex_step(reading, 0.0) == pytest.approx(-0.146, abs=5e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_fan_polar_does_not_depend_on_the_distance(seed: int) -> None:
    random = np.random.default_rng(seed)
    r, theta = 10.0 ** random.uniform(-8, 2), random.uniform(0, 2 * np.pi)
    value = fan(r * np.cos(theta), r * np.sin(theta))
    assert value == pytest.approx(np.sin(2 * theta) / 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_fan_partial_agrees_with_complex_steps_and_blows_up(seed: int) -> None:
    x, y = np.random.default_rng(seed).normal(size=2)

    def partial(x: float, y: float) -> float:
        return y * (y**2 - x**2) / (x**2 + y**2) ** 2

    def stepped(x: float, y: float) -> float:
        return complex_step(lambda s: s * y / (s**2 + y**2), x)

    assert stepped(x, y) == pytest.approx(partial(x, y))
    assert stepped(0.0, y) == pytest.approx(1 / y)


def walk(p: Vector, q: Vector) -> list[Vector]:
    """The corners of the proof's walk: coordinates that come nearer to 0 first, then the others."""
    order = sorted(range(len(p)), key=lambda j: abs(q[j]) > abs(p[j]))
    corners = [p]
    for j in order:
        corner = corners[-1].copy()
        corner[j] = q[j]
        corners.append(corner)
    return corners


@pytest.mark.parametrize("seed", SEEDS)
def test_bounded_partials_walk_stays_in_the_ball(seed: int) -> None:
    random = np.random.default_rng(seed)
    for n in (2, 3, 7):
        for _ in range(200):
            p, q = (v * random.uniform() / np.linalg.norm(v) for v in random.normal(size=(2, n)))
            farthest = max(np.linalg.norm(p), np.linalg.norm(q))
            for start, end in zip(walk(p, q), walk(p, q)[1:], strict=False):
                leg = [np.linalg.norm(start + s * (end - start)) for s in np.linspace(0, 1, 9)]
                assert max(leg) <= farthest * (1 + 1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounded_partials_bound_the_change_and_no_smaller_constant_does(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, bound = 5, random.uniform(0.5, 2)
    p, q, phases = random.normal(size=(3, n))

    def f(x: Vector) -> float:  # each partial derivative is at most `bound` in absolute value
        return float(bound * np.sum(np.sin(x + phases)))

    by_coordinates = bound * np.sum(np.abs(p - q))
    assert abs(f(p) - f(q)) <= by_coordinates
    assert by_coordinates <= bound * np.sqrt(n) * np.linalg.norm(p - q)

    step = random.uniform(0.1, 2) * np.ones(n)
    change = bound * np.sum(q + step) - bound * np.sum(q)
    assert change == pytest.approx(bound * np.sum(np.abs(step)))
    assert change == pytest.approx(bound * np.sqrt(n) * np.linalg.norm(step))


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_quotient_error_is_bounded_and_the_bound_attained(seed: int) -> None:
    """A parabola, its two values off by delta in opposite ways: there the bound is an equality."""
    random = np.random.default_rng(seed)
    curvature, delta, t = random.uniform(0.5, 2), 10.0 ** random.uniform(-6, -3), 0.01
    a, slope = random.normal(size=2)

    def f(x: float) -> float:
        return float(slope * (x - a) + curvature / 2 * (x - a) ** 2)

    bound = curvature / 2 * t + 2 * delta / t
    for sign_ahead in (-1, 1):
        for sign_here in (-1, 1):
            ahead, here = f(a + t) + sign_ahead * delta, f(a) + sign_here * delta
            error = abs((ahead - here) / t - slope)
            assert error <= bound * (1 + 1e-9)
            if (sign_ahead, sign_here) == (1, -1):
                assert error == pytest.approx(bound)


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_best_step_has_the_smallest_bound(seed: int) -> None:
    random = np.random.default_rng(seed)
    delta, curvature = 10.0 ** random.uniform(-17, -5), 10.0 ** random.uniform(-2, 2)
    steps = np.geomspace(1e-12, 1e2, 1_400_001)
    bounds = curvature / 2 * steps + 2 * delta / steps
    best = 2 * np.sqrt(delta / curvature)
    assert steps[np.argmin(bounds)] == pytest.approx(best, rel=1e-4)
    assert bounds.min() == pytest.approx(2 * np.sqrt(delta * curvature), rel=1e-8)


def test_the_hill_of_the_high_level() -> None:
    """405 m at the summit, 324 at the walk's highest point; 16 up, 8 down and 26 up in 100 m."""

    def height(east: complex, north: complex) -> complex:
        return 405 / (1 + east**2 + north**2)

    assert height(0, 0) == 405
    assert height(0, 0.5) == 324
    assert height(-1, 0.5) == 180
    assert complex_step(lambda e: height(e, 0.5), -1.0) == pytest.approx(160)
    assert complex_step(lambda n: height(-1, n), 0.5) == pytest.approx(-80)
    assert complex_step(lambda n: height(0, n), 0.5) == pytest.approx(-260, abs=5)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exercises(seed: int) -> None:
    random = np.random.default_rng(seed)

    def g(x: complex, y: complex) -> complex:
        return x**3 + x * y**2 - 3 * x

    x, y = random.normal(size=2)
    assert complex_step(lambda s: g(s, y), x) == pytest.approx(3 * x**2 + y**2 - 3)
    assert complex_step(lambda s: g(x, s), y) == pytest.approx(2 * x * y)
    angle = random.uniform(0, 2 * np.pi)
    on_ellipse = np.sqrt(3) * np.sin(angle)
    assert complex_step(lambda s: g(s, on_ellipse), np.cos(angle)) == pytest.approx(0, abs=1e-12)

    p, volume = random.uniform(1, 5, size=2)
    temperature = p * volume
    ring = (
        complex_step(lambda s: temperature / s, volume)
        * complex_step(lambda s: s / p, temperature)
        * complex_step(lambda s: s * volume, p)
    )
    assert ring == pytest.approx(-1)
