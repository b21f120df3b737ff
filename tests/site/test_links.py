"""Every address on the site, followed as a browser would: nothing is missing, nothing is elsewhere.

The site is served from this machine, at the root of a domain and below a path.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ROOT, served
from tests.site.conftest import ADDRESS, Pages, read_pages

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
ADDRESSES = ("href", "src", "xlink:href", "poster", "data", "action", "formaction", "background")
TOLD_ONLY = {"canonical", "edit", "author", "license", "me", "prev", "next"}
"""Links of a head that a browser doesn't load."""


@dataclass(frozen=True)
class Address:
    """An address on a page or in a style sheet, and whether a browser loads it by itself."""

    text: str
    loaded: bool


@dataclass
class Resource:
    """What one address gave: its status, the addresses in it, the places in it."""

    status: int
    addresses: list[Address] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def in_style(text: str) -> Iterator[Address]:
    for match in CSS_URL.finditer(text):
        yield Address(match[1] or match[2], loaded=True)


def in_page(page: BeautifulSoup) -> Iterator[Address]:
    for element in page.find_all(True):
        told = element.name == "a" or not TOLD_ONLY.isdisjoint(element.get_attribute_list("rel"))
        for name in ADDRESSES:
            if element.has_attr(name):
                yield Address(str(element[name]).strip(), loaded=not told)
        for candidate in str(element.get("srcset", "")).split(","):
            if candidate.strip():
                yield Address(candidate.split()[0], loaded=True)
        for name, value in element.attrs.items():
            if name not in ADDRESSES and "url(" in str(value) and name != "data-copy":
                yield from in_style(str(value))
    for style in page.select("style"):
        yield from in_style(style.get_text())
    for settings in page.select("script#__config"):  # what Material's script loads
        config: dict[str, Any] = json.loads(settings.get_text())
        yield Address(config["search"], loaded=True)
        yield Address(f"{config['base'].rstrip('/')}/search/search_index.json", loaded=True)


def read(address: str) -> Resource:
    try:
        with urlopen(address, timeout=20) as answer:
            kind, body = answer.headers.get_content_type(), answer.read()
    except HTTPError as error:
        with error:
            return Resource(error.code)
    if kind == "text/css":
        return Resource(200, [*in_style(body.decode())])
    if kind in ("text/html", "image/svg+xml"):
        page = BeautifulSoup(body.decode(), "lxml" if kind == "text/html" else "lxml-xml")
        return Resource(200, [*in_page(page)], [str(e["id"]) for e in page.find_all(id=True)])
    return Resource(200)


@dataclass
class Crawl:
    """What a crawl found, and what was wrong."""

    resources: dict[str, Resource]
    dead: list[str]
    elsewhere: list[str]


def crawl(base: str, starts: list[str], own: str = "") -> Crawl:
    """Follow every address of the pages `starts` below `base`; `own` is another name for it."""
    found: dict[str, Resource] = {}
    waiting = [urljoin(base, start) for start in starts]
    links: list[tuple[str, Address, str]] = []
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = read(here)
            for address in found[here].addresses:
                target = urljoin(here, address.text)
                if own and target.startswith(own):
                    target = base + target.removeprefix(own)
                links.append((here, address, target))
                waiting += [urldefrag(target).url] if target.startswith(base) else []
    missing = [f"{address}: {r.status}" for address, r in found.items() if r.status != 200]
    dead = [f"{here}: {a.text}" for here, a, t in links if is_dead(t, base, found)]
    elsewhere = [f"{here}: {t}" for here, a, t in links if a.loaded and is_elsewhere(t, base)]
    return Crawl(found, missing + dead, elsewhere)


def is_dead(target: str, base: str, found: dict[str, Resource]) -> bool:
    """Whether the site lacks the place, or no one could follow the address."""
    page, fragment = urldefrag(target)
    if target.startswith(base):
        return bool(fragment) and unquote(fragment) not in found[page].ids
    return urlsplit(target).scheme not in ("https", "mailto", "data")


