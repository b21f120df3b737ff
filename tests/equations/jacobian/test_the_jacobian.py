"""Each labelled equation of docs/jacobian/the-jacobian.md, at random points, by two routes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

Vector = NDArray[np.float64]
W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
SEEDS = range(5)


def sigmoid(z: Vector) -> Vector:
    return 1 / (1 + np.exp(-z))


def clubs(x: Vector) -> Vector:
    return sigmoid(W @ x)


def clubs_jacobian(x: Vector) -> Vector:
    """Equation clubs-jacobian, as it is printed."""
    y = clubs(x)
    return np.diag(y * (1 - y)) @ W


def square(p: Vector) -> Vector:
    x, y = p
    return np.array([x**2 - y**2, 2 * x * y])


def square_jacobian(p: Vector) -> Vector:
    x, y = p
    return np.array([[2 * x, -2 * y], [2 * y, 2 * x]])


def observed_order(errors: list[float]) -> float:
    """The order in t of errors that were measured at t and t/2."""
    return float(np.log2(errors[0] / errors[1]))


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_derivative_is_the_limit_of_the_quotient(seed: int) -> None:
    random = np.random.default_rng(seed)
    a = random.normal(size=3)
    for i in range(2):
        for j in range(3):
            e_j = np.eye(3)[j]
            errors = [
                abs((clubs(a + t * e_j)[i] - clubs(a)[i]) / t - clubs_jacobian(a)[i, j])
                for t in (1e-4, 5e-5)
            ]
            assert observed_order(errors) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("seed", SEEDS)
def test_jacobian_has_outputs_for_rows_and_inputs_for_columns(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=3)
    t = 1e-5
    columns = [(clubs(a + t * e) - clubs(a - t * e)) / (2 * t) for e in np.eye(3)]
    by_columns = np.stack(columns, axis=1)
    assert by_columns.shape == (2, 3)
    np.testing.assert_allclose(by_columns, clubs_jacobian(a), atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_clubs_jacobian_agrees_with_complex_steps(seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=3)
    step = 1e-30
    columns = [(1 / (1 + np.exp(-W @ (x + 1j * step * e)))).imag / step for e in np.eye(3)]
    np.testing.assert_allclose(np.stack(columns, axis=1), clubs_jacobian(x), rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_linear_approximation_is_off_by_the_square_of_the_change(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, h = random.normal(size=3), random.normal(size=3)
    errors = [
        float(np.linalg.norm(clubs(a + t * h) - (clubs(a) + clubs_jacobian(a) @ (t * h))))
        for t in (1e-3, 5e-4)
    ]
    assert observed_order(errors) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("seed", SEEDS)
def test_differentiability_quotient_tends_to_zero_for_the_jacobian_only(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, other = random.normal(size=3), random.normal(size=(2, 3))

    def quotient(linear: Vector, size: float) -> float:
        h = size * direction
        return float(np.linalg.norm(clubs(a + h) - clubs(a) - linear @ h) / np.linalg.norm(h))

    direction = random.normal(size=3)
    direction /= np.linalg.norm(direction)
    jacobian = clubs_jacobian(a)
    assert quotient(jacobian, 1e-5) < 1e-5
    expected = np.linalg.norm((jacobian - other) @ direction)
    assert quotient(other, 1e-5) == pytest.approx(float(expected), rel=1e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_remainder_bound_holds_and_no_smaller_constant_does(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, h, p = random.normal(size=(3, 2))
    lipschitz = np.linalg.norm(square_jacobian(p) - square_jacobian(a), 2)
    lipschitz /= np.linalg.norm(p - a)
    assert lipschitz == pytest.approx(2)  # the K of this map, at any p
    remainder = np.linalg.norm(square(a + h) - square(a) - square_jacobian(a) @ h)
    bound = lipschitz / 2 * np.linalg.norm(h) ** 2
    assert remainder == pytest.approx(bound)


@pytest.mark.parametrize("seed", SEEDS)
def test_square_remainder_is_the_map_of_the_change(seed: int) -> None:
    a, h = np.random.default_rng(seed).normal(size=(2, 2))
    remainder = square(a + h) - square(a) - square_jacobian(a) @ h
    np.testing.assert_allclose(remainder, square(h), atol=1e-12)
    assert np.linalg.norm(square(h)) == pytest.approx(np.linalg.norm(h) ** 2)


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
