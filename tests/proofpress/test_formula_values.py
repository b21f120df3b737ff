"""Formulas to numbers: values, shapes, derivatives, and refusals."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from proofpress.formula_meanings import Columns, Function, Held, Unwritten
from proofpress.formula_statements import read
from proofpress.formula_trees import FormulaError
from proofpress.formulas import read_macros
from tests.conftest import ROOT

MACROS = read_macros(ROOT / "docs" / "macros.yml")
A = np.array([[1.0, 2, 3], [4, 5, 7]])
S = np.array([[2.0, 1], [0, 3]])
X, Y = np.array([1.0, -2, 0.5]), np.array([3.0, -1])


def f(p: Any) -> Any:
    """From R^2 to R."""
    return p[0] ** 2 * p[1] + np.sin(p[1])


def slopes(p: Any) -> Any:
    return np.array([2 * p[0] * p[1], p[0] ** 2 + np.cos(p[1])])


def turn(p: Any) -> Any:
    """From R^2 to R^2."""
    return np.array([p[0] ** 2 - p[1] ** 2, 2 * p[0] * p[1]])


SECOND = 0.36 * 2 * -0.6 + 2 * 0.48 * 2 * 3.3 - 0.64 * math.sin(-0.6)
"""At a + u/2 = (3.3, -0.6): f_xx = 2y, f_xy = 2x, f_yy = -sin y."""
MEANINGS: dict[str, Any] = {
    "A": A,
    "S": S,
    "x": X,
    "y": Y,
    "a": Y,
    "u": np.array([0.6, 0.8]),
    "c": 2.0,
    "k": 2,
    "n": 3,
    "i": 1,
    "j": 2,
    "t": 0.5,
    r"\theta": 0.7,
    r"\pi": math.pi,
    "f": Function(f, ("x",)),
    "F": Function(turn, ("x",), size=2),
    "g": lambda t: np.array([t**2, 3 * t]),
    "h": lambda x, y: x**2 * y**3,
    "s": np.sin,
    "e": Columns(np.eye(3)),
    r"\operatorname{total}": np.sum,
    "x^*": 5,
    "s_1": 7,
    "T": np.arange(24.0).reshape(2, 3, 4),
}


def value(formula: str, **more: Any) -> Any:
    """What an expression is."""
    read_as, here = read(formula, {**MEANINGS, **more}, MACROS)
    (clause,) = read_as.clauses
    assert not clause.signs
    return here.value(clause.sides[0])


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("1 + 2 c^2 - 3/c", 7.5),
        ("-c^2", -4),
        ("2^3 - 2^{-1}", 7.5),
        ("0.1 \\times 0.375 - 0.0375", 0),
        ("12 - 10^2", -88),
        (r"2\sqrt{c/8}", 1),
        (r"\sqrt[3]{8}", 2),
        (r"\tfrac12 \sin 2\theta", 0.5 * math.sin(1.4)),
        (r"\cos\theta \sin\theta", math.cos(0.7) * math.sin(0.7)),
        (r"\cos 60^\circ", 0.5),
        (r"\sin^2 \theta + \cos^2 \theta", 1),
        (r"\ln 2", math.log(2)),
        (r"\max(1, c, k - 5)", 2),
        ("y_k (1 - y_k)", -2),
        ("A_{23} - A_{11}", 6),
        ("A_{ij}", 2),
        ("T_{i32}", 9),
        ("x_{j-1}", 1),
        (r"y^\top A\, x", 3 * (1 - 4 + 1.5) - (4 - 10 + 3.5)),
        (r"A x \cdot y", 3 * (1 - 4 + 1.5) - (4 - 10 + 3.5)),
        ("(A x)_2", -2.5),
        (r"\norm{(3, 4)}", 5),
        (r"\norm{S}", float(np.linalg.svd(S)[1][0])),
        (r"|y_2|\,|x_2|", 2),
        (r"\det S", 6),
        (r"\det \diag(c, 3, 5)", 30),
        (r"\sum_{j=1}^n x_j^2", 5.25),
        (r"x_1^2 + \dots + x_n^2", 5.25),
        (r"x_2 + \sum_{j=2}^n j x_j", -4.5),
        (r"f(a)", -9 + math.sin(-1)),
        (r"f(3, -1)", -9 + math.sin(-1)),
        (r"h(3, c)", 72),
        (r"s'(\theta)", math.cos(0.7)),
        (r"s''(\theta)", -math.sin(0.7)),
        (r"(s s)'(\theta)", math.sin(1.4)),
        (r"(s + s)'(\theta)", 2 * math.cos(0.7)),
        (r"(s \circ s)'(\theta)", math.cos(math.sin(0.7)) * math.cos(0.7)),
        (r"\nabla f(a)^\top u", -6 * 0.6 + (9 + math.cos(-1)) * 0.8),
        ("D_u f(a)", -6 * 0.6 + (9 + math.cos(-1)) * 0.8),
        (r"\frac{\partial f}{\partial x_2}(a)", 9 + math.cos(-1)),
        (r"\frac{\partial F_2}{\partial x_1}(a)", -2),
        (r"\frac{\partial h}{\partial y}(3, c)", 108),
        (r"\frac{\partial^2 h}{\partial x \partial y}(3, c)", 72),
        (r"\frac{\partial^2 h}{\partial y^2}(3, c)", 108),
        (r"\frac{\partial}{\partial t} h(t, c t)", 40 * 0.5**4),
        (r"\frac{d}{dt} h(t, 3)", 27),
        (r"\frac{d^2}{dt^2} h(t, 3)", 54),
        (r"\frac{d^2}{dt^2} f(a + t u)", SECOND),
        (r"\frac{\partial^2}{\partial x_1 \partial x_2} (x_1 x_2^2)", -4),
        (r"\sum_{i,j=1}^k S_{ij} u_i u_j", 0.36 * 2 + 0.48 + 0.64 * 3),
        (r"\operatorname{total}(x) + \det S", 5.5),
        ("x^* + s_1", 12),
        (r"\frac{\partial (A x)_2}{\partial A_{23}}", 0.5),
        (r"\frac{\partial (A x)_2}{\partial A_{13}}", 0),
        (r"\frac{\partial}{\partial x_j} \norm{x}", -2 / math.sqrt(5.25)),
        (r"H_f(a)_{12}", 6),
        (r"\lim_{t \to 0} \frac{s(t)}{t}", 1),
        (r"\lim_{t \to 0^+} \frac{|s(t)|}{t}", 1),
        (r"\lim_{t \to 2} \frac{t^2 - 4}{t - 2}", 4),
        (r"(f \circ g)'(c)", 5 * 6 * 2**4 / 2 * 2 - 240 + 3 * math.cos(6)),
    ],
)
def test_a_number(formula: str, number: float) -> None:
    found = value(formula)
    assert np.shape(found) == ()
    assert found == pytest.approx(number, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize(
    ("formula", "array"),
    [
        ("A x", [[-1.5], [-2.5]]),
        (r"x^\top", [[1, -2, 0.5]]),
        (r"A^\top y", [[-1], [1], [2]]),
        (r"S^{-1} y", [[5 / 3], [-1 / 3]]),
        (r"S^2", [[4, 5], [0, 9]]),
        (r"\frac12 (S + S^\top)", [[2, 0.5], [0.5, 3]]),
        (r"y x^\top", [[3, -6, 1.5], [-1, 2, -0.5]]),
        ("A e_2", [[2], [5]]),
        ("c(3, 4)/5", [[1.2], [1.6]]),
        (r"(3, 4)^\top", [[3], [4]]),
        (r"\diag(y)", [[3, 0], [0, -1]]),
        (r"\begin{pmatrix} 1 & c \\ 0 & k \end{pmatrix} y", [[1], [-2]]),
        (r"\begin{pmatrix} S & y \\ y^\top & 0 \end{pmatrix}", [[2, 1, 3], [0, 3, -1], [3, -1, 0]]),
        (r"\begin{pmatrix} x_1 & \cdots & x_n \end{pmatrix}", [[1, -2, 0.5]]),
        (
            r"\begin{pmatrix} A_{11} & \cdots & A_{1n} \\ \vdots & & \vdots \\"
            r" A_{k1} & \cdots & A_{kn} \end{pmatrix}",
            A,
        ),
        ("F(a)", [[8], [-6]]),
        ("F(0)", [[0], [0]]),
        ("J_F(a)", [[6, 2], [-2, 6]]),
        (r"J_{F \circ F}(a)", [[2 * (48 + 12 / 2 - 12), 0], [0, 0]]),
        (r"\nabla f(a)", [[-6], [9 + math.cos(-1)]]),
        (r"J_f(a)", [[-6, 9 + math.cos(-1)]]),
        (r"H_f(a)", [[-2, 6], [6, math.sin(1)]]),
        (r"J_{\nabla f}(a)", [[-2, 6], [6, math.sin(1)]]),
        ("g'(c)", [[4], [3]]),
        (r"\nabla h(3, c)", [[48], [108]]),
        (r"J_h(3, c)", [[48, 108]]),
    ],
)
def test_an_array(formula: str, array: Any) -> None:
    if formula == r"J_{F \circ F}(a)":  # two complex squarings: 4 z^3 as a matrix
        w = 4 * complex(3, -1) ** 3
        array = [[w.real, -w.imag], [w.imag, w.real]]
    found = value(formula)
    assert found.shape == np.shape(array)
    np.testing.assert_allclose(found, array, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("A y", r"can't multiply shapes \(2, 3\) and \(2, 1\)"),
        ("x A", r"can't multiply shapes \(3, 1\) and \(2, 3\)"),
        ("x x", "can't multiply"),
        ("x + y", r"can't add shapes \(3, 1\) and \(2, 1\)"),
        (r"x + x^\top", "can't add"),
        ("x + 1", "can't add"),
        (r"x \cdot y", "no dot product"),
        (r"A \cdot A", "no dot product"),
        ("1/x", "can't divide by an array"),
        ("c/0", "division by zero"),
        ("x^2", "no power 2 of an array"),
        (r"\sin x", "takes a number"),
        (r"|x|", "no absolute value"),
        (r"\det A", "takes a square matrix"),
        (r"\sqrt{c - 3}", "no root of the negative number"),
        ("x_4", "no entry 4"),
        ("x_0", "no entry 0"),
        ("A_1", "1 indices for 2 axes"),
        ("A_{123}", "3 indices for 2 axes"),
        ("c_1", "a number has no entries"),
        ("e_4", "no entry 4"),
        ("F_3(a)", "no entry 3"),
        (r"\nabla F(a)", "one output"),
        ("H_F(a)", "one output"),
        ("f'(a)", "function of one number"),
        (r"\frac{\partial y_1}{\partial x_1}", "isn't a variable of what is differentiated"),
        (r"\frac{\partial c}{\partial t}", "isn't a variable of what is differentiated"),
        (r"\frac{d}{dt} c", "isn't a variable of what is differentiated"),
        (r"\frac{\partial f}{\partial y_1}(a)", "no input is called 'y'"),
        (r"\frac{\partial f}{\partial x}(a)", "by which of its entries"),
        (r"D_x f(a)", "a direction of shape"),
        (r"\lim_{t \to 0} \frac{1}{t}", "no limit"),
        (r"\lim_{t \to 0} c", "doesn't depend on 't'"),
        (r"\lim_{t \to 0} \frac{|t|}{t}", "the two sides differ"),
        (r"f(\dots, c)", "no meaning"),
        (r"\sum_{j=1}^c x_{j + 2}", "no entry 4"),
        (r"\sum_{j=3}^k x_j", "a sum from 3 to 2"),
        (r"h(1, 2, 3)", "3 arguments for the inputs x, y"),
    ],
)
def test_what_does_not_fit_is_refused(formula: str, why: str) -> None:
    with pytest.raises(FormulaError, match=why):
        value(formula)


def test_a_function_is_no_number() -> None:
    with pytest.raises(FormulaError, match="isn't called"):
        value(r"\norm{f}")
    assert isinstance(value("f + f"), Function)


def test_whole_numbers_and_fractions_stay_exact() -> None:
    assert value("1/3 + 1/6") == Fraction(1, 2)
    assert value(r"\frac{k u}{1 - k u}", u=Fraction(1, 2**53)) == Fraction(2, 2**53 - 2)
    thirds = np.array([[Fraction(1, 3), Fraction(2, 3)]], dtype=object)
    assert value("(B (3, 3))", B=thirds) == 3


def test_a_derivative_that_is_known_is_taken() -> None:
    known = Function(f, ("x",), gradient=lambda _: np.array([1.0, 2.0]))
    np.testing.assert_array_equal(value(r"\nabla f(a)", f=known), [[1], [2]])
    assert value(r"\frac{\partial f}{\partial x_1}(a)", f=known) == pytest.approx(-6)


def test_the_order_of_two_derivatives_is_kept() -> None:
    """By hand: of the first output of a gradient that isn't one, with f_x = y and f_y = 3x."""
    strange = Function(f, ("x",), partials=lambda p: np.array([p[1], 3 * p[0]]))
    at = {"f": strange, "a": np.array([0.3, 0.4])}
    assert value(r"\frac{\partial^2 f}{\partial x_2 \partial x_1}(a)", **at) == pytest.approx(1)
    assert value(r"\frac{\partial^2 f}{\partial x_1 \partial x_2}(a)", **at) == pytest.approx(3)
    nested = r"\frac{\partial}{\partial x_2} \frac{\partial f}{\partial x_1}(a)"
    assert value(nested, **at) == pytest.approx(1)


