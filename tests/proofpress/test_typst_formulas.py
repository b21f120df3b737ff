"""Formulas from KaTeX's parse tree to Typst: each construct is set, or refused by name."""

from __future__ import annotations

import json
import re

import pypdfium2
import pytest
import typst

from proofpress.formula_characters import characters
from proofpress.formula_trees import FormulaError, parse_formulas
from proofpress.typst_formulas import breakable_parts, commands, typst_formula

MACROS = {r"\R": r"\mathbb{R}"}
SHOWN = {
    r"f\colon \R^n \to \R^m": "𝑓:ℝ𝑛→ℝ𝑚",
    r"\frac{\partial f}{\partial x}(a)": "𝜕𝑓𝜕𝑥(𝑎)",
    r"\det A = \begin{vmatrix} a & b \\ c & d \end{vmatrix}": "det𝐴=∣𝑎𝑏𝑐𝑑∣",
    r"\int_0^1 f(x)\,\mathrm{d}x": "∫10𝑓(𝑥)d𝑥",
    r"\begin{cases} x & \text{if } x \ge 0,\\ -x & \text{else}\end{cases}": "{𝑥if𝑥≥0,−𝑥else",
    r"\sum_{k=1}^n \frac{1}{k!}": "𝑛∑𝑘=11𝑘!",
    r"\underbrace{a+b}_{\text{two}}": "𝑎+𝑏⏟two",
    r"\mathbb{E}[X] = \operatorname{tr}(A)": "𝔼[𝑋]=tr(𝐴)",
    r"A \xrightarrow{f} B": "𝐴𝑓→𝐵",
    r"\overset{!}{=}": "!=",
    r"\binom{n}{k}": "(𝑛𝑘)",
    r"\begin{aligned} f &= 1 \\ &= 2\end{aligned}": "𝑓=1=2",
    r"\left[\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}\right]": "[1234]",
    r"\hat x + \vec v + \overline{AB}": "ˆ𝑥+⃗𝑣+𝐴𝐵",
    r"\Bigl( x \Bigr)": "(𝑥)",
    r"\left( a \middle| b \right.": "(𝑎∣𝑏",
    r"\sqrt[3]{x}": "3√𝑥",
    r"a \ne b, a \not= b, a \notin C": "𝑎≠𝑏,𝑎≠𝑏,𝑎∉𝐶",
    r"f'(x), f''": "𝑓′(𝑥),𝑓′′",
    r"\lim_{x \to 0} \sup_y \max\{a\}": "lim𝑥→0sup𝑦max{𝑎}",
    r"|x| + \|x\| + \lvert x\rvert": "|𝑥|+‖𝑥‖+|𝑥|",
    r"\boldsymbol{\theta} \mathcal{L} \mathbf{x}": "𝜽ℒ𝐱",
    r"A \cdot -b": "𝐴⋅−𝑏",
    r"1{,}000.5": "1,000.5",
    r"\# \$ \% \& \_ @ ; / \{ \}": "#$%&_@;/{}",
}
"""TeX, and the characters that have to be on the page, in any order."""


def written(tex: str) -> str:
    """The formula in Typst's mathematics."""
    tree = parse_formulas([(tex, True)], MACROS)[0]
    return typst_formula(tree, characters(commands(tree)))


def shown(markup: str) -> str:
    """The characters that Typst puts on a page for the formula, sorted."""
    source = f"#set page(width: 20cm, height: 10cm)\n$ {markup} $"
    pdf = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    return "".join(sorted(re.sub(r"\s", "", text)))


@pytest.mark.parametrize("tex", SHOWN)
def test_every_sign_of_a_formula_is_on_the_page(tex: str) -> None:
    same = {"∣": "|", "ˆ": "", "⃗": "", "⏟": ""}
    wanted, found = SHOWN[tex], shown(written(tex))
    for one, other in same.items():
        wanted, found = wanted.replace(one, other), found.replace(one, other)
    found = re.sub(r"[\u0300-\u036f\u20d0-\u20ff\ufe00\ufffe^ˉ¯]", "", found)
    assert sorted(found) == sorted(wanted), json.dumps([written(tex), found])


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\color{red}{x}", "'color'"),
        (r"\raisebox{2pt}{x}", "'raisebox'"),
        (r"\overgroup{AB}", r"\overgroup"),
        (r"\begin{align} a \tag{1} \end{align}", "tag"),
    ],
)
def test_what_has_no_writer_is_named(tex: str, said: str) -> None:
    with pytest.raises(FormulaError, match="there is no way yet to print") as caught:
        written(tex)
    assert said in str(caught.value)


def test_a_sign_without_a_left_side_is_unary() -> None:
    assert written("-x") == 'class("normal", \\−) x'
    assert written("a - x") == 'a class("binary", \\−) x'
    assert written("a = -x") == 'a class("relation", \\=) class("normal", \\−) x'
    assert "binary" not in written("(-x)")


def test_digits_are_one_number_and_a_full_stop_is_none() -> None:
    assert written("0.25.") == "0.25 \\."
    assert written("12x") == "12 x"


def test_a_formula_in_a_sentence_breaks_after_relations_and_signs_only() -> None:
    tree = parse_formulas([(r"a = \left(b + c\right) + d", False)], {})[0]
    parts = breakable_parts(tree, characters(commands(tree)))
    assert len(parts) == 3
    assert "binary" in parts[1]
    assert "lr(" in parts[1]


def test_characters_come_from_katex() -> None:
    assert characters([r"\to", r"\lVert", r"\nosuchcommand"]) == {
        r"\lVert": "∥",
        r"\nosuchcommand": "",
        r"\to": "→",
    }
