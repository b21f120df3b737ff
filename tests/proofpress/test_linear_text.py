"""A formula as one line of text."""

from __future__ import annotations

import pytest

from proofpress.formulas import Typesetter
from proofpress.linear_text import linear_text

LINES = {
    r"J_f(a)": "J_f(a)",
    r"x_{ij}^2": "x_ij^2",
    r"x^{n+1}": "x^(n + 1)",
    r"f'(x) + A^\top": "f′(x) + A⊤",
    r"\frac{\partial f_1}{\partial x}": "(∂f_1)/(∂x)",
    r"\frac12": "1/2",
    r"\sqrt{x+1}": "√(x + 1)",
    r"\sqrt[3]{x}": "x^(1/3)",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}": "(1, 2; 3, 4)",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a = b; = c",
    r"\lim_{h \to 0} h": "lim_(h → 0) h",
    r"\sum_{i=1}^n i": "∑_(i = 1)^n i",
    r"\sin x \cdot \det A": "sin x ⋅ det A",
    r"f\colon \mathbb{R}^n \to \mathbb{R}^m": "f : R^n → R^m",
    r"a \text{ if } b": "a if b",
    r"a\,b \quad c": "a b c",
}


def test_each_kind_of_formula_has_its_line() -> None:
    formulas = Typesetter({}, None).render([(tex, True) for tex in LINES])
    assert {tex: f.text or f.error for tex, f in zip(LINES, formulas, strict=True)} == LINES


def test_an_unknown_element_raises() -> None:
    with pytest.raises(ValueError, match="<mlongdiv>"):
        linear_text("<math><mlongdiv><mn>1</mn></mlongdiv></math>")
