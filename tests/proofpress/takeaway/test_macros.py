"""TeX without macros: what KaTeX makes of both is the same."""

from __future__ import annotations

import pytest

from proofpress.ahead import DOLLARS
from proofpress.formula_trees import parse_formulas
from proofpress.formulas import read_macros
from proofpress.guide import read_guide
from proofpress.takeaway.macros import expand_macros
from tests.conftest import ROOT

MACROS = {
    r"\R": r"\mathbb{R}",
    r"\norm": r"\left\lVert #1 \right\rVert",
    r"\two": r"#2 \to #1",
    r"\half": r"\frac{#1}{2}",
    r"\thin": r"\,",
    r"\deep": r"\norm{\R}",
    r"\al": r"\alpha",
}


@pytest.mark.parametrize(
    ("tex", "expanded"),
    [
        (r"\R^n", r"\mathbb{R}^n"),
        (r"\Re x", r"\Re x"),
        (r"\norm{a + \{b\}}", r"\left\lVert a + \{b\} \right\rVert"),
        (r"\norm{f_{i}}", r"\left\lVert f_{i} \right\rVert"),
        (r"\norm h k", r"\left\lVert h \right\rVert k"),
        (r"\norm\alpha", r"\left\lVert \alpha \right\rVert"),
        (r"\two{a}{b}", r"b \to a"),
        (r"\deep", r"\left\lVert \mathbb{R} \right\rVert"),
        (r"\half 3", r"\frac{3}{2}"),
        (r"2\al{}x", r"2\alpha{}x"),
        (r"\norm{\norm{x}}", r"\left\lVert \left\lVert x \right\rVert \right\rVert"),
        (r"a \\ b", r"a \\ b"),
    ],
)
def test_a_macro_is_expanded_as_tex_would(tex: str, expanded: str) -> None:
    assert expand_macros(tex, MACROS) == expanded
    trees = parse_formulas([(tex, True), (expanded, True)], MACROS)
    assert trees[0] == trees[1]


def test_a_letter_does_not_grow_onto_a_command() -> None:
    assert expand_macros(r"\half{\alpha}x \norm\al x", MACROS).endswith(r"\alpha \right\rVert x")
    assert expand_macros(r"\al{x}", {r"\al": r"\alpha#1"}) == r"\alpha x"


@pytest.mark.parametrize("tex", [r"\norm", r"{\norm}", r"\norm{x", r"\loop"])
def test_what_tex_would_refuse_is_refused(tex: str) -> None:
    with pytest.raises(ValueError, match="the macro"):
        expand_macros(tex, {**MACROS, r"\loop": r"x\loop"})


def test_katex_reads_every_formula_of_the_guide_the_same_without_macros() -> None:
    macros = read_macros(ROOT / "docs/macros.yml")
    guide = read_guide(ROOT)
    inline = [
        ((m[1] or m[2]).strip(), bool(m[1]))
        for page in guide.pages
        for m in DOLLARS.finditer("\n".join(page.lines))
    ]
    formulas = [*inline, *((block.body.strip(), True) for _, _, block in guide.blocks("equation"))]
    expanded = [(expand_macros(tex, macros), display) for tex, display in formulas]
    assert sum(a != b for a, b in zip(formulas, expanded, strict=True)) > 20
    assert parse_formulas(expanded, {}) == parse_formulas(formulas, macros)
