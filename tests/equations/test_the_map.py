"""Proofs of the equations of docs/the-map.md."""

from __future__ import annotations

from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd import hessian
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofpress.formula_meanings import Function
from tests.equations.functions import wave, wave_gradient
from tests.equations.points import columns, places
from tests.equations.proving import Meanings, proves

Vector = NDArray[np.float64]


def outputs(x: Any) -> Any:
    """Three smooth outputs of two inputs, with Hessians that aren't diagonal."""
    return anp.array([x[0] ** 2 * x[1], anp.sin(x[0] * x[1]), anp.exp(x[0] - x[1] ** 2)])


def schwarz_gradient(p: Vector) -> Vector:
    """The gradient of xy(x^2 - y^2)/(x^2 + y^2), by hand; at the origin it is 0."""
    x, y = p
    if x == y == 0:
        return np.zeros(2)
    up = y * (x**4 + 4 * x**2 * y**2 - y**4)
    across = x * (x**4 - 4 * x**2 * y**2 - y**4)
    return np.array([up, across]) / (x**2 + y**2) ** 2


def schwarz(x: Vector) -> float:
    """The function whose second partial derivatives at the origin depend on their order."""
    if not np.any(x):
        return 0.0
    return float(x[0] * x[1] * (x[0] ** 2 - x[1] ** 2) / (x[0] ** 2 + x[1] ** 2))


@proves(
    "gradient-is-transposed-jacobian",
    r"J_f(a) = \nabla f(a)^\top \in \R^{1 \times n}.",
    a=columns(3),
)
def test_gradient_is_transposed_jacobian(a: Vector) -> Meanings:
    return {"f": Function(wave, gradient=wave_gradient), "a": a, "n": 3}


@proves(
    "hessian-is-jacobian-of-gradient",
    r"""
    H_f(a) = J_{\nabla f}(a) \in \R^{n \times n}, \qquad
    H_f(a)_{ij} = \frac{\partial}{\partial x_j} \frac{\partial f}{\partial x_i}(a).
    """,
    a=columns(3),
    i=places(2),
    j=places(2),
    at_origin=st.booleans(),
)
def test_hessian_is_jacobian_of_gradient(a: Vector, i: int, j: int, at_origin: bool) -> Meanings:
    """At the origin of `schwarz` the Hessian isn't symmetric, so that its order shows.

    There f_x(0, y) = -y and f_y(x, 0) = x.
    """
    if at_origin:
        f = Function(
            schwarz,
            inputs=("x",),
            gradient=schwarz_gradient,
            partials=schwarz_gradient,
            hessian=lambda _: np.array([[0.0, -1.0], [1.0, 0.0]]),
        )
        return {"f": f, "a": np.zeros(2), "n": 2, "i": i, "j": j}
    return {"f": Function(wave, hessian=hessian(wave)), "a": a, "n": 3, "i": i, "j": j}


@proves(
    "stack-of-hessians",
    r"""
    T_{kij} = \frac{\partial}{\partial x_j} \frac{\partial f_k}{\partial x_i}(a), \qquad
    T \in \R^{m \times n \times n}.
    """,
    a=columns(2),
    k=places(3),
    i=places(2),
    j=places(2),
)
def test_stack_of_hessians(a: Vector, k: int, i: int, j: int) -> Meanings:
    names = {"m": 3, "n": 2, "k": k, "i": i, "j": j}
    return {"f": outputs, "a": a, "T": hessian(outputs)(a), **names}
