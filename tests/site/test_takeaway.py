"""What the finished site offers to take along: all is there, whole, and as large as it says."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from proofpress.examples import read_examples
from tests.conftest import ROOT, contents
from tests.site.conftest import Pages, built_path

NAME = "downloads/jacobians-and-hessians"
ARCHIVES, BOOKS = (
    ("-site.zip", "-notebooks.zip", "-examples.zip"),
    (".pdf", "-mid.pdf", "-high.pdf"),
)
OFFERED = [f"{NAME}{end}" for end in (*ARCHIVES, *BOOKS)]
"""What has to be there."""
MOST_BYTES = 10_000_000
"""How large the folder to take along may be, and the archive that holds it."""
SOURCES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md"))
LINK = re.compile(r"(?<!\\)\]\((?P<address>[^)\s]+)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
BYTES = {"KB": 1e3, "MB": 1e6}


def unzipped(site: Path, path: str) -> dict[str, bytes]:
    """The files in a zip file of the site, by their paths in its one folder."""
    archive = zipfile.ZipFile(io.BytesIO((site / path).read_bytes()))
    top = path.rpartition("/")[2].removesuffix(".zip")
    names = archive.namelist()
    assert [name for name in names if not name.startswith(f"{top}/")] == []
    return {name.removeprefix(f"{top}/"): archive.read(name) for name in names}


def test_home_offers_all_with_its_size(site: Path, pages: Pages) -> None:
    items = pages["index.html"].select(".downloads li")
    offered = {str(item.a["href"]): item for item in items if item.a}
    assert set(OFFERED) <= offered.keys()
    assert sorted(offered) == sorted(
        path.relative_to(site).as_posix() for path in (site / "downloads").iterdir()
    )
    for path, item in offered.items():
        said = re.search(r"\((\w+), ([\d.]+) ([KM]B)\)", item.get_text())
        assert said is not None, path
        assert path.endswith(f".{said[1].lower()}")
        size = (site / path).stat().st_size
        assert abs(float(said[2]) * BYTES[said[3]] - size) <= 0.06 * size + 500, path


def test_no_other_page_has_the_box(pages: Pages) -> None:
    assert [path for path, page in pages.items() if page.select(".downloads")] == ["index.html"]


@pytest.mark.parametrize("source", SOURCES)
def test_each_page_links_to_its_notebook_and_its_markdown(
    source: str, site: Path, pages: Pages
) -> None:
    html = built_path(source)
    links = [str(link["href"]) for link in pages[html].select("article .page-files a")]
    there = [posixpath.normpath(posixpath.join(posixpath.dirname(html), link)) for link in links]
    assert there == [source.replace(".md", ".ipynb"), source]
    assert [path for path in there if not (site / path).is_file()] == []


def test_the_page_for_dead_links_has_no_files(pages: Pages) -> None:
    assert pages["404.html"].select(".page-files") == []


def test_the_folder_is_light_and_whole(site: Path, pages: Pages) -> None:
    path = f"{NAME}-site.zip"
    files = unzipped(site, path)
    assert (site / path).stat().st_size <= MOST_BYTES
    assert sum(map(len, files.values())) <= MOST_BYTES
    assert pages.keys() - files.keys() == {"404.html"}
    assert {"LICENSE", "LICENSE-PROSE", "llms.txt"} <= files.keys()
    here = contents(site)
    for folder in ("snippets/", "figures/"):
        wanted = {name for name in here if name.startswith(folder)}
        assert wanted
        assert [name for name in wanted if files.get(name) != here[name]] == []
    for source in SOURCES:
        assert files[source] == here[source]
    assert [name for name in files if name.startswith("downloads/")] == []


def test_one_archive_holds_all_programs_and_a_readme(site: Path) -> None:
    files = unzipped(site, f"{NAME}-examples.zip")
    readme = files.pop("README.md").decode()
    assert files.pop("LICENSE") == (ROOT / "LICENSE").read_bytes()
    examples = read_examples(ROOT / "snippets")
    wanted = {name: example.program.encode() for name, example in examples.items()}
    for example in examples.values():
        if output := (ROOT / "snippets" / example.output_name).read_bytes():
            wanted[example.output_name] = output
    assert files == wanted
    assert [name for name in examples if readme.count(f"]({name})") != 1] == []


def test_one_archive_holds_all_notebooks(site: Path) -> None:
    files = unzipped(site, f"{NAME}-notebooks.zip")
    wanted = {s.replace(".md", ".ipynb"): None for s in SOURCES}
    assert files.keys() == wanted.keys() | {"LICENSE", "LICENSE-PROSE"}
    for name in wanted:
        assert files[name] == (site / name).read_bytes()


def test_the_list_for_programs_names_every_page(site: Path) -> None:
    listed = (site / "llms.txt").read_text("utf-8")
    paths = re.findall(r"^- \[.+\]\((\S+)\): .+$", listed, re.MULTILINE)
    assert sorted(paths) == SOURCES
    assert paths[0] == "index.md"


def texts(site: Path, source: str, kind: str) -> str:
    """The Markdown of a page's file, without what stands in code."""
    text = (site / source).read_text("utf-8")
    if kind == ".ipynb":
        cells = json.loads((site / source).with_suffix(".ipynb").read_text("utf-8"))["cells"]
        text = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    text = re.sub(r"^(```|~~~).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    return CODE.sub("", text)


def dead(site: Path, source: str, kind: str) -> Iterator[str]:
    """The links in a page's file that lead to no file, or to no anchor in it."""
    for match in LINK.finditer(texts(site, source, kind)):
        parts = urlsplit(match["address"])
        if parts.scheme:
            if parts.scheme not in ("http", "https"):
                yield match["address"]
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
        there = path if parts.path else source.replace(".md", kind)
        if not (site / there).is_file():
            yield match["address"]
        elif parts.fragment:
            target = texts(site, there.replace(".ipynb", ".md"), kind)
            if unquote(parts.fragment) not in ANCHOR.findall(target):
                yield match["address"]


@pytest.mark.parametrize("kind", [".md", ".ipynb"])
@pytest.mark.parametrize("source", SOURCES)
def test_every_link_in_a_file_leads_to_a_file_and_a_place(
    source: str, kind: str, site: Path
) -> None:
    assert list(dead(site, source, kind)) == []


@pytest.mark.parametrize("source", SOURCES)
def test_the_markdown_says_all_that_the_page_says(source: str, site: Path, pages: Pages) -> None:
    text = (site / source).read_text("utf-8")
    page = pages[built_path(source)]
    for mark in ("///", "[](", ".md-button", "[^", "{level", "--8<--"):
        assert mark not in CODE.sub("", re.sub(r"^(```|~~~).*?^\1$", "", text, flags=re.S | re.M))
    for example in page.select("[data-example]"):
        name = str(example["data-example"])
        program = read_examples(ROOT / "snippets")[name].program
        assert (
            f"({posixpath.relpath(f'snippets/{name}', posixpath.dirname(source) or '.')})" in text
        )
        assert f"```python\n{program}```" in text
        for output in example.select(".example-output"):
            assert f"```text\n{output.get_text().rstrip()}\n```" in text
    numbers = [n.get_text() for n in page.select(".equation-number")]
    assert re.findall(r"\\tag\{(\d+)\}", text) == [n.strip("()") for n in numbers]
    headings = [h.find(string=True) for h in page.select("article h1, article h2, article h3")]
    assert len(re.findall(r"^#{1,3} ", text, re.MULTILINE)) >= len(headings)


def test_what_is_dead_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "[a](b.md) [b](c.md) [c](b.md#x) [d](b.md#y) [e](#z) [](eq:w)\n`[f](d.md)`\n", "utf-8"
    )
    (tmp_path / "b.md").write_text('<a id="x"></a>\n', "utf-8")
    assert list(dead(tmp_path, "a.md", ".md")) == ["c.md", "b.md#y", "#z", "eq:w"]
