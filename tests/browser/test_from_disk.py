"""The folder to take along, opened from disk with no server: all that the site can, it can."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ADDRESSES, Visit, on_disk
from tests.browser.test_levels import choose, expect_shown, radio
from tests.browser.test_pages import LOOK, OPEN_DETAILS, SCHEMES
from tests.browser.test_searching import deepest_heading, search

CONCEPT = "jacobian/the-jacobian/"
PAGES = [address for address in ADDRESSES if address != "404.html"]


def asked_for(page: Page) -> list[str]:
    """A list that fills with the addresses that the page asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_looks_as_it_should(address: str, scheme: str, visit_on_disk: Visit) -> None:
    page = visit_on_disk(address, color_scheme=scheme)
    asked = asked_for(page)
    page.reload()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(OPEN_DETAILS, True)
    facts = page.evaluate(LOOK)
    assert facts["scheme"] == SCHEMES[scheme]
    assert (facts["paper"] < 0.1) == (scheme == "dark")
    assert facts["unseenFormulas"] == []
    assert facts["missingFonts"] == []
    assert all(figure["visible"] and figure["strokes"] for figure in facts["figures"])
    assert all(figure["black"] == 0 for figure in facts["figures"])
    assert asked
    assert [a for a in asked if not a.startswith(("file:", "data:", "blob:"))] == []


def test_the_readers_choice_of_colours_is_kept_from_page_to_page(visit_on_disk: Visit) -> None:
    page = visit_on_disk(CONCEPT, color_scheme="light")
    page.get_by_title("Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".md-nav--primary a[href$='linear-maps/index.html']").first.click()
    expect(page.locator("h1")).to_contain_text("Linear maps")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_level_is_kept_from_page_to_page(visit_on_disk: Visit) -> None:
    page = visit_on_disk(CONCEPT)
    choose(page, "mid")
    expect_shown(page, "high", "mid")
    page.locator(".md-nav--primary a[href$='linear-maps/index.html']").first.click()
    expect(page.locator("h1")).to_contain_text("Linear maps")
    expect_shown(page, "high", "mid")
    expect(radio(page, "mid")).to_be_checked()


def test_a_result_of_the_search_opens_the_level_it_lies_in(visit_on_disk: Visit) -> None:
    page = visit_on_disk(f"{CONCEPT}?level=high")
    words, place = deepest_heading(page)
    page.goto(on_disk("how-to-read/"))
    search(page, words)
    found = page.locator(f"a.md-search-result__link[href*='{CONCEPT}'][href$='{place}']").first
    found.click()
    expect(page.locator(place)).to_be_in_viewport()
    expect_shown(page, "high", "mid", "low")


def test_a_formula_is_found_by_its_text(visit_on_disk: Visit) -> None:
    page = visit_on_disk("")
    search(page, "J_f(a)")
    found = page.locator(f"a.md-search-result__link[href*='{CONCEPT}'][href*='#']").first
    expect(found.locator("mark").first).to_have_text("J_f(a)")
    found.click()
    expect(page.locator("h1")).to_contain_text("The Jacobian")


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_to_a_file_and_a_place(
    address: str, visit_on_disk: Visit, unpacked: Path
) -> None:
    page = visit_on_disk(address)
    links = page.evaluate("() => [...document.links].map((link) => link.href.split('?')[0])")
    here = f"{unpacked.as_uri()}/"
    own = [link for link in links if link.startswith("file:")]
    assert len(own) > 10
    for link in dict.fromkeys(own):
        assert link.startswith(here), link
        name, _, place = link.removeprefix(here).partition("#")
        file = unpacked / name
        assert file.is_file(), link
        if place:
            assert f'id="{place}"' in file.read_text("utf-8"), link


def test_the_folder_offers_no_downloads_of_itself(visit_on_disk: Visit) -> None:
    page = visit_on_disk("")
    expect(page.locator(".downloads")).to_have_count(1)
    expect(page.locator(".downloads *")).to_have_count(0)
    expect(page.locator(".page-files a")).to_have_count(2)
