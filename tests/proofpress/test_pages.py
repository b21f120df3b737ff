"""Pages are read with the lines of their files, front matter counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.pages import parse_page, read_pages

FRONT = "---\ntitle: A\n---\n\n# The title {#top}\n\n"


def test_lines_count_the_front_matter() -> None:
    text = FRONT + "## One {level=high}\n\n```text\nx\n```\n\n/// equation | e\nx\n///\n"
    page = parse_page("a.md", text)
    assert [(h.level, h.line) for h in page.levels] == [("high", 7)]
    assert [fence.line for fence in page.fences] == [9]
    assert [(block.line, block.body_line) for block in page.blocks] == [(13, 14)]
    assert (page.title, page.title_line) == ("The title", 5)


def test_front_matter_is_no_body() -> None:
    page = parse_page("a.md", "---\n# comment {level=high}\n---\n# Title\n")
    assert (page.title, page.levels) == ("Title", ())


def test_a_block_has_its_options_and_its_body() -> None:
    options = "    fold: true\n    alt: >-\n      one\n      two\n"
    text = f"/// example | a/b.py\n{options}The\n\nbody.\n///\n"
    (block,) = parse_page("a.md", text).blocks
    assert (block.name, block.argument) == ("example", "a/b.py")
    assert block.options == {"fold": True, "alt": "one two"}
    assert block.body == "The\n\nbody."


def test_blocks_lie_inside_others_and_inside_lists() -> None:
    text = (
        "//// exercise | Two\n\n/// details | Answer\nx\n///\n\n////\n\n"
        "- one\n\n    /// example | a.py\n        fold: true\n    ///\n"
    )
    blocks = parse_page("a.md", text).blocks
    assert [block.name for block in blocks] == ["exercise", "details", "example"]
    assert blocks[0].body == "\n/// details | Answer\nx\n///\n"
    assert blocks[2].options == {"fold": True}
    assert all(block.closed for block in blocks)


def test_what_stands_in_a_fence_is_no_block_and_no_level() -> None:
    text = "````markdown\n## A {level=high}\n```text\n/// equation | e\n///\n```\n````\n# T\n"
    page = parse_page("a.md", text)
    assert (page.blocks, page.levels, page.title) == ((), (), "T")
    assert [(fence.info, fence.lines) for fence in page.fences] == [("markdown", range(1, 8))]


def test_an_empty_fence_takes_two_lines() -> None:
    page = parse_page("a.md", "```text\n```\n/// equation | e\nx\n///\n")
    assert [block.line for block in page.blocks] == [3]


@pytest.mark.parametrize("options", ["alt: [", "alt"])
def test_options_that_are_no_mapping_have_no_name(options: str) -> None:
    (block,) = parse_page("a.md", f"/// example | a.py\n    {options}\n///\n").blocks
    assert list(block.options) == [""]


def test_pages_that_are_not_utf8_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# caf\xe9\n")
    assert [page.title for page in read_pages(tmp_path)] == ["caf\ufffd"]


def test_what_stands_in_a_comment_is_not_on_the_page() -> None:
    text = "<!--\n/// example | a/b.py\n///\n-->\n\n/// example | c/d.py\n///\n"
    assert [block.argument for block in parse_page("x.md", text).blocks] == ["c/d.py"]
