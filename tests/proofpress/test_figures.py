"""Figures: the same bytes twice, ids of their own, colours that follow the page."""

from __future__ import annotations

import re

import pytest

from proofpress.examples import parse_example
from proofpress.figures import page_svg, place, put_in
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome
from tests.proofpress.conftest import failures, run_one

START = "import matplotlib.pyplot as plt\n\n"
PLOT = f"""{START}plt.plot([1, 2], [1, 3], color="C1", label="climbs")
plt.fill_between([1, 2], [1, 3], color="gray", alpha=0.5)
plt.title("A line")
plt.legend()
plt.show()
"""
ID = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(r'(?:url\(#|href="#)([^")]+)')


@pytest.fixture(scope="module")
def drawn() -> dict[str, Outcome]:
    """Two examples that draw the same."""
    names = ("jacobian/one.py", "decade/two_b.py")
    return run_examples([parse_example(name, PLOT) for name in names], fork=True)


@pytest.fixture(scope="module")
def svg(drawn: dict[str, Outcome]) -> str:
    """A figure with lines, areas and text."""
    outcome = drawn["jacobian/one.py"]
    assert outcome["failures"] == []
    return outcome["figure"]


def test_a_second_run_draws_the_same_bytes(svg: str) -> None:
    assert svg
    assert run_one(PLOT, fork=True)["figure"] == svg
    assert run_one(PLOT, fork=False)["figure"] == svg


def test_two_figures_share_no_id(drawn: dict[str, Outcome]) -> None:
    one, two = (set(ID.findall(outcome["figure"])) for outcome in drawn.values())
    assert one
    assert two
    assert not one & two
    assert all(i.startswith("figure-jacobian-one-") for i in one)


def test_ids_are_unique_and_references_lead_to_them(svg: str) -> None:
    ids = ID.findall(svg)
    assert len(ids) == len(set(ids))
    assert set(REFERENCE.findall(svg)) == set(ids)


def test_nothing_in_it_reaches_the_page_around_it(svg: str) -> None:
    assert svg.startswith("<svg")
    assert not re.search("<style|<script|<metadata|<!--|<\\?xml", svg)


def test_on_the_page_every_colour_is_a_variable(svg: str) -> None:
    assert re.search("#[0-9a-f]{6}", svg)
    page = page_svg(svg, 'Up & "on"')
    assert not re.search(r"#[0-9a-f]{6}\b", page)
    assert {"1", "2", "ink", "grey"} - set(re.findall(r"var\(--figure-(\w+)\)", page)) == {"1"}


def test_on_the_page_it_is_an_image_with_its_alternative(svg: str) -> None:
    page = page_svg(svg, 'Up & "on"')
    assert page.startswith('<svg role="img" aria-label="Up &amp; &quot;on&quot;"')
    assert "viewBox" in page
    assert not re.search(r'^<svg[^>]* (?:width|height)="', page)


def test_until_it_is_drawn_a_place_is_kept_for_it(svg: str) -> None:
    alternative = 'Up & "on"'
    kept = place("jacobian/one.py", alternative)
    assert kept.startswith('<svg role="img" aria-label="Up &amp; &quot;on&quot;"')
    drawn = {"jacobian/one.py": svg, "jacobian/other.py": "<svg/>"}
    page = f"<p>a</p>{kept}<p>b</p>"
    assert put_in(page, drawn) == f"<p>a</p>{page_svg(svg, alternative)}<p>b</p>"


BAD = {
    "plt.plot\n": (3, "shows no figure"),
    "plt.figure()\nplt.show()\nx = 1\n": (4, "nothing in it"),
    "plt.plot([1, 2])\n": (3, "doesn't end with plt.show()"),
    "plt.plot([1, 2], color='#123456')\nplt.show()\n": (4, "a name: #123456."),
    "plt.plot([1])\nplt.figure()\nplt.plot([1])\nplt.show()\n": (6, "it shows 2 figures"),
    "plt.plot([1])\nplt.text(0, 1, 'long' * 99)\nplt.show()\n": (5, "runs over the edge"),
}


@pytest.fixture(scope="module")
def bad() -> dict[str, Outcome]:
    """What the bad figures gave, by their program."""
    examples = [parse_example(f"a/e{n}.py", START + source) for n, source in enumerate(BAD)]
    return dict(zip(BAD, run_examples(examples).values(), strict=True))


@pytest.mark.parametrize("source", BAD)
def test_a_bad_figure_is_refused_at_its_line(bad: dict[str, Outcome], source: str) -> None:
    line, what = BAD[source]
    ((at, text),) = failures(bad[source])
    assert at == line
    assert what in text
    assert bad[source]["figure"] == ""


def test_an_example_changes_no_figure_but_its_own() -> None:
    changed = f"{START}plt.rcParams['lines.linewidth'] = 9\nplt.plot([1, 2])\nplt.show()\n"
    plain = f"{START}plt.plot([1, 2])\nplt.show()\n"
    sources = {"a/a.py": plain, "a/b.py": changed, "a/c.py": plain}
    outcomes = run_examples([parse_example(n, s) for n, s in sources.items()])
    a, b, c = (re.sub("figure-a-[abc]", "", o["figure"]) for o in outcomes.values())
    assert a == c
    assert a != b