def is_elsewhere(target: str, base: str) -> bool:
    return not target.startswith((base, "data:"))


Served = Callable[[Path, str], str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Served]:
    """Serve a site below a path of this machine; gives its address."""
    root = tmp_path / "served"
    with served(root) as address:

        def place(site: Path, path: str) -> str:
            if path:
                root.mkdir()
                (root / path.strip("/")).symlink_to(site)
            else:
                root.symlink_to(site)
            return address + path

        yield place


@pytest.mark.parametrize("path", ["", "guide/"])
def test_everything_resolves_and_nothing_is_elsewhere(
    path: str, serve: Served, site: Path, sources: dict[str, str]
) -> None:
    # a page for dead links can't know where it is shown: unset, it works at the root alone
    starts = [*sources.values(), *([] if path else ["404.html"])]
    base = serve(site, path)
    done = crawl(base, [*(start.removesuffix("index.html") for start in starts)])
    assert done.dead == []
    assert done.elsewhere == []
    kinds = Counter(urlsplit(address).path.rpartition(".")[2] for address in done.resources)
    assert {"css", "js", "json", "woff2", "py", "svg"} <= kinds.keys()


def test_with_an_address_everything_resolves_below_its_path(
    serve: Served, addressed_site: Path, sources: dict[str, str]
) -> None:
    base = serve(addressed_site, "guide/")
    done = crawl(base, [*sources.values(), "404.html"], own=ADDRESS["SITE_URL"])
    assert done.dead == []
    assert done.elsewhere == []


@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_ids_are_unique(suffix: str, site: Path) -> None:
    files = sorted(site.rglob(f"*{suffix}"))
    assert files
    for path in files:
        page = BeautifulSoup(path.read_text("utf-8"), "lxml" if suffix == ".html" else "lxml-xml")
        ids = Counter(str(element["id"]) for element in page.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], path


def own_absolute(page: BeautifulSoup) -> list[str]:
    """The addresses on a page that don't say their host, and aren't relative either."""
    return [a.text for a in in_page(page) if a.text.startswith("/")]


def test_without_an_address_every_link_is_relative(pages: Pages) -> None:
    for path, page in pages.items():
        if path != "404.html":
            assert own_absolute(page) == [], path
            assert page.select("link[rel=canonical]") == [], path


def test_without_a_repository_there_is_nothing_to_edit(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.select("[rel~=edit], .md-source, a[href*='/edit/']") == [], path


def only(elements: list[Tag], name: str = "href") -> str:
    """The attribute of the only element there is."""
    assert len(elements) == 1, elements
    return str(elements[0][name])


def test_with_an_address_each_page_says_its_own(
    addressed_site: Path, sources: dict[str, str]
) -> None:
    pages = read_pages(addressed_site)
    addresses = set()
    for built in sources.values():
        address = ADDRESS["SITE_URL"] + built.removesuffix("index.html")
        assert only(pages[built].select("link[rel=canonical]")) == address
        addresses.add(address)
    sitemap = BeautifulSoup((addressed_site / "sitemap.xml").read_text("utf-8"), "lxml-xml")
    assert {place.get_text(strip=True) for place in sitemap.select("loc")} == addresses
    assert own_absolute(pages["404.html"])
    assert [a for a in own_absolute(pages["404.html"]) if not a.startswith("/guide/")] == []


def test_with_a_repository_each_page_can_be_edited_where_it_is_written(
    addressed_site: Path, sources: dict[str, str]
) -> None:
    pages = read_pages(addressed_site)
    repository = ADDRESS["REPO_URL"]
    for source, built in sources.items():
        assert (ROOT / "docs" / source).exists()
        edit = f"{repository}/edit/main/docs/{source}"
        assert only(pages[built].select("a[rel~=edit]")) == edit
        assert {str(link["href"]) for link in pages[built].select(".md-source")} == {repository}
