"""Pages that must not pass: a page for each fault, and one build that names them all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.bad_input.conftest import copy_guide, problems_at, refused
from tests.conftest import SmallGuide

LEVELS = "high, mid, low"
TITLE = "# A page with a fault"
HERE = "FAULT"
"""Stands for nothing: marks the line that an error has to name."""
FIGURE = "/// example | jacobian/slope/drawn.py"
PRINTS = "/// example | jacobian/slope/square.py"


@dataclass(frozen=True)
class Fault:
    """What is planted, the line of it that is to blame (from 0), and what the error says."""

    text: str
    line: int
    says: tuple[str, ...]


TYPED = ("code typed by hand", "got:\n", "x = 1")
UNFENCED = ("a code block by indentation or raw HTML", "x = 1")
FAULTS = {
    "missing_example": Fault(
        "/// example | jacobian/none.py\n///", 0, ("there is no example snippets/jacobian/none.py",)
    ),
    "missing_section": Fault(
        f"{PRINTS}\n    section: none\n///",
        0,
        ("has no section 'none'", "expected:\n    slope", "got:\n    none"),
    ),
    "shown_twice": Fault(f"{PRINTS}\n///\n\n{PRINTS}\n///", 3, ("a second example called square",)),
    "no_alternative": Fault(f"{FIGURE}\nA line.\n///", 0, ("a figure without a text alternative",)),
    "empty_alternative": Fault(
        f'{FIGURE}\n    alt: " "\nA line.\n///', 0, ("a figure without a text alternative",)
    ),
    "no_caption": Fault(f"{FIGURE}\n    alt: A line.\n///", 0, ("a figure without a caption",)),
    "label_twice": Fault(
        "/// equation | double\nx\n///\n\n/// equation | double\ny\n///",
        4,
        ("the label 'double' is used a second time", "docs/jacobian/label_twice.md:"),
    ),
    "unknown_block": Fault(
        "/// exmaple | jacobian/slope/square.py\n///",
        0,
        ("there is no block called 'exmaple'", "expected:\n    example, ", "got:\n    exmaple"),
    ),
    "unknown_option": Fault(
        f"{PRINTS}\n    sction: slope\n///",
        0,
        ("has no option 'sction'", "expected:\n    alt, fold, section", "got:\n    sction"),
    ),
    "option_of_another_kind": Fault(
        f"{FIGURE}\n    fold: maybe\n    alt: A line.\nA line.\n///",
        0,
        ("the option 'fold'", "expected:\n    true or false", "got:\n    maybe"),
    ),
    "block_without_name": Fault("/// equation\nx\n///", 0, ("needs a name after the bar",)),
    "block_unclosed": Fault("/// equation | open\nx", 0, ("is never closed",)),
    "python_fence": Fault("```python\nx = 1\n```", 0, TYPED),
    "py_fence": Fault("```py\nx = 1\n```", 0, TYPED),
    "tilde_fence": Fault("~~~python\nx = 1\n~~~", 0, TYPED),
    "attribute_fence": Fault("``` {.python}\nx = 1\n```", 0, TYPED),
    "bare_fence": Fault("```\nx = 1\n```", 0, (*TYPED, "bare")),
    "session_in_text": Fault("```text\n>>> x = 1\n```", 0, TYPED),
    "fence_in_list": Fault("- one\n\n    ```python\n    x = 1\n    ```", 2, TYPED),
    "fence_on_item": Fault("- ```python\n  x = 1\n  ```", 0, TYPED),
    "fence_in_details": Fault("/// details | Answer\n\n```python\nx = 1\n```\n\n///", 2, TYPED),
    "fence_in_admonition": Fault("!!! note\n\n    ```python\n    x = 1\n    ```", 2, TYPED),
    "fence_in_quote": Fault("> ```python\n> x = 1\n> ```", 0, TYPED),
    "fence_unclosed": Fault("```text\nx", 0, ("this fence is never closed",)),
    "indented": Fault("Text.\n\n    x = 1", 2, UNFENCED),
    "indented_by_tab": Fault("Text.\n\n\tx = 1", 2, UNFENCED),
    "indented_below_heading": Fault("### Heading\n    x = 1", 1, UNFENCED),
    "indented_in_list": Fault("- one\n\n        x = 1", 2, UNFENCED),
    "indented_in_quote": Fault("> Text.\n>\n>     x = 1", 2, UNFENCED),
    "raw_pre": Fault("<pre>x = 1</pre>", 0, UNFENCED),
    "raw_code": Fault("Text <CODE>x = 1</CODE>.", 0, UNFENCED),
}
ORDERS = {
    "without_high": ("mid low", 5, "mid, low", "{level=high}"),
    "without_mid": ("high low", 5, "high, low", "{level=mid}"),
    "without_low": ("high mid", 5, "high, mid", "{level=low}"),
    "out_of_order": ("high low mid", 9, "high, low, mid", "in this order"),
    "one_twice": ("high mid low low", 13, "high, mid, low, low", "each once"),
}
FINE = """\
- one

    two

    - three

        four

1. five[^1]

    six

[^1]: note

    more

term
:   definition

    more

A price of \\$5 and `$x`, `<pre>` and `print(1)`.

```console
$ python
```
"""


def page(*levels: str) -> str:
    """A page with front matter, a title on line 5, and a heading for each of `levels`."""
    headings = [f"## To {level} {{level={level}}}" for level in levels]
    return "\n\n".join(["---\ntitle: A page\n---", TITLE, *headings]) + "\n"


def faulty_page(text: str) -> str:
    """A page whose low level ends with `text`."""
    return f"{page('high', 'mid', 'low')}\n{text}\n"


FIRST = len(faulty_page(HERE).split(HERE)[0].splitlines()) + 1
"""The line of a faulty page on which what is planted begins."""


@pytest.fixture(scope="module")
def said(built_guide: SmallGuide, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one build says to everything that was planted."""
    guide = copy_guide(built_guide, tmp_path_factory.mktemp("pages") / "guide")
    for name, fault in FAULTS.items():
        guide.write(f"docs/jacobian/{name}.md", faulty_page(fault.text))
    for name, (levels, *_) in ORDERS.items():
        guide.write(f"docs/jacobian/{name}.md", page(*levels.split()))
    guide.write("docs/no_concept.md", page("high"))
    guide.write("docs/jacobian/fine.md", faulty_page(FINE))
    return refused(guide)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line(said: str, name: str) -> None:
    fault = FAULTS[name]
    problem = problems_at(said, f"docs/jacobian/{name}.md:{FIRST + fault.line}")
    assert [text for text in fault.says if text not in problem] == [], problem


@pytest.mark.parametrize("name", ORDERS)
def test_levels_that_are_missing_or_misplaced_are_named(said: str, name: str) -> None:
    _, line, got, advice = ORDERS[name]
    problem = problems_at(said, f"docs/jacobian/{name}.md:{line}")
    assert f"expected:\n    {LEVELS}\n" in problem
    assert f"got:\n    {got}\n" in problem
    assert advice in problem


def test_a_level_on_a_page_without_levels_is_named(said: str) -> None:
    assert "this page marks a level" in problems_at(said, "docs/no_concept.md:7")


def test_what_only_looks_like_code_is_fine(said: str) -> None:
    assert "docs/jacobian/fine.md" not in said
