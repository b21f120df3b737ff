"""Proofs of the equations of docs/jacobian/linear-maps.md, and of what is said around them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofpress.formula_meanings import Function, Members
from tests.equations.functions import lift, lift_jacobian, twist, twist_jacobian
from tests.equations.points import (
    columns,
    directions,
    indices,
    invertible,
    matrices,
    numbers,
    places,
)
from tests.equations.proving import Fails, Meanings, Tight, proves

Vector = NDArray[np.float64]
SEEDS = range(5)


def slopes(f: Callable[[Vector], Vector], a: Vector, t: float = 1e-5) -> Vector:
    """The Jacobian of f at a by symmetric differences: outputs are rows, inputs are columns."""
    columns = [(f(a + t * e) - f(a - t * e)) / (2 * t) for e in np.eye(len(a))]
    return np.stack(columns, axis=1)


def by_rows(matrix: Vector, x: Vector) -> Vector:
    """A matrix times a vector, term by term."""
    return np.array([sum(m * t for m, t in zip(row, x, strict=True)) for row in matrix])


@proves(
    "linear-map-jacobian",
    r"f(x) = Wx + b \quad\Longrightarrow\quad J_f(a) = W.",
    unchanged={"a -> -a": "the Jacobian is the same everywhere"},
    weights=matrices(2, 3),
    b=columns(2),
    x=columns(3),
    a=columns(3),
)
def test_linear_map_jacobian(weights: Vector, b: Vector, x: Vector, a: Vector) -> Meanings:
    return {"f": lambda x: by_rows(weights, x) + b, "W": weights, "b": b, "x": x, "a": a}


@proves(
    "row-map-jacobian",
    r"f(x) = xV \quad\Longrightarrow\quad J_f(a) = V^\top,",
    unchanged={"a -> -a": "the Jacobian is the same everywhere"},
    matrix=matrices(3, 2),
    x=matrices(1, 3),
    a=matrices(1, 3),
)
def test_row_map_jacobian(matrix: Vector, x: Vector, a: Vector) -> Meanings:
    """Here x and a are rows, and so is what comes out."""

    def f(row: Vector) -> Vector:
        (entries,) = row
        return by_rows(matrix.T, entries)[None, :]

    return {"f": f, "V": matrix, "x": x, "a": a}


@proves(
    "chain-rule-in-both-layouts",
    r"""
    \begin{aligned}
    J_{g \circ f}(a) &= J_g\bigl(f(a)\bigr)\, J_f(a) \\
    J_{g \circ f}(a)^\top &= J_f(a)^\top\, J_g\bigl(f(a)\bigr)^\top
    \end{aligned}
    """,
    a=columns(2),
)
def test_chain_rule_in_both_layouts(a: Vector) -> Meanings:
    """The Jacobians on the right are autograd's, the one on the left is by differences."""
    f, g = Function(lift, jacobian=lift_jacobian), Function(twist, jacobian=twist_jacobian)
    return {"f": f, "g": g, "a": a}


@proves(
    "derivative-by-weights",
    r"""
    \frac{\partial (Wx)_i}{\partial W_{kl}} =
    \begin{cases} x_l & \text{if } k = i, \\ 0 & \text{otherwise.} \end{cases}
    """,
    weights=matrices(2, 3),
    x=columns(3),
    **indices(i=2, k=2, l=3),
)
def test_derivative_by_weights(weights: Vector, x: Vector, **names: int) -> Meanings:
    return {"W": weights, "x": x, **names}


@proves(
    "linear-map-definition",
    r"f(x + y) = f(x) + f(y) \quad\text{and}\quad f(cx) = c\,f(x).",
    where=columns(2),
    x=columns(4),
    y=columns(4),
    c=numbers(),
)
def test_linear_map_definition(where: Vector, x: Vector, y: Vector, c: float) -> Meanings:
    """A map that is linear without a matrix: the slopes of a polynomial at two points."""

    def f(coefficients: Vector) -> Vector:
        return np.asarray(np.polyval(np.polyder(coefficients), where), dtype=np.float64)

    return {"f": f, "x": x, "y": y, "c": c}


