"""KaTeX's parse trees as plain data."""

from __future__ import annotations

import json

import pytest

from proofpress.formula_trees import FormulaError, parse_formulas


def test_macros_are_expanded_and_places_left_out() -> None:
    (tree,) = parse_formulas([(r"\norm{h}^2", True)], {r"\norm": r"\left\lVert #1 \right\rVert"})
    assert len(tree) == 1
    assert tree[0]["type"] == "supsub"
    assert tree[0]["base"]["left"] == r"\lVert"
    assert [node["text"] for node in tree[0]["base"]["body"]] == ["h"]
    assert "loc" not in json.dumps(tree)


def test_bad_tex_is_refused_with_the_reason_and_the_tex() -> None:
    with pytest.raises(FormulaError, match=r"\\nosuch.*in '\\\\nosuch x'"):
        parse_formulas([("x", False), (r"\nosuch x", False)], {})


def test_a_macro_defined_in_a_formula_stays_in_it() -> None:
    with pytest.raises(FormulaError):
        parse_formulas([(r"\gdef\mine{x} \mine", False), (r"\mine", False)], {})