def test_what_is_held_decides() -> None:
    area = Held("r", {"y": lambda x, y: x * y, "p": lambda x, p: x * (p / 2 - x)})
    formula = r"\Bigl(\frac{\partial V}{\partial r}\Bigr)_{%s}"
    sides = {"V": area, "r": 3.0, "y": 4.0, "p": 14.0}
    assert value(formula % "y", **sides) == pytest.approx(4)
    assert value(formula % "p", **sides) == pytest.approx(1)
    with pytest.raises(FormulaError, match="isn't given as a function with c held"):
        value(formula % "c", **sides)
    with pytest.raises(FormulaError, match="a function of r"):
        value(formula.replace("partial r", "partial c") % "y", **sides)


def test_dots_among_arguments_are_the_others() -> None:
    def weighted(x: Any) -> float:
        return float(x @ [1, 10, 100, 1000])

    unwritten = Unwritten((np.array([1.0]), np.array([3.0, 4.0])))
    assert value(r"w(\dots, c, \dots)", **{r"\dots": unwritten, "w": weighted}) == 4321


def test_a_row_is_given_to_a_function_as_a_row() -> None:
    shapes = []

    def note(row: Any) -> float:
        shapes.append(row.shape)
        return 0.0

    value(r"w(x) + w(x^\top)", w=note)
    assert shapes == [(3,), (1, 3)]