@proves(
    "constant-jacobian",
    r"f(x) = f(a) + M(x - a) \quad\text{for all } a, x \in U.",
    slope=matrices(2, 1),
    a=numbers(0.5, 3),
    x=numbers(0.5, 3),
    side=st.sampled_from([1, -1]),
    across=st.booleans(),
)
def test_constant_jacobian(slope: Vector, a: float, x: float, side: int, across: bool) -> Meanings:
    """A function on the real line without 0, with the same Jacobian everywhere.

    On each half it is affine, on both together it isn't: the set isn't connected.
    """

    def f(x: float) -> Vector:
        return np.asarray(slope[:, 0] * x + np.arctan(x) + np.arctan(1 / x))

    np.testing.assert_allclose(slopes(lambda p: f(p[0]), np.array([side * a])), slope, atol=1e-8)
    half = Members(lambda point: bool(side * point > 0))
    meanings = {"f": f, "M": slope, "a": side * a, "x": side * x, "U": half}
    if across:
        return Fails({**meanings, "x": -side * x, "U": Members(lambda point: bool(point != 0))})
    return meanings


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


@proves(
    "homogeneous-not-linear",
    r"k(x, y) = \frac{x^3}{x^2 + y^2}.",
    unchanged={"y -> -y": "k is even in y"},
    r=numbers(0.25, 3),
    angle=numbers(-3, 3),
)
def test_homogeneous_not_linear(r: float, angle: float) -> Meanings:
    """In polar coordinates it is r cos(angle)^3."""

    def k(x: float, y: float) -> float:
        return float(np.hypot(x, y) * np.cos(np.arctan2(y, x)) ** 3)

    return {"k": k, "x": r * float(np.cos(angle)), "y": r * float(np.sin(angle))}


@proves(
    "homogeneous-and-differentiable",
    r"f(x) = \frac{f(tx) - f(0)}{t} \;\xrightarrow[t \downarrow 0]{}\; J_f(0)\,x.",
    unchanged={
        "f(t x) - f(0) -> f(t x) + f(0)": "f(0) = 0, as the page shows just before",
        "f(t x) - f(0) -> f(t x)": "f(0) = 0",
        "f(t x) - f(0) -> f(t x) + f(0) #2": "f(0) = 0",
        "f(t x) - f(0) -> f(t x) #2": "f(0) = 0",
        "0 -> 1 #2": "the quotient doesn't depend on t",
    },
    matrix=matrices(2, 2),
    x=directions(2),
    t=numbers(0.25, 2),
)
def test_homogeneous_and_differentiable(matrix: Vector, x: Vector, t: float) -> Meanings:
    """For a linear f, whose Jacobian at 0 is found by differences."""
    return {"f": Function(lambda p: by_rows(matrix, p), size=2), "x": x, "t": t}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_homogeneous_part_is_missed_by_the_partial_derivatives(seed: int) -> None:
    random = np.random.default_rng(seed)
    p, row = random.normal(size=2), random.normal(size=2)

    def f(q: Vector) -> float:
        return float(row @ q) + homogeneous(q)

    for t in (1e-1, 1e-4, 1e-7):  # the quotient at every t is the value, by homogeneity
        assert f(t * p) / t == pytest.approx(f(p))
    by_partials = np.array([f(1e-6 * e) / 1e-6 for e in np.eye(2)]) @ p
    missed = float(p[0] ** 3 / (p @ p) - p[0])
    assert f(p) - by_partials == pytest.approx(missed, abs=1e-9)


