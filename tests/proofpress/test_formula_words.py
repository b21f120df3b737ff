"""Formulas in words: said by meaning, kept, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.formula_words import words

SAID = {
    r"x^2": "x squared",
    r"J_f(a)": "J sub f of a",
    r"A^\top": "A transpose",
    r"\lVert x \rVert": "the norm of x",
    r"f\colon \mathbb{R}^n \to \mathbb{R}^m": "f from R n to R m",
    r"a \approx b,": "a is approximately b",
    r"\lambda \ne 0": "lambda is not equal to 0",
    r"\square": "end of proof",
    r"\frac12": "one half",
}


@pytest.mark.parametrize("tex", SAID)
def test_a_formula_is_said_by_its_meaning(tex: str) -> None:
    assert words([(tex, False)], {}, None) == [SAID[tex]]


def test_macros_are_said_as_what_they_stand_for() -> None:
    assert words([(r"\half", False)], {r"\half": r"\frac12"}, None) == ["one half"]


def test_words_are_kept(tmp_path: Path) -> None:
    assert words([("x", False)], {}, tmp_path) == ["x"]
    kept = next(tmp_path.glob("words-*.json"))
    kept.write_text(kept.read_text("utf-8").replace('"x"', '"kept"'), "utf-8")
    assert words([("x", False)], {}, tmp_path) == ["kept"]
    assert words([("x", False)], {r"\R": "R"}, tmp_path) == ["x"]  # other macros, other words


def test_what_was_kept_and_is_broken_is_said_anew(tmp_path: Path) -> None:
    words([("x", False)], {}, tmp_path)
    next(tmp_path.glob("words-*.json")).write_text("{", "utf-8")
    assert words([("x", False)], {}, tmp_path) == ["x"]
