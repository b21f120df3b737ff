"""Proofs of the equations of docs/jacobian/the-jacobian.md, and of what is said around them."""

from __future__ import annotations

from typing import Any

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import jacobian
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofpress.formula_meanings import Columns, Function
from tests.equations.functions import lift, lift_jacobian, twist, twist_jacobian
from tests.equations.points import columns, directions, numbers, places
from tests.equations.proving import Fails, Meanings, Tight, proves

Vector = NDArray[np.float64]
W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
SEEDS = range(5)


def clubs(x: Any) -> Any:
    """The page's two clubs."""
    return 1 / (1 + anp.exp(-(W @ x)))


def square(p: Any) -> Any:
    """The page's map q."""
    return anp.array([p[0] ** 2 - p[1] ** 2, 2 * p[0] * p[1]])


def square_jacobian(p: Vector) -> Vector:
    x, y = p
    return np.array([[2 * x, -2 * y], [2 * y, 2 * x]])


@proves(
    "partial-derivative",
    r"\frac{\partial f_i}{\partial x_j}(a) = \lim_{t \to 0} \frac{f_i(a + t\,e_j) - f_i(a)}{t}",
    a=columns(3),
    i=places(2),
    j=places(3),
)
def test_partial_derivative(a: Vector, i: int, j: int) -> Meanings:
    f = Function(twist, ("x",), partials=twist_jacobian)
    return {"f": f, "a": a, "i": i, "j": j, "e": Columns(np.eye(3))}


@proves(
    "jacobian",
    r"""
    J_f(a) =
    \begin{pmatrix}
    \dfrac{\partial f_1}{\partial x_1}(a) & \cdots & \dfrac{\partial f_1}{\partial x_n}(a) \\
    \vdots & & \vdots \\
    \dfrac{\partial f_m}{\partial x_1}(a) & \cdots & \dfrac{\partial f_m}{\partial x_n}(a)
    \end{pmatrix}
    \in \R^{m \times n}
    """,
    a=columns(3),
)
def test_jacobian(a: Vector) -> Meanings:
    f = Function(twist, ("x",), jacobian=twist_jacobian)
    return {"f": f, "a": a, "m": 2, "n": 3}


@proves(
    "clubs-jacobian",
    r"J_c(x) = \diag\bigl(y_1 (1 - y_1),\; y_2 (1 - y_2)\bigr)\, W,",
    unchanged={"x -> -x": "the slope of sigma is the same at z and at -z"},
    x=columns(3),
)
def test_clubs_jacobian(x: Vector) -> Meanings:
    return {"c": clubs, "x": x, "y": clubs(x), "W": W}


@proves(
    "linear-approximation",
    r"f(a + h) \approx f(a) + J_f(a)\, h,",
    orders={"h": 2},
    a=columns(3),
    h=directions(3),
)
def test_linear_approximation(a: Vector, h: Vector) -> Meanings:
    return {"f": Function(twist, jacobian=twist_jacobian), "a": a, "h": h}


@proves(
    "differentiability",
    r"\lim_{h \to 0} \frac{\norm{f(a + h) - f(a) - L h}}{\norm{h}} = 0.",
    a=columns(3),
    h=directions(3),
    right=st.booleans(),
)
def test_differentiability(a: Vector, h: Vector, right: bool) -> Meanings:
    """With the Jacobian for L it holds along every h; with another L not where that is off."""
    meanings = {"f": twist, "a": a, "h": h}
    if right:
        return {**meanings, "L": twist_jacobian(a)}
    return Fails({**meanings, "L": twist_jacobian(a) + np.outer([1, -1], h)})


@proves(
    "remainder-bound",
    r"\norm{f(a + h) - f(a) - J_f(a)\, h} \le \frac{K}{2} \norm{h}^2.",
    a=columns(2),
    h=directions(2),
    p=directions(2),
    scale=numbers(0.25, 2),
    general=st.booleans(),
)
def test_remainder_bound(a: Vector, h: Vector, p: Vector, scale: float, general: bool) -> Meanings:
    """For the map q, K is 2 at any two points, and the bound is attained; here q is scaled.

    In general K is at least what the Jacobian changes by along the segment, beside the distance.
    """
    if general:
        along = np.linspace(0, 1, 21)[1:]
        changes = [lift_jacobian(a + s * h) - lift_jacobian(a) for s in along]
        steps = [s * np.linalg.norm(h) for s in along]
        k = max(np.linalg.norm(c, 2) / s for c, s in zip(changes, steps, strict=True)) * 1.1
        return {"f": Function(lift, jacobian=lift_jacobian), "a": a, "h": h, "K": float(k)}

    def scaled(x: Any) -> Any:
        return scale * square(x)

    change = np.linalg.norm(square_jacobian(a + p) - square_jacobian(a), 2)
    k = float(scale * change / np.linalg.norm(p))
    return Tight({"f": Function(scaled, jacobian=jacobian(scaled)), "a": a, "h": h, "K": k})


@proves(
    "square-remainder",
    r"q(a + h) - q(a) - J_q(a)\, h = q(h), \qquad \norm{q(h)} = \norm{h}^2.",
    unchanged={"a -> -a": "q is even", "h -> -h": "q is even", "h -> -h #2": "q is even"},
    a=columns(2),
    h=columns(2),
)
def test_square_remainder(a: Vector, h: Vector) -> Meanings:
    return {"q": Function(square, jacobian=jacobian(square)), "a": a, "h": h}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_counterexample_keeps_its_distance(seed: int) -> None:
    """r has both partial derivatives at 0, both zero, and no linear map fits."""
    t = 10.0 ** -np.random.default_rng(seed).uniform(1, 8)

    def r(x: float, y: float) -> float:
        return x**2 * y / (x**2 + y**2)

    assert r(t, 0.0) == r(0.0, t) == 0
    assert r(t, t) / np.hypot(t, t) == pytest.approx(1 / (2 * np.sqrt(2)))
    slope = (r(t, 1e-6 * t) - r(t, -1e-6 * t)) / (2e-6 * t)
    assert slope == pytest.approx(1)  # the partial derivative in y at (t, 0), so not continuous
