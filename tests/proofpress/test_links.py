"""Links of rendered pages: where they lead, and the line where they stand."""

from __future__ import annotations

import pytest

from proofpress.links import Linked, link_problems
from proofpress.pages import parse_page

FILES = frozenset({"snippets/a/one.py"})
GOOD = ["b.md", "b.md#place", "../a/b.md", "#here", "../index.md", "../snippets/a/one.py"]
GOOD += ["https://example.org/#x", "mailto:a@example.org", "b.md#gr%C3%B6%C3%9Fe", "#"]
BAD = {
    "c.md": "a dead link",
    "../b.md": "a dead link",
    "../snippets/a/two.py": "a dead link",
    "b.md#none": "a dead anchor: docs/a/b.md",
    "#place": "a dead anchor: docs/a/a.md",
    "/index.md": "from the site's root",
    "javascript:x": "no known kind",
}


def pages(text: str, *addresses: str) -> dict[str, Linked]:
    """Three pages; docs/a/a.md has the text and the links."""
    return {
        "a/a.md": Linked(parse_page("a/a.md", text), frozenset({"here"}), addresses),
        "a/b.md": Linked(parse_page("a/b.md", ""), frozenset({"place", "größe"}), ()),
        "index.md": Linked(parse_page("index.md", ""), frozenset(), ()),
    }


@pytest.mark.parametrize("address", GOOD)
def test_a_good_link_is_fine(address: str) -> None:
    assert link_problems(pages("", address), FILES) == []


@pytest.mark.parametrize("address", BAD)
def test_a_dead_link_is_named_with_its_line(address: str) -> None:
    text = f"---\ntitle: A\n---\n\n[long]({address}-and-more)\n[here]({address})\n"
    (problem,) = link_problems(pages(text, address), FILES)
    assert problem.where == "docs/a/a.md:6"
    assert BAD[address] in problem.what
    assert problem.got == address
