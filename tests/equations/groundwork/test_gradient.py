"""Proofs of the equations of docs/groundwork/gradient.md, and tests of what is said around them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofpress.formula_meanings import Function
from tests.equations.functions import wave, wave_along, wave_gradient
from tests.equations.points import angles, columns, directions, unit_vectors
from tests.equations.proving import Fails, Meanings, proves

Vector = NDArray[Any]  # real, or complex where a step is imaginary
SEEDS = range(5)


def f(p: Vector) -> Any:
    """The page's function of two variables."""
    x, y = p
    return x**2 * y + np.sin(y)


def f_gradient(p: Vector) -> Vector:
    x, y = p
    return np.array([2 * x * y, x**2 + np.cos(y)])


def unit_vector(random: np.random.Generator, n: int) -> Vector:
    v: Vector = random.normal(size=n)
    return np.asarray(v / np.linalg.norm(v))


@proves(
    "gradient-column",
    r"""
    \nabla f(a) =
    \begin{pmatrix}
    \dfrac{\partial f}{\partial x_1}(a) \\ \vdots \\ \dfrac{\partial f}{\partial x_n}(a)
    \end{pmatrix}
    \in \R^n.
    """,
    a=columns(3),
)
def test_gradient_column(a: Vector) -> Meanings:
    return {"f": Function(wave, ("x",), gradient=wave_gradient), "a": a, "n": 3}


@proves(
    "gradient-directional",
    r"D_u f(a) = \lim_{t \to 0} \frac{f(a + t u) - f(a)}{t}",
    a=columns(3),
    u=unit_vectors(3),
)
def test_gradient_directional(a: Vector, u: Vector) -> Meanings:
    return {"f": Function(wave, directional=wave_along), "a": a, "u": u}


@proves(
    "gradient-slope",
    r"D_u f(a) = \nabla f(a)^\top u = \norm{\nabla f(a)} \cos\alpha,",
    a=columns(2),
    turn=angles(),
)
def test_gradient_slope(a: Vector, turn: float) -> Meanings:
    """The angle is the one by which u was turned away from the gradient."""

    def shifted(p: Vector) -> Any:  # so that a and -a differ
        return f(p + 0.25)

    def shifted_gradient(p: Vector) -> Vector:
        return f_gradient(p + 0.25)

    slopes = shifted_gradient(a)
    uphill = np.arctan2(slopes[1], slopes[0])
    u = np.array([np.cos(uphill + turn), np.sin(uphill + turn)])
    climbs = Function(shifted, gradient=shifted_gradient)
    return {"f": climbs, "a": a, "u": u, r"\alpha": turn}


@proves(
    "gradient-rescaled",
    r"S\, \nabla \varphi(z) = S^2\, \nabla f(Sz),",
    unchanged={
        r"S -> S^\top": "S is diagonal",
        r"S -> S^\top #2": "S is diagonal",
        r"S -> S^\top #3": "S is diagonal",
    },
    z=columns(3),
    scales=columns(3).filter(np.all),
)
def test_gradient_rescaled(z: Vector, scales: Vector) -> Meanings:
    """The new function's gradient is taken from its own values."""
    old = Function(wave, gradient=wave_gradient)
    return {"f": old, r"\varphi": lambda z: wave(scales * z), "z": z, "S": np.diag(scales)}


@proves(
    "gradient-differentiability",
    r"\lim_{h \to 0} \frac{f(a + h) - f(a) - c^\top h}{\norm{h}} = 0.",
    a=columns(3),
    h=directions(3),
    right=st.booleans(),
)
def test_gradient_differentiability(a: Vector, h: Vector, right: bool) -> Meanings:
    """With the gradient for c it holds along every h; with another c not where that is off."""
    meanings = {"f": wave, "a": a, "h": h}
    if right:
        return {**meanings, "c": wave_gradient(a)}
    return Fails({**meanings, "c": wave_gradient(a) + h})


@proves(
    "gradient-along-curve",
    r"(f \circ \gamma)'(0) = \nabla f(a)^\top \gamma'(0).",
    a=columns(3),
    velocity=columns(3),
    bend=columns(3),
)
def test_gradient_along_curve(a: Vector, velocity: Vector, bend: Vector) -> Meanings:
    curve = Function(
        lambda t: a + np.sin(t) * velocity + t**2 * bend,
        derivative=lambda t: np.cos(t) * velocity + 2 * t * bend,
    )
    return {"f": Function(wave, gradient=wave_gradient), r"\gamma": curve, "a": a}


@proves(
    "gradient-gap",
    r"\bigl\lVert \norm{c} u - c \bigr\rVert^2 = 2 \norm{c} \bigl( \norm{c} - c^\top u \bigr).",
    c=columns(4),
    u=unit_vectors(4),
)
def test_gradient_gap(c: Vector, u: Vector) -> Meanings:
    return {"c": c, "u": u}


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
def test_no_step_of_the_same_length_climbs_more_than_the_one_on_the_map(seed: int) -> None:
    random = np.random.default_rng(seed)
    z, scales = random.normal(size=3), random.uniform(0.5, 2, size=3)
    slopes = wave_gradient(scales * z)
    on_the_map = scales**2 * slopes
    for _ in range(100):
        other = scales * unit_vector(random, 3) * np.linalg.norm(on_the_map / scales)
        assert slopes @ other <= slopes @ on_the_map * (1 + 1e-12)


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
