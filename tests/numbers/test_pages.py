"""Every number on every page comes from somewhere, and is what it says there."""

from __future__ import annotations

import pytest

from proofpress.number_census import COMPARED, KINDS, UNSOURCED, table
from proofpress.record import numbers_key
from tests.conftest import ROOT
from tests.measure.visit import SLOW
from tests.numbers.conftest import PAGES, Check
from tests.recording import Recording


@pytest.mark.parametrize("path", PAGES)
def test_every_number_has_a_source_and_agrees_with_it(
    path: str, check: Check, recording: Recording
) -> None:
    checked = check(path)
    listing = "\n".join(map(str, checked.problems))
    assert not checked.problems, f"{listing}\n\n{table(checked.numbers)}"
    page = recording.guide.page(path)
    assert page is not None
    compared = sum(number.kind in COMPARED for number in checked.numbers)
    key = numbers_key(recording.guide, page)
    recording.note("numbers", path, {"numbers": compared, "of": key})


def test_every_kind_that_the_census_knows_is_explained_and_used(check: Check) -> None:
    numbers = [number for path in PAGES for number in check(path).numbers]
    assert {number.kind for number in numbers} | {UNSOURCED, "command"} == set(KINDS)
    assert set(KINDS) > COMPARED
    compared = [number for number in numbers if number.kind in COMPARED]
    assert all(number.source for number in compared if number.kind != "arithmetic")
    assert len(compared) > len(numbers) / 3


def test_the_slow_line_of_the_page_is_the_one_that_was_measured() -> None:
    page = (ROOT / "docs" / "how-this-guide-is-made.md").read_text("utf-8")
    rate = 8 * float(SLOW["downloadThroughput"]) / 1e6  # from bytes to Mbit
    assert f"[{rate:g}][line-rate] Mbit/s" in page
    assert f"[{SLOW['latency']}][delay] ms" in page
