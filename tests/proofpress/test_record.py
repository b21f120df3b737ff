"""The record: written and read, its keys, and what is kept of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from proofpress import record
from proofpress.guide import Guide, read_guide
from proofpress.record import FILE, Record, merged, read_record, write_record
from tests.conftest import SmallGuide

FULL = Record(
    derivatives={"b.py": {"of": "k", "derivatives": 2}, "a.py": {"of": "l", "derivatives": 0}},
    equations={"slope": {"of": "m", "how": "evaluated"}},
    numbers={},
    versions={"numpy": "2.0"},
)


def test_what_is_written_is_read(small_guide: SmallGuide) -> None:
    write_record(small_guide.root, FULL)
    assert read_record(small_guide.root) == FULL


def test_an_entry_takes_a_line_and_the_order_is_fixed(small_guide: SmallGuide) -> None:
    write_record(small_guide.root, FULL)
    first = (small_guide.root / FILE).read_text("utf-8")
    backwards = dict(reversed(FULL.derivatives.items()))
    write_record(small_guide.root, replace(FULL, derivatives=backwards))
    assert (small_guide.root / FILE).read_text("utf-8") == first
    assert '  "a.py": {"derivatives": 0, "of": "l"},\n' in first


@pytest.mark.parametrize("text", ["", "{", "[]", '{"derivatives": {}, "more": 1}'])
def test_a_record_that_cannot_be_read_is_an_empty_one(small_guide: SmallGuide, text: str) -> None:
    small_guide.write(FILE, text)
    assert read_record(small_guide.root) == Record()


def test_what_the_guide_no_longer_has_is_dropped(small_guide: SmallGuide) -> None:
    guide = read_guide(small_guide.root)
    kept = Record(
        derivatives={"jacobian/slope/square.py": {"of": "old"}, "gone.py": {"of": "x"}},
        equations={"slope": {"of": "e"}, "gone": {"of": "y"}},
        numbers={"index.md": {"of": "n"}, "gone.md": {"of": "z"}},
        versions={"numpy": "1"},
    )
    found = Record(derivatives={"jacobian/slope/square.py": {"of": "new"}}, versions={"numpy": "2"})
    assert merged(kept, found, guide) == Record(
        derivatives={"jacobian/slope/square.py": {"of": "new"}},
        equations={"slope": {"of": "e"}},
        numbers={"index.md": {"of": "n"}},
        versions={"numpy": "2"},
    )


def keys(guide: Guide) -> dict[str, str]:
    """Every key of the small guide."""
    page = guide.page("jacobian/slope.md")
    assert page is not None
    (block,) = (block for block in page.blocks if block.name == "equation")
    return {
        "derivatives": record.derivatives_key(guide.examples["jacobian/slope/square.py"]),
        "equation": record.equation_key(guide, page, block.body),
        "numbers": record.numbers_key(guide, page),
    }


PROOF = "tests/equations/jacobian/test_slope.py"
EDITS = {
    "the example": ("snippets/jacobian/slope/square.py", "x**2", "x * x", "derivatives numbers"),
    "another example": ("snippets/jacobian/slope/drawn.py", "2 * x", "3 * x", "numbers"),
    "the equation": ("docs/jacobian/slope.md", "= 2a.", "= a + a.", "equation numbers"),
    "a sentence": ("docs/jacobian/slope.md", "how fast", "how steeply", "numbers"),
    "another page": ("docs/index.md", "It has", "This has", ""),
    "the proof": (PROOF, "a = 1", "a = 2", "equation"),
    "a module behind the proof": ("tests/equations/steps.py", "h = 1", "h = 2", "equation"),
    "a macro": ("docs/macros.yml", "mathbb", "mathbf", "equation numbers"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_key_changes_with_what_its_proof_looks_at_and_with_nothing_else(
    small_guide: SmallGuide, edit: str
) -> None:
    small_guide.write(PROOF, "from tests.equations.steps import h\n\na = 1\n")
    small_guide.write("tests/equations/steps.py", "h = 1\n")
    small_guide.write("docs/macros.yml", r"'\R': '\mathbb{R}'" + "\n")
    before = keys(read_guide(small_guide.root))
    path, old, new, changes = EDITS[edit]
    small_guide.edit(path, old, new)
    after = keys(read_guide(small_guide.root))
    assert {name for name in before if before[name] != after[name]} == set(changes.split())


def test_the_record_is_json_that_others_can_read(small_guide: SmallGuide) -> None:
    read = json.loads((small_guide.root / FILE).read_text("utf-8"))
    assert set(read) == {"derivatives", "equations", "numbers", "versions"}
