"""Proofs of the equations of docs/groundwork/partial-derivatives.md, and of what is said there."""

from __future__ import annotations

import cmath
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofpress.formula_meanings import Columns, Function, Held, Unwritten
from tests.equations.functions import wave, wave_gradient
from tests.equations.points import angles, columns, numbers, places
from tests.equations.proving import Meanings, Tight, proves

Vector = NDArray[np.float64]
SEEDS = range(5)
TINY = 1e-30


def complex_step(f: Callable[[complex], complex], x: float) -> float:
    """The derivative of `f` at `x`, without a difference."""
    return f(x + 1j * TINY).imag / TINY


def fan(x: float, y: float) -> float:
    return x * y / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0


@proves(
    "partial-limit",
    r"\frac{\partial f}{\partial x_j}(a) = \lim_{t \to 0} \frac{f(a + t\,e_j) - f(a)}{t},",
    a=columns(3),
    j=places(3),
)
def test_partial_limit(a: Vector, j: int) -> Meanings:
    f = Function(wave, ("x",), partials=wave_gradient)
    return {"f": f, "a": a, "j": j, "e": Columns(np.eye(3))}


@proves(
    "partial-by-hand",
    r"""
    \frac{\partial f}{\partial x}(x, y) = 2xy, \qquad
    \frac{\partial f}{\partial y}(x, y) = x^2 + \cos y.
    """,
    unchanged={
        "x -> -x #2": "x^2 is even, and so is the derivative by y",
        "y -> -y #2": "the cosine is even",
    },
    x=numbers(),
    y=numbers(),
)
def test_partial_by_hand(x: float, y: float) -> Meanings:
    return {"f": lambda x, y: x**2 * y + np.sin(y), "x": x, "y": y}


@proves(
    "partial-held",
    r"""
    \Bigl(\frac{\partial A}{\partial x}\Bigr)_{\!y} = y, \qquad
    \Bigl(\frac{\partial A}{\partial x}\Bigr)_{\!p} = y - x, \qquad
    \Bigl(\frac{\partial A}{\partial x}\Bigr)_{\!d} = y - \frac{x^2}{y}.
    """,
    x=numbers(1, 4),
    y=numbers(2, 5),
)
def test_partial_held(x: float, y: float) -> Meanings:
    """The area as the sides are laid out: beside y, within a fence, under a diagonal."""
    area = Held(
        "x",
        {
            "y": lambda x, y: x * y,
            "p": lambda x, p: x * (p / 2 - x),
            "d": lambda x, d: x * np.sqrt(d**2 - x**2),
        },
    )
    return {"A": area, "x": x, "y": y, "p": 2 * (x + y), "d": float(np.hypot(x, y))}


@proves(
    "partial-units",
    r"""
    \frac{\partial}{\partial u}\, f(\dots, cu + b, \dots)
    = c\, \frac{\partial f}{\partial x_j}(\dots, cu + b, \dots).
    """,
    others=columns(2),
    c=numbers(),
    u=numbers(),
    b=numbers(),
)
def test_partial_units(others: Vector, c: float, u: float, b: float) -> Meanings:
    """The second of three inputs comes from u. On the right, the slope is autograd's."""
    f = Function(wave, ("x",), partials=wave_gradient)
    unwritten = Unwritten((others[:1], others[1:]))
    return {"f": f, "c": c, "u": u, "b": b, "j": 2, r"\dots": unwritten}


@proves(
    "fan-polar",
    r"\varphi(r\cos\theta, r\sin\theta) = \cos\theta \sin\theta = \tfrac12 \sin 2\theta.",
    r=numbers(0.0625, 4),
    theta=angles(),
)
def test_fan_polar(r: float, theta: float) -> Meanings:
    return {r"\varphi": fan, "r": r, r"\theta": theta}


def test_the_numbers_by_hand() -> None:
    def f(x: float, y: float) -> float:
        return x**2 * y + float(np.sin(y))

    assert f(2.01, 0.5) - f(2.0, 0.5) == pytest.approx(0.02005)
    assert 4 + np.cos(0.5) == pytest.approx(4.8776, abs=5e-5)


