"""The whole guide: who shows what, which label stands where, which pages have levels."""

from __future__ import annotations

import pytest

from proofpress.checks import begin, check, checked_guide, settle
from proofpress.errors import GuideError, Problem
from proofpress.guide import is_concept, read_guide
from proofpress.pages import parse_page
from tests.conftest import SmallGuide
from tests.proofpress.conftest import rendered

EQUATIONS = "/// equation | a\nx\n///\n\n/// equation | b\ny\n///\n"


def test_places_have_page_line_and_number(small_guide: SmallGuide) -> None:
    small_guide.write("docs/more.md", f"# More\n\n{EQUATIONS}")
    guide = read_guide(small_guide.root)
    (place,) = guide.equations()["b"]
    assert (place.where, place.number) == ("docs/more.md:7", 2)
    assert [p.number for p in guide.shown()["jacobian/slope/square.py"]] == [2]


@pytest.mark.parametrize(
    ("path", "concept"),
    [
        ("jacobian/a.md", True),
        ("hessian/a/b.md", True),
        ("groundwork/a.md", True),
        ("index.md", False),
        ("jacobian.md", False),
        ("appendix/jacobian/a.md", False),
    ],
)
def test_concept_pages_are_those_in_concept_folders(path: str, concept: bool) -> None:
    assert is_concept(parse_page(path, "")) is concept


def test_every_further_use_of_a_label_is_named(small_guide: SmallGuide) -> None:
    for name in ("one", "two", "three"):
        small_guide.write(f"docs/{name}.md", f"# {name}\n\n/// equation | same\nx\n///\n")
    with pytest.raises(GuideError) as caught:
        check(read_guide(small_guide.root))
    assert [p.where for p in caught.value.problems] == ["docs/three.md:3", "docs/two.md:3"]
    assert all("docs/one.md:3" in p.advice for p in caught.value.problems)


def test_a_guide_is_checked_once_for_a_state_of_its_files(small_guide: SmallGuide) -> None:
    first = checked_guide(small_guide.root)
    assert checked_guide(small_guide.root) is first
    small_guide.edit("docs/index.md", "It has", "There is")
    assert checked_guide(small_guide.root) is not first


def test_a_failed_check_is_no_state(small_guide: SmallGuide) -> None:
    small_guide.edit("docs/jacobian/slope.md", "{level=low}", "")
    for _ in range(2):
        with pytest.raises(GuideError):
            checked_guide(small_guide.root)
    small_guide.edit("docs/jacobian/slope.md", "## To be sure ", "## To be sure {level=low}")
    assert checked_guide(small_guide.root).outcomes


def test_a_page_can_be_rendered_before_its_examples_have_run(small_guide: SmallGuide) -> None:
    small_guide.edit("snippets/jacobian/slope/drawn.py", "2 * x", "3 * x")
    begin(small_guide.root)
    before = rendered(small_guide).select_one("svg")
    settle(small_guide.root)
    after = rendered(small_guide).select_one("svg")
    assert before is not None
    assert after is not None
    assert before["data-awaits"] == "jacobian/slope/drawn.py"
    assert not before.select("path")
    assert after.select("path")
    assert before["aria-label"] == after["aria-label"]


def test_what_does_not_hold_shows_when_it_is_settled(small_guide: SmallGuide) -> None:
    small_guide.edit("snippets/jacobian/slope/square.py", "grad(square)(3.0)", "grad(square)(4.0)")
    begin(small_guide.root)
    assert "6.0" in rendered(small_guide).get_text()
    with pytest.raises(GuideError, match="it is not what"):
        settle(small_guide.root)


def test_an_error_lists_every_problem_once() -> None:
    one, two = Problem("a:1", "bad.", "x\ny", "z", "mend it"), Problem("b:2", "worse.")
    said = str(GuideError([one, two, one]))
    assert said.startswith("2 problems in the guide:\n\na:1: bad.\n")
    assert "  expected:\n    x\n    y\n  got:\n    z\n  what to do: mend it\n\nb:2: worse." in said
