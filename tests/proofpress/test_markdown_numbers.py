"""What is published of a number with a source: the number."""

from __future__ import annotations

from tests.conftest import SmallGuide
from tests.proofpress.conftest import converter, rendered

SOURCE = "number:jacobian/slope/square.py"


def html(guide: SmallGuide, text: str) -> str:
    """What becomes of the start page's text, without the line on what was checked."""
    whole: str = converter(guide.root, "index.md").convert(text)
    return whole.partition('\n<p class="page-checked">')[0]


def test_only_the_number_is_published(small_guide: SmallGuide) -> None:
    text = (
        f'It is [9][n], *[6][n]* and [a\nfifth][g]: [3][n]\n\n[n]: {SOURCE} "x"\n[g]: given: "y"\n'
    )
    assert html(small_guide, text) == "<p>It is 9, <em>6</em> and a\nfifth: 3</p>"


def test_what_stands_in_it_stays(small_guide: SmallGuide) -> None:
    text = f"[`2.0`][n][*two*][n] end\n\n[n]: {SOURCE}\n"
    assert html(small_guide, text) == "<p><code>2.0</code><em>two</em> end</p>"


def test_other_links_stay_links(small_guide: SmallGuide) -> None:
    text = f"[9][n] [there][d]\n\n[n]: {SOURCE}\n[d]: jacobian/slope.md\n"
    assert html(small_guide, text) == '<p>9 <a href="jacobian/slope.md">there</a></p>'


def test_a_formula_with_a_source_is_set_like_any_other(small_guide: SmallGuide) -> None:
    plain = html(small_guide, "It is $x = 9$, so.")
    assert html(small_guide, f"It is [$x = 9$][n], so.\n\n[n]: {SOURCE}\n") == plain


def test_tex_that_is_declared_is_not_published(small_guide: SmallGuide) -> None:
    text = (
        f'It is.\n\n[J_c(0)]: {SOURCE} "x"\n[\\begin{{pmatrix}} 1 \\end{{pmatrix}}]: {SOURCE} "y"\n'
    )
    assert html(small_guide, text) == "<p>It is.</p>"


def test_a_text_alternative_shows_the_number(small_guide: SmallGuide) -> None:
    page = "docs/jacobian/slope.md"
    alternative = "alt: A straight line from lower left to upper right."
    small_guide.edit(page, alternative, "alt: A line from [0][n] to [2][n].")
    small_guide.edit(page, "See [the start]", 'See\n\n[n]: given: "made up"\n\n[the start]')
    drawn = rendered(small_guide).select_one("svg[role=img]")
    assert drawn is not None
    assert drawn["aria-label"] == "A line from 0 to 2."
