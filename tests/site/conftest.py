"""The built site, read: its pages as trees, and a second build with an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, build_guide

ADDRESS = {
    "SITE_URL": "https://example.org/guide/",
    "REPO_URL": "https://github.com/example/guide",
    "SOURCE_DATE_EPOCH": "1700000000",
}

Pages = dict[str, BeautifulSoup]


def read_pages(site: Path) -> Pages:
    """Every page of a built site, by its path."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml")
        for path in sorted(site.rglob("*.html"))
    }


def built_path(source: str) -> str:
    """Where the page docs/`source` lies in the built site."""
    stem = source.removesuffix(".md")
    return f"{stem}.html" if stem.split("/")[-1] == "index" else f"{stem}/index.html"


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """The pages in docs/: where each is built, by its path there."""
    docs = ROOT / "docs"
    paths = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    return {path: built_path(path) for path in paths}


@pytest.fixture(scope="session")
def pages(site: Path, sources: dict[str, str]) -> Pages:
    """The pages of the site; it has those in docs/, a page for dead links, and no other."""
    found = read_pages(site)
    assert set(found) == {*sources.values(), "404.html"}
    return found


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, built for an address below a path, with a repository."""
    return build_guide(tmp_path_factory.mktemp("addressed") / "site", **ADDRESS)
