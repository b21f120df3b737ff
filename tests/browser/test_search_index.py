"""The search index comes when someone searches, not before."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Visit

LOADED = "performance.getEntriesByType('resource').map((entry) => entry.name)"
INDEX = "/search/search_index.json"


def has_index(page: Page) -> bool:
    return any(str(name).endswith(INDEX) for name in page.evaluate(LOADED))


def test_a_visit_without_a_search_loads_no_index(visit: Visit) -> None:
    page = visit("how-to-read/")
    page.wait_for_load_state("networkidle")
    assert not has_index(page)
    page.get_by_role("textbox", name="Search").focus()
    page.wait_for_function(f"{LOADED}.some((name) => name.endsWith('{INDEX}'))")


def test_a_link_with_words_to_mark_loads_it_at_once(visit: Visit) -> None:
    page = visit("how-to-read/?h=story")
    page.locator("article mark").first.wait_for()
    assert has_index(page)
