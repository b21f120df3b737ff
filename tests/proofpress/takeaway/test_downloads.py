"""What is offered, on Home and beside each page."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.pages import parse_page
from proofpress.takeaway.downloads import (
    link_files,
    offer_downloads,
    page_file,
    size,
    without_downloads,
)

BOX = '<p>a</p><div class="downloads" data-search-exclude></div><p>b</p>'


@pytest.mark.parametrize(
    ("bytes_", "said"),
    [
        (1, "1 KB"),
        (1499, "1 KB"),
        (999_400, "999 KB"),
        (1_000_000, "1.0 MB"),
        (2_345_678, "2.3 MB"),
    ],
)
def test_a_size_is_told_for_people(bytes_: int, said: str) -> None:
    assert size(bytes_) == said


def test_what_is_there_is_offered_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "slopes-site.zip").write_bytes(b"x" * 2_300_000)
    (tmp_path / "downloads" / "slopes.pdf").write_bytes(b"x" * 41_000)
    (tmp_path / "downloads" / "other.zip").write_bytes(b"x")
    home = tmp_path / "index.html"
    home.write_text(BOX, "utf-8")
    for _ in range(2):  # filled a second time, it is the same
        offer_downloads(tmp_path, home, "slopes")
        page = home.read_text("utf-8")
        assert page.count("<li>") == 2
        assert '<li><a href="downloads/slopes-site.zip" download>' in page
        assert "(ZIP, 2.3 MB)" in page
        assert "(PDF, 41 KB)" in page
        assert page.index("slopes-site.zip") < page.index("slopes.pdf")
        assert page.startswith('<p>a</p><div class="downloads" data-search-exclude><ul>')
        assert page.endswith("</ul></div><p>b</p>")
    assert without_downloads(page) == BOX


@pytest.mark.parametrize(("html", "steps"), [("a/b/index.html", "../../"), ("a/b.html", "../")])
def test_a_page_links_to_its_files(html: str, steps: str, tmp_path: Path) -> None:
    page = parse_page("a/b.md", "# B\n")
    file = tmp_path / html
    file.parent.mkdir(parents=True)
    file.write_text('<p class="page-files"></p>', "utf-8")
    assert page_file(tmp_path, page) == file
    for _ in range(2):
        link_files(tmp_path, page, file)
        linked = file.read_text("utf-8")
        assert linked.count("<a ") == 2
        assert f'<a href="{steps}a/b.ipynb" download>' in linked
        assert f'<a href="{steps}a/b.md"' in linked
