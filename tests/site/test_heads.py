"""What a page tells of itself to others, where errors are reported, the page for dead links."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.site.conftest import ADDRESS, Pages, read_pages


@pytest.fixture(scope="session")
def addressed_pages(addressed_site: Path) -> Pages:
    return read_pages(addressed_site)


def told(page: BeautifulSoup) -> dict[str, str]:
    """What the head says to those who link here."""
    tags = page.select("meta[property^='og:'], meta[name^='twitter:'], meta[name=description]")
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in tags}


def test_a_page_tells_its_title_description_and_address(
    addressed_pages: Pages, sources: dict[str, str]
) -> None:
    for built in sources.values():
        page = addressed_pages[built]
        tags = told(page)
        assert page.title is not None
        title = page.title.get_text(strip=True)
        assert title in (tags["og:title"], f"{tags['og:title']} - {tags['og:site_name']}")
        assert tags["og:description"] == tags["description"].strip()
        assert tags["og:url"] == ADDRESS["SITE_URL"] + built.removesuffix("index.html")
        assert tags["og:type"] == ("website" if built == "index.html" else "article")
        assert tags["twitter:card"] == "summary"


def test_without_an_address_a_page_tells_none(pages: Pages) -> None:
    for path, page in pages.items():
        tags = told(page)
        assert tags["og:title"], path
        assert "og:url" not in tags, path


def test_the_home_page_is_called_what_the_site_is_called(pages: Pages) -> None:
    assert pages["index.html"].title is not None
    assert pages["index.html"].title.get_text(strip=True) == "Jacobians and Hessians"


def test_an_error_can_be_reported_beside_each_page_and_example(
    addressed_pages: Pages, sources: dict[str, str]
) -> None:
    for built in sources.values():
        page = addressed_pages[built]
        expected = [e["data-example"] for e in page.select(".example")]
        links = [urlsplit(str(link["href"])) for link in page.select("a.report")]
        for link in links:
            assert link._replace(query="").geturl() == f"{ADDRESS['REPO_URL']}/issues/new"
        titles = [parse_qs(link.query)["title"][0] for link in links]
        named = [title.removeprefix("In the example ").rstrip(": ") for title in titles]
        assert named[:-1] == expected
        assert titles[-1].startswith("On the page ")


def test_without_a_repository_nothing_is_offered_to_report(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.select(".report, .page-report, a[href*='/issues/']") == [], path


def test_each_figure_has_a_link_to_itself(pages: Pages) -> None:
    figures = [figure for page in pages.values() for figure in page.select("figure")]
    assert figures
    for figure in figures:
        link = figure.select_one("figcaption a.figure-number")
        assert link is not None
        assert link["href"] == f"#{figure['id']}"


def test_a_dead_link_leads_to_a_page_that_helps(addressed_pages: Pages) -> None:
    page = addressed_pages["404.html"]
    assert page.title is not None
    assert page.title.get_text(strip=True).startswith("Page not found")
    article = page.select_one("article")
    assert article is not None
    assert "Search" in article.get_text()
    home = urlsplit(ADDRESS["SITE_URL"]).path
    links = [str(link["href"]) for link in article.select("a")]
    assert links == [f"{home}.", f"{ADDRESS['REPO_URL']}/issues/new?title=A%20dead%20link%3A%20"]
