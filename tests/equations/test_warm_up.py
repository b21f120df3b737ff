"""Proofs of the equations of docs/warm-up.md, and tests of what the page says around them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from proofpress.formula_meanings import Columns, Function
from tests.equations.points import (
    angles,
    columns,
    invertible,
    matrices,
    numbers,
    unit_vectors,
)
from tests.equations.proving import Meanings, proves

Vector = NDArray[np.float64]
SEEDS = range(5)


def inner(t: float) -> float:
    """A function of one number whose derivative is known: `inner_slope`."""
    return float(np.sin(t) + t**2)


def inner_slope(t: float) -> float:
    return float(np.cos(t) + 2 * t)


def outer(t: float) -> float:
    """Another: `outer_slope`."""
    return float(np.exp(t / 2) / (1 + t**2))


def outer_slope(t: float) -> float:
    return float(np.exp(t / 2) * (1 / 2 / (1 + t**2) - 2 * t / (1 + t**2) ** 2))


INNER = Function(inner, derivative=inner_slope)
OUTER = Function(outer, derivative=outer_slope)


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


def frame(matrix: Vector) -> Vector:
    """Columns of length 1 at right angles to each other, from a square matrix."""
    return np.asarray(np.linalg.qr(matrix)[0])


@proves("warm-up-square", r"(3 + h)^2 = 9 + 6h + h^2.", h=numbers())
def test_square(h: float) -> Meanings:
    return {"h": h}


@proves(
    "warm-up-derivative",
    r"f'(a) = \lim_{h \to 0} \frac{f(a + h) - f(a)}{h},",
    a=numbers(),
)
def test_derivative(a: float) -> Meanings:
    return {"f": OUTER, "a": a}


@proves("warm-up-product-rule", r"(f g)'(a) = f'(a)\, g(a) + f(a)\, g'(a).", a=numbers())
def test_product_rule(a: float) -> Meanings:
    return {"f": OUTER, "g": INNER, "a": a}


@proves("warm-up-chain-rule", r"(f \circ g)'(a) = f'(g(a))\, g'(a).", a=numbers())
def test_chain_rule(a: float) -> Meanings:
    return {"f": OUTER, "g": INNER, "a": a}


@proves(
    "warm-up-dot-product",
    r"""
    \begin{aligned}
    x \cdot y &= x_1 y_1 + \dots + x_n y_n \\
    &= \norm{x} \norm{y} \cos\theta.
    \end{aligned}
    """,
    matrix=invertible(4),
    lengths=columns(2, 0.5, 3),
    start=angles(),
    theta=angles(0, 3),
)
def test_dot_product(matrix: Vector, lengths: Vector, start: float, theta: float) -> Meanings:
    """Two arrows at a known angle in some plane of R^4: theta isn't computed from them."""
    plane = frame(matrix)[:, :2]
    x, y = (
        length * plane @ np.array([np.cos(angle), np.sin(angle)])
        for length, angle in zip(lengths, (start, start + theta), strict=True)
    )
    return {"x": x, "y": y, "n": 4, r"\theta": theta}


@proves(
    "warm-up-shadow",
    r"""
    \begin{aligned}
    \bigl(x - (x \cdot u)\, u\bigr) \cdot u &= x \cdot u - (x \cdot u)(u \cdot u) \\
    &= 0.
    \end{aligned}
    """,
    unchanged={r"(x \cdot u) (u \cdot u) -> (x \cdot u)": "u has length 1"},
    x=columns(3),
    u=unit_vectors(3),
)
def test_shadow(x: Vector, u: Vector) -> Meanings:
    return {"x": x, "u": u}


@proves(
    "warm-up-columns",
    r"A x = x_1 (A e_1) + \dots + x_n (A e_n).",
    matrix=matrices(2, 3),
    x=columns(3),
)
def test_columns(matrix: Vector, x: Vector) -> Meanings:
    return {"A": matrix, "x": x, "e": Columns(np.eye(3)), "n": 3}


@proves(
    "warm-up-transpose",
    r"y \cdot (A x) = (A^\top y) \cdot x,",
    matrix=matrices(2, 3),
    x=columns(3),
    y=columns(2),
)
def test_transpose(matrix: Vector, x: Vector, y: Vector) -> Meanings:
    return {"A": matrix, "x": x, "y": y}


