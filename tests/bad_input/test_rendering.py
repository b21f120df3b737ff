"""Faults that show when a page is rendered: formulas, references, links. A build for each kind."""

from __future__ import annotations

from tests.bad_input.conftest import problems_at, refused
from tests.conftest import SmallGuide

PAGE = "docs/jacobian/slope.md"
SENTENCE = "The slope of $x^2$ at $a$ is"


def test_bad_formulas_are_named_with_their_lines(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, "f'(a) = 2a.", r"\nowhere{2}")
    planted = (
        "A bad_word,\nthen $d_$.\n\nTwo $\\frac{1$ of them,\nand $3 too.",
        "$$\nx^\n$$",
        "Of `a` $b$ and $c.",
        SENTENCE,
    )
    small_guide.edit(PAGE, SENTENCE, "\n\n".join(planted))

    said = refused(small_guide)

    faults = {
        "nowhere{2}": ("bad TeX", "Undefined control sequence: \\nowhere"),
        "$d_$": ("bad TeX", "got:\n    d_\n"),
        "frac{1$": ("bad TeX", "got:\n    \\frac{1\n", "KaTeX parse error"),
        "and $3": ("a dollar that opens or closes no formula", "and $3 too."),
        "x^": ("bad TeX", "got:\n    x^\n"),
        "and $c.": ("a dollar that opens or closes no formula", "and $c."),
    }
    for text, says in faults.items():
        problem = problems_at(said, f"{PAGE}:{small_guide.line(PAGE, text)}")
        assert [part for part in says if part not in problem] == [], said


def test_references_to_nothing_are_named_with_their_lines(small_guide: SmallGuide) -> None:
    small_guide.edit(
        PAGE,
        SENTENCE,
        "See [](eq:none),\n[](example:jacobian/none.py),\n[](figure:jacobian/none.py),\n"
        f"[](figure:jacobian/slope/square.py).\n{SENTENCE}",
    )

    said = refused(small_guide)

    faults = {
        "(eq:none)": "no equation has the label 'none'",
        "(example:jacobian/none.py)": "no page shows the example 'jacobian/none.py'",
        "(figure:jacobian/none.py)": "no page shows the example 'jacobian/none.py'",
        "(figure:jacobian/slope/square.py)": "'jacobian/slope/square.py' draws no figure",
    }
    for text, says in faults.items():
        assert says in problems_at(said, f"{PAGE}:{small_guide.line(PAGE, text)}"), said


def test_dead_links_and_anchors_are_named_with_their_lines(small_guide: SmallGuide) -> None:
    small_guide.edit(
        PAGE,
        SENTENCE,
        "A [page](nowhere.md), a [picture](nowhere.png),\nits [place](#nowhere),\n"
        "a [place](../index.md#nowhere),\nthe [root](/index.md), a [kind](ftp://a/b).\n"
        f"{SENTENCE}",
    )

    said = refused(small_guide)

    faults = {
        "nowhere.md": ("a dead link", "got:\n    nowhere.md"),
        "nowhere.png": ("a dead link", "got:\n    nowhere.png"),
        "(#nowhere)": ("a dead anchor: docs/jacobian/slope.md", "got:\n    #nowhere"),
        "index.md#nowhere": ("a dead anchor: docs/index.md", "got:\n    ../index.md#nowhere"),
        "/index.md)": ("a link from the site's root",),
        "ftp://": ("a link of no known kind",),
    }
    for text, says in faults.items():
        problem = problems_at(said, f"{PAGE}:{small_guide.line(PAGE, text)}")
        assert [part for part in says if part not in problem] == [], said


def test_a_block_that_markdown_leaves_as_text_is_named(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, "/// equation | slope", f"{SENTENCE}\n<div>\n/// equation | slope")
    small_guide.edit(PAGE, "f'(a) = 2a.\n///", "f'(a) = 2a.\n///\n</div>")
    said = refused(small_guide)
    where = f"{PAGE}:{small_guide.line(PAGE, '/// equation')}"
    assert "Markdown doesn't see this block 'equation'" in problems_at(said, where), said


def test_a_level_inside_a_block_is_named(small_guide: SmallGuide) -> None:
    heading = "## To use it {level=mid}"
    small_guide.edit(PAGE, heading, f"/// details | More\n\n{heading}\n\n///")
    said = refused(small_guide)
    where = f"{PAGE}:{small_guide.line(PAGE, heading)}"
    assert "the level 'mid' lies inside something else" in problems_at(said, where), said


def test_a_strict_build_that_fails_at_its_very_end_leaves_no_trace(small_guide: SmallGuide) -> None:
    settings = (small_guide.root / "mkdocs.yml").read_text("utf-8")
    small_guide.write("mkdocs.yml", f"{settings}\nnav:\n  - index.md\n  - nowhere.md\n")
    said = refused(small_guide)
    assert "nowhere.md" in said
