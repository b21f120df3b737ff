"""How a guide stands with its proofs, and what is counted of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from proofpress.checks import check
from proofpress.guide import read_guide
from proofpress.markdown_checked import day
from proofpress.standing import counts, standing
from tests.conftest import SmallGuide
from tests.proofpress.conftest import rendered


def test_a_proved_guide_has_no_problems_and_counts_all(small_guide: SmallGuide) -> None:
    checked = check(read_guide(small_guide.root))
    assert standing(checked).problems == []
    assert counts(checked, checked.guide.pages) == {
        "pages": 2,
        "examples": 2,
        "outputs": 1,
        "figures": 1,
        "derivatives": 2,
        "evaluated": 1,
        "numbers": 2,
    }


def test_what_is_not_proved_is_told_with_its_page_and_does_not_count(
    small_guide: SmallGuide,
) -> None:
    small_guide.edit("snippets/jacobian/slope/square.py", "return x**2", "return x * x")
    small_guide.edit("docs/jacobian/slope.md", "f'(a) = 2a.", "f'(a) = a + a.")
    checked = check(read_guide(small_guide.root))
    unproved = standing(checked).unproved
    assert unproved["index.md"] == []
    assert [problem.where for problem in unproved["jacobian/slope.md"]] == [
        "snippets/jacobian/slope/square.py",
        "docs/jacobian/slope.md:21",
        "docs/jacobian/slope.md:5",
    ]
    found = counts(checked, checked.guide.pages)
    assert (found["examples"], found["derivatives"]) == (2, 1)
    assert (found["evaluated"], found["numbers"]) == (0, 1)


def last_line(page: BeautifulSoup) -> str:
    (line,) = page.select(".page-checked")
    return line.get_text()


def test_a_page_says_what_was_checked_of_it_alone(
    small_guide: SmallGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2024, 2, 29, 23, tzinfo=UTC).timestamp()))
    )
    day.cache_clear()
    said = last_line(rendered(small_guide))
    day.cache_clear()
    assert said.startswith(
        "Checked: 2 examples run, 1 output compared, 1 figure drawn, "
        "2 derivatives computed twice, 1 equation proved, 1 number traced. With autograd "
    )
    assert said.endswith("Source of 29 February 2024.")
    assert "examples" not in last_line(rendered(small_guide, "index.md"))


def test_a_page_links_to_how_it_is_checked_where_that_is_told(small_guide: SmallGuide) -> None:
    assert rendered(small_guide).select(".page-checked a") == []
    small_guide.write("docs/how-this-guide-is-checked.md", "# How\n\n/// record | guide\n///\n")
    (link,) = rendered(small_guide).select(".page-checked a")
    assert link["href"] == "../how-this-guide-is-checked.md"
    page = rendered(small_guide, "how-this-guide-is-checked.md")
    rows = dict([cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr"))
    assert rows["pages"] == "3"
    assert rows["equations proved from the very formula that is printed"] == "1"
