"""Fonts: each keeps the glyphs that a site shows in it, and nothing else changes."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from proofpress import fonts
from proofpress.formulas import Typesetter

FORMULAS = (
    r"J_f(a) = \frac{\partial f}{\partial x}",
    r"\mathbb{R}^n \ni \mathbf{v},\ \mathcal{O}(h), \text{so } \textit{it}",
    r"\left(\begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5\end{matrix}\right) \sum_{i}^{n}",
    r"\big( \Big[ \bigg\{",
)
STORED = sorted((fonts.WHOLE).glob("*.woff"))


@pytest.fixture(scope="module")
def set_formulas() -> list[str]:
    done = Typesetter({}, None).render([(tex, True) for tex in FORMULAS])
    assert [formula.error for formula in done] == [""] * len(FORMULAS)
    return [formula.html for formula in done]


def characters(font: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(font)).getBestCmap()}


def test_each_character_is_counted_to_the_font_that_shows_it(set_formulas: list[str]) -> None:
    used = fonts.used(set_formulas)
    assert set("Jfax") <= used["KaTeX_Math-Italic.woff2"]
    assert set("()=123so") <= used["KaTeX_Main-Regular.woff2"]
    assert "∂" in used["KaTeX_Main-Regular.woff2"] | used["KaTeX_Math-Italic.woff2"]
    assert used["KaTeX_AMS-Regular.woff2"] >= {"R"}
    assert used["KaTeX_Main-Bold.woff2"] == {"v"}
    assert used["KaTeX_Caligraphic-Regular.woff2"] == {"O"}
    assert used["KaTeX_Main-Italic.woff2"] == set("it")
    assert "∑" in used["KaTeX_Size2-Regular.woff2"]
    assert "[" in used["KaTeX_Size2-Regular.woff2"]
    assert "{" in used["KaTeX_Size3-Regular.woff2"]


def test_nothing_of_the_mathml_is_counted(set_formulas: list[str]) -> None:
    shown = set().union(*fonts.used(set_formulas).values())
    assert "\\" not in shown


def test_a_class_of_another_font_is_refused() -> None:
    with pytest.raises(ValueError, match="mathfrak"):
        fonts.used(['<span class="katex"><span class="mord mathfrak">g</span></span>'])


def test_every_class_of_the_style_sheet_is_known() -> None:
    style = (fonts.WHOLE.parents[3] / fonts.STYLE).read_text("utf-8")
    rules = re.findall(r"([^{}]+)\{[^{}]*font-family:KaTeX_(?!Main,)[^{}]*\}", style)
    classes = {
        selector.split(".")[-1].removesuffix(">span").strip()
        for rule in rules
        if "@font-face" not in rule
        for selector in rule.split(",")
    }
    assert len(classes) > 20
    unknown = {c for c in classes if c not in fonts.BY_CLASS and not fonts.OTHERS.match(c)}
    assert unknown == set()


def test_a_font_keeps_what_is_shown_and_its_measures(set_formulas: list[str]) -> None:
    for name, text in fonts.used(set_formulas).items():
        whole = (fonts.WHOLE / name).with_suffix(".woff").read_bytes()
        cut = fonts.subset(whole, "".join(sorted(text)))
        assert characters(cut) >= text & characters(whole), name
        assert len(characters(cut)) <= len(text) + 3  # a mirrored sign brings its other half
        assert len(cut) < len(whole)
        before, after = TTFont(io.BytesIO(whole)), TTFont(io.BytesIO(cut))
        for code, glyph in after.getBestCmap().items():
            other = before.getBestCmap()[code]
            assert after["hmtx"][glyph][0] == before["hmtx"][other][0]
        for table, value in (("hhea", "ascent"), ("hhea", "descent"), ("head", "unitsPerEm")):
            assert getattr(after[table], value) == getattr(before[table], value)


def test_nothing_is_said_about_it(caplog: pytest.LogCaptureFixture) -> None:
    fonts.subset(STORED[0].read_bytes(), "AB")
    assert caplog.messages == []


def test_the_same_text_gives_the_same_bytes() -> None:
    whole = STORED[0].read_bytes()
    cut = fonts.subset(whole, "AB")
    assert cut == fonts.subset(whole, "AB")
    dates = [TTFont(io.BytesIO(font))["head"].modified for font in (whole, cut)]
    assert dates[0] == dates[1]


def test_a_site_is_left_with_the_glyphs_it_shows(tmp_path: Path, set_formulas: list[str]) -> None:
    site = tmp_path / "site"
    (site / fonts.FONTS).mkdir(parents=True)
    for path in STORED:
        (site / fonts.FONTS / path.name).write_bytes(path.read_bytes())
    style = fonts.WHOLE.parents[3] / fonts.STYLE
    (site / fonts.STYLE).write_text(style.read_text("utf-8"), "utf-8")
    page = "".join(
        f'<div class="formula formula-display" data-tex=""><b class="formula-set">{f}</b></div>'
        for f in set_formulas
    )
    (site / "index.html").write_text(page, "utf-8")

    fonts.subset_fonts(site, tmp_path / "store")

    used = fonts.used(set_formulas)
    for path in STORED:
        left, cut = site / fonts.FONTS / path.name, f"{path.stem}.woff2"
        if cut in used:
            font = left.with_name(cut).read_bytes()
            assert characters(font) >= used[cut] & characters(path.read_bytes())
            assert len(font) < path.stat().st_size
            assert not left.exists()
        else:
            assert left.read_bytes() == path.read_bytes()
    written = (site / fonts.STYLE).read_text("utf-8")
    assert 'url(fonts/KaTeX_Main-Regular.woff2) format("woff2")' in written
    assert 'url(fonts/KaTeX_Fraktur-Regular.woff) format("woff")' in written
    assert "url(fonts/KaTeX_Size4-Regular.woff2)" not in written or (
        "KaTeX_Size4-Regular.woff2" not in used
    )
    assert written.count("url(data:font/woff2;base64,") >= 3
