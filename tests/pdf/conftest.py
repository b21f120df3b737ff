"""The guide's PDFs, read once, beside the pages that they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from tests.pdf.reading import Printed, packed, read_pdf

EDITIONS = {"": ("high", "mid", "low"), "-mid": ("high", "mid"), "-high": ("high",)}
"""The end of each edition's file name, and the levels that it holds."""
NOT_PRINTED = (
    ".headerlink, .equation-number, .figure-number, .footnote-backref, .example-links, "
    ".level-name, .formula, .example-figure svg, .example-folded > summary, .answer > summary, "
    ".downloads, .page-files, .page-checked"
)


@dataclass(frozen=True)
class Edition:
    """One edition: its levels, the PDF, and the site's articles cut down to those levels."""

    levels: tuple[str, ...]
    pdf: Printed
    articles: dict[str, Tag]

    @property
    def complete(self) -> bool:
        return len(self.levels) == 3

    def each(self, selector: str) -> Iterator[tuple[int, Tag]]:
        """Every element of the articles that the selector finds, with its chapter's number."""
        for number, article in enumerate(self.articles.values(), start=1):
            for found in article.select(selector):
                yield number, found


def navigation(home: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Each section of the site's menu with the paths of its pages."""
    menu = home.select_one("nav.md-nav--primary > ul")
    assert menu is not None
    found = []
    for entry in menu.find_all("li", recursive=False):
        label = entry.select_one("nav > label")
        assert label is not None
        links = [str(a["href"]) for a in entry.select("nav li > a.md-nav__link")]
        paths = [path.strip("./") for path in links if not path.startswith("#")]
        found.append((label.get_text(strip=True), list(dict.fromkeys(paths))))
    return found


def article_of(site: Path, page: str, levels: tuple[str, ...]) -> Tag:
    """The article of a page, without what isn't on one of the levels."""
    html = (site / page / "index.html").read_text("utf-8")
    article = BeautifulSoup(html, "lxml").find("article")
    assert isinstance(article, Tag)
    for section in article.select("section[data-level]"):
        if section["data-level"] not in levels:
            section.decompose()
    for exercise in article.select(".exercise"):
        title = exercise.h3.get_text().strip("¶ ") if exercise.h3 else ""
        level = title.rpartition("(")[2].rstrip(")").lower()
        if level in ("high", "mid", "low") and level not in levels:
            exercise.decompose()
    for heading in article.find_all("h2"):
        following = heading.find_next_sibling()
        if heading.get("id") == "exercises" and (following is None or following.name == "h2"):
            heading.decompose()
    return article


def words_of(element: Tag) -> Iterator[str]:
    """Every piece of text in an element that has to be in print too, white space left out."""
    skipped = {id(e) for e in element.select(NOT_PRINTED)}
    for text in element.find_all(string=True):
        if not isinstance(text, NavigableString) or type(text) is not NavigableString:
            continue
        if not any(id(parent) in skipped for parent in text.parents) and packed(text):
            yield packed(text)


@pytest.fixture(scope="session", params=EDITIONS, ids=["complete", "mid", "high"])
def edition(request: pytest.FixtureRequest, site: Path) -> Edition:
    """Each edition in turn."""
    levels = EDITIONS[request.param]
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "lxml")
    pages = [page for _, paths in navigation(home) for page in paths]
    pdf = site / "downloads" / f"jacobians-and-hessians{request.param}.pdf"
    return Edition(levels, read_pdf(pdf), {p: article_of(site, p, levels) for p in pages})