@proves(
    "warm-up-quadratic-form",
    r"""
    \begin{aligned}
    x^\top A\, x = {}& A_{11}\, x_1^2 + A_{22}\, x_2^2 \\
    & {} + (A_{12} + A_{21})\, x_1 x_2.
    \end{aligned}
    """,
    unchanged={r"A -> A^\top": "only the symmetric part counts, as the page says next"},
    matrix=matrices(2, 2),
    x=columns(2),
)
def test_quadratic_form(matrix: Vector, x: Vector) -> Meanings:
    return {"A": matrix, "x": x}


@proves(
    "warm-up-symmetric-part",
    r"x^\top A\, x = x^\top S\, x, \qquad S = \tfrac12 (A + A^\top).",
    unchanged={
        r"A -> A^\top": "only the symmetric part counts: that is what is proved",
        r"S -> S^\top": "S is symmetric",
        r"S -> S^\top #2": "S is symmetric",
    },
    matrix=matrices(3, 3),
    x=columns(3),
)
def test_symmetric_part(matrix: Vector, x: Vector) -> Meanings:
    """S from heights of the landscape only, those above e_i, e_j and their sum."""
    e = np.eye(3)

    def height(p: Vector) -> float:
        return double_sum(matrix, p)

    symmetric = [[(height(p + q) - height(p) - height(q)) / 2 for q in e] for p in e]
    return {"A": matrix, "x": x, "S": np.array(symmetric)}


@proves(
    "warm-up-eigenvector",
    r"A v = \lambda v.",
    basis=invertible(3),
    values=columns(3),
)
def test_eigenvector(basis: Vector, values: Vector) -> Meanings:
    """A matrix that is known to stretch its basis: the first vector by the first value."""
    matrix = np.linalg.solve(basis.T, (basis * values).T).T
    return {"A": matrix, "v": basis[:, 0], r"\lambda": float(values[0])}


@proves(
    "warm-up-sum-of-squares",
    r"x^\top A\, x = \lambda_1 (v_1 \cdot x)^2 + \dots + \lambda_n (v_n \cdot x)^2.",
    unchanged={r"A -> A^\top": "A is symmetric"},
    matrix=invertible(3),
    values=columns(3),
    x=columns(3),
)
def test_sum_of_squares(matrix: Vector, values: Vector, x: Vector) -> Meanings:
    """A symmetric matrix, entry by entry, from the eigenvectors and values that it has to have."""
    v = frame(matrix)
    entries = [
        [sum(v[i, k] * values[k] * v[j, k] for k in range(3)) for j in range(3)] for i in range(3)
    ]
    return {"A": np.array(entries), "x": x, r"\lambda": values, "v": Columns(v), "n": 3}


@pytest.mark.parametrize("h", [0.1, 1e-3, 1e-9])
def test_a_corner_stays_a_corner(h: float) -> None:
    """|x| at 0: zoomed in by 1/h, it is the same curve, with slopes 1 and -1."""
    assert (abs(h) - abs(0)) / h == 1
    assert (abs(-h) - abs(0)) / -h == -1
    assert abs(0.37 * h) / h == pytest.approx(0.37)


@pytest.mark.parametrize("seed", SEEDS)
def test_product_does_the_right_factor_first(seed: int) -> None:
    random = np.random.default_rng(seed)
    after, first = random.normal(size=(4, 3)), random.normal(size=(3, 2))
    x = random.normal(size=2)
    assert (after @ first).shape == (4, 2)
    one_by_one = row_by_row(after, row_by_row(first, x))
    np.testing.assert_allclose(row_by_row(after @ first, x), one_by_one, atol=1e-12)


def test_the_matrix_by_hand_has_eigenvalues_three_and_one() -> None:
    matrix = np.array([[2.0, 1.0], [1.0, 2.0]])
    np.testing.assert_array_equal(matrix @ [1, 0], [2, 1])
    np.testing.assert_array_equal(matrix @ [1, 1], 3 * np.array([1, 1]))
    np.testing.assert_array_equal(matrix @ [1, -1], 1 * np.array([1, -1]))
    for value in (3, 1):
        assert (2 - value) ** 2 - 1 == 0


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
