"""Light pages: less to send, and nothing lost by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofpress.errors import GuideError
from proofpress.fonts import STYLE
from proofpress.formulas import STYLE as WHOLE_STYLE
from proofpress.formulas import Typesetter
from proofpress.light import lighten, short_names

TEX = (r"J_f(a) = \frac{\partial f}{\partial x}", r"\sqrt{x^2}", "x")
FRAME = """\
<html><head>
    <link rel="stylesheet" href="{up}{style}">

      <title>A page</title></head>
  <body><article data-search-exclude=""><p>{formulas}</p>
<pre>
    indented
</pre></article>
      <footer>End</footer></body></html>
"""


def formula(tex: str, *, display: bool) -> str:
    (done,) = Typesetter({}, None).render([(tex, display)])
    tag, kind, key = ("div", " formula-display", ' tabindex="0"') if display else ("span", "", "")
    return (
        f'<{tag} class="formula{kind}" data-tex="{tex}"><b class="formula-set" '
        f'data-search-exclude=""{key}>{done.html}</b>'
        f'<span class="formula-text" hidden="">{done.text}</span></{tag}>'
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / STYLE).parent.mkdir(parents=True)
    (tmp_path / STYLE).write_text(WHOLE_STYLE.read_text("utf-8"), "utf-8")
    for path, up, tex in (("index.html", "", TEX), ("below/index.html", "../", TEX[2:])):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        formulas = "".join(formula(t, display=display) for t in tex for display in (False, True))
        page = FRAME.format(up=up, style=STYLE, formulas=formulas)
        (tmp_path / path).write_text(page, "utf-8")
    (tmp_path / "moved.html").write_text("<script>\n  location = 'index.html'</script>", "utf-8")
    return tmp_path


def read(site: Path, path: str = "index.html") -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text("utf-8"), "lxml")


def test_the_pages_share_one_style_sheet_that_is_named_by_what_it_says(site: Path) -> None:
    whole = (site / STYLE).read_text("utf-8")
    lighten(site)
    (style,) = (site / STYLE).parent.glob("*.css")
    assert re.fullmatch(r"formulas\.[0-9a-f]{8}\.css", style.name)
    for path, up in (("index.html", ""), ("below/index.html", "../")):
        (link,) = read(site, path).select("link")
        assert link["href"] == f"{up}{style.relative_to(site).as_posix()}"
    (site / STYLE).write_text(whole.replace("1.21em", "1.2em"), "utf-8")
    for path in ("index.html", "below/index.html"):
        page = (site / path).read_text("utf-8")
        (site / path).write_text(page.replace(style.relative_to(site).as_posix(), STYLE), "utf-8")
    lighten(site)
    assert len(list((site / STYLE).parent.glob("*.css"))) == 2


def test_everything_within_keeps_its_place_and_its_text(site: Path) -> None:
    before = read(site)
    lighten(site)
    after = read(site)
    for name in ("math", "svg"):
        assert list(map(str, after.select(name))) == list(map(str, before.select(name)))
    hidden = [page.select(".katex [aria-hidden]") for page in (before, after)]
    assert [e.get_text() for e in hidden[1]] == [e.get_text() for e in hidden[0]]
    assert [len(e.find_all(True)) for e in hidden[1]] == [len(e.find_all(True)) for e in hidden[0]]
    assert len(hidden[1]) == len(TEX) * 2


def test_what_was_for_the_search_and_the_templates_goes(site: Path) -> None:
    lighten(site)
    text = (site / "index.html").read_text("utf-8")
    assert "data-search-exclude" not in text
    assert "formula-text" not in text
    assert "<head>\n<link" in text
    assert "\n<footer>" in text
    assert "<pre>\n    indented\n</pre>" in text


def test_a_wide_formula_still_scrolls_by_key(site: Path) -> None:
    lighten(site)
    scrolling = read(site).select(".formula-display > .formula-set")
    assert [element["tabindex"] for element in scrolling] == ["0"] * len(TEX)
    assert read(site).select("span.formula > .formula-set") == []


def test_a_page_without_an_article_is_left_alone(site: Path) -> None:
    before = (site / "moved.html").read_text("utf-8")
    lighten(site)
    assert (site / "moved.html").read_text("utf-8") == before


def test_a_site_is_made_light_once(site: Path) -> None:
    lighten(site)
    with pytest.raises(GuideError, match="build the site anew"):
        lighten(site)


def test_the_most_frequent_look_has_the_shortest_name() -> None:
    rare = {f' style="height:{n}em;"': 1 for n in range(60)}
    attributes = {**rare, ' class="vlist"': 9, ' class="katex-html" aria-hidden="true"': 8, "": 99}
    names = short_names(attributes)
    assert (names["vlist", ""], names["katex-html", ""], names["katex", ""]) == ("a", "b", "katex")
    assert ("", "") not in names
    short = [name for look, name in names.items() if look[0] != "katex-display"]
    assert len(set(short)) == len(short)
    assert {re.sub("[a-z]", "x", name.lower()) for name in short if len(name) == 2} == {
        f"x{digit}" for digit in range(10)
    }


def test_an_attribute_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="of another kind"):
        short_names({' class="vlist" title="no"': 1})
