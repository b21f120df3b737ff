"""All of it, into a finished site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proofpress.checks import CheckedGuide, check
from proofpress.guide import read_guide
from proofpress.takeaway.everything import take_away
from tests.conftest import SmallGuide, contents

HOME = '<body><div class="downloads"></div><p class="page-files"></p></body>'
PAGE = '<body><p class="page-files"></p></body>'


def finished(root: Path, checked: CheckedGuide) -> Path:
    """A site with the pages of the guide, as far as this matters here."""
    site = root / "site"
    for page in checked.guide.pages:
        stem = page.path.removesuffix(".md")
        html = site / ("index.html" if stem == "index" else f"{stem}/index.html")
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(HOME if stem == "index" else PAGE, "utf-8")
    return site


def test_each_page_gets_its_files_and_home_offers_all(
    fuller_guide: SmallGuide, checked: CheckedGuide
) -> None:
    site = finished(fuller_guide.root, checked)
    take_away(site, checked)
    files = contents(site)
    name = "downloads/jacobians-and-hessians"
    assert {f"{name}-site.zip", f"{name}-notebooks.zip", f"{name}-examples.zip"} <= files.keys()
    for page in checked.guide.pages:
        assert {page.path, page.path.replace(".md", ".ipynb")} <= files.keys()
    assert files["index.html"].count(b"<li>") == 3
    assert b"more.ipynb" in files["more/more/index.html"]
    assert b"more/more.md" in files["llms.txt"]
    take_away(site, checked)
    assert contents(site) == files


def kept(guide: SmallGuide) -> dict[str, int]:
    """What is kept, and which file on the disk each is: what is made anew is another."""
    folder = guide.root / ".cache/proofpress/takeaway"
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def test_what_has_not_changed_is_not_made_again(
    fuller_guide: SmallGuide, checked: CheckedGuide
) -> None:
    take_away(finished(fuller_guide.root, checked), checked)
    first = kept(fuller_guide)
    take_away(finished(fuller_guide.root, checked), checked)
    assert kept(fuller_guide) == first

    fuller_guide.edit("docs/index.md", "It has", "It still has")
    changed = check(read_guide(fuller_guide.root))
    take_away(finished(fuller_guide.root, changed), changed)
    second = kept(fuller_guide)
    assert first.items() < second.items()
    new = sorted(name.partition("-")[2] for name in second.keys() - first.keys())
    assert [name.rpartition(".")[2] for name in new] == ["ipynb", "zip", "zip"]
    assert [name for name in new if name.endswith(".zip")] == [
        "jacobians-and-hessians-notebooks.zip",
        "jacobians-and-hessians-site.zip",
    ]


@pytest.mark.parametrize("pages_only", ["1", ""])
def test_a_build_of_the_pages_alone_loads_none_of_the_libraries(
    pages_only: str, small_guide: SmallGuide
) -> None:
    watch = small_guide.root / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH.format(log=str(watch / "log")), "utf-8")
    path = os.pathsep.join([str(watch), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = small_guide.build(PYTHONPATH=path, PAGES_ONLY=pages_only)
    assert done.returncode == 0, done.stderr
    assert (watch / "log").exists() == (not pages_only)
    assert (small_guide.site / "downloads").exists() == (not pages_only)
    page = (small_guide.site / "jacobian/slope/index.html").read_text("utf-8")
    assert ("slope.ipynb" in page) == (not pages_only)
    assert '<p class="page-files"></p>' in page or not pages_only


WATCH = """\
import sys


class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("jupytext", "nbformat", "typst", "proofpress.takeaway.everything"):
            with open({log!r}, "a") as log:
                log.write(name + "\\n")


sys.meta_path.insert(0, Watch())
"""
