"""Every page, in both colour schemes, on a phone, a tablet and a desk: what must hold on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import ADDRESSES, note_errors

HERE = Path(__file__).parent
AXE = (HERE / "vendored" / "axe.min.js").read_text("utf-8")
LOOK = (HERE / "look.js").read_text("utf-8")
LOOK_AT_PRINT = (HERE / "look_at_print.js").read_text("utf-8")
START_AXE = """(whole) => {
  const within = ".katex > [aria-hidden], math, article svg"
  const inner = whole ? [] : [...document.querySelectorAll(within)]
  const kept = inner.map((element) => [element, [...element.childNodes]])
  for (const [element] of kept) element.replaceChildren()
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
  window.axeRun = axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).finally(() => {
    for (const [element, children] of kept) element.replaceChildren(...children)
  })
}"""
AXE_FOUND = """async () => (await window.axeRun).violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))"""
OPEN_DETAILS = (
    "(open) => document.querySelectorAll('details').forEach((each) => (each.open = open))"
)
SCHEMES = {"light": "default", "dark": "slate"}
"""The colour schemes that a reader can ask for, and what Material calls them."""
A4 = {"width": 718, "height": 1047}
"""A sheet of paper with margins of 1 cm, in CSS pixels."""


class View(NamedTuple):
    """How a page is looked at."""

    scheme: str
    width: int


@dataclass
class Seen:
    """What was seen in one view of a page."""

    facts: dict[str, Any]
    axe: list[str] = field(default_factory=list)


@dataclass
class Sight:
    """One page in all its views; what the console said and what was asked for, in each scheme."""

    wrong: dict[str, list[str]]
    asked: dict[str, list[str]]
    views: dict[View, Seen] = field(default_factory=dict, repr=False)
    printed: dict[str, list[str]] = field(default_factory=dict)


Contexts = dict[str, BrowserContext]


@pytest.fixture(scope="session")
def contexts(browser: Browser, base: str) -> Iterator[Contexts]:
    """A context for each colour scheme."""
    opened: Contexts = {
        scheme: browser.new_context(
            base_url=base,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        for scheme in SCHEMES
    }
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture(scope="session", params=ADDRESSES)
def sight(request: pytest.FixtureRequest, contexts: Contexts) -> Sight:
    """One page, in both schemes side by side, at one width after the other."""
    seen = Sight({scheme: [] for scheme in SCHEMES}, {scheme: [] for scheme in SCHEMES})
    pages = {scheme: context.new_page() for scheme, context in contexts.items()}
    for scheme, page in pages.items():
        page.set_viewport_size({"width": 360, "height": 800})
        note_errors(page, seen.wrong[scheme])
        page.on("request", lambda asked, scheme=scheme: seen.asked[scheme].append(asked.url))
        page.goto(request.param, wait_until="commit")
    for page in pages.values():
        page.wait_for_load_state("load")
        page.evaluate("() => document.fonts.ready.then(() => true)")
        page.evaluate(AXE)
    for width in (360, 768, 1280):
        found = ask_axe(pages, width, opened=False)
        for scheme, page in pages.items():
            page.evaluate(OPEN_DETAILS, True)
            seen.views[View(scheme, width)] = Seen(page.evaluate(LOOK), found[scheme])
        for scheme, more in ask_axe(pages, width, opened=True).items():
            seen.views[View(scheme, width)].axe += more
    pages["light"].emulate_media(media="print")
    pages["light"].set_viewport_size(A4)
    seen.printed = pages["light"].evaluate(LOOK_AT_PRINT)
    for page in pages.values():
        page.close()
    return seen


def ask_axe(pages: dict[str, Page], width: int, *, opened: bool) -> dict[str, list[str]]:
    """What axe finds in both schemes, with all details opened or as they come.

    To save time it is not asked at 768, and it looks into formulas and figures once in each
    scheme, at 360: elsewhere their insides are the same.
    """
    for page in pages.values():
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(OPEN_DETAILS, opened)
    if width == 768:
        return {scheme: [] for scheme in pages}
    for page in pages.values():
        page.evaluate(START_AXE, opened and width == 360)
    return {scheme: page.evaluate(AXE_FOUND) for scheme, page in pages.items()}


def where(sight: Sight, what: Callable[[Seen], Any]) -> dict[str, Any]:
    """What is wrong, by the views in which it is."""
    return {f"{v.scheme} {v.width}": w for v, seen in sight.views.items() if (w := what(seen))}


def test_no_page_is_left_out(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    looked_at = {a if a.endswith(".html") else f"{a}index.html" for a in ADDRESSES}
    assert pages == looked_at


def test_the_page_follows_the_readers_scheme(sight: Sight) -> None:
    for view, seen in sight.views.items():
        assert seen.facts["scheme"] == SCHEMES[view.scheme]
        assert (seen.facts["paper"] < 0.1) == (view.scheme == "dark")


def test_nothing_goes_wrong_in_the_console(sight: Sight) -> None:
    assert sight.wrong == {scheme: [] for scheme in SCHEMES}


def test_nothing_is_asked_of_another_host(sight: Sight, base: str) -> None:
    for scheme, asked in sight.asked.items():
        assert asked, scheme
        assert [a for a in asked if not a.startswith((base, "data:", "blob:"))] == [], scheme


def test_no_page_scrolls_sideways(sight: Sight) -> None:
    assert where(sight, lambda seen: seen.facts["sideways"]) == {}


def test_axe_finds_nothing(sight: Sight) -> None:
    assert where(sight, lambda seen: seen.axe) == {}


def test_formulas_are_shown_in_their_fonts(sight: Sight) -> None:
    assert where(sight, lambda seen: seen.facts["unseenFormulas"]) == {}
    assert where(sight, lambda seen: seen.facts["missingFonts"]) == {}


def test_no_equation_runs_into_its_number(sight: Sight) -> None:
    assert where(sight, lambda seen: seen.facts["hitNumbers"]) == {}


def test_figures_are_drawn_in_the_colours_of_the_page(sight: Sight) -> None:
    for view, seen in sight.views.items():
        for figure in seen.facts["figures"]:
            assert figure["visible"], view
            assert figure["strokes"], view
            assert figure["black"] == 0, view


def test_on_paper_everything_is_unfolded(sight: Sight) -> None:
    assert sight.printed["folded"] == []


def test_on_paper_nothing_is_cut(sight: Sight) -> None:
    assert sight.printed["cut"] == []


def test_on_paper_there_is_nothing_to_press(sight: Sight) -> None:
    assert sight.printed["pressed"] == []
