"""Each labelled equation of docs/groundwork/gradient.md, at random points, by two routes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

Vector = NDArray[Any]  # real, or complex where a step is imaginary
SEEDS = range(5)


def f(p: Vector) -> Any:
    """The page's function of two variables."""
    x, y = p
    return x**2 * y + np.sin(y)


def f_gradient(p: Vector) -> Vector:
    x, y = p
    return np.array([2 * x * y, x**2 + np.cos(y)])


def wave(p: Vector) -> Any:
    """A function of three variables, whose partial derivatives all differ."""
    x, y, z = p
    return np.exp(x) * np.sin(y) + z**2 * x


def wave_gradient(p: Vector) -> Vector:
    x, y, z = p
    return np.array([np.exp(x) * np.sin(y) + z**2, np.exp(x) * np.cos(y), 2 * z * x])


def unit_vector(random: np.random.Generator, n: int) -> Vector:
    v: Vector = random.normal(size=n)
    return np.asarray(v / np.linalg.norm(v))


def observed_order(errors: list[float]) -> float:
    """The order in t of errors that were measured at t and t/2."""
    return float(np.log2(errors[0] / errors[1]))


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_column_is_the_jacobian_row_stood_upright(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=3)
    step = 1e-30
    row = np.array([[wave(a + 1j * step * e).imag / step for e in np.eye(3)]])
    column = wave_gradient(a).reshape(3, 1)
    assert row.shape == (1, 3)  # one output, three inputs
    np.testing.assert_allclose(row.T, column, rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_directional_is_the_limit_of_the_quotient(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, u = random.normal(size=3), unit_vector(random, 3)
    step = 1e-30
    slope = wave(a + 1j * step * u).imag / step
    errors = [abs((wave(a + t * u) - wave(a)) / t - slope) for t in (1e-4, 5e-5)]
    assert observed_order(errors) == pytest.approx(1, abs=0.2)
    axis = (wave(a + 1j * step * np.eye(3)[1])).imag / step
    assert axis == pytest.approx(np.exp(a[0]) * np.cos(a[1]))  # along e_2: a partial derivative


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_slope_is_the_product_and_length_times_cosine(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, turn = random.normal(size=2), random.uniform(-np.pi, np.pi)
    gradient = f_gradient(a)
    uphill = np.arctan2(gradient[1], gradient[0])
    u = np.array([np.cos(uphill + turn), np.sin(uphill + turn)])
    step = 1e-30
    slope = f(a + 1j * step * u).imag / step
    assert gradient @ u == pytest.approx(slope, rel=1e-9)
    assert np.linalg.norm(gradient) * np.cos(turn) == pytest.approx(slope, rel=1e-9)


def test_gradient_slope_by_hand() -> None:
    a, u = np.array([2, 0.5]), np.array([3, 4]) / 5
    step = 1e-30
    slope = f(a + 1j * step * u).imag / step
    assert slope == pytest.approx(5.102, abs=5e-4)
    steepest = max(
        f(a + 1j * step * np.array([np.cos(t), np.sin(t)])).imag / step
        for t in np.linspace(0, 2 * np.pi, 7201)
    )
    assert steepest == pytest.approx(5.272, abs=5e-4)
    assert np.degrees(np.arccos(slope / steepest)) == pytest.approx(15, abs=0.5)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_rescaled_takes_the_factor_once_and_on_the_map_twice(seed: int) -> None:
    random = np.random.default_rng(seed)
    z, scales = random.normal(size=3), random.uniform(0.5, 2, size=3)
    scale = np.diag(scales)
    step = 1e-30
    new_gradient = np.array([wave(scale @ (z + 1j * step * e)).imag / step for e in np.eye(3)])
    np.testing.assert_allclose(scale @ wave_gradient(scale @ z), new_gradient, rtol=1e-10)

    # The step on the old map: of all steps with the same length in z, none climbs more.
    on_the_map = scale @ scale @ wave_gradient(scale @ z)
    slope = wave_gradient(scale @ z) @ on_the_map
    for _ in range(100):
        other = scale @ (unit_vector(random, 3) * np.linalg.norm(on_the_map / scales))
        assert wave_gradient(scale @ z) @ other <= slope * (1 + 1e-12)
    np.testing.assert_allclose(on_the_map / scales, new_gradient, rtol=1e-10)


def test_the_second_surveyor_heads_east() -> None:
    """The numbers of the example: heights in metres, at half a kilometre west, a quarter south."""

    def height(east_km: complex, north_km: complex) -> complex:
        return 100 - 120 * east_km**2 - 320 * north_km**2

    step = 1e-30
    per_km = height(-0.5, -0.25 + 1j * step).imag / step
    per_m = height(-0.5, (-250 + 1j * step) / 1000).imag / step
    per_km_east = height(-0.5 + 1j * step, -0.25).imag / step
    assert (per_km_east, per_km, per_m) == pytest.approx((120, 160, 0.16))
    assert np.hypot(per_km_east, per_km) == pytest.approx(200)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_differentiability_quotient_tends_to_zero_for_the_gradient_only(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, u, other = random.normal(size=3), unit_vector(random, 3), random.normal(size=3)

    def quotient(c: Vector, size: float) -> float:
        h = size * u
        return float(abs(wave(a + h) - wave(a) - c @ h) / np.linalg.norm(h))

    gradient = wave_gradient(a)
    assert quotient(gradient, 1e-5) < 1e-4
    errors = [quotient(gradient, t) for t in (1e-3, 5e-4)]
    assert observed_order(errors) == pytest.approx(1, abs=0.1)
    assert quotient(other, 1e-5) == pytest.approx(abs((gradient - other) @ u), rel=1e-2)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_along_curve_is_the_slope_times_the_velocity(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, velocity, bend = random.normal(size=(3, 3))

    def curve(t: complex) -> Vector:
        return np.asarray(a + np.sin(t) * velocity + t**2 * bend)

    step = 1e-30
    along = wave(curve(1j * step)).imag / step
    assert wave_gradient(a) @ velocity == pytest.approx(along, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_is_orthogonal_to_the_level_set(seed: int) -> None:
    """The level set of x^2 y + sin y = constant, solved for x: no derivative goes in."""
    y = np.random.default_rng(seed).uniform(0.5, 2)
    level = 4.0

    def on_the_level(y: complex) -> Vector:
        return np.array([np.sqrt((level - np.sin(y)) / y), y])

    step = 1e-30
    velocity = on_the_level(y + 1j * step).imag / step
    a = on_the_level(y).real
    assert f(a) == pytest.approx(level)
    assert f_gradient(a) @ velocity == pytest.approx(0, abs=1e-12)
    assert np.linalg.norm(velocity) > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_gap_multiplied_out(seed: int) -> None:
    random = np.random.default_rng(seed)
    c, u = random.normal(size=4), unit_vector(random, 4)
    length = np.sqrt(sum(x * x for x in c))
    gap = sum((length * u_i - c_i) ** 2 for u_i, c_i in zip(u, c, strict=True))
    assert 2 * length * (length - c @ u) == pytest.approx(gap)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_strip_is_missed_by_every_line_and_kept_by_the_parabola(seed: int) -> None:
    def s(x: float, y: float) -> float:
        return 1.0 if 0 < y < x**2 else 0.0

    random = np.random.default_rng(seed)
    axes = [np.array([1.0, 0.0]), np.array([0.0, 1.0])]
    for u in [unit_vector(random, 2) for _ in range(20)] + axes:
        u_1, u_2 = float(u[0]), float(u[1])
        entry = abs(u_2) / u_1**2 if u_1 and u_2 else np.inf
        for t in np.array([1, 0.5, 1e-3, -1, -0.5, -1e-3]) * 0.999 * min(entry, 1):
            assert s(t * u_1, t * u_2) == 0
        if entry < np.inf:
            beyond = 1.001 * entry * np.sign(u_2)  # a line that does enter the strip
            assert s(beyond * u_1, beyond * u_2) == 1
    for x in 10.0 ** -random.uniform(0, 8, size=20):
        assert s(x, x**2 / 2) == s(-x, x**2 / 2) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_continuous_counterexample_keeps_its_distance(seed: int) -> None:
    def p(x: float, y: float) -> float:
        return x**3 * y / (x**4 + y**2)

    random = np.random.default_rng(seed)
    for _ in range(20):
        x, y = random.normal(size=2)
        assert abs(p(x, y)) <= abs(x) / 2 * (1 + 1e-12)
        u = unit_vector(random, 2)
        t = 1e-3
        expected = t * u[0] ** 3 * u[1] / (t**2 * u[0] ** 4 + u[1] ** 2)
        assert p(*(t * u)) / t == pytest.approx(expected)
        assert p(x, x**2) == pytest.approx(x / 2)
    assert p(1e-4, 1e-8) / np.hypot(1e-4, 1e-8) == pytest.approx(0.5)


def test_the_old_friend_is_flat_at_four_places() -> None:
    def g(p: Vector) -> Any:
        x, y = p
        return x**3 + x * y**2 - 3 * x

    step, root = 1e-30, np.sqrt(3)
    places = {"bottom": (1, 0), "top": (-1, 0), "saddle": (0, root), "other saddle": (0, -root)}
    for kind, place in places.items():
        a = np.array(place, dtype=float)
        for e in np.eye(2):
            assert g(a + 1j * step * e).imag / step == pytest.approx(0, abs=1e-12)
        around = [np.array([np.cos(t), np.sin(t)]) for t in np.linspace(0, 2 * np.pi, 60)]
        heights = [g(a + 0.01 * u) for u in around]
        assert (min(heights) < g(a)) == (kind != "bottom")
        assert (max(heights) > g(a)) == (kind != "top")
