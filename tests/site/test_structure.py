"""What every page has: levels in their order, formulas for all who read, numbers that agree."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from proofpress.formula_html import tex_of
from proofpress.guide import read_guide
from proofpress.markdown_formulas import set_formulas
from tests.conftest import ROOT
from tests.site.conftest import Pages, built_path

NOT_SEARCHED = (
    ".headerlink, .level-name, .equation-number, .example-links, svg, .md-content__button, "
    ".downloads, .page-files"
)
CONCEPTS = [
    path.relative_to(ROOT / "docs").as_posix()
    for folder in ("groundwork", "jacobian", "hessian")
    for path in sorted((ROOT / "docs" / folder).rglob("*.md"))
]


def visible_text(page: BeautifulSoup) -> str:
    """What a reader sees, code aside."""
    unseen = ["script", "style", "code", "pre", "template", "title"]
    return "".join(
        text
        for text in page.find_all(string=True)
        if type(text).__name__ == "NavigableString"
        and not text.find_parent(unseen)
        and not text.find_parent(hidden=True)
    )


def copy_of(element: Tag) -> Tag:
    copied = BeautifulSoup(str(element), "lxml").body
    assert copied is not None
    return copied


@pytest.mark.parametrize("source", CONCEPTS)
def test_a_concept_has_its_three_levels_in_order(source: str, pages: Pages) -> None:
    levels = pages[built_path(source)].select("[data-level]")
    assert [level["data-level"] for level in levels] == ["high", "mid", "low"]
    assert [level.name for level in levels] == ["section"] * 3
    assert [len(level.select("h2")) for level in levels] == [1] * 3
    assert [level for level in levels if level.find_parent(attrs={"data-level": True})] == []


def test_only_concepts_have_levels(pages: Pages) -> None:
    with_levels = {path for path, page in pages.items() if page.select("[data-level]")}
    assert with_levels == {built_path(source) for source in CONCEPTS}


def test_an_equation_has_a_label_a_place_and_a_number(pages: Pages) -> None:
    labels: list[str] = []
    for path, page in pages.items():
        equations = page.select("[data-equation]")
        labels += [str(equation["data-equation"]) for equation in equations]
        assert all(equation.get("id") for equation in equations), path
        numbers = [e.get_text(strip=True) for e in page.select(".equation-number")]
        assert numbers == [f"({n})" for n in range(1, len(equations) + 1)], path
        for equation in equations:
            assert len(equation.select(".equation-number")) == 1
            assert len(equation.select("math")) == 1
            assert len(equation.select(".formula-display[data-tex]")) == 1
    assert len(labels) >= 5
    assert [label for label, count in Counter(labels).items() if count > 1] == []


def test_figures_are_numbered_in_their_order(pages: Pages) -> None:
    for path, page in pages.items():
        captions = [caption.get_text() for caption in page.select("figcaption")]
        numbers = [caption.split(".")[0].strip() for caption in captions]
        assert numbers == [f"Figure {n}" for n in range(1, len(captions) + 1)], path


def test_a_reference_names_the_number_of_what_it_points_to(pages: Pages) -> None:
    seen = 0
    for path, page in pages.items():
        for link in page.select("article a[href]"):
            target, fragment = urldefrag(urljoin(f"/{path}", str(link["href"])))
            number = re.match(r"\(\d+\)|Figure \d+", link.get_text())
            if not number or not fragment:
                continue
            there = target.lstrip("/") + ("index.html" if target.endswith("/") else "")
            place = pages[there].find(id=fragment)
            assert isinstance(place, Tag)
            label = place.select_one(".equation-number, .figure-number")
            assert label is not None
            assert label.get_text().rstrip(".") == number[0], (path, link)
            seen += 1
    assert seen


def test_a_formula_is_there_for_all_who_read_it(pages: Pages) -> None:
    formulas = [(path, f) for path, page in pages.items() for f in page.select(".formula")]
    assert len(formulas) > 50
    poor = []
    for path, formula in formulas:
        said, drawn = formula.select("math"), formula.select(".katex > [aria-hidden=true]")
        texts = [tex_of(formula)[0], *(part.get_text(strip=True) for part in (*said, *drawn))]
        if len(texts) != 3 or not all(texts):
            poor.append((path, str(formula)))
    assert poor == []


def test_every_formula_was_set(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.select(".katex-error, .arithmatex, merror") == [], path
        assert len(page.select(".katex")) == len(page.select(".formula")), path
        assert re.findall(r".*(?:\$|\\[(\[]).*", visible_text(page)) == [], path


def test_a_page_has_one_heading_a_title_and_a_description(pages: Pages) -> None:
    titles = []
    for path, page in pages.items():
        assert len(page.select("h1")) == 1, path
        assert page.title is not None
        titles.append(page.title.get_text(strip=True))
        descriptions = [str(e["content"]).strip() for e in page.select("meta[name=description]")]
        assert len(descriptions) == 1, path
        assert descriptions[0], path
    assert all(titles)


def test_no_two_pages_have_the_same_title_or_description(pages: Pages) -> None:
    written = [page for path, page in pages.items() if path != "404.html"]
    for part in ("title", "meta[name=description]"):
        texts = Counter(str(page.select_one(part)) for page in written)
        assert [text for text, count in texts.items() if count > 1] == []


def test_page_contents_hold_no_tex(pages: Pages) -> None:
    entries = 0
    for path, page in pages.items():
        for contents in page.select(".md-nav--secondary"):
            entries += len(contents.select("a"))
            assert not re.search(r"[\\$]", contents.get_text()), path
            assert contents.select(".katex, math, .formula") == [], path
    assert entries


def indexed(site: Path) -> dict[str, str]:
    """What the search index holds of each page: titles and texts, without tags."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    texts: dict[str, str] = {}
    for entry in index["docs"]:
        page = f"{urldefrag(entry['location']).url}index.html"
        text = BeautifulSoup(f"{entry['title']} {entry['text']}", "lxml").get_text()
        texts[page] = f"{texts.get(page, '')} {text}"
    return texts


def test_the_search_index_holds_each_formula_once_as_text(pages: Pages, site: Path) -> None:
    texts = indexed(site)
    assert texts.keys() == pages.keys() - {"404.html"}
    for path, text in texts.items():
        assert not re.search(r"\\[a-zA-Z]|application/x-tex|¶", text), path
        article = pages[path].select_one("article")
        assert article is not None
        shown = copy_of(article)
        for element in shown.select(NOT_SEARCHED):
            element.decompose()
        formulas = shown.select(".formula")
        set_again = set_formulas(read_guide(ROOT), [tex_of(formula) for formula in formulas])
        for formula, line in zip(formulas, set_again, strict=True):
            formula.replace_with(line.text)
        # Material files the footnotes under another heading: the order of words may differ
        assert Counter(text.split()) == Counter(shown.get_text().split()), path
