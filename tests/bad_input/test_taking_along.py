"""What would spoil what a reader takes along stops a whole build; the old site stays."""

from __future__ import annotations

from tests.bad_input.conftest import problems_at
from tests.conftest import SmallGuide, contents

ARCHIVE = "downloads/jacobians-and-hessians-{}.zip"
RAW = '\n<p><a href="{}">All of it</a></p>\n'
"""HTML in a page is none of Markdown's links: only the finished site tells where it leads."""


def test_a_dead_download_link_is_found_on_the_finished_site(small_guide: SmallGuide) -> None:
    index = (small_guide.root / "docs/index.md").read_text("utf-8")
    small_guide.write("docs/index.md", index + RAW.format(ARCHIVE.format("site")))
    done = small_guide.build(PAGES_ONLY="")
    assert done.returncode == 0, done.stderr
    assert (small_guide.site / ARCHIVE.format("site")).is_file()
    first = (small_guide.site / "index.html").read_bytes()

    small_guide.write("docs/index.md", index + RAW.format(ARCHIVE.format("none")))
    done = small_guide.build(PAGES_ONLY="")
    assert done.returncode != 0
    assert "a dead link on the finished page" in done.stderr
    assert ARCHIVE.format("none") in done.stderr
    assert (small_guide.site / "index.html").read_bytes() == first


def test_an_example_that_no_notebook_can_have_is_named(small_guide: SmallGuide) -> None:
    path, shown = "docs/jacobian/slope.md", "/// example | jacobian/slope/square.py"
    before = contents(small_guide.site)
    small_guide.edit(path, "    section: slope\n///", ">     section: slope\n> ///")
    small_guide.edit(path, shown, f"> {shown}")
    done = small_guide.build(PAGES_ONLY="")
    assert done.returncode != 0
    where = f"{path}:{small_guide.line(path, shown)}"
    assert "an example in a list or a quotation" in problems_at(done.stderr, where)
    assert contents(small_guide.site) == before
