"""The search: it finds words and formulas, and leads into a level that is folded away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_levels import CONCEPT, expect_shown, is_still_here, leave_mark


def search(page: Page, words: str) -> Locator:
    """The results for `words`, as links."""
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    found = page.locator("a.md-search-result__link")
    found.first.wait_for()
    return found


def deepest_heading(page: Page) -> tuple[str, str]:
    """The last heading in Low: its words and its address."""
    heading = page.locator("section[data-level=low] h3[id]").last
    words = heading.evaluate("(heading) => heading.firstChild.textContent")
    return str(words), f"#{heading.get_attribute('id')}"


@pytest.mark.parametrize("start", [CONCEPT, "how-to-read/"])
def test_a_result_opens_the_level_it_lies_in(visit: Visit, start: str) -> None:
    page = visit(f"{CONCEPT}?level=high")
    words, place = deepest_heading(page)
    page.goto(start)
    leave_mark(page)
    search(page, words)
    page.locator(f"a.md-search-result__link[href*='{CONCEPT}'][href$='{place}']").first.click()
    expect(page.locator(place)).to_be_in_viewport()
    expect_shown(page, "high", "mid", "low")
    assert is_still_here(page)


def test_a_formula_is_found_by_its_text(visit: Visit) -> None:
    page = visit("how-to-read/")
    search(page, "J_f(a)")
    found = page.locator(f"a.md-search-result__link[href*='{CONCEPT}'][href*='#']").first
    expect(found.locator("mark").first).to_have_text("J_f(a)")
