"""What a reader takes away: whole programs from the button, clean code and TeX from a selection."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ADDRESSES, Visit
from tests.conftest import ROOT

CONCEPT = "jacobian/the-jacobian/"
CLUBS = "jacobian/the_jacobian/clubs.py"
SELECT = """([selector, place]) => {
  const element = document.querySelectorAll(selector)[place]
  element.scrollIntoView()
  getSelection().selectAllChildren(element)
}"""
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


def program(name: str | None) -> str:
    """The program as its file holds it; Material's button leaves out the last line's end."""
    lines = (ROOT / "snippets" / str(name)).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if "--8<--" not in line)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_copy_button_gives_the_whole_program(visit: Visit, address: str) -> None:
    page = visit(address)
    open_all(page)
    for example in page.locator("[data-example]").all():
        name = example.get_attribute("data-example")
        example.scroll_into_view_if_needed()
        example.get_by_role("button", name="Copy").click()
        assert clipboard(page) == program(name), name


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


def test_code_selected_by_hand_is_clean(visit: Visit) -> None:
    page = visit(CONCEPT)
    whole = page.locator(f"[data-example='{CLUBS}'] code")
    place = whole.evaluate(
        "(code) => [...document.querySelectorAll('.example code')].indexOf(code)"
    )
    assert copied(page, ".example code", place).rstrip() == program(CLUBS)


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
