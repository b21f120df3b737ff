"""What a reader takes away: whole programs from the button, clean code and TeX from a selection."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from proofpress.examples import parse_example
from tests.browser.conftest import ADDRESSES, Visit
from tests.browser.test_pasting import program
from tests.conftest import ROOT

CONCEPT = "jacobian/the-jacobian/"
SELECT = """([selector, place]) => {
  const element = document.querySelectorAll(selector)[place]
  element.scrollIntoView()
  getSelection().selectAllChildren(element)
}"""
NAMES_OF = """(selector) => [...document.querySelectorAll(selector)].map(
  (element) => element.closest("[data-example]").dataset.example)"""
WORDS_AND_TEX = """(element) => {
  const copy = element.cloneNode(true)
  for (const formula of copy.querySelectorAll(".formula")) {
    const mark = formula.matches(".formula-display") ? "$$" : "$"
    formula.replaceWith(mark + formula.dataset.tex + mark)
  }
  return copy.textContent
}"""


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def copied(page: Page, selector: str, place: int = 0) -> str:
    """What is copied when all within the element is selected."""
    page.evaluate("() => navigator.clipboard.writeText('nothing was copied')")
    page.evaluate(SELECT, [selector, place])
    page.keyboard.press("Control+c")
    return clipboard(page)


def open_all(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")


@pytest.fixture(params=["on the web", "on disk"])
def visit(request: pytest.FixtureRequest, visit: Visit, visit_on_disk: Visit) -> Visit:
    """Open pages of the site as it is published, or of the folder to take along."""
    return visit if request.param == "on the web" else visit_on_disk


@pytest.mark.parametrize("visit", ["on the web"], indirect=True)
def test_the_copy_button_works_after_instant_navigation(visit: Visit) -> None:
    page = visit("how-to-read/")
    page.evaluate("() => { window.stillHere = true }")
    page.locator(f"a[href$='{CONCEPT}']:visible").first.click()
    example = page.locator("[data-example='jacobian/the_jacobian/prediction.py']")
    example.get_by_role("button", name="Copy").click()
    assert clipboard(page) == program("jacobian/the_jacobian/prediction.py")
    assert page.evaluate("() => window.stillHere")


def test_an_output_has_no_copy_button(visit: Visit) -> None:
    page = visit(CONCEPT)
    open_all(page)
    programs = page.locator(".example .example-code")
    page.locator(".example").last.scroll_into_view_if_needed()
    expect(page.locator(".example").last.get_by_role("button", name="Copy")).to_be_visible()
    for output in page.locator(".example-output").all():
        output.scroll_into_view_if_needed()
    expect(page.locator(".example-output button, .example-output nav")).to_have_count(0)
    assert programs.count() == page.locator(".example").count()


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each != "404.html"])
def test_code_and_outputs_selected_by_hand_are_clean(visit: Visit, address: str) -> None:
    page = visit(address)
    open_all(page)
    names = page.evaluate(NAMES_OF, "[data-example] pre code")
    for place, name in enumerate(names):
        text = (ROOT / "snippets" / name).read_text("utf-8")
        example = parse_example(name, text)
        shown = [example.program, *example.sections.values()]
        taken = copied(page, "[data-example] pre code", place)
        assert f"{taken.rstrip()}\n" in shown, name
    for place, name in enumerate(page.evaluate(NAMES_OF, ".example-output")):
        output = (ROOT / "snippets" / name).with_suffix(".out").read_text("utf-8")
        assert copied(page, ".example-output", place).rstrip("\n") == output.rstrip("\n"), name


def test_a_paragraph_is_copied_with_each_formula_as_tex(visit: Visit) -> None:
    page = visit(CONCEPT)
    paragraphs = page.locator("section[data-level=mid] > p:has(.formula):not(:has(sup))")
    places = paragraphs.evaluate_all(
        "(some) => some.map((p) => [...document.querySelectorAll('p')].indexOf(p))"
    )
    assert len(places) > 5
    for place, paragraph in zip(places, paragraphs.all(), strict=True):
        expected = paragraph.evaluate(WORDS_AND_TEX)
        assert copied(page, "p", place).split() == expected.split()


def test_a_whole_page_is_copied_with_each_formula_once(visit: Visit) -> None:
    page = visit(CONCEPT)
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => each.remove())")
    formulas = page.locator("article .formula")
    tex = formulas.evaluate_all("(all) => all.map((formula) => formula.dataset.tex)")
    text = copied(page, "article")
    found = re.findall(r"\$\$?(.+?)\$\$?", text, re.DOTALL)
    assert [each.split() for each in found] == [each.split() for each in tex]
    for mark in ("¶", "Copy", "application/x-tex"):
        assert mark not in text


def test_a_part_of_a_formula_gives_the_whole_of_it(visit: Visit) -> None:
    page = visit(CONCEPT)
    equation = page.locator("#eq-jacobian .formula")
    expected = equation.evaluate("(formula) => formula.dataset.tex")
    assert copied(page, "#eq-jacobian .katex [aria-hidden] i").strip() == f"$${expected}$$"


def test_what_is_folded_away_is_not_copied(visit: Visit) -> None:
    page = visit(f"{CONCEPT}?level=high")
    text = copied(page, "article")
    for level, there in {"high": True, "mid": False, "low": False}.items():
        title = page.locator(f"section[data-level={level}] > h2").get_attribute("data-title")
        assert (str(title) in text) == there
