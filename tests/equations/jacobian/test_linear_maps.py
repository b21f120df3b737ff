"""Each labelled equation of docs/jacobian/linear-maps.md, at random points, by two routes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

Vector = NDArray[np.float64]
SEEDS = range(5)


def slopes(f: Callable[[Vector], Vector], a: Vector, t: float = 1e-5) -> Vector:
    """The Jacobian of f at a by symmetric differences: outputs are rows, inputs are columns."""
    columns = [(f(a + t * e) - f(a - t * e)) / (2 * t) for e in np.eye(len(a))]
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("seed", SEEDS)
def test_jacobian_of_an_affine_map_is_its_matrix_everywhere(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights, start = random.normal(size=(2, 3)), random.normal(size=2)

    def affine(x: Vector) -> Vector:
        scores = [sum(w * t for w, t in zip(row, x, strict=True)) for row in weights]
        return np.array(scores) + start

    for a in random.normal(size=(3, 3)) * 10:
        np.testing.assert_allclose(slopes(affine, a), weights, atol=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_jacobian_of_a_row_map_is_the_transposed_matrix(seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, a = random.normal(size=(3, 2)), random.normal(size=3)
    jacobian = slopes(lambda x: (x[None, :] @ matrix)[0], a)
    assert jacobian.shape == (2, 3)
    np.testing.assert_allclose(jacobian, matrix.T, atol=1e-8)


def inner(p: Vector) -> Vector:
    """From R^2 to R^3."""
    x, y = p
    return np.array([x * y, np.sin(x), y**2 - x])


def outer(q: Vector) -> Vector:
    """From R^3 to R^2."""
    u, v, w = q
    return np.array([u * v + w, np.exp(v) * w])


@pytest.mark.parametrize("seed", SEEDS)
def test_chain_rule_turns_its_order_round_with_the_layout(seed: int) -> None:
    a = np.random.default_rng(seed).normal(size=2)
    both = slopes(lambda p: outer(inner(p)), a)
    second, first = slopes(outer, inner(a)), slopes(inner, a)
    np.testing.assert_allclose(both, second @ first, atol=1e-7)
    np.testing.assert_allclose(both.T, first.T @ second.T, atol=1e-7)
    wrong = first @ second  # 3 by 3: with these shapes the wrong order can be seen
    assert wrong.shape != both.shape


@pytest.mark.parametrize("seed", SEEDS)
def test_derivative_by_the_weights_is_the_input_in_the_output_s_own_row(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights, x = random.normal(size=(2, 3)), random.normal(size=3)
    by_differences = np.empty((2, 2, 3))
    for k, j in np.ndindex(2, 3):
        nudge = np.zeros((2, 3))
        nudge[k, j] = 1e-5
        change = (weights + nudge) @ x - (weights - nudge) @ x
        by_differences[:, k, j] = change / 2e-5
    stated = [[[x[c] if k == i else 0.0 for c in range(3)] for k in range(2)] for i in range(2)]
    np.testing.assert_allclose(by_differences, stated, atol=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_linear_map_adds_and_scales_and_its_columns_are_images_of_the_basis(seed: int) -> None:
    random = np.random.default_rng(seed)
    # a map of known linearity that isn't written with a matrix: a polynomial's slopes at two points
    points = random.normal(size=2)

    def f(coefficients: Vector) -> Vector:
        return np.asarray(np.polyval(np.polyder(coefficients), points), dtype=np.float64)

    x, y, c = random.normal(size=4), random.normal(size=4), float(random.normal())
    np.testing.assert_allclose(f(x + y), f(x) + f(y), atol=1e-12)
    np.testing.assert_allclose(f(c * x), c * f(x), atol=1e-12)
    matrix = np.stack([f(e) for e in np.eye(4)], axis=1)
    np.testing.assert_allclose(f(x), matrix @ x, atol=1e-12)
    np.testing.assert_allclose(slopes(f, x), matrix, atol=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_constant_jacobian_makes_a_connected_piece_affine_and_no_more(seed: int) -> None:
    random = np.random.default_rng(seed)
    slope = random.normal(size=(2, 1))

    def f(x: Vector) -> Vector:  # on the real line without 0, with the same Jacobian everywhere
        jump: Vector = np.arctan(x) + np.arctan(1 / x)
        return slope[:, 0] * x + jump

    a, x = random.uniform(0.5, 3, size=(2, 1))
    for point in (a, x, -a, -x):
        np.testing.assert_allclose(slopes(f, point), slope, atol=1e-8)
    for one, other in ((a, x), (-a, -x)):
        np.testing.assert_allclose(f(other), f(one) + slope @ (other - one), atol=1e-12)
    across = f(x) - (f(-a) + slope @ (x + a))
    np.testing.assert_allclose(across, np.pi)  # from one piece to the other it fails by pi


def homogeneous(p: Vector) -> float:
    x, y = p
    return float(x**3 / (x**2 + y**2))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_homogeneous_function_scales_and_does_not_add(seed: int) -> None:
    random = np.random.default_rng(seed)
    p, t = random.normal(size=2), float(random.normal())
    assert homogeneous(t * p) == pytest.approx(t * homogeneous(p))
    # by another route: in polar coordinates it is r cos(angle)^3
    r, angle = np.hypot(*p), np.arctan2(p[1], p[0])
    assert homogeneous(p) == pytest.approx(r * np.cos(angle) ** 3)
    e_1, e_2 = np.eye(2)
    assert homogeneous(e_1) + homogeneous(e_2) == 1
    assert homogeneous(e_1 + e_2) == 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_homogeneous_and_differentiable_at_zero_is_linear(seed: int) -> None:
    random = np.random.default_rng(seed)
    p, row = random.normal(size=2), random.normal(size=2)
    # f(tx) = t f(x) with a part that is only homogeneous, of size c. If c = 0, f is linear.
    for c in (0.0, 1.0):

        def f(q: Vector, c: float = c) -> float:
            return float(row @ q) + c * homogeneous(q)

        for t in (1e-1, 1e-4, 1e-7):  # the quotient at every t is the value, by homogeneity
            assert f(t * p) / t == pytest.approx(f(p))
        by_partials = np.array([f(1e-6 * e) / 1e-6 for e in np.eye(2)]) @ p
        missed = float(p[0] ** 3 / (p @ p) - p[0])
        assert f(p) - by_partials == pytest.approx(c * missed, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_matrix_in_other_bases_describes_the_same_map(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.normal(size=(2, 3))
    inputs, outputs = random.normal(size=(3, 3)), random.normal(size=(2, 2))
    stated = np.linalg.inv(outputs) @ weights @ inputs

    def in_new_coordinates(x_new: Vector) -> Vector:
        x = sum(coordinate * vector for coordinate, vector in zip(x_new, inputs.T, strict=True))
        return np.asarray(np.linalg.solve(outputs, weights @ x), dtype=np.float64)

    x_new = random.normal(size=3)
    np.testing.assert_allclose(stated @ x_new, in_new_coordinates(x_new), rtol=1e-8)
    np.testing.assert_allclose(slopes(in_new_coordinates, x_new), stated, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_nonlinear_jacobian_changes_its_bases_in_the_same_way(seed: int) -> None:
    random = np.random.default_rng(seed)
    inputs, outputs = random.normal(size=(2, 2)), random.normal(size=(3, 3))
    a_new = random.normal(size=2)

    def in_new_coordinates(x_new: Vector) -> Vector:
        return np.asarray(np.linalg.solve(outputs, inner(inputs @ x_new)), dtype=np.float64)

    stated = np.linalg.inv(outputs) @ slopes(inner, inputs @ a_new) @ inputs
    np.testing.assert_allclose(slopes(in_new_coordinates, a_new), stated, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_of_slopes_and_a_step_change_so_that_their_product_stays(seed: int) -> None:
    random = np.random.default_rng(seed)
    row, step = random.normal(size=3), random.normal(size=3)
    basis = random.normal(size=(3, 3))
    row_new = slopes(lambda x_new: np.array([row @ (basis @ x_new)]), np.zeros(3))[0]
    np.testing.assert_allclose(row_new, row @ basis, atol=1e-8)
    assert row_new @ np.linalg.solve(basis, step) == pytest.approx(float(row @ step))
    assert not np.allclose(row_new, np.linalg.solve(basis, row))  # the column isn't an arrow


def sums_in_every_order(terms: list[float]) -> list[float]:
    """The sum of three terms or more, rounded after each step, from left to right in any order."""
    totals = []
    for order in itertools.permutations(terms):
        total = order[0]
        for term in order[1:]:
            total += term
        totals.append(total)
    return totals


def exact_sum(weights: list[float], x: list[float]) -> Fraction:
    terms = (Fraction(w) * Fraction(t) for w, t in zip(weights, x, strict=True))
    return sum(terms, start=Fraction(0))


def bound(weights: list[float], x: list[float]) -> Fraction:
    n, u = len(weights), Fraction(1, 2**53)
    size = exact_sum([abs(w) for w in weights], [abs(t) for t in x])
    return n * u / (1 - n * u) * size


@pytest.mark.parametrize("seed", SEEDS)
def test_rounding_stays_below_the_bound_in_every_order(seed: int) -> None:
    random = np.random.default_rng(seed)
    for _ in range(200):
        weights, x = random.normal(size=(2, 4)).tolist()
        exact = exact_sum(weights, x)
        products = [w * t for w, t in zip(weights, x, strict=True)]
        for total in sums_in_every_order(products):
            assert abs(Fraction(total) - exact) <= bound(weights, x)


def test_rounding_comes_near_the_bound_and_passes_the_size_of_the_sum() -> None:
    """Terms that cancel, as on the page: the size of their sum gives no bound."""
    weights, x = [1.5, 0.3, -0.7], [0.3, 0.6, 0.9]
    exact = exact_sum(weights, x)
    products = [w * t for w, t in zip(weights, x, strict=True)]
    worst = max(abs(Fraction(total) - exact) for total in sums_in_every_order(products))
    assert bound(weights, x) / 20 < worst <= bound(weights, x)
    assert worst > Fraction(3, 2**53) * abs(exact)
