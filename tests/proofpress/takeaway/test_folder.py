"""The built site as a folder that opens from disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.fonts import FONTS, STYLE, WHOLE
from proofpress.takeaway.folder import file_address, folder_files, index_on_disk

PAGE = """\
<!doctype html><head><link rel=canonical href="https://example.org/"><link href="../b/" rel=next>
<script src="../run.js"></script></head><body>
<a href="..">up</a> <a class='x' href='../b/#there'>b</a> <a href="../b/?h=1#x">c</a>
<a href=.>me</a>
<a href="../b/c.py">file</a> <a href="#here">here</a> <a href="mailto:a@b.c">m</a>
<p data-copy="&lt;a href='../b/'&gt;">href="../b/"</p>
<div class="downloads"><ul><li><a href="downloads/x.zip">x</a></li></ul></div>
<script id="__config" type="application/json">{"base": "..", "features": ["navigation.instant",
"navigation.instant.progress", "content.code.copy"]}</script></body>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("", "a", "b"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text(PAGE if name == "a" else "<html>", "utf-8")
    (tmp_path / "b" / "c.py").write_text("", "utf-8")
    (tmp_path / FONTS).mkdir(parents=True)
    used, unused = "KaTeX_Main-Regular.woff2", "KaTeX_Fraktur-Bold.woff"
    (tmp_path / FONTS / used).write_bytes(b"cut")
    (tmp_path / FONTS / unused).write_bytes((WHOLE / unused).read_bytes())
    style = f"a{{src:url(fonts/{used})}} b{{src:url(fonts/{unused})}}"
    (tmp_path / STYLE).write_text(style, "utf-8")
    return tmp_path


def test_links_name_the_file_that_they_lead_to(site: Path) -> None:
    page = folder_files(site)["a/index.html"].decode()
    for there in (
        '<a href="../index.html">up',
        'href="../b/index.html#there">b',
        '<a href="../b/index.html?h=1#x">c',
        '<a href="index.html">me',
        '<link href="../b/index.html" rel=next>',
        '<a href="../b/c.py">file',
        '<a href="#here">here',
        '<a href="mailto:a@b.c">',
        '<link rel=canonical href="https://example.org/">',
    ):
        assert there in page


def test_what_is_no_link_stays(site: Path) -> None:
    page = folder_files(site)["a/index.html"].decode()
    assert '<p data-copy="&lt;a href=\'../b/\'&gt;">href="../b/"</p>' in page


def test_instant_navigation_is_left_out_and_workers_are_stood_in_for(site: Path) -> None:
    page = folder_files(site)["a/index.html"].decode()
    config = page.partition('application/json">')[2].partition("</script>")[0]
    assert json.loads(config) == {"base": "..", "features": ["content.code.copy"]}
    assert '<script src="../assets/vendored/iframe-worker/shim.js"></script></head>' in page


def test_the_box_of_downloads_is_empty(site: Path) -> None:
    assert '<div class="downloads"></div>' in folder_files(site)["a/index.html"].decode()


def test_the_search_index_becomes_a_script(site: Path) -> None:
    docs = [{"location": place} for place in ("", "#a", "b/", "b/#c", "d.html#e")]
    index = index_on_disk(json.dumps({"docs": docs}))
    read = json.loads(index.removeprefix("var __index = "))
    places = [entry["location"] for entry in read["docs"]]
    assert places == ["index.html", "index.html#a", "b/index.html", "b/index.html#c", "d.html#e"]
    (site / "search.json").write_text('{"items": []}', "utf-8")
    (site / "search").mkdir()
    (site / "search" / "search_index.json").write_text('{"docs": []}', "utf-8")
    files = folder_files(site)
    assert {"search.js", "search/search_index.js"} <= files.keys()
    assert {"search.json", "search/search_index.json"}.isdisjoint(files)


def test_the_fonts_in_use_come_with_the_style(site: Path) -> None:
    files = folder_files(site)
    assert b"url(data:font/woff2;base64,Y3V0)" in files[STYLE]
    assert b"url(fonts/KaTeX_Fraktur-Bold.woff)" in files[STYLE]
    assert [path for path in files if path.startswith(FONTS)] == [
        f"{FONTS}/KaTeX_Fraktur-Bold.woff"
    ]


def test_what_only_a_server_needs_is_left_out(site: Path) -> None:
    for name in ("404.html", "sitemap.xml", "downloads/x.zip", "run.js.map"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("", "utf-8")
    (site / "run.js").write_text("", "utf-8")
    files = folder_files(site)
    assert "run.js" in files
    assert {"404.html", "sitemap.xml", "downloads/x.zip", "run.js.map"}.isdisjoint(files)


def test_an_address_without_a_page_stays(site: Path) -> None:
    assert file_address("nowhere/", "a/index.html", site) == "nowhere/"
    assert file_address("/b/", "a/index.html", site) == "/b/"
    assert file_address("../b", "a/index.html", site) == "../b/index.html"
