"""How the pages look, as far as a test can tell: nothing cut, nothing left alone."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.pdf.conftest import Edition
from tests.pdf.reading import Box, Printed, Run

POINTS = 72 / 25.4
"""Points in a millimetre."""
TEXT_WIDTH, OUTER = 130 * POINTS, 24 * POINTS
TOP, BOTTOM = 23 * POINTS, 22 * POINTS
LEAST = 0.12
"""Of a page's height, what at least has to be used."""
SPACE = 6.0
"""Points by which a blank at the end of a line may."""
SLACK = 1.5
"""Points by which a letter may lean over the edge of the text."""


def text_area(pdf: Printed, page: int) -> Box:
    """Where the text of a page stands; odd page numbers have the wide margin on the right."""
    width, height = pdf.sizes[page]
    left = width - TEXT_WIDTH - OUTER if page % 2 == 0 else OUTER
    return (left, BOTTOM, left + TEXT_WIDTH, height - TOP)


def margin_notes(pdf: Printed) -> set[int]:
    """The runs that name a level in the margin."""
    meanings = {"the idea", "to use it", "to be sure", "High", "Mid", "Low"}
    return {
        id(run)
        for run in pdf.runs
        if run.text.strip() in meanings and not overlaps(run, text_area(pdf, run.page))
    }


def overlaps(run: Run, area: Box) -> bool:
    return run.box[2] > area[0] and run.box[0] < area[2]


def within(pdf: Printed) -> list[Run]:
    """Every run that is part of the text: no running head, no note in the margin."""
    notes = margin_notes(pdf)
    return [run for run in pdf.runs if run.tagged and run.text.strip() and id(run) not in notes]


def outside(pdf: Printed) -> list[tuple[int, str]]:
    """The text that reaches over the edge of where text stands, with its page."""
    found = []
    for run in within(pdf):
        left, bottom, right, top = text_area(pdf, run.page)
        more = SPACE if run.text.endswith(" ") else SLACK
        across = run.box[0] >= left - SLACK and run.box[2] <= right + more
        if not (across and run.box[1] >= bottom - 12 and run.box[3] <= top + 12):
            found.append((run.page + 1, run.text))
    return found


def test_no_text_stands_outside_the_margins(edition: Edition) -> None:
    assert len(within(edition.pdf)) > 1000
    assert outside(edition.pdf) == []


def test_no_drawing_stands_outside_the_margins(edition: Edition) -> None:
    over = []
    for page, boxes in enumerate(edition.pdf.drawings):
        left, bottom, right, top = text_area(edition.pdf, page)
        over += [
            (page + 1, box)
            for box in boxes
            if box[0] < left - 2 or box[2] > right + 2 or box[1] < bottom - 2 or box[3] > top + 2
        ]
    assert any(edition.pdf.drawings)
    assert over == []


def test_each_line_of_code_is_one_line(edition: Edition) -> None:
    """Runs of a program that share a line of it share a line of the page."""
    wanted = {
        line.strip()
        for _, e in edition.each(".example-code pre, .example-output")
        for line in e.get_text().split("\n")
        if len(line.strip()) > 60
    }
    assert wanted
    lines: dict[tuple[int, int], list[Run]] = defaultdict(list)
    code = {id(run) for node in edition.pdf.of("Code") for run in node.all_runs()}
    for run in edition.pdf.runs:
        if id(run) in code:
            lines[run.page, round(run.origin)].append(run)
    shown = {
        "".join(r.text for r in sorted(runs, key=lambda r: r.box[0])) for runs in lines.values()
    }
    squeezed = {"".join(text.split()) for text in shown}
    missing = [line for line in wanted if not any("".join(line.split()) in s for s in squeezed)]
    assert missing == []


def test_no_heading_stands_at_the_foot_of_a_page(edition: Edition) -> None:
    runs = within(edition.pdf)
    alone = []
    headings = [n for n in edition.pdf.of("H1", "H2", "H3", "H4") if n.text != "Contents"]
    for node in headings:
        own = list(node.all_runs())
        page, foot = own[-1].page, min(run.box[1] for run in own if run.page == own[-1].page)
        footnotes = {id(r) for n in edition.pdf.of("Note") for r in n.all_runs()}
        below = [
            run
            for run in runs
            if run.page == page and run.box[3] < foot and id(run) not in footnotes
        ]
        drawn = [box for box in edition.pdf.drawings[page] if box[3] < foot]
        if not drawn and len({round(run.box[1] / 4) for run in below}) < 2:
            alone.append((page + 1, node.text))
    assert headings
    assert alone == []


def test_no_page_is_nearly_empty(edition: Edition) -> None:
    used: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for run in within(edition.pdf):
        used[run.page].append((run.box[1], run.box[3]))
    for page, boxes in enumerate(edition.pdf.drawings):
        used[page] += [(box[1], box[3]) for box in boxes]
    thin = []
    for page, (_, height) in enumerate(edition.pdf.sizes):
        parts = used[page]
        reach = max(top for _, top in parts) - min(bottom for bottom, _ in parts) if parts else 0
        if reach < LEAST * height:
            thin.append((page + 1, round(reach)))
    assert thin == []


@pytest.mark.parametrize("edge", ["top", "foot"])
def test_no_line_of_a_paragraph_is_left_alone(edition: Edition, edge: str) -> None:
    """A paragraph that goes on over the page leaves more than a line on both sides."""
    alone = []
    for node in edition.pdf.of("P"):
        runs = [run for run in node.all_runs() if run.font.split("+")[-1].startswith("NewCM10")]
        pages = sorted({run.page for run in runs})
        if len(pages) != 2:
            continue
        page = pages[1] if edge == "top" else pages[0]
        heights = {round(run.box[1] / 6) for run in runs if run.page == page}
        if len(heights) < 2:
            alone.append((page + 1, node.text[:60]))
    assert alone == []
