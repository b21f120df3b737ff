"""What a reader sees of a page's Markdown."""

from __future__ import annotations

import re

from proofpress.page_text import CODE, FORMULA, VisibleText, visible_text
from proofpress.pages import parse_page

PAGE = r"""---
title: Page 1
---

# Numbers {level=mid2}

Seen: 3, [4](other.md#5 "6"), `7`, $8$ and [9][nine].[^note30]
<!-- 10 -->

/// example | one/eleven_11.py
    section: part-12
    fold: true
    alt: >-
      A line from 13
      to 14.
Caption 15.
///

/// equation | label-16
x = 17
///

/// exercise | Title 18
How many? 19

//// details | Answer
    type: answer

It is 20.
////
///

```console
pip install 21
```

1. First.
   22
2. Second.

It is
23. Not a list.

| a | 24 |
|---|---|

[nine]: number:one/eleven_11.py "25"
[x_{26}]: given: "27"

[^note30]: Theorem 28.
    Page 29.
"""


def read(text: str = PAGE) -> VisibleText:
    return visible_text(parse_page("page.md", text))


def texts(kind: str, text: str = PAGE) -> list[str]:
    return [" ".join(span.text.split()) for span in read(text).spans if span.kind == kind]


def digits(visible: VisibleText) -> list[str]:
    return re.findall(r"\d+", visible.prose)


def test_it_has_the_places_of_the_file() -> None:
    visible = read()
    assert len(visible.prose) == len(PAGE)
    assert visible.prose.count("\n") == PAGE.count("\n")
    place = PAGE.index("It is 20")
    assert visible.prose[place : place + 8] == "It is 20"
    assert visible.line(place) == PAGE[:place].count("\n") + 1


def test_what_no_reader_sees_is_blank() -> None:
    seen = ["1", "3", "4", "9", "13", "14", "15", "18", "19", "20", "1", "22", "2", "23", "24"]
    assert digits(read()) == [*seen, "28", "29"]


def test_formulas_and_code_are_taken_out_and_kept() -> None:
    visible = read()
    assert texts("formula") == ["8", "x = 17"]
    assert texts("code") == ["7"]
    assert texts("typed") == ["pip install 21"]
    assert visible.prose.count(FORMULA) == len("$8$") + len("x = 17")
    assert visible.prose.count(CODE) == len("`7`")
    (label,) = [span.name for span in visible.spans if span.name.startswith("label")]
    assert label == "label-16"


def test_a_place_knows_what_it_lies_in() -> None:
    visible = read()
    for text, kind in [
        ("13", "alternative"),
        ("14", "alternative"),
        ("15", "caption"),
        ("19", "question"),
        ("28", "footnote"),
        ("29", "footnote"),
        ("24", "table"),
        ("9]", "reference"),
    ]:
        assert visible.within(PAGE.index(text), kind), text
    assert not visible.within(PAGE.index("20"), "question")
    assert not visible.within(PAGE.index("23"), "list number")
    assert not visible.within(PAGE.index("3,"), "footnote")


def test_definitions_are_read_with_their_titles() -> None:
    nine, x = read().definitions
    assert (nine.name, nine.address, nine.title) == ("nine", "number:one/eleven_11.py", "25")
    assert (x.name, x.address, x.title) == ("x_{26}", "given:", "27")
    (wrapped,) = read('[a]:\n    number:a.py\n    "b(\'c\') or "d""\n').definitions
    assert (wrapped.address, wrapped.title) == ("number:a.py", "b('c') or \"d\"")
    assert read('```text\n[a]: number:a.py "b"\n```\n').definitions == ()


def test_a_number_marks_a_list_only_where_markdown_makes_one() -> None:
    assert len(texts("list number")) == 2
    assert len(texts("list number", "It holds at\n0. So it is.")) == 0
    assert len(texts("list number", "So:\n\n1. One.\n2. Two.")) == 2


def test_code_with_dollars_is_code_and_a_formula_with_backticks_is_one() -> None:
    assert texts("formula", "`$1$` and $2$") == ["2"]
    assert texts("code", "`` a ` 1 `` and `2`") == ["a ` 1", "2"]
    assert texts("formula", r"It costs \$1 and \$2.") == []
    assert texts("formula", "$$\n1 = 1\n$$") == ["1 = 1"]


def test_what_is_never_closed_is_read_to_the_end() -> None:
    assert digits(read("1\n\n```python\nx = 2")) == ["1"]
    assert digits(read("1\n\n/// example | a2.py\n    alt: 3\n4")) == ["1", "3", "4"]
    assert digits(read("1\n\n/// equation | a2\n3 = 4")) == ["1"]
