"""Numbers of a page compared with what examples give: what is right, and how what isn't is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proofpress.errors import Problem
from proofpress.guide import read_guide
from proofpress.number_checks import PageNumbers, check_numbers
from tests.conftest import SmallGuide, clean_environment

SQUARE = "number:jacobian/slope/square.py"
PAGE = "docs/index.md"


def read(guide: SmallGuide, text: str) -> PageNumbers:
    """The numbers of the start page if it has this text."""
    guide.write(PAGE, f"# A small guide\n\n{text}\n")
    whole = read_guide(guide.root)
    page = whole.page("index.md")
    assert page is not None
    return check_numbers(whole, [page])["index.md"]


def numbers(guide: SmallGuide, text: str) -> list[tuple[str, str]]:
    """Each number with its kind; nothing may be wrong."""
    found = read(guide, text)
    assert found.problems == ()
    return [(number.text, number.kind) for number in found.numbers]


def test_each_number_has_its_kind_and_line(small_guide: SmallGuide) -> None:
    text = (
        f"It is [9][nine], [twice][two] that, $f(3) = 9$, `x**2`.\n\n"
        f"/// example | jacobian/slope/square.py\n///\n\n"
        f'[nine]: {SQUARE} "square(3.0)"\n[two]: {SQUARE} "2 * square(1.0)"\n'
        f'[f(3)]: {SQUARE} "square(3.0)"'
    )
    found = read(small_guide, text)
    assert found.problems == ()
    assert [(n.line, n.text, n.kind) for n in found.numbers] == [
        (3, "9", "computed"),
        (3, "twice", "computed"),
        (3, "2", "quoted"),
        (3, "3", "symbolic"),
        (3, "9", "computed"),
    ]
    assert found.numbers[0].source == "jacobian/slope/square.py: square(3.0)"


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("It is [9.0][a].", "square(3.0)"),
        ("It is [4, then 9][a].", "[square(2.0), square(3.0)]"),
        ("Both are [9][a].", "[square(3.0), square(-3.0)]"),
        ("Less than [ten][a].", "square(3.0) < shown"),
        ("Between [8 and 10][a].", "shown[0] < square(3.0) < shown[1]"),
        ("It is [large][a].", "square(3.0) > 8"),
        ("It is [$9$][a].", "square(3.0)"),
        (r"It is [$\approx 8.9997$][a].", "square(2.99995)"),
        (r"It is [$x = \pm 3$][a].", "square(shown) == 9"),
        (r"It is [$x = \pm 3$][a].", "[3, -3]"),
        (r"It is [$2 \times 3$][a].", "np.ones((2, 3)).shape"),
        (r"It is [$2 \times 3$][a].", "6"),
        ("It is [$x^2 = y$][a].", "lambda x: square(x)"),
        ("It is [$(x^2, 4x^2)$][a].", "lambda x: np.array([square(x), square(2 * x)])"),
    ],
)
def test_what_agrees(text: str, expression: str, small_guide: SmallGuide) -> None:
    assert numbers(small_guide, f'{text}\n\n[a]: {SQUARE} "{expression}"')


@pytest.mark.parametrize(
    ("text", "expression", "says"),
    [
        ("It is [8][a].", "square(3.0)", "isn't what was computed"),
        ("It is [9.04][a].", "square(3.0)", "isn't what was computed"),
        ("It is [4, then 8][a].", "[square(2.0), square(3.0)]", "isn't what was computed"),
        ("It is [4, 9, 16][a].", "[square(2.0), square(3.0)]", "3 numbers are shown"),
        ("Both are [9][a].", "[square(3.0), square(2.0)]", "isn't what was computed"),
        ("It is [9][a].", "[]", "isn't what was computed"),
        ("Less than [nine][a].", "square(3.0) < shown", "doesn't hold"),
        ("It is [9][a].", "square(3.0) > 8", "holds whatever number is shown"),
        ("It is [large][a].", "square(3.0)", "has to say whether something holds"),
        ("It is [9][a].", "shown + 1", "has to say whether something holds"),
        ("It is [9][a].", "lambda x: square(x)", "gives a function"),
        ("It is [$8$][a].", "square(3.0)", "isn't what square(3.0) after"),
        (r"It is [$2 \times 3$][a].", "np.ones((3, 2)).shape", "isn't what np.ones((3, 2))"),
        ("It is [$x = \\pm 2$][a].", "square(shown) == 9", "doesn't hold"),
        ("It is [$x = \\pm 3$][a].", "[3, 3]", "isn't what [3, 3] after"),
        ("It is [$x = y$][a].", "square(3.0)", "no side of this formula is made of numbers"),
        ("It is [$x = 2y$][a].", "square(3.0)", "no side of this formula is made of numbers"),
        ("It is [$2x$][a].", "shown > 1", "no side of this formula is made of numbers"),
        ("It is [$x^3 = y$][a].", "lambda x: square(x)", "this isn't what lambda x"),
        ("It is [$2z$][a].", "lambda x: square(x)", "nothing in this formula can be compared"),
        (r"It is [$1 \colon 2$][a].", "square(3.0)", "can't be compared with its source"),
        ("It is [9][a].", "cube(3.0)", "has no value: NameError"),
        ("It is [9][a].", "cube(shown)", "has no value: NameError"),
        ("It is 9, not [9][a].", "square(3.0)", "the number 9 has no source"),
        (r"It is $1 + 1 = 3$ [9][a].", "square(3.0)", "the two sides of = don't agree"),
        (r"It is $\sqrt{1 - 2} = 3$ [9][a].", "square(3.0)", "has no source"),
    ],
)
def test_what_doesnt_is_told_where_it_stands(
    text: str, expression: str, says: str, small_guide: SmallGuide
) -> None:
    found = read(small_guide, f'{text}\n\n[a]: {SQUARE} "{expression}"').problems
    assert found
    assert all(says in problem.what for problem in found), found
    line = 5 if "no value" in says else 3
    assert {problem.where for problem in found} == {f"{PAGE}:{line}"}


def test_tex_that_no_formula_has_is_told_where_it_is_declared(small_guide: SmallGuide) -> None:
    declared = f'[x^2 + 1]: {SQUARE} "lambda x: square(x) + 1"'
    assert read(small_guide, f"It is $x^2 + 1 = y$.\n\n{declared}").problems == ()
    for text in ("It is $x^2 + 1 - z$.", "It is $x + 1$.", "It is $y$."):
        (problem,) = read(small_guide, f"{text}\n\n{declared}").problems
        assert problem.where == f"{PAGE}:5"
        assert "has the side 'x^2 + 1'" in problem.what


def test_what_was_shown_expected_and_asked_is_told(small_guide: SmallGuide) -> None:
    (problem,) = read(small_guide, f'It is [8][a].\n\n[a]: {SQUARE} "square(3.0)"').problems
    assert problem == Problem(
        where=f"{PAGE}:3",
        what="this number isn't what was computed.",
        expected="9",
        got="8",
        advice="'a' is square(3.0) after snippets/jacobian/slope/square.py",
    )


def numbers_command(guide: SmallGuide, *pages: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "proofpress", "numbers", *pages],
        cwd=guide.root,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_command_lists_every_number_and_fails_for_those_without_a_source(
    small_guide: SmallGuide,
) -> None:
    page = "docs/jacobian/slope.md"
    line = small_guide.line(page, "the slope at 3 is 6")
    done = numbers_command(small_guide, "jacobian/slope.md")
    assert done.returncode == 1
    assert f"{page}:{line}: 6 without a source\n" in done.stdout
    assert f"{page}:{line}: the number 6 has no source." in done.stderr
    small_guide.edit(page, "slope at 3 is 6", "slope at [3][a] is [6][a]")
    small_guide.edit(page, "{level=low}", f"{{level=low}}\n\n[a]: {SQUARE}#line-1")
    done = numbers_command(small_guide)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{page}:{line + 2}: 6 printed (jacobian/slope/square.py, line 1)\n" in done.stdout
    assert "printed" in done.stdout.splitlines()[-4]


def test_the_command_knows_which_pages_there_are(small_guide: SmallGuide) -> None:
    done = numbers_command(small_guide, "none.md")
    assert done.returncode == 1
    assert "docs/none.md: there is no such page." in done.stderr
