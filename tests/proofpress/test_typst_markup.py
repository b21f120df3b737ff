"""Words and code on their way to Typst: nothing in them means anything to it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import typst

from proofpress.typst_compiler import nearly_empty
from proofpress.typst_markup import code_pieces
from proofpress.typst_sentences import escaped_words
from proofpress.typst_signs import quoted

WORDS = [
    "a # b * c _ d ` e $ f @ g < h > i [ j ] k ~ l = m + n / o - p \\ q",
    "1. isn't a list",
    "- nor is this",
    "= no heading",
    "a -- b --- c ... d",
    "https://example.org/a_b",
    "// no comment /* nor this */",
]


def parts(node: object) -> Iterator[tuple[str, str]]:
    """Every element that Typst makes of some markup, with its text."""
    if isinstance(node, dict):
        if "func" in node:
            yield str(node["func"]), str(node.get("text", ""))
        for value in node.values():
            yield from parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from parts(value)


@pytest.mark.parametrize("text", WORDS)
def test_words_stay_words(text: str) -> None:
    source = f"#metadata([{escaped_words(text)}]) <said>"
    found = json.loads(typst.query({"main": source.encode()}, "<said>", field="value"))
    made = list(parts(found))
    assert {kind for kind, _ in made} <= {"text", "sequence", "space", "smartquote", "symbol"}
    quotes = "".join("'" if kind == "smartquote" else said for kind, said in made)
    assert "".join(quotes.split()) == "".join(text.split())


def test_a_string_keeps_every_character() -> None:
    assert quoted('a "b" \\n\n#c\t') == '"a \\"b\\" \\\\n\\n#c\\t"'


def test_code_is_cut_at_blank_lines_into_pieces_of_four_lines_or_more() -> None:
    code = "a\nb\nc\nd\n\n\ne\nf\ng\nh\n\ni"
    assert code_pieces(code) == [("a\nb\nc\nd", 2), ("e\nf\ng\nh\n\ni", 0)]


def test_no_line_of_code_is_lost() -> None:
    code = "a\n\nb\nc\nd\ne\n\n\nf\ng\nh\ni\n\n\nj\nk\nl\nm\n\nn"
    joined = "".join(text + "\n" * (blank + 1) for text, blank in code_pieces(code))
    assert joined.rstrip("\n") == code


def end(name: str, page: int, reach: float) -> dict[str, object]:
    return {"value": {"name": name, "page": page, "reach": reach}}


def test_a_last_page_with_little_on_it_is_found() -> None:
    ends = [end("1", 4, 500), end("2", 7, 40), end("3", 9, 300)]
    assert nearly_empty(ends) == ["2"]


def test_a_chapter_of_one_page_may_be_short() -> None:
    assert nearly_empty([end("1", 1, 40), end("2", 2, 40)]) == []
