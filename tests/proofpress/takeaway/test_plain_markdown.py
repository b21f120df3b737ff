"""A page as one Markdown file."""

from __future__ import annotations

from proofpress.checks import CheckedGuide
from proofpress.takeaway.plain_markdown import plain_markdown
from tests.proofpress.takeaway.conftest import PATH, Pieces


def test_programs_outputs_and_figures_stand_in_their_places(
    read: Pieces, checked: CheckedGuide
) -> None:
    path = "jacobian/slope.md"
    page = checked.guide.page(path)
    assert page is not None
    text = plain_markdown(page, read(path, ".md"), "From somewhere.")
    assert text.startswith("# Slope\n\n*From somewhere.*\n\n## The idea\n")
    program = checked.guide.examples["jacobian/slope/square.py"].program
    block = f"[square.py](../snippets/jacobian/slope/square.py):\n\n```python\n{program}```"
    assert f"{block}\n\nIt prints:\n\n```text\nslope at 3: 6.0\n```\n\n## To be sure" in text
    alt = "A straight line from lower left to upper right."
    assert (
        f"```\n\n![{alt}](../figures/jacobian/slope/drawn.svg)\n\n*Figure 1.* A line that" in text
    )
    assert text.endswith("See [the start](../index.md).\n")


def test_an_answer_has_its_title(read: Pieces, checked: CheckedGuide) -> None:
    page = checked.guide.page(PATH)
    assert page is not None
    text = plain_markdown(page, read(PATH, ".md"), "x")
    assert "\n\n**Answer**\n\nAsk [a program](#tasks):\n\n[two.py]" in text
