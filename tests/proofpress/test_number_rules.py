"""Which numbers need no source: each rule, and what stands just beside it."""

from __future__ import annotations

import pytest

from proofpress.number_rules import ruled
from proofpress.page_text import visible_text
from proofpress.pages import parse_page
from proofpress.shown_numbers import NUMBER


def kinds(text: str) -> list[str]:
    visible = visible_text(parse_page("page.md", text))
    found = ruled(visible)
    return [found.get(match.start(), "") for match in NUMBER.finditer(visible.prose)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By part 1, and Part 2 too.", ["reference", "reference"]),
        ("**Proof of 1.** Let it.", ["reference"]),
        ("It is part 1.5 of it.", [""]),
        ("Theorem 9.18 says so.", [""]),
        ("[^a]: Theorem 9.18 and\n    Exercise 6 of chapter 9.", ["reference"] * 3),
        ("[^a]: Theorems 5.3 and 5.5, Springer 2024.", ["reference", "reference", "date"]),
        ("[^a]: *Journal* 22 (1841), from page 319.", ["reference", "date", "reference"]),
        ("[^a]: It has condition number 2508 and 1776 rows.", ["", ""]),
        ("Since 1976 it is 2024.", ["", ""]),
        ("Licence CC BY 4.0.", ["version"]),
        ("counted from 0; counts from 1, Python from 0", ["count"] * 3),
        ("A matrix of order 2, of order 2.5", ["count", ""]),
        ("$e_j$ has a 1 in place $j$", ["unit vector"]),
        ("(1 on the diagonal, 0 elsewhere)", ["unit vector", "unit vector"]),
        ("a vector of length 1, of length 12, of length 1.5", ["length one", "", ""]),
        ("at 0 and at 0.5 and at 10", ["zero", "", ""]),
        ("it isn't 0, it is 0.02", ["zero", ""]),
        ("divides 0 by 0", ["zero", "zero"]),
        ("the valley 0, the bowl 1", ["", ""]),
        ("numbers near 1, near 1.5", ["near one", ""]),
        ("12 metres for 100 walked, for 1000", ["", "base of a rate", ""]),
        ("1. First\n2. Second", ["list number", "list number"]),
        ("Length 5, shadow 4", ["", ""]),
    ],
)
def test_a_rule_covers_what_it_names_and_nothing_beside(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
