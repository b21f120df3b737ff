"""KaTeX's style sheet, read, and written with short names for the same elements."""

from __future__ import annotations

import re

import pytest

from proofpress.formula_style import generations, named_classes, short_style
from proofpress.formulas import STYLE

RULES = (
    '@font-face{font-family:X;src:url(fonts/X.woff2) format("woff2")}'
    ".katex{font:normal 1.21em X}"
    ".katex .mathit,.katex .gone{font-style:italic}"
    ".katex .size.s3{font-size:.7em}"
    ".katex .vlist>span>span{display:inline-block}"
    ".katex .rlap>.inner{left:0}"
    ".katex .body:not(.full){width:0}"
    ".katex .absent:after{content:none}"
)
NAMES = {
    ("katex", ""): "katex",
    ("mathit", ""): "a",
    ("mathit size s3", "margin-right:0.1em;"): "b",
    ("vlist", "height:1em;vertical-align:-0.2em;"): "c",
    ("body", ""): "d",
    ("", "margin-right:0.1em;"): "e",
}


def test_only_what_the_style_sheet_names_makes_a_difference() -> None:
    assert named_classes(RULES) == frozenset(
        {*("katex", "mathit", "gone", "size", "s3", "vlist", "rlap", "inner", "body", "full")}
        | {"absent"}
    )
    real = named_classes(STYLE.read_text("utf-8"))
    assert {"mathnormal", "vlist", "katex-strut", "delimsizing", "accent-full"} <= real
    assert not {"mord", "mtight", "woff2"} & real


def test_children_that_are_styled_without_a_class() -> None:
    assert generations(RULES) == {"vlist": 2}
    assert generations(STYLE.read_text("utf-8")) == {
        "vlist": 2,
        "mfrac": 2,
        "katex-inner": 1,
        "delim-size1": 1,
        "delim-size4": 1,
    }


@pytest.mark.parametrize(
    "rule",
    [
        '@font-face{font-family:X;src:url(fonts/X.woff2) format("woff2")}',
        ".katex{font:normal 1.21em X}",
        ".katex :is(.a,.b){font-style:italic}",
        ".katex .b.b{font-size:.7em}",
        ".katex .c>i>i{display:inline-block}",
        ".katex .d:not(.full){width:0}",
        ".katex i{font-style:inherit}",
        ".katex .b,.katex .e{margin-right:0.1em!important}",
        ".katex .c{height:1em!important;vertical-align:-0.2em!important}",
    ],
)
def test_each_rule_holds_for_the_elements_it_held_for(rule: str) -> None:
    assert rule in short_style(RULES, NAMES)


def test_a_rule_for_no_element_is_left_out() -> None:
    short = short_style(RULES, NAMES)
    assert re.findall(r"gone|absent|rlap|inner\b", short) == []
    assert short.count("{") == 9