@proves(
    "linear-change-of-basis",
    r"y' = W' x', \qquad W' = Q^{-1} W P \in \R^{m \times n}.",
    weights=matrices(2, 3),
    inputs=invertible(3),
    outputs=invertible(2),
    x_new=columns(3),
)
def test_linear_change_of_basis(
    weights: Vector, inputs: Vector, outputs: Vector, x_new: Vector
) -> Meanings:
    """W' by its columns: what the map makes of each new unit vector, in the new coordinates."""

    def in_new_coordinates(x_new: Vector) -> Vector:
        x = sum(coordinate * vector for coordinate, vector in zip(x_new, inputs.T, strict=True))
        return np.asarray(np.linalg.solve(outputs, by_rows(weights, x)), dtype=np.float64)

    images = np.stack([in_new_coordinates(e) for e in np.eye(3)], axis=1)
    old = {"W": weights, "P": inputs, "Q": outputs, "m": 2, "n": 3}
    return {**old, "x'": x_new, "y'": in_new_coordinates(x_new), "W'": images}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_nonlinear_jacobian_changes_its_bases_in_the_same_way(seed: int) -> None:
    random = np.random.default_rng(seed)
    inputs, outputs = random.normal(size=(2, 2)), random.normal(size=(3, 3))
    a_new = random.normal(size=2)

    def in_new_coordinates(x_new: Vector) -> Vector:
        return np.asarray(np.linalg.solve(outputs, lift(inputs @ x_new)), dtype=np.float64)

    stated = np.linalg.inv(outputs) @ slopes(lift, inputs @ a_new) @ inputs
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


def exact(numbers: Vector) -> Vector:
    """Floating-point numbers as fractions."""
    found = np.empty(np.shape(numbers), dtype=object)
    for place in np.ndindex(found.shape):
        found[place] = Fraction(float(numbers[place]))
    return found


def near_tie(start: int) -> tuple[float, float]:
    """Two numbers whose product is nearly 1 + u, or just that: it is rounded to 1."""
    w = 1 + start / 16
    while True:
        w = float(np.nextafter(w, 2))
        x = float((1 + Fraction(1, 2**53)) / Fraction(w))
        beyond = (Fraction(w) * Fraction(x) - 1) * 2**53
        if Fraction(9, 10) < beyond <= 1:
            return w, x


@proves(
    "rounding-of-a-product",
    r"|s_i - (Wx)_i| \le \frac{nu}{1 - nu} \sum_{j=1}^n |W_{ij}|\,|x_j|,",
    unchanged={
        "1 - n u -> 1 + n u": "differs by the order of u^2, and no sum comes so near the bound",
        "1 - n u -> 1": "the same",
        "n u -> u #2": "the same",
        r"\frac{n u}{1 - n u} -> n u": "the same",
    },
    n=st.integers(1, 5),
    start=st.integers(1, 12),
    entries=matrices(2, 5),
    order=st.permutations(range(5)),
    i=places(2),
    worst=st.sampled_from([0, -4, 0.25]),
)
def test_rounding_of_a_product(
    *, n: int, start: int, entries: Vector, order: list[int], i: int, worst: float
) -> Meanings:
    """Sums in any order, with exact ones beside them.

    In the worst, a product of 1 + u is rounded to 1, and so is 1 + u each time u is added: all
    times -4 or 1/4, which is `worst`, unless that is 0.
    """
    weights, x = np.sin(entries[:, :n] * 100), np.sin(entries[0, :n] * 77)
    order = [j for j in order if j < n]
    if worst:
        weights, x, order = np.ones((2, n)), np.full(n, worst * 2.0**-53), list(range(n))
        weights[i - 1, 0], first = near_tie(start)
        x[0] = worst * first
        weights[2 - i] = np.arange(2, n + 2)
    terms = [float(weights[i - 1, j]) * float(x[j]) for j in order]
    total = terms[0]
    for term in terms[1:]:
        total += term
    exactly = {"s_i": Fraction(total), "W": exact(weights), "x": exact(x)}
    meanings = {**exactly, "n": n, "u": Fraction(1, 2**53), "i": i}
    return Tight(meanings, within=1.2) if worst else meanings


def test_rounding_passes_the_size_of_the_sum() -> None:
    """Terms that cancel, as on the page: the size of their sum gives no bound."""
    products = [1.5 * 0.3, 0.3 * 0.6, -0.7 * 0.9]
    exactly = sum(Fraction(w) * Fraction(t) for w, t in [(1.5, 0.3), (0.3, 0.6), (-0.7, 0.9)])
    totals = [products[i] + products[j] + products[k] for i, j, k in ((0, 1, 2), (0, 2, 1))]
    worst = max(abs(Fraction(total) - exactly) for total in totals)
    assert worst > Fraction(3, 2**53) * abs(exactly)
