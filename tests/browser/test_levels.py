"""The level control: what it folds away, what it remembers, what opens a level that is folded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit, note_errors

CONCEPT = "jacobian/the-jacobian/"
NAMES = {
    "high": "High only: the idea",
    "mid": "Up to Mid: to use it",
    "low": "Everything, down to Low: to be sure",
}


def control(page: Page) -> Locator:
    return page.get_by_role("group", name="How far down to read")


def radio(page: Page, level: str) -> Locator:
    return control(page).get_by_role("radio", name=NAMES[level])


def choose(page: Page, level: str) -> None:
    control(page).get_by_text(level.capitalize(), exact=True).click()


def expect_shown(page: Page, *levels: str) -> None:
    """The sections and the page contents show these levels and no other."""
    for level in NAMES:
        section = page.locator(f"section[data-level={level}]")
        entry = contents_entry(page, level)
        expect(section).to_be_visible(visible=level in levels)
        expect(entry).to_be_visible(visible=level in levels)
    last = radio(page, levels[-1])
    expect(last).to_be_checked()


def contents_entry(page: Page, level: str) -> Locator:
    heading = page.locator(f"section[data-level={level}] > h2").get_attribute("id")
    return page.locator(f".md-sidebar--secondary a[href$='#{heading}']")


def follow_in_page(page: Page, address: str) -> None:
    """Follow a link that stands on the page, as instant navigation would."""
    page.locator(f"a[href$='{address}']:visible").first.click()


def leave_mark(page: Page) -> None:
    page.evaluate("() => { window.stillHere = true }")


def is_still_here(page: Page) -> bool:
    """Whether the page was changed without loading another."""
    return bool(page.evaluate("() => Boolean(window.stillHere)"))


def test_everything_shows_at_first(visit: Visit) -> None:
    expect_shown(visit(CONCEPT), "high", "mid", "low")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_click_folds_and_unfolds(visit: Visit, width: int) -> None:
    page = visit(CONCEPT, viewport={"width": width, "height": 800})
    for level, hidden in {"high": ["mid", "low"], "mid": ["low"], "low": []}.items():
        choose(page, level)
        expect(radio(page, level)).to_be_checked()
        for each in NAMES:
            section = page.locator(f"section[data-level={each}]")
            expect(section).to_be_visible(visible=each not in hidden)


def test_page_contents_follow_the_level(visit: Visit) -> None:
    page = visit(CONCEPT)
    choose(page, "high")
    expect_shown(page, "high")
    choose(page, "mid")
    expect_shown(page, "high", "mid")
    choose(page, "low")
    expect_shown(page, "high", "mid", "low")


def test_the_keyboard_reaches_and_moves_the_control(visit: Visit) -> None:
    page = visit(CONCEPT)
    radio(page, "low").wait_for()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.level-control input')"):
            break
    expect(radio(page, "low")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect_shown(page, "high", "mid")
    page.keyboard.press("ArrowLeft")
    expect_shown(page, "high")
    page.keyboard.press("ArrowRight")
    expect_shown(page, "high", "mid")
    expect(radio(page, "mid")).to_be_focused()


def test_a_screen_reader_is_told_what_the_control_is(visit: Visit) -> None:
    page = visit(CONCEPT)
    choose(page, "mid")
    expect(control(page)).to_match_aria_snapshot(
        """
        - group "How far down to read":
          - 'radio "High only: the idea"'
          - 'radio "Up to Mid: to use it" [checked]'
          - 'radio "Everything, down to Low: to be sure"'
        """
    )


def test_the_choice_is_kept_after_a_reload_and_on_other_pages(visit: Visit) -> None:
    page = visit(CONCEPT)
    choose(page, "high")
    page.reload()
    expect_shown(page, "high")
    page.goto("how-to-read/")
    expect(radio(page, "high")).to_be_checked()
    page.goto(CONCEPT)
    expect_shown(page, "high")


@pytest.mark.parametrize(("level", "shown"), [("high", 1), ("mid", 2), ("low", 3)])
def test_a_link_can_name_the_level(visit: Visit, level: str, shown: int) -> None:
    page = visit(f"{CONCEPT}?level={level}")
    expect_shown(page, *list(NAMES)[:shown])
    page.goto(CONCEPT)
    expect_shown(page, *list(NAMES)[:shown])


def test_a_level_that_does_not_exist_changes_nothing(visit: Visit) -> None:
    expect_shown(visit(f"{CONCEPT}?level=deep"), "high", "mid", "low")


def test_nothing_that_is_folded_away_flashes_up(visit: Visit) -> None:
    page = visit(CONCEPT)
    choose(page, "high")
    page.route("**/*.js", lambda route: route.fulfill(body=""))  # as if they were still to come
    page.reload()
    expect(page.locator("section[data-level=high]")).to_be_visible()
    expect(page.locator("section[data-level=mid]")).to_be_hidden()
    expect(page.locator(".level-control")).to_have_count(0)


def test_a_link_into_a_folded_level_opens_it_for_this_page(visit: Visit) -> None:
    page = visit(f"{CONCEPT}?level=high")
    deep = page.locator("section[data-level=low] h3[id]").last.get_attribute("id")

    page.goto("how-to-read/")
    page.goto(f"{CONCEPT}#{deep}")
    expect_shown(page, "high", "mid", "low")
    expect(page.locator(f"#{deep}")).to_be_in_viewport()

    page.goto("how-to-read/")
    expect(radio(page, "high")).to_be_checked()


def test_a_link_on_the_page_opens_a_folded_level_each_time(visit: Visit) -> None:
    page = visit(f"{CONCEPT}?level=high")
    page.evaluate("() => { location.hash = '#eq-remainder-bound' }")
    expect_shown(page, "high", "mid", "low")
    choose(page, "high")
    expect_shown(page, "high")
    page.evaluate(
        """() => {
          const link = document.createElement("a")
          link.href = "#eq-remainder-bound"
          link.textContent = "the bound"
          document.querySelector("section[data-level=high] h2").after(link)
        }"""
    )
    page.get_by_role("link", name="the bound", exact=True).click()
    expect_shown(page, "high", "mid", "low")
    expect(page.locator("#eq-remainder-bound")).to_be_in_viewport()


def test_a_link_to_what_stands_in_a_closed_answer_opens_it(visit: Visit) -> None:
    page = visit(CONCEPT)
    hidden = page.locator("details.answer .example").first.get_attribute("id")
    expect(page.locator(f"#{hidden}")).to_be_hidden()
    page.goto("how-to-read/")
    page.goto(f"{CONCEPT}#{hidden}")
    expect(page.locator(f"#{hidden}")).to_be_in_viewport()


def test_a_button_offers_the_next_level(visit: Visit) -> None:
    page = visit(f"{CONCEPT}?level=high")
    for level, shown in {"mid": ["high", "mid"], "low": ["high", "mid", "low"]}.items():
        heading = page.locator(f"section[data-level={level}] > h2")
        title = heading.evaluate("(heading) => heading.firstChild.textContent")
        button = page.get_by_role("button", name=f"Show {level.capitalize()}: {title}")
        expect(button).to_have_count(1)
        button.click()
        expect_shown(page, *shown)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
    expect(page.get_by_role("button", name="Show ")).to_have_count(0)


def test_the_button_names_a_heading_with_a_formula_by_its_text(visit: Visit) -> None:
    page = visit("jacobian/linear-maps/?level=high")
    button = page.get_by_role("button", name="Show Mid: The Jacobian of Wx is W", exact=True)
    expect(button).to_have_count(1)


def test_without_scripts_everything_shows(visit: Visit) -> None:
    page = visit(f"{CONCEPT}?level=high", java_script_enabled=False)
    for level in NAMES:
        expect(page.locator(f"section[data-level={level}]")).to_be_visible()
        expect(contents_entry(page, level)).to_be_visible()
    expect(page.locator(".level-control, .level-more")).to_have_count(0)


def test_instant_navigation_keeps_one_control_and_the_level(visit: Visit) -> None:
    page = visit("how-to-read/")
    choose(page, "high")
    leave_mark(page)
    follow_in_page(page, CONCEPT)
    expect_shown(page, "high")
    follow_in_page(page, "how-to-read/")
    expect(page.locator("h1")).to_have_text("How to read it¶")
    follow_in_page(page, CONCEPT)
    expect_shown(page, "high")
    choose(page, "mid")
    expect_shown(page, "high", "mid")
    expect(page.locator(".level-control")).to_have_count(1)
    expect(page.locator(".level-more")).to_have_count(1)
    assert is_still_here(page)


@pytest.mark.parametrize("level", NAMES)
def test_instant_navigation_leads_into_a_folded_level(visit: Visit, level: str) -> None:
    page = visit(f"{CONCEPT}?level=high")
    heading = page.locator(f"section[data-level={level}] > h2").get_attribute("id")
    page.goto("")
    radio(page, "high").wait_for()
    leave_mark(page)
    follow_in_page(page, f"{CONCEPT}#{heading}")
    expect_shown(page, *list(NAMES)[: list(NAMES).index(level) + 1])
    expect(page.locator(f"#{heading}")).to_be_in_viewport()
    assert is_still_here(page)


def test_printing_opens_the_answers_and_closes_them_again(visit: Visit) -> None:
    page = visit(CONCEPT)
    closed = page.locator("details:not([open])")
    before = closed.count()
    assert before
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(before)


@pytest.fixture
def plain_page(browser: Browser, base_without_instant: str) -> Iterator[Page]:
    """The guide without instant navigation."""
    wrong: list[str] = []
    context = browser.new_context(base_url=base_without_instant, reduced_motion="reduce")
    page = context.new_page()
    note_errors(page, wrong)
    yield page
    context.close()
    assert wrong == []


def test_without_instant_navigation_it_works_as_well(plain_page: Page) -> None:
    plain_page.goto("how-to-read/")
    choose(plain_page, "high")
    leave_mark(plain_page)
    follow_in_page(plain_page, CONCEPT)
    expect_shown(plain_page, "high")
    choose(plain_page, "mid")
    expect_shown(plain_page, "high", "mid")
    assert not is_still_here(plain_page)
