"""The same pages by Zensical: article by article what MkDocs makes of them, and as strict.

What each builder puts around an article, and what it adds or takes away for its own script, is
left out; everything else is compared as it stands.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag

from proofpress.publish import source_date
from tests.conftest import ROOT, SmallGuide, clean_environment
from tests.site.conftest import Pages, built_path, read_pages

SOURCES = ("docs", "snippets", "proofpress", "tests")
CHROME = "#__skip, .md-content__button, .download-size"
KINDS = {
    "examples": "[data-example]",
    "code": ".example-code",
    "copy texts": "[data-copy]",
    "outputs": ".example-output",
    "figures": ".example-figure svg",
    "equations": "[data-equation]",
    "formulas": ".formula[data-tex]",
    "levels": "[data-level]",
    "links": "a[href]",
    "places": "[id]",
}


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(ROOT), SOURCE_DATE_EPOCH=source_date(ROOT)),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def zensical(folder: Path) -> subprocess.CompletedProcess[str]:
    return python(folder, "zensical", "build", "--clean")


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, built by Zensical and finished."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "LICENSE", "LICENSE-PROSE"):
        shutil.copy(ROOT / name, folder)
    built = zensical(folder)
    assert built.returncode == 0, built.stderr
    assert "No issues found" in built.stdout + built.stderr
    done = python(folder, "proofpress", "finish", "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def other_pages(zensical_site: Path) -> Pages:
    return read_pages(zensical_site)


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    return read_pages(site)


def article(page: BeautifulSoup) -> Tag:
    """A copy of the page's article without what the builder puts there for itself."""
    found = page.select_one("article")
    assert found is not None
    copied = BeautifulSoup(str(found), "lxml")
    for element in copied.select(CHROME):
        element.decompose()
    body = copied.select_one("article")
    assert body is not None
    return body


@pytest.fixture(scope="session")
def both(pages: Pages, other_pages: Pages) -> dict[str, tuple[Tag, Tag]]:
    """The articles of each page: by MkDocs, by Zensical."""
    # a page for dead links can't know where it stands: each builder writes the root its own way
    paths = pages.keys() - {"404.html"}
    return {path: (article(pages[path]), article(other_pages[path])) for path in sorted(paths)}


def lines(element: Tag) -> list[str]:
    """Everything within, line by line, without the empty ones that a builder adds."""
    return [line for line in str(element).split("\n") if line.strip()]


def test_the_pages_are_the_same(pages: Pages, other_pages: Pages) -> None:
    assert pages.keys() == other_pages.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_of_the_articles_is_the_same(kind: str, both: dict[str, tuple[Tag, Tag]]) -> None:
    seen = 0
    for path, articles in both.items():
        here, there = ([str(e) for e in a.select(KINDS[kind])] for a in articles)
        assert here == there, path
        seen += len(here)
    assert seen > 2


def test_the_articles_are_the_same(both: dict[str, tuple[Tag, Tag]]) -> None:
    for path, (here, there) in both.items():
        assert lines(here) == lines(there), path


def test_the_page_for_dead_links_says_the_same(pages: Pages, other_pages: Pages) -> None:
    texts = [article(p["404.html"]).get_text(" ", strip=True) for p in (pages, other_pages)]
    assert texts[0] == texts[1]


def test_the_titles_and_descriptions_are_the_same(pages: Pages, other_pages: Pages) -> None:
    for selector in ("title", "meta[name=description]"):
        here = {path: str(page.select_one(selector)) for path, page in pages.items()}
        there = {path: str(page.select_one(selector)) for path, page in other_pages.items()}
        assert here == there


def test_the_files_beside_the_pages_are_the_same(site: Path, zensical_site: Path) -> None:
    compared = 0
    for folder in ("snippets", "figures", "assets/vendored", "assets/scripts", "assets/styles"):
        here = {p.relative_to(site) for p in (site / folder).rglob("*") if p.is_file()}
        there = {
            p.relative_to(zensical_site) for p in (zensical_site / folder).rglob("*") if p.is_file()
        }
        assert here == there
        other = [p for p in here if (site / p).read_bytes() != (zensical_site / p).read_bytes()]
        assert other == []
        compared += len(here)
    assert compared > 30


