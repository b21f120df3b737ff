"""A formula on a page gives its TeX back, whoever wrote the page, before and after it is light."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofpress.fonts import STYLE
from proofpress.formula_html import FORMULA, tex_of
from proofpress.formulas import STYLE as WHOLE_STYLE
from proofpress.light import lighten
from tests.conftest import SmallGuide
from tests.proofpress.conftest import converted

SENTENCE = "The slope of $x^2$ at $a$ is"
INLINE = r'x <\text{"one" \& two}> y \, \{z\}'
DISPLAY = r"""\begin{aligned}
a &= b' \\
&lt; &amp; &c;
\end{aligned}"""


@pytest.fixture
def page(small_guide: SmallGuide) -> str:
    """A page with signs that HTML, Markdown and TeX each have their own use for."""
    path = "docs/jacobian/slope.md"
    small_guide.edit(path, SENTENCE, f"So ${INLINE}$ and\n\n$$\n{DISPLAY}\n$$\n\n{SENTENCE}")
    return converted(small_guide)


def sources(html: str) -> list[tuple[str, bool]]:
    return [tex_of(formula) for formula in BeautifulSoup(html, "lxml").select(".formula")]


def test_the_tex_is_what_the_author_wrote(page: str) -> None:
    expected = [(INLINE, False), (DISPLAY, True), ("x^2", False), ("a", False)]
    assert sources(page)[:4] == expected


def test_a_light_page_gives_the_same_tex(page: str, tmp_path: Path) -> None:
    (tmp_path / STYLE).parent.mkdir(parents=True)
    (tmp_path / STYLE).write_text(WHOLE_STYLE.read_text("utf-8"), "utf-8")
    (tmp_path / "index.html").write_text(f"<article>{page}</article>", "utf-8")
    lighten(tmp_path)
    light = (tmp_path / "index.html").read_text("utf-8")
    assert len(light) < len(page)
    assert sources(light) == sources(page)


def test_a_formula_is_found_in_the_html_with_all_its_parts(page: str) -> None:
    found = list(FORMULA.finditer(page))
    assert len(found) == len(sources(page))
    assert [match["text"] for match in found[2:4]] == ["x^2", "a"]
    assert [match["tag"] for match in found[:3]] == ["span", "div", "span"]
    assert all(match["set"].startswith('<span class="katex') for match in found)


def test_what_is_no_formula_is_refused(page: str) -> None:
    heading = BeautifulSoup(page, "lxml").h1
    assert heading is not None
    with pytest.raises(ValueError, match="no formula"):
        tex_of(heading)
