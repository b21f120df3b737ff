"""Each labelled equation of docs/the-map.md, at random points, by two routes."""

from __future__ import annotations

from collections.abc import Callable

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad, hessian, jacobian
from numpy.typing import NDArray

Vector = NDArray[np.float64]
SEEDS = range(5)


def outputs(x: Vector) -> Vector:
    """Three smooth outputs of two inputs, with Hessians that aren't diagonal."""
    return anp.array([x[0] ** 2 * x[1], anp.sin(x[0] * x[1]), anp.exp(x[0] - x[1] ** 2)])


def mixed_difference(f: Callable[[Vector], float], a: Vector, i: int, j: int) -> float:
    """The second partial derivative, first along i and then along j, from values of f alone."""
    t = 1e-3
    e = np.eye(len(a)) * t
    corners = f(a + e[i] + e[j]) - f(a + e[i] - e[j]) - f(a - e[i] + e[j]) + f(a - e[i] - e[j])
    return float(corners / (4 * t * t))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradient_is_the_transposed_jacobian(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=2)
    t = 1e-6
    for k in range(3):
        row = jacobian(lambda x, k=k: outputs(x)[k : k + 1])(a)
        assert row.shape == (1, 2)
        column = [(outputs(a + t * e)[k] - outputs(a - t * e)[k]) / (2 * t) for e in np.eye(2)]
        np.testing.assert_allclose(row.T[:, 0], column, atol=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_hessian_is_the_jacobian_of_the_gradient(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=2)

    def f(x: Vector) -> float:
        return outputs(x)[1]

    by_gradient = jacobian(grad(f))(a)
    t = 1e-5
    columns = [(grad(f)(a + t * e) - grad(f)(a - t * e)) / (2 * t) for e in np.eye(2)]
    np.testing.assert_allclose(by_gradient, np.stack(columns, axis=1), atol=1e-6)
    by_values = [[mixed_difference(f, a, i, j) for j in range(2)] for i in range(2)]
    np.testing.assert_allclose(by_gradient, by_values, atol=1e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stack_holds_the_hessian_of_each_output_output_first(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=2)
    stack = hessian(outputs)(a)
    assert stack.shape == (3, 2, 2)
    for k in range(3):
        for i in range(2):
            for j in range(2):
                expected = mixed_difference(lambda x, k=k: outputs(x)[k], a, i, j)
                assert stack[k, i, j] == pytest.approx(expected, abs=1e-2)
