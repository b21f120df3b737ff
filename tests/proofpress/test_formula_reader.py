"""What formulas are read as, written out again; and what isn't read."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.formula_cursor import FUNCTION, HELD, SET, WORDS
from proofpress.formula_reader import name_keys, read_formula
from proofpress.formula_trees import FormulaError
from proofpress.formula_writing import tex
from proofpress.formulas import read_macros
from tests.conftest import ROOT

MACROS = read_macros(Path(ROOT / "docs" / "macros.yml"))
NAMES = {
    **dict.fromkeys(["a", "h", "u", "x", "y", "e", "v"], 1),
    **dict.fromkeys(["A", "J", "S", "W", "L"], 2),
    **dict.fromkeys(["c", "i", "j", "k", "l", "m", "n", "t", "r", "z", "K", "M"], 0),
    **dict.fromkeys([r"\theta", r"\delta", r"\lambda"], 0),
    **dict.fromkeys(["f", "g", r"\sigma", r"\gamma"], FUNCTION),
    "T": 3,
    "U": SET,
    "V": HELD,
    r"\text{where it is}": WORDS,
}
VOCABULARY = {**NAMES, **dict.fromkeys(name_keys(["W'", r"\tilde z", "s_i"], MACROS), 0)}


def read(formula: str) -> str:
    """What a formula is read as."""
    return tex(read_formula(formula, VOCABULARY, MACROS))


@pytest.mark.parametrize(
    ("formula", "meaning"),
    [
        ("1 + 2 c^2", "1 + 2 c^{2}"),
        ("-c^2", "-c^{2}"),
        ("c - k - l", "c - k - l"),
        ("c - (k - l)", "c - (k - l)"),
        (r"\frac12 c", r"\frac{1}{2} c"),
        ("c/k", r"\frac{c}{k}"),
        ("1.25 c", "1.25 c"),
        ("10^{-2}", "10^{-2}"),
        (r"2\sqrt{\delta/M}", r"2 \sqrt[2]{\frac{\delta}{M}}"),
        (r"\tfrac12 \sin 2\theta", r"\frac{1}{2} \sin(2 \theta)"),
        (r"\cos\theta \sin\theta", r"\cos(\theta) \sin(\theta)"),
        (r"\sin^2 \theta", r"\sin(\theta)^{2}"),
        (r"\sin(c) k", r"\sin(c) k"),
        (r"14.6^\circ", r"14.6^\circ"),
        (r"x^\top A\, x", r"x^\top A x"),
        (r"S^{-1} x", "S^{-1} x"),
        (r"A x \cdot y", r"A x \cdot y"),
        ("A_{11}", "A_{1, 1}"),
        ("x_{12}", "x_{12}"),
        ("A_{ij}", "A_{i, j}"),
        ("T_{kij}", "T_{k, i, j}"),
        ("x_{j-1}", "x_{j - 1}"),
        ("(W x)_i", "(W x)_{i}"),
        ("y_k (1 - y_k)", "y_{k} (1 - y_{k})"),
        ("f(a)", "f(a)"),
        ("c(a)", "c a"),
        ("f(x, y)", "f(x, y)"),
        (r"f(\dots, c, \dots)", r"f(\dots, c, \dots)"),
        ("(3, 4)", "(3, 4)"),
        ("f'(a)", "f'(a)"),
        ("f''(c)", "f''(c)"),
        ("(f g)'(c)", "(f g)'(c)"),
        (r"(f \circ g)'(c)", r"(f \circ g)'(c)"),
        ("W' s_i", "W^{\\prime} s_{i}"),
        (r"\tilde z", r"\tilde z"),
        (r"\nabla f(a)^\top u", r"\nabla f(a)^\top u"),
        (r"D_u f(a)", "D_{u} f(a)"),
        (r"J_f(a)^\top h", r"J_{f}(a)^\top h"),
        (r"J_{g \circ f}(a)", r"J_{g \circ f}(a)"),
        (r"J_{\nabla f}(a)", r"J_{\nabla f}(a)"),
        (r"H_f(a)_{ij}", "H_{f}(a)_{i, j}"),
        (r"\det J", r"\det(J)"),
        (r"\det J_f(a)", r"\det(J_{f}(a))"),
        (r"\frac{\partial f_i}{\partial x_j}(a)", r"\frac{\partial f_{i}}{\partial x_{j}}(a)"),
        (r"\frac{\partial^2 f}{\partial x_i \partial x_j}(a)",
         r"\frac{\partial^2 f}{\partial x_{i} \partial x_{j}}(a)"),
        (r"\frac{\partial^2 f}{\partial x^2}(a)",
         r"\frac{\partial^2 f}{\partial x \partial x}(a)"),
        (r"\frac{\partial}{\partial t} f(t x)", r"\frac{\partial f(t x)}{\partial t}"),
        (r"\frac{d}{dt} f(t x)", r"\frac{\partial f(t x)}{\partial t}"),
        (r"\Bigl(\frac{\partial V}{\partial x}\Bigr)_{\!r}",
         r"\frac{\partial V}{\partial x}|_r"),
        (r"\lim_{t \to 0} \frac{c}{t}", r"\lim_{t \to 0} \frac{c}{t}"),
        (r"\lim_{t \to 0^+} t", r"\lim_{t \downarrow 0} t"),
        (r"c \sum_{j=1}^n x_j y_j + k", r"c \sum_{j=1}^{n} x_{j} y_{j} + k"),
        (r"x_1 + \dots + x_n", r"\sum_{#=1}^{n} x_{#}"),
        (r"x_1 + x_2 + \dots + x_n", r"\sum_{#=1}^{n} x_{#}"),
        (r"x_1 (A e_1) + \dots + x_n (A e_n)", r"\sum_{#=1}^{n} x_{#} A e_{#}"),
        (r"\norm{h}^2", r"\norm{h}^{2}"),
        (r"\lvert c - |k| \rvert\, |l|", r"|c - |k|| |l|"),
        (r"|x_i|\,|y_j|", r"|x_{i}| |y_{j}|"),
        (r"\diag(c, k)", r"\diag(c, k)"),
        (r"\begin{pmatrix} 1 & c \\ 0 & k \end{pmatrix}", r"(1 & c \\ 0 & k)"),
        (r"\begin{pmatrix} x_1 \\ \vdots \\ x_n \end{pmatrix}",
         "(x_{#row}) for n rows, 1 columns"),
        (r"\begin{pmatrix} x_1 & \cdots & x_n \end{pmatrix}",
         "(x_{#column}) for 1 rows, n columns"),
        (r"\begin{pmatrix} A_{11} & \cdots & A_{1n} \\ \vdots & & \vdots \\"
         r" A_{m1} & \cdots & A_{mn} \end{pmatrix}",
         "(A_{#row, #column}) for m rows, n columns"),
    ],
)  # fmt: skip
def test_an_expression_is_read_as(formula: str, meaning: str) -> None:
    assert read(formula) == meaning


@pytest.mark.parametrize(
    ("formula", "meaning"),
    [
        ("c = k.", "c = k"),
        (r"c \le k < l", r"c \le k < l"),
        (r"c \ne 0", r"c \ne 0"),
        (r"A \in \R^{m \times n}, \qquad c = k,", r"A \in \R^{m \times n}, c = k"),
        (r"c \in \R", r"c \in \R^{}"),
        (r"c = k \quad\text{and}\quad k = l", "c = k, k = l"),
        (r"c = k \quad\Longrightarrow\quad k = l", "c = k, k = l"),
        (r"c = k \quad\text{for all } a, x \in U", r"c = k, a \in U, x \in U"),
        (r"c = k, \qquad \text{where it is } l", r"c = k, \text{where it is} = l"),
        (r"\begin{aligned} c &= k \\ &= l + m \\ &\quad {} + n \end{aligned}", "c = k = l + m + n"),
        (r"\begin{aligned} c &= k \\ l &= m \end{aligned}", "c = k, l = m"),
        (r"c = \begin{cases} x_l & \text{if } k = i, \\ 0 & \text{otherwise.} \end{cases}",
         "c = {x_{l} if k = i; 0 if nothing else}"),
        (r"c = \frac{k}{t} \;\xrightarrow[t \downarrow 0]{}\; l",
         r"c = \frac{k}{t}, \lim_{t \downarrow 0} \frac{k}{t} \to l"),
    ],
)  # fmt: skip
def test_a_statement_is_read_as(formula: str, meaning: str) -> None:
    assert read(formula) == meaning


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("q + 1", r"unknown symbol 'q', at:  >> q \+ 1"),
        ("c q", "unknown symbol 'q', at: c >> q"),
        ("f(a) q", "unknown symbol 'q'"),
        (r"c \in B", "unknown set 'B'"),
        (r"\Gamma(c)", "unknown symbol"),
        (r"\arg c", "no reading for the operator 'arg'"),
        (r"\operatorname{foo} c", "no reading for the operator 'foo'"),
        (r"c = k \text{ or } l = m", "no meaning is given to the words"),
        (r"c \pm k", "no reading"),
        (r"c \equiv k", "can't be read|no reading"),
        (r"\nabla^2 f(a)", "no reading"),
        ("c' = k", "a prime needs a function"),
        ("c * k", r"can't be read on|no reading"),
        ("n!", r"can't be read on|no reading"),
        ("x^*", r"no reading for '\*'"),
        (r"\sum_{i<j} c", "first and its last value"),
        ("f^2(a)", "no exponent until it is called"),
        ("f^{-1}(a)", "no exponent until it is called"),
        (r"1/2 c", "above or below the line"),
        (r"\sin x y", "where does the argument end"),
        ("c 2", "a number can't follow"),
        (r"\frac{\partial}{\partial t} c t", "what is differentiated"),
        (r"\frac{\partial^2 f}{\partial x}(a)", "differentiates 2 times, by 1 variables"),
        (r"x_1 y_2 + \dots + x_n y_n", "doesn't follow one rule"),
        (r"x_1 y_1 + \dots + x_n y_m", "no one number"),
        (r"x_1 - \dots - x_n", "expected|all added"),
        (r"x_1 + x_3 + \dots + x_n", "doesn't follow one rule|don't follow one rule"),
        (r"x_1 y_1 + x_2 y_n + \dots + x_n y_n", "before the dots don't follow one rule"),
        (r"\sum_j x_j", "first and its last value"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}", "differ in length"),
        (r"\begin{pmatrix} 1 & \cdots \\ 3 & 4 \end{pmatrix}", "dots in a matrix"),
        (
            r"\begin{pmatrix} A_{11} & \cdots & A_{1n} \\ c & k & l \\"
            r" A_{m1} & \cdots & A_{mn} \end{pmatrix}",
            "dots in a matrix",
        ),
        (r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}", "neither a matrix"),
        (r"c, k", "a list needs a set"),
        ("(c", "expected close"),
        ("c + ", "no reading"),
        ("{}_2 c", "without a base|no reading"),
        (r"c \circ f", "only functions can be composed"),
        (r"D_u c", "expected a function"),
        (r"\nabla c", "expected a function"),
        (r"\binom{n}{k}", "a fraction without a line"),
        (r"\boxed{c}", "no reading for KaTeX's"),
        ("", "nothing is said"),
    ],
)
def test_what_could_be_a_guess_is_refused(formula: str, why: str) -> None:
    with pytest.raises(FormulaError, match=why) as error:
        read(formula)
    assert f"(in {formula!r})" in str(error.value)


def test_what_a_name_stands_for_decides() -> None:
    as_function = {**VOCABULARY, "y": FUNCTION}
    assert read("y(1 - c)") == "y (1 - c)"
    assert tex(read_formula("y(1 - c)", as_function, MACROS)) == "y(1 - c)"
    without = {name: kind for name, kind in VOCABULARY.items() if name != "J"}
    assert tex(read_formula("J_f(a)", without, MACROS)) == "J_{f}(a)"
    with pytest.raises(FormulaError, match="unknown symbol 'J'"):
        read_formula(r"\det J", without, MACROS)
