"""Every link on the pages of a finished site: is there what it leads to?"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from proofpress.drawn import DRAWN
from proofpress.errors import Problem

SCRIPT = re.compile(r"(<(script|style)\b[^>]*>).*?</\2>", re.DOTALL)
TAG = re.compile(r"""<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s([\w:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


@dataclass(frozen=True)
class SitePage:
    """The places on a built page, and the addresses that it leads to."""

    places: frozenset[str]
    addresses: tuple[str, ...]


def read_page(text: str) -> SitePage:
    """Read a page's HTML; scripts, formulas, figures and code have no links to follow."""
    places, addresses = set(), []
    for tag in TAG.findall(SCRIPT.sub(r"\1", DRAWN.sub("", text))):
        for name, *values in ATTRIBUTE.findall(tag):
            value = html.unescape("".join(values))
            if name in ("id", "name"):
                places.add(value)
            elif name in ("href", "src"):
                addresses.append(value)
    return SitePage(frozenset(places), tuple(addresses))


def site_link_problems(site: Path) -> list[Problem]:
    """The links of the site's pages that lead nowhere within it.

    Addresses with a host, or from the root of one, can't be told from here.
    """
    pages = {
        path.relative_to(site).as_posix(): read_page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    return [
        Problem(f"{site.name}/{path}", what, got=address)
        for path, page in pages.items()
        for address in dict.fromkeys(page.addresses)
        if (what := _dead(path, address, pages, site))
    ]


def _dead(path: str, address: str, pages: dict[str, SitePage], site: Path) -> str:
    """Why `address` on the page at `path` leads nowhere; empty if it leads somewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return ""
    target = path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if (site / target).is_dir():
            target = posixpath.normpath(f"{target}/index.html")
    if target not in pages:
        return "" if (site / target).is_file() else "a dead link on the finished page."
    if parts.fragment and unquote(parts.fragment) not in pages[target].places:
        return "a dead anchor on the finished page."
    return ""
