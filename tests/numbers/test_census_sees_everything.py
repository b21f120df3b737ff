"""The census reads Markdown; here the built pages are read, and hold the same numbers."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from proofpress.formula_html import tex_of
from proofpress.guide import Guide
from proofpress.page_text import visible_text
from tests.numbers.conftest import PAGES
from tests.site.conftest import built_path

DIGITS = re.compile(r"\d+")
GENERATED = (
    *(".example-code", ".example-output", ".example-links", ".formula", ".equation-number"),
    *(".figure-number", ".measurements", ".headerlink", ".footnote-ref", ".footnote-backref"),
    *(".page-checked", ".record", ".downloads", ".page-files", ".page-report"),
    *("svg", "summary", ".md-content__button", ".highlight", ".md-source-file", "aside"),
)
"""What isn't typed on a page: it is generated, or compared elsewhere, or a formula."""


def article(site: Path, path: str) -> Tag:
    """The article of a built page."""
    page = BeautifulSoup((site / built_path(path)).read_text("utf-8"), "lxml")
    found = page.select_one("article")
    assert found is not None
    return found


def alternatives(page: Tag) -> list[str]:
    return [str(svg["aria-label"]) for svg in page.select(".example-figure svg[aria-label]")]


def typed_digits(page: Tag) -> Counter[str]:
    """The digits of what is typed on a page, formulas left out."""
    texts = alternatives(page)
    for reference in page.select("a[href*='#eq-'], a[href*='#figure-'], a[href*='#example-']"):
        reference.decompose()  # its text is the number of what it points to
    for generated in page.select(", ".join(GENERATED)):
        generated.decompose()
    for heading in page.select(".exercise > h3"):
        heading.string = heading.get_text().partition(":")[2]
    return Counter(DIGITS.findall(" ".join([page.get_text(" "), *texts])))


@pytest.mark.parametrize("path", PAGES)
def test_the_census_holds_the_digits_of_the_built_page(path: str, guide: Guide, site: Path) -> None:
    source = guide.page(path)
    assert source is not None
    text = visible_text(source)
    body = text.prose[sum(len(line) + 1 for line in source.lines[: source.body_line]) :]
    code = [span.text for span in text.spans if span.kind == "code"]
    census = Counter(DIGITS.findall(" ".join([body, *code])))
    marks = [text.prose[span.start : span.end] for span in text.spans if span.kind == "list number"]
    census -= Counter(DIGITS.findall(" ".join(marks)))  # a browser numbers lists itself
    assert typed_digits(article(site, path)) == census


@pytest.mark.parametrize("path", PAGES)
def test_the_census_reads_the_formulas_of_the_built_page(
    path: str, guide: Guide, site: Path
) -> None:
    source = guide.page(path)
    assert source is not None
    formulas = [span.text for span in visible_text(source).spans if span.kind == "formula"]
    shown = [tex_of(formula)[0] for formula in article(site, path).select(".formula")]
    assert Counter("".join(tex.split()) for tex in formulas) == Counter(
        "".join(tex.split()) for tex in shown
    )