def test_the_clubs_per_hour() -> None:
    def reading(hours_more: complex) -> complex:
        return 1 / (1 + cmath.exp(0.7 * hours_more / 1.2))

    assert complex_step(reading, 0.0) == pytest.approx(-0.146, abs=5e-4)


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


@proves(
    "bounded-partials",
    r"|f(p) - f(q)| \le K \sum_{j=1}^n |p_j - q_j| \le K \sqrt{n}\, \norm{p - q}",
    p=columns(5),
    q=columns(5),
    bound=numbers(0.5, 2),
    step=numbers(-2, 2),
    attained=st.booleans(),
)
def test_bounded_partials(
    p: Vector, q: Vector, bound: float, step: float, attained: bool
) -> Meanings:
    """Each partial derivative of f is at most `bound`; if f is linear, both bounds are attained."""
    meanings = {"q": q, "K": bound, "n": 5}

    def linear(x: Vector) -> float:
        return bound * sum(float(x[k]) for k in range(5))

    def wavy(x: Vector) -> float:
        return bound * sum(float(np.sin(x[k])) for k in range(5))

    if attained:
        return Tight({**meanings, "f": linear, "p": q + step})
    return {**meanings, "f": wavy, "p": p}


@proves(
    "fan-partial",
    r"""
    \frac{\partial \varphi}{\partial x}(x, y) = \frac{y\,(y^2 - x^2)}{(x^2 + y^2)^2}, \qquad
    \frac{\partial \varphi}{\partial x}(0, y) = \frac{1}{y}.
    """,
    unchanged={"x -> -x": "the derivative is even in x"},
    x=numbers(),
    y=numbers(0.5, 2),
)
def test_fan_partial(x: float, y: float) -> Meanings:
    return {r"\varphi": fan, "x": x, "y": y}


@proves(
    "partial-quotient-error",
    r"""
    \Bigl| \frac{\tilde f(a + t\,e_j) - \tilde f(a)}{t} - \frac{\partial f}{\partial x_j}(a) \Bigr|
    \le \frac{M}{2}\, t + \frac{2\delta}{t}.
    """,
    a=columns(3),
    slopes=columns(3),
    curvature=numbers(0.5, 2),
    t=numbers(0.25, 1),
    delta=numbers(0.0625, 0.5),
    bend=st.sampled_from([1, -1]),
    signs=st.sampled_from([(1, -1), (-1, 1), (1, 1)]),
    j=places(3),
)
def test_partial_quotient_error(
    *,
    a: Vector,
    slopes: Vector,
    curvature: float,
    t: float,
    delta: float,
    signs: tuple[int, int],
    bend: int,
    j: int,
) -> Meanings:
    """A parabola, its values off by delta: both towards where it bends, the bound is attained."""

    def f(x: Vector) -> float:
        return float(slopes @ (x - a) + bend * curvature / 2 * (x[j - 1] - a[j - 1]) ** 2)

    def computed(x: Vector) -> float:
        return f(x) + (signs[0] if np.any(x != a) else signs[1]) * delta

    meanings = {r"\tilde f": computed, "f": f, "a": a, "t": t, "M": curvature, r"\delta": delta}
    here = {**meanings, "j": j, "e": Columns(np.eye(3))}
    return Tight(here) if signs == (bend, -bend) else here


def smallest(bound: Callable[[Decimal], Decimal]) -> Decimal:
    """Where a bound that falls and then rises is smallest between 1/1000 and 1000: by thirds."""
    low, high = Decimal("0.001"), Decimal(1000)
    for _ in range(150):
        third = (high - low) / 3
        if bound(low + third) < bound(high - third):
            high -= third
        else:
            low += third
    return (low + high) / 2


@proves(
    "partial-best-step",
    r"t = 2\sqrt{\delta / M}, \qquad \text{where it is } 2\sqrt{\delta M}.",
    delta=numbers(0.0625, 2),
    curvature=numbers(0.0625, 2),
)
def test_partial_best_step(delta: float, curvature: float) -> Meanings:
    """The step at which the bound is smallest, found by search, and how large it is there."""

    def bound(t: Decimal) -> Decimal:
        return Decimal(curvature) / 2 * t + 2 * Decimal(delta) / t

    t = smallest(bound)
    names = {"t": float(t), r"\delta": delta, "M": curvature}
    return {**names, r"\text{where it is}": float(bound(t))}


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
