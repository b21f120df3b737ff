"""Every link on the rendered pages: does its page exist, and its anchor?"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from proofpress.errors import Problem
from proofpress.markdown_context import Context
from proofpress.pages import Page


@dataclass(frozen=True)
class Linked:
    """What a rendered page offers (ids) and asks for (addresses as they stand in the source)."""

    page: Page
    ids: frozenset[str]
    addresses: tuple[str, ...]


_rendered: dict[Path, dict[str, Linked]] = {}


class LinkCollector(Treeprocessor):
    """Remembers the ids and links of each page that is rendered."""

    def __init__(self, md: Markdown, reader: Callable[[], Context]) -> None:
        super().__init__(md)
        self.reader = reader

    def run(self, root: etree.Element) -> None:
        """Look, and leave everything as it is."""
        context = self.reader()
        ids = frozenset(i for e in root.iter() if (i := e.get("id")))
        addresses = [
            a for e in root.iter() for name in ("href", "src") if (a := e.get(name)) is not None
        ]
        pages = _rendered.setdefault(context.checked.guide.root, {})
        pages[context.page.path] = Linked(context.page, ids, tuple(addresses))


def rendered(root: Path) -> dict[str, Linked]:
    """What was collected from the pages below `root`, by page."""
    return _rendered.get(root, {})


def link_problems(pages: dict[str, Linked], files: frozenset[str]) -> list[Problem]:
    """Links that lead nowhere.

    Args:
        pages: what each page offers and asks for, by its path below docs/.
        files: every other file of the site that a page may link to, by path.
    """
    problems = []
    for path, linked in pages.items():
        for address in linked.addresses:
            what = _dead(path, address, pages, files)
            if what:
                line = next(
                    (
                        n
                        for n, text in enumerate(linked.page.lines, start=1)
                        if f"]({address})" in text or f"]({address} " in text
                    ),
                    1,
                )
                problems.append(Problem(linked.page.where(line), what, got=address))
    return problems


def _dead(path: str, address: str, pages: dict[str, Linked], files: frozenset[str]) -> str:
    """Why `address` on the page at `path` leads nowhere; empty if it leads somewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in ("http", "https", "mailto") else "a link of no known kind."
    if parts.path.startswith("/"):
        return "a link from the site's root; it breaks where the site lies below a path."
    target = path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if target not in pages:
        return "" if target in files else "a dead link: there is no such page or file."
    if parts.fragment and unquote(parts.fragment) not in pages[target].ids:
        return f"a dead anchor: docs/{target} has no such place."
    return ""
