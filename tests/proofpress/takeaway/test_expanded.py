"""A page in pieces, everything in place that it only names."""

from __future__ import annotations

import pytest

from proofpress.checks import check
from proofpress.errors import GuideError
from proofpress.guide import read_guide
from proofpress.takeaway.expanded import Fold, Program, Text, Unfold, pieces
from tests.conftest import SmallGuide
from tests.proofpress.takeaway.conftest import PATH, Pieces


def whole(read: Pieces, suffix: str = ".md") -> str:
    return "\n\n".join(p.text for p in read(PATH, suffix) if isinstance(p, Text))


def test_references_are_resolved_and_named(read: Pieces) -> None:
    text = whole(read)
    assert "Of [(1) in Slope](../jacobian/slope.md#eq-slope) and [that one](#eq-own)," in text
    assert "[Figure 1 in Slope](../jacobian/slope.md#figure-drawn)" in text
    notebook = whole(read, ".ipynb")
    assert "[(1) in Slope](../jacobian/slope.ipynb#eq-slope)" in notebook


def test_macros_are_expanded_in_formulas_alone(read: Pieces) -> None:
    text = whole(read)
    assert "$\\frac{x}{2}$<sup>" in text
    assert "costs \\$1, `$\\half y$`<sup>" in text
    assert "~~~yaml\na: $1\n~~~" in text
    assert text.count("\\half") == 1


def test_an_equation_has_its_number_and_its_place(read: Pieces) -> None:
    assert '<a id="eq-own"></a>\n\n$$\n\\frac{1}{2} = 2 \\tag{1}\n$$' in whole(read)


def test_only_places_that_are_linked_to_have_an_anchor(read: Pieces) -> None:
    texts = [p.text for p in read("jacobian/slope.md", ".md") if isinstance(p, Text)]
    text = "\n\n".join(texts)
    assert '<a id="eq-slope"></a>' in text
    assert '## <a id="to-use-it"></a>To use it\n\n*Mid: to use it*' in text
    assert "\n\n## The idea\n\n*High: the idea*" in text


def test_attributes_are_gone_and_keep_their_anchor(read: Pieces) -> None:
    assert '## <a id="tasks"></a>Exercises\n' in f"{whole(read)}\n"
    assert ".quiet" not in whole(read)


def test_definitions_become_a_list(read: Pieces) -> None:
    assert "- **Term**: What it *means*,\n  in two lines." in whole(read)


def test_footnotes_stand_at_the_end_in_the_order_of_their_marks(read: Pieces) -> None:
    text = whole(read)
    assert "<sup>[1](#note-why)</sup>" in text
    assert "<sup>[2](#note-how)</sup>" in text
    notes = '1. <a id="note-why"></a>A *why*.\n2. <a id="note-how"></a>By `code`,\n   and '
    assert text.endswith(f"## Notes\n\n{notes}$\\frac{{z}}{{2}}$.")


def test_an_exercise_is_numbered_and_its_answer_folded(read: Pieces) -> None:
    found = read(PATH, ".md")
    titles = [p.text for p in found if isinstance(p, Text) and "Exercise 1" in p.text]
    assert titles == ["### Exercise 1: Try $\\frac{3}{2}$"]
    start, end = found.index(Fold("Answer")), found.index(Unfold())
    folded = found[start + 1 : end]
    assert [type(piece) for piece in folded] == [Text, Program, Text]
    assert isinstance(folded[1], Program)
    assert folded[1].hidden


def test_a_program_comes_whole_with_what_it_gives(read: Pieces) -> None:
    drawn, square = [p for p in read("jacobian/slope.md", ".md") if isinstance(p, Program)]
    assert square.example.program.startswith("from autograd import grad\n")
    assert (square.output, square.figure, square.label) == ("slope at 3: 6.0\n", "", "")
    assert drawn.figure.startswith("<svg")
    assert (drawn.label, drawn.caption) == ("Figure 1", "A line that climbs.")
    assert (drawn.alt, drawn.folded) == ("A straight line from lower left to upper right.", True)
    assert drawn.anchors == '<a id="figure-drawn"></a>'


def test_measurements_and_the_record_become_tables(small_guide: SmallGuide) -> None:
    small_guide.write("docs/measurements.json", (MEASURED))
    small_guide.write(
        "docs/made.md", "# Made\n\n/// measurements | visit\n///\n\n/// record | guide\n///\n"
    )
    small_guide.prove()
    checked = check(read_guide(small_guide.root))
    page = checked.guide.page("made.md")
    assert page is not None
    texts = [p.text for p in pieces(page, checked, ".md") if isinstance(p, Text)]
    assert texts[1].startswith("| The first visit | Measured |\n| --- | --- |\n")
    assert "| requests | 7 |" in texts[1]
    assert "| examples run | 2 |" in texts[2]


MEASURED = """{"visit": {"bytes": 1, "requests": 7, "html without figures": 1, "formulas": 1,
"heaviest figure": 1, "bytes when someone searches": 1, "layout shift": 0,
"layout shift on a slow line": 0, "layout shift on a telephone": 0,
"of": {"commit": "c", "date": "d", "machine": "m", "versions": {}, "changed since": false}}}
"""


def test_an_example_in_a_quotation_is_refused(small_guide: SmallGuide) -> None:
    small_guide.edit(
        "docs/jacobian/slope.md", "    section: slope\n///", ">     section: slope\n> ///"
    )
    small_guide.edit(
        "docs/jacobian/slope.md",
        "/// example | jacobian/slope/square.py",
        "> /// example | jacobian/slope/square.py",
    )
    checked = check(read_guide(small_guide.root))
    page = checked.guide.page("jacobian/slope.md")
    assert page is not None
    line = small_guide.line("docs/jacobian/slope.md", "square.py")
    with pytest.raises(GuideError, match=f"docs/jacobian/slope.md:{line}: an example in a list"):
        pieces(page, checked, ".md")
