"""The places on pages to which some page links: only these need an anchor in a file of its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from proofpress.guide import Guide
from proofpress.markdown_equation import equation_id
from proofpress.markdown_example import example_id, figure_id
from proofpress.pages import Page

ADDRESS = re.compile(r"\]\((?P<path>[^)\s#]*)#(?P<place>[^)\s]+)[^)]*\)")
REFERENCE = re.compile(r"\]\((?P<scheme>eq|example|figure):(?P<label>[^)\s]+)\)")


def linked_places(guide: Guide) -> dict[str, frozenset[str]]:
    """The places on each page to which some page links, by the path of the page."""
    found: dict[str, set[str]] = {page.path: set() for page in guide.pages}
    for page in guide.pages:
        for path, place in [*_addresses(page), *_references(page, guide)]:
            found.get(path, set()).add(place)
    return {path: frozenset(places) for path, places in found.items()}


def _addresses(page: Page) -> Iterator[tuple[str, str]]:
    for match in ADDRESS.finditer("\n".join(page.lines)):
        path = posixpath.join(posixpath.dirname(page.path), match["path"])
        yield posixpath.normpath(path) if match["path"] else page.path, match["place"]


def _references(page: Page, guide: Guide) -> Iterator[tuple[str, str]]:
    equations, shown = guide.equations(), guide.shown()
    referred = [(m["scheme"], m["label"]) for m in REFERENCE.finditer("\n".join(page.lines))]
    if any(block.name == "record" for block in page.blocks):  # it may list any of them
        referred += [("eq", label) for label in equations]
    names = {"eq": equation_id, "example": example_id, "figure": figure_id}
    for scheme, label in referred:
        for place in (equations if scheme == "eq" else shown).get(label, []):
            yield place.page.path, names[scheme](label)
