"""What pages declare about their numbers, and what is wrong with it before anything is run anew."""

from __future__ import annotations

import pytest

from proofpress.checks import check, run
from proofpress.errors import GuideError, Problem
from proofpress.guide import read_guide
from proofpress.number_sources import (
    Source,
    source_problems,
    sources,
    without_references,
    without_sources,
)
from proofpress.page_text import visible_text
from proofpress.pages import parse_page
from tests.conftest import SmallGuide

SQUARE = "number:jacobian/slope/square.py"
PAGE = "docs/index.md"


def problems(guide: SmallGuide, text: str) -> list[Problem]:
    """What is wrong with the start page if it has this text."""
    guide.write(PAGE, f"# A small guide\n\n{text}\n")
    whole = read_guide(guide.root)
    page = whole.page("index.md")
    assert page is not None
    return source_problems(page, whole, run(whole.root, whole.examples))


def test_sources_are_read() -> None:
    text = (
        f'[a]: {SQUARE} "square(3.0)"\n[b]: {SQUARE}#line-1\n[c]: given: "made up"\n'
        f'[d]: {SQUARE} "1 / shown < 2"\n[e]: other.md "a link"\n[f]: number:#x\n'
    )
    found = sources(visible_text(parse_page("index.md", text)))
    name = "jacobian/slope/square.py"
    assert found == {
        "a": Source("a", 1, name, "square(3.0)"),
        "b": Source("b", 2, name, output_line=1),
        "c": Source("c", 3, reason="made up"),
        "d": Source("d", 4, name, "1 / shown < 2"),
    }
    assert [source.relates for source in found.values()] == [False, False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        f'It is [9][nine].\n\n[nine]: {SQUARE} "square(3.0)"',
        f"It is [6][six].\n\n[six]: {SQUARE}#line-1",
        f"It is [6.0][six], slope at [3][three].\n\n[six]: {SQUARE}\n[three]: {SQUARE}#line-1",
        "It has [4 legs][legs].\n\n[legs]: given: 'made up'",
        f'It is $f(3) = 9$.\n\n[f(3)]: {SQUARE} "square(3.0)"',
        f'It is [true][so].\n\n[so]: {SQUARE} "square(3.0) > 8"',
        "A [link][there] and [another][There].\n\n[there]: jacobian/slope.md",
        "| a |\n|---|\n| [3, 6][row] |\n\n" + f"[row]: {SQUARE}",
    ],
)
def test_what_is_right_passes(text: str, small_guide: SmallGuide) -> None:
    assert problems(small_guide, text) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("It is [9][nine].", 3, "refers to a source 'nine' that the page doesn't have"),
        (f'It is 9.\n\n[nine]: {SQUARE} "9"', 5, "nothing refers to the source 'nine'"),
        (f'[9][a]\n\n[a]: {SQUARE} "9"\n[a]: {SQUARE} "8"', 6, "is declared a second time"),
        ('[9][a]\n\n[a]: number:no/such.py "9"', 5, "there is no example snippets/no/such.py"),
        (f"[9][a]\n\n[a]: {SQUARE}#2", 5, "this address of a source can't be read"),
        (f'[9][a]\n\n[a]: {SQUARE} "9 +"', 5, "this is no Python expression"),
        (f'[9][a]\n\n[a]: {SQUARE}#line-1 "9"', 5, "an expression or a line of the output"),
        (f"[7][a]\n\n[a]: {SQUARE}", 3, "doesn't print '7'"),
        (f"[6][a]\n\n[a]: {SQUARE}#line-2", 3, "line 2, doesn't print '6'"),
        (f"[6, 3][a]\n\n[a]: {SQUARE}", 3, "doesn't print '6, 3'"),
        (f"[none][a]\n\n[a]: {SQUARE}", 3, "there is no number in these brackets"),
        ("[9][a]\n\n[a]: given:", 5, "a number that is given needs a reason"),
        ('[9][a]\n\n[a]: given:this "why"', 5, "a number that is given needs a reason"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    text: str, line: int, says: str, small_guide: SmallGuide
) -> None:
    found = problems(small_guide, text)
    assert [p.where for p in found if says in p.what] == [f"{PAGE}:{line}"], found


def test_a_number_printed_twice_needs_its_line(small_guide: SmallGuide) -> None:
    small_guide.edit("snippets/jacobian/slope/square.py", "3:", '3:", 6.0, "')
    (problem,) = problems(small_guide, f"[6][a]\n\n[a]: {SQUARE}")
    assert "prints 2 times '6'" in problem.what


def test_the_guides_check_includes_them(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, "It has", "It is [7][seven]. It has")
    with pytest.raises(GuideError, match=f"{PAGE}:3: '7' refers to a source 'seven'"):
        check(read_guide(small_guide.root))


def test_plain_text_shows_what_its_references_show() -> None:
    page = parse_page("index.md", f'[a b]: {SQUARE} "9"\n[c]: given: "x"\n[d]: other.md\n')
    text = "From [9][a  b] to [+3, -4][c], not [here][d] nor [there][e]."
    assert without_references(text, page) == "From 9 to +3, -4, not [here][d] nor [there][e]."


def test_without_sources_a_page_is_left_as_its_reader_sees_it() -> None:
    declared = (
        '[a]: number:x/y.py "1 + 1"\n[b]: given: "made up"\n[c]: number:x/y.py#line-2\n'
        '[$W$]:\n    number:x/y.py "W"\n[d]: number:x/y.py\n    "f(\\"s\\")"\n'
        '[e]: other.md "title"\n'
    )
    text = f"It is [2][a], [$3$][b] and\n[4\nor 5][c], [here][e].\n\n{declared}"
    shown = without_sources(text, parse_page("p.md", text))
    assert shown == 'It is 2, $3$ and\n4\nor 5, [here][e].\n\n[e]: other.md "title"\n'
