"""Drawings are taken out of a page and put back where they were."""

from __future__ import annotations

from proofpress.drawn import put_back, take_out

INLINE = (
    '<span class="formula formula-short" data-tex="J"><b class="formula-set" '
    'data-search-exclude=""><span class="katex">J</span></b>'
    '<span class="formula-text" hidden="">J of a</span></span>'
)
SHOWN = INLINE.replace('<span class="formula ', '<div class="formula ').removesuffix("</span>")
SVG = '<svg role="img" viewBox="0 0 1 1"><path d="m0 0"/></svg>'
CODE = (
    '<pre><span></span><code><span class="kn">import</span> x <span class="o">&lt;</span> 2\n'
    "</code></pre>"
)
PAGE = f"<p>Before {INLINE}, after.</p>\n{SHOWN}</div><figure>{SVG}</figure><p>{INLINE}</p>"


def test_a_page_is_the_same_after_it() -> None:
    short, drawings = take_out(PAGE)
    assert len(drawings) == 4
    assert put_back(short, drawings) == PAGE


def test_what_is_searched_stays() -> None:
    short, _ = take_out(PAGE)
    assert short.count("J of a") == 3
    assert "katex" not in short
    assert "<svg" not in short


def test_code_stays_without_its_colours() -> None:
    short, drawings = take_out(CODE)
    assert "import x &lt; 2\n" in short
    assert "class=" not in short
    assert put_back(short, drawings) == CODE


def test_around_the_content_nothing_is_lost() -> None:
    short, drawings = take_out(PAGE)
    assert put_back(f"<nav/>{short}<footer/>", drawings) == f"<nav/>{PAGE}<footer/>"


def test_a_page_without_drawings_is_left_alone() -> None:
    assert take_out("<p>Words.</p>") == ("<p>Words.</p>", [])
