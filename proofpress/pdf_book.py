"""Read a built site as a book: its pages in the order of the navigation; and its editions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from proofpress.errors import GuideError, Problem
from proofpress.guide import LEVELS, Guide
from proofpress.pages import Page
from proofpress.pdf_document import Block, Book, Chapter, Exercise, Heading, Level, Part
from proofpress.pdf_reader import PageReader

Element = Any


def read_book(site: Path, guide: Guide) -> Book:
    """The site as a book.

    Args:
        site: the folder of a built site.
        guide: the guide that it was built from, asked only for the lines that errors name.

    Raises:
        GuideError: for everything on its pages that can't be printed.
    """
    home = _document(site / "index.html")
    articles: list[tuple[str, list[str]]] = []
    for title, files in _navigation(home):
        articles.append((title, files))
    problems: list[Problem] = []
    listed = [file for _, files in articles for file in files]
    parts, number = [], 0
    for title, files in articles:
        chapters = []
        for file in files:
            number += 1
            reader = PageReader(file, source_page(guide, file))
            article = _article(_document(site / file))
            if article is None:
                problems.append(Problem(reader.where(), "the built page has no article."))
                continue
            chapters.append(reader.read(article, number))
            problems += reader.problems
        parts.append(Part(title, tuple(chapters)))
    problems += _unlisted(site, guide, listed)
    if problems:
        raise GuideError(problems)
    return Book(
        title=_meta(home, "og:site_name") or str(home.findtext(".//title") or "").strip(),
        description=_meta(home, "description"),
        author=_meta(home, "author"),
        language=str(home.get("lang") or "en"),
        site=_canonical(home),
        parts=tuple(parts),
    )


def source_page(guide: Guide, file: str) -> Page | None:
    """The Markdown that became the file of the site."""
    stem = file.removesuffix(".html")
    folder = posixpath.dirname(stem)
    candidates = [f"{stem}.md"]
    if posixpath.basename(stem) == "index":
        candidates += [f"{folder}.md", posixpath.join(folder, "README.md")]
    return next((page for path in candidates if (page := guide.page(path))), None)


def edition(book: Book, levels: frozenset[str]) -> Book:
    """The book with nothing but what is on one of the levels, or on none."""
    parts = [
        replace(part, chapters=tuple(_edited(chapter, levels) for chapter in part.chapters))
        for part in book.parts
    ]
    return replace(book, parts=tuple(parts))


def _edited(chapter: Chapter, levels: frozenset[str]) -> Chapter:
    kept: list[Block] = []
    for block in chapter.body:
        if isinstance(block, Level) and block.level not in levels:
            continue
        if isinstance(block, Exercise) and block.level and block.level not in levels:
            continue
        kept.append(block)
    return replace(chapter, body=tuple(_without_empty_sections(kept, chapter.body)))


def _without_empty_sections(kept: list[Block], before: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, without a heading that has lost all that stood below it."""
    for place, block in enumerate(kept):
        following = kept[place + 1] if place + 1 < len(kept) else None
        if isinstance(block, Heading):
            original = before.index(block) + 1
            had = original < len(before) and not isinstance(before[original], Heading | Level)
            has = following is not None and not isinstance(following, Heading | Level)
            if had and not has:
                continue
        yield block


def level_names() -> tuple[str, ...]:
    """The levels, from the first told to the last."""
    return tuple(LEVELS)


def _document(path: Path) -> Element:
    from lxml import html

    if not path.is_file():
        raise GuideError([Problem(f"{path}", "there is no such page.", advice="build the site")])
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _article(document: Element) -> Element | None:
    return next(iter(document.iter("article")), None)


def _navigation(home: Element) -> Iterator[tuple[str, list[str]]]:
    """Each group of pages in the navigation: its title, its files below the site."""
    menus = home.find_class("md-nav--primary")
    lists = menus[0].findall("ul") if menus else []
    for entry in lists[0].findall("li") if lists else []:
        nested = entry.find("nav")
        title = ""
        if nested is not None:
            label = nested.find("label")
            title = " ".join(str(label.text_content()).split()) if label is not None else ""
        links = list((nested if nested is not None else entry).iter("a"))
        files = [_file(a.get("href")) for a in links if "md-nav__link" in (a.get("class") or "")]
        # the page that is open has the contents of its own in the menu
        files = [file for file in dict.fromkeys(files) if file]
        if files:
            yield title, files


def _file(reference: str | None) -> str:
    """The file of the site that the home page calls by `reference`; empty if it is an anchor.

    Zensical calls the home page itself by an empty reference.
    """
    if reference is None or reference.startswith("#"):
        return ""
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(path if path.endswith(".html") else f"{path or '.'}/index.html")


def _unlisted(site: Path, guide: Guide, listed: list[str]) -> Iterator[Problem]:
    """Pages of the site that its navigation doesn't have."""
    for path in sorted(site.rglob("*.html")):
        file = path.relative_to(site).as_posix()
        page = source_page(guide, file)
        if file not in listed and page is not None:
            yield Problem(
                page.where(page.title_line),
                "this page isn't in the navigation, so it has no place in the PDF.",
                advice="add it to `nav` in mkdocs.yml",
            )


def _meta(document: Element, name: str) -> str:
    for element in document.iter("meta"):
        if name in (element.get("name"), element.get("property")):
            return " ".join(str(element.get("content") or "").split())
    return ""


def _canonical(document: Element) -> str:
    for element in document.iter("link"):
        if element.get("rel") == "canonical":
            return str(element.get("href") or "")
    return ""