def test_what_can_be_taken_along_is_the_same(site: Path, zensical_site: Path) -> None:
    patterns = ("**/*.md", "**/*.ipynb", "llms.txt", "downloads/*")
    found = [
        {path.relative_to(folder) for each in patterns for path in folder.glob(each)}
        for folder in (site, zensical_site)
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 20
    other = [p for p in found[0] if (site / p).read_bytes() != (zensical_site / p).read_bytes()]
    assert [path.name for path in other] == ["jacobians-and-hessians-site.zip"]


def test_the_folder_to_take_along_has_the_same_pages_and_opens_from_disk(
    site: Path, zensical_site: Path
) -> None:
    path = "downloads/jacobians-and-hessians-site.zip"
    with ZipFile(site / path) as ours, ZipFile(zensical_site / path) as theirs:
        pages = [
            [n for n in each.namelist() if n.endswith("index.html")] for each in (ours, theirs)
        ]
        assert pages[0] == pages[1]
        top = pages[0][0].partition("/")[0]
        index = theirs.read(f"{top}/search.js").decode()
        page = theirs.read(f"{top}/jacobian/the-jacobian/index.html").decode()
    entries = json.loads(index.removeprefix("var __index = "))["items"]
    assert len(entries) > 50
    assert {f"{top}/{entry['location'].partition('#')[0]}" for entry in entries} <= set(pages[0])
    assert "iframe-worker/shim.js" in page
    assert "navigation.instant" not in page
    assert 'href="../linear-maps/index.html"' in page


def test_every_link_of_the_finished_site_leads_somewhere(
    zensical_site: Path, other_pages: Pages
) -> None:
    dead, followed = [], 0
    for path, page in other_pages.items():
        if path == "404.html":
            continue
        for element in page.select("a[href], link[href], script[src], img[src]"):
            address = str(element.get("href", element.get("src")))
            target, fragment = urldefrag(urljoin(f"http://here/{path}", address))
            if not target.startswith("http://here/"):
                continue
            there = unquote(target.removeprefix("http://here/"))
            there += "index.html" if not there or there.endswith("/") else ""
            followed += 1
            found = (zensical_site / there).is_file()
            if found and fragment:
                place = unquote(fragment)
                found = other_pages[there].find(attrs={"id": place}) is not None
            if not found:
                dead.append((path, address))
    assert followed > 100
    assert dead == []


def test_without_a_repository_there_is_nothing_to_edit(other_pages: Pages) -> None:
    for path, page in other_pages.items():
        assert page.select("[rel~=edit], .md-source") == [], path
        assert page.select("link[rel=canonical]") == [], path


BREAKS = {
    "a failing example": (
        "snippets/jacobian/slope/square.py",
        "return x**2",
        "return y**2",
        "snippets/jacobian/slope/square.py:5: it raised NameError",
    ),
    "another output": (
        "snippets/jacobian/slope/square.out",
        "6.0",
        "6.1",
        "snippets/jacobian/slope/square.out:1: it is not what",
    ),
    "bad TeX": (
        "docs/jacobian/slope.md",
        "f'(a) = 2a.",
        r"f'(a) = \frac{2a.",
        "docs/jacobian/slope.md:22: bad TeX",
    ),
    "a missing level": (
        "docs/jacobian/slope.md",
        " {level=mid}",
        "",
        "a concept page has the levels high, mid and low",
    ),
    "an unknown label": (
        "docs/jacobian/slope.md",
        "(eq:slope)",
        "(eq:slopes)",
        "no equation has the label 'slopes'",
    ),
    "an example that isn't there": (
        "docs/jacobian/slope.md",
        "slope/square.py",
        "slope/squares.py",
        "there is no example snippets/jacobian/slope/squares.py",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_wrong_fails_the_build_and_says_where(name: str, small_guide: SmallGuide) -> None:
    path, old, new, message = BREAKS[name]
    small_guide.edit(path, old, new)
    done = zensical(small_guide.root)
    assert done.returncode != 0
    assert message in done.stderr


def test_a_dead_link_fails_when_the_site_is_finished(small_guide: SmallGuide) -> None:
    small_guide.edit("docs/jacobian/slope.md", "(../index.md)", "(../guide.pdf)")
    assert zensical(small_guide.root).returncode == 0
    done = python(small_guide.root, "proofpress", "finish", "site")
    assert done.returncode == 1
    assert "site/jacobian/slope/index.html: a dead link" in done.stderr
    assert "guide.pdf" in done.stderr


def test_a_dead_anchor_fails_when_the_site_is_finished(small_guide: SmallGuide) -> None:
    small_guide.edit("docs/index.md", "#to-use-it", "#to-use")
    assert zensical(small_guide.root).returncode == 0
    done = python(small_guide.root, "proofpress", "finish", "site")
    assert done.returncode == 1
    assert "site/index.html: a dead anchor" in done.stderr


def test_pages_are_where_mkdocs_puts_them(other_pages: Pages) -> None:
    sources = (ROOT / "docs").rglob("*.md")
    wanted = {built_path(path.relative_to(ROOT / "docs").as_posix()) for path in sources}
    assert other_pages.keys() == wanted | {"404.html"}


def test_the_pdfs_are_the_same(site: Path, zensical_site: Path, tmp_path: Path) -> None:
    made = []
    for name, built in (("mkdocs", site), ("zensical", zensical_site)):
        folder = tmp_path / name
        for part in ("docs", "snippets"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copytree(built, folder / "site", ignore=shutil.ignore_patterns("downloads"))
        done = subprocess.run(
            [sys.executable, "-m", "proofpress", "pdf", "site"],
            cwd=folder,
            env=clean_environment(PYTHONPATH=str(ROOT), SOURCE_DATE_EPOCH="1700000000"),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        downloads = sorted((folder / "site" / "downloads").iterdir())
        made.append({path.name: path.read_bytes() for path in downloads})
    assert len(made[0]) == 3
    assert made[0] == made[1]
