"""Each labelled equation of docs/warm-up.md, at random points, by two routes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

Vector = NDArray[np.float64]
SEEDS = range(5)


def inner(c: complex) -> complex:
    """A function of one number whose derivative is known: `inner_slope`."""
    return complex(np.sin(c) + c**2)


def inner_slope(c: float) -> float:
    return float(np.cos(c) + 2 * c)


def outer(c: complex) -> complex:
    """Another: `outer_slope`."""
    return complex(np.exp(c / 2) / (1 + c**2))


def outer_slope(c: float) -> float:
    return float(np.exp(c / 2) * (1 / 2 / (1 + c**2) - 2 * c / (1 + c**2) ** 2))


def complex_step(f: Callable[[complex], complex], a: float) -> float:
    """The derivative of `f` at `a`, without a rule and without a difference."""
    return (f(a + 1e-30j) / 1e-30).imag


def row_by_row(matrix: Vector, x: Vector) -> Vector:
    """A matrix times a vector as the page explains it: row i gives output i."""
    return np.array([sum(a * b for a, b in zip(row, x, strict=True)) for row in matrix])


def double_sum(matrix: Vector, x: Vector) -> float:
    """The quadratic form of the matrix at x, entry by entry."""
    n = len(x)
    return float(sum(matrix[i, j] * x[i] * x[j] for i in range(n) for j in range(n)))


def plane(random: np.random.Generator, n: int) -> Vector:
    """Two columns of length 1 at right angles in R^n."""
    frame: Vector = np.linalg.qr(random.normal(size=(n, n)))[0][:, :2]
    return frame


@pytest.mark.parametrize("seed", SEEDS)
def test_square_leaves_the_line_by_the_square_of_the_step(seed: int) -> None:
    numerator, denominator = np.random.default_rng(seed).integers(1, 100, size=2)
    h = Fraction(int(numerator), int(denominator))
    assert (3 + h) * (3 + h) == 9 + 6 * h + h**2
    assert complex_step(lambda c: c**2, 3.0) == pytest.approx(6)


@pytest.mark.parametrize("seed", SEEDS)
def test_derivative_is_the_limit_of_the_quotient(seed: int) -> None:
    a = np.random.default_rng(seed).uniform(0.5, 1)
    errors = [
        abs((outer(a + h) - outer(a)) / h - complex_step(outer, a)) for h in (1e-4, 5e-5, -5e-5)
    ]
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.05)
    assert max(errors) < 1e-3


@pytest.mark.parametrize("h", [0.1, 1e-3, 1e-9])
def test_a_corner_stays_a_corner(h: float) -> None:
    """|x| at 0: zoomed in by 1/h, it is the same curve, with slopes 1 and -1."""
    assert (abs(h) - abs(0)) / h == 1
    assert (abs(-h) - abs(0)) / -h == -1
    assert abs(0.37 * h) / h == pytest.approx(0.37)


@pytest.mark.parametrize("seed", SEEDS)
def test_product_rule_agrees_with_complex_steps(seed: int) -> None:
    a = np.random.default_rng(seed).normal()
    f, g, f_slope, g_slope = outer, inner, outer_slope, inner_slope
    by_rule = f_slope(a) * g(a) + f(a) * g_slope(a)
    assert complex_step(lambda c: f(c) * g(c), a) == pytest.approx(by_rule)


@pytest.mark.parametrize("seed", SEEDS)
def test_chain_rule_agrees_with_complex_steps(seed: int) -> None:
    a = np.random.default_rng(seed).normal()
    f, g, f_slope, g_slope = outer, inner, outer_slope, inner_slope
    by_rule = f_slope(float(g(a).real)) * g_slope(a)
    assert complex_step(lambda c: f(g(c)), a) == pytest.approx(by_rule)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("n", [2, 3, 7])
def test_dot_product_knows_the_angle(n: int, seed: int) -> None:
    """Two arrows at known angles in some plane of R^n, so that theta isn't computed from them."""
    random = np.random.default_rng(seed)
    r, s = random.uniform(0.5, 3, size=2)
    start, theta = random.uniform(0, 2 * np.pi), random.uniform(0, np.pi)
    end = start + theta
    frame = plane(random, n)
    x = r * frame @ np.array([np.cos(start), np.sin(start)])
    y = s * frame @ np.array([np.cos(end), np.sin(end)])
    place_by_place = sum(float(x[i] * y[i]) for i in range(n))
    lengths = np.sqrt(np.sum(x**2)) * np.sqrt(np.sum(y**2))
    assert lengths == pytest.approx(r * s)
    assert place_by_place == pytest.approx(lengths * np.cos(theta), abs=1e-12)
    assert (place_by_place < 0) == (theta > np.pi / 2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("n", [2, 5])
def test_shadow_leaves_a_rest_at_right_angles(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, u = random.normal(size=(2, n))
    u /= np.linalg.norm(u)
    rest = x - (x @ u) * u
    assert rest @ u == pytest.approx(0, abs=1e-12)
    assert x @ u - (x @ u) * (u @ u) == pytest.approx(0, abs=1e-12)
    nearest = np.linalg.lstsq(u[:, None], x, rcond=None)[0][0]  # the foot, by least squares
    assert x @ u == pytest.approx(nearest)
    assert x @ x == pytest.approx((x @ u) ** 2 + rest @ rest)  # Pythagoras


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_are_where_the_unit_vectors_go(seed: int) -> None:
    random = np.random.default_rng(seed)
    m, n = random.integers(2, 6, size=2)
    matrix, x = random.normal(size=(m, n)), random.normal(size=n)
    images = [row_by_row(matrix, e) for e in np.eye(n)]
    for j in range(n):
        np.testing.assert_array_equal(images[j], matrix[:, j])
    mixture = sum(x[j] * images[j] for j in range(n))
    np.testing.assert_allclose(row_by_row(matrix, x), mixture, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_product_does_the_right_factor_first(seed: int) -> None:
    random = np.random.default_rng(seed)
    after, first = random.normal(size=(4, 3)), random.normal(size=(3, 2))
    x = random.normal(size=2)
    assert (after @ first).shape == (4, 2)
    one_by_one = row_by_row(after, row_by_row(first, x))
    np.testing.assert_allclose(row_by_row(after @ first, x), one_by_one, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_transpose_crosses_the_dot_product(seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, x, y = random.normal(size=(2, 3)), random.normal(size=3), random.normal(size=2)
    rows_as_columns = np.array([[matrix[i, j] for i in range(2)] for j in range(3)])
    left = sum(y[i] * row_by_row(matrix, x)[i] for i in range(2))
    right = sum(row_by_row(rows_as_columns, y)[j] * x[j] for j in range(3))
    assert left == pytest.approx(right)


@pytest.mark.parametrize("seed", SEEDS)
def test_quadratic_form_in_two_variables(seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, x = random.normal(size=(2, 2)), random.normal(size=2)
    (a11, a12), (a21, a22) = matrix
    x1, x2 = x
    written_out = a11 * x1**2 + a22 * x2**2 + (a12 + a21) * x1 * x2
    one_number = x[None, :] @ matrix @ x[:, None]
    assert one_number.shape == (1, 1)
    assert one_number[0, 0] == pytest.approx(written_out)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("n", [2, 4])
def test_only_the_symmetric_part_counts(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, x = random.normal(size=(n, n)), random.normal(size=n)
    symmetric = (matrix + matrix.T) / 2
    np.testing.assert_array_equal(symmetric, symmetric.T)
    assert double_sum(matrix, x) == pytest.approx(x @ symmetric @ x)


@pytest.mark.parametrize("seed", SEEDS)
def test_eigenvectors_are_only_stretched(seed: int) -> None:
    """Eigenvalues as roots of the determinant, then the eigenvector that they must have."""
    a, b, d = np.random.default_rng(seed).normal(size=3)
    matrix = np.array([[a, b], [b, d]])
    for value in np.roots([1, -(a + d), a * d - b * b]):
        v = np.array([b, value - a])
        np.testing.assert_allclose(row_by_row(matrix, v), value * v, atol=1e-10)


def test_the_matrix_by_hand_has_eigenvalues_three_and_one() -> None:
    matrix = np.array([[2.0, 1.0], [1.0, 2.0]])
    np.testing.assert_array_equal(matrix @ [1, 0], [2, 1])
    np.testing.assert_array_equal(matrix @ [1, 1], 3 * np.array([1, 1]))
    np.testing.assert_array_equal(matrix @ [1, -1], 1 * np.array([1, -1]))
    for value in (3, 1):
        assert (2 - value) ** 2 - 1 == 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("n", [2, 5])
def test_quadratic_form_is_a_sum_of_squares_of_shadows(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, x = random.normal(size=(n, n)), random.normal(size=n)
    matrix = matrix + matrix.T
    values, vectors = np.linalg.eigh(matrix)
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(n), atol=1e-12)
    squares = sum(values[i] * (vectors[:, i] @ x) ** 2 for i in range(n))
    assert double_sum(matrix, x) == pytest.approx(squares)


@pytest.mark.parametrize(
    ("rows", "along_the_other_diagonal"),
    [([[2, 1], [1, 2]], 1), ([[1.5, 1.5], [1.5, 1.5]], 0), ([[1, 2], [2, 1]], -1)],
)
def test_the_three_landscapes_differ_in_one_eigenvalue(
    rows: list[list[float]], along_the_other_diagonal: float
) -> None:
    matrix = np.array(rows)
    np.testing.assert_array_equal(matrix @ [1, 1], [3, 3])
    np.testing.assert_array_equal(matrix @ [1, -1], along_the_other_diagonal * np.array([1, -1]))


def test_a_quarter_turn_has_no_real_eigenvector_and_eigh_does_not_say_so() -> None:
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    assert not np.isreal(np.linalg.eigvals(turn)).any()
    mirrored = np.array([[0.0, 1.0], [1.0, 0.0]])
    np.testing.assert_allclose(np.linalg.eigh(turn)[0], np.linalg.eigh(mirrored)[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_to_the_exercises(seed: int) -> None:
    random = np.random.default_rng(seed)
    t, x1, x2 = random.normal(size=3)
    slope = complex_step(lambda c: c * np.exp(-(c**2)), t)
    assert slope == pytest.approx((1 - 2 * t**2) * np.exp(-(t**2)))
    matrix = np.array([[1.0, 2.0], [2.0, 4.0]])
    assert double_sum(matrix, np.array([x1, x2])) == pytest.approx((x1 + 2 * x2) ** 2)
    np.testing.assert_array_equal(matrix @ [2, -1], [0, 0])
    np.testing.assert_array_equal(matrix @ [1, 2], [5, 10])
