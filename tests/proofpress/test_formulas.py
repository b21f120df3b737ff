"""KaTeX sets formulas in this process, and what it set is kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from proofpress.formulas import LINE, STYLE, Typesetter, read_macros

MACROS = {r"\R": r"\mathbb{R}"}


def test_a_formula_has_what_shows_mathml_and_a_line_of_text() -> None:
    (formula,) = Typesetter({}, None).render([(r"\frac{a}{b} < c", False)])
    assert 'class="katex-html" aria-hidden="true"' in formula.html
    assert "<math" in formula.html
    assert "<mfrac>" in formula.html
    assert "frac{a}{b}" not in formula.html
    assert (formula.text, formula.error) == ("a/b < c", "")


def test_display_is_not_inline() -> None:
    inline, display = Typesetter({}, None).render([("x", False), ("x", True)])
    assert "katex-display" in display.html
    assert "katex-display" not in inline.html


def shown(tex: str) -> str:
    """What shows of a formula, without its outermost elements."""
    (formula,) = Typesetter({}, None).render([(tex, False)])
    return formula.html.split('aria-hidden="true">')[1].removesuffix("</span></span>")


def test_what_makes_no_difference_is_left_out() -> None:
    base, italic = '<span class="katex-base">', '<span class="mathnormal">{}</span>'
    assert shown("(x)") == f"{base}({italic.format('x')})</span>"
    assert shown("(1") == f"{base}(<span>1</span></span>"
    assert shown(r"\cos") == f"{base}<span>cos</span></span>"


def test_a_child_that_the_style_sheet_styles_stays_an_element() -> None:
    assert '<span class="pstrut" style="height:3em;"></span><span>1</span>' in shown(r"\hat 1")
    assert '<span class="katex-sizing reset-size6 size3">1</span>' in shown(r"x^1")


def test_a_line_is_propped_open_where_it_has_to_be() -> None:
    assert [shown(tex).count("katex-strut") for tex in ("x", "(x)", r"\tfrac12", "x_1^2")] == [
        *(0, 0, 1, 1)
    ]


def test_any_line_is_as_high_as_its_font_asks_for() -> None:
    style = STYLE.read_text("utf-8")
    (height,) = re.findall(r"\.katex\{[^}]*;line-height:([\d.]+);", style)
    font = TTFont(STYLE.parent / "fonts" / "KaTeX_Main-Regular.woff")
    ascent, descent = (font["hhea"].ascent / 1000, -font["hhea"].descent / 1000)
    leading = float(height) - ascent - descent
    assert LINE["up"] < ascent + leading / 2
    assert LINE["down"] < descent + leading / 2


@pytest.mark.parametrize(
    ("tex", "error"),
    [
        (r"\frac{1", "KaTeX parse error: Unexpected end of input"),
        (r"\nowhere", r"Undefined control sequence: \nowhere"),
        ("x^2^3", "Double superscript"),
        ("é", "strict mode"),
        (r"\href{https://example.org}{x}", r"\href is not for"),
    ],
)
def test_bad_tex_says_why_and_spoils_no_other(tex: str, error: str) -> None:
    bad, good = Typesetter({}, None).render([(tex, False), ("x", False)])
    assert error in bad.error
    assert bad.html == ""
    assert good.text == "x"


def test_macros_come_from_one_file(tmp_path: Path) -> None:
    (tmp_path / "macros.yml").write_text('"\\\\R": "\\\\mathbb{R}"\n', "utf-8")
    macros = read_macros(tmp_path / "macros.yml")
    assert macros == MACROS
    assert Typesetter(macros, None).render([(r"\R^n", False)])[0].text == "R^n"
    assert read_macros(tmp_path / "none.yml") == {}


def test_a_formula_cannot_define_a_macro_for_the_next() -> None:
    defining = r"\gdef\R{Q}\R"
    first, second = Typesetter(MACROS, None).render([(defining, False), (r"\R", False)])
    assert (first.text, second.text) == ("Q", "R")


def nothing_runs(*_: object) -> list[object]:
    raise AssertionError("a formula was set anew")


def test_what_was_set_is_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Typesetter(MACROS, tmp_path).render([(r"\R", True)])
    monkeypatch.setattr(Typesetter, "_run", nothing_runs)
    assert Typesetter(MACROS, tmp_path).render([(r"\R", True)]) == first


def test_other_macros_set_it_anew(tmp_path: Path) -> None:
    Typesetter(MACROS, tmp_path).render([(r"\R", False)])
    (formula,) = Typesetter({r"\R": "Q"}, tmp_path).render([(r"\R", False)])
    assert formula.text == "Q"


def test_bad_tex_and_broken_files_are_not_kept(tmp_path: Path) -> None:
    Typesetter({}, tmp_path).render([("x", False), ("x^", False)])
    (kept,) = tmp_path.iterdir()
    assert "error" not in kept.read_text("utf-8").replace('"error": ""', "")
    kept.write_text('{"Ix": {"html"', "utf-8")
    assert Typesetter({}, tmp_path).render([("x", False)])[0].text == "x"


def test_the_engine_stops_before_the_interpreter_does() -> None:
    program = """\
import atexit
import threading

from proofpress.formulas import Typesetter

atexit.register(lambda: print(threading.active_count()))  # runs last
Typesetter({}, None).render([("x", False)])
print(threading.active_count())
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["2", "1"]
