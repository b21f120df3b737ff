"""The built site as a folder that opens from disk: no server, no network.

A browser that opens a file has no server that would find `index.html`, may fetch nothing, and
lets no worker in. So links name the file, the search index and the fonts come as script and style,
a small script stands in for workers, and instant navigation, which fetches pages, is left out.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from proofpress.fonts import FONTS, STYLE
from proofpress.takeaway.downloads import FOLDER as DOWNLOADS
from proofpress.takeaway.downloads import without_downloads

INDEXES = {"search/search_index.json": "search/search_index.js", "search.json": "search.js"}
"""The search index of each builder, and the script that its own script asks for on disk."""
SHIM = "assets/vendored/iframe-worker/shim.js"
STYLES = posixpath.dirname(STYLE)
LEFT_OUT = re.compile(
    rf"{DOWNLOADS}/.*|404\.html|sitemap\.xml(\.gz)?|objects\.inv|.*\.map"
    rf"|{STYLES}/.*\.js|assets/javascripts/lunr/.*"
)
"""What nothing in the folder asks for: a search in English needs none of lunr's files."""
LINKING = re.compile(
    r"""<(?:a|area|img|link|script|source)\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE
)
ADDRESS = re.compile(r"""(?<=\s)(href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
CONFIG = re.compile(r'(<script\b[^>]*\bid="?__config"?[^>]*>)(.*?)(</script>)', re.DOTALL)
INSTANT = "navigation.instant"
FONT = re.compile(r"url\(fonts/([\w-]+\.woff2)\)")


def folder_files(site: Path) -> dict[str, bytes]:
    """The files of the folder, by path.

    Args:
        site: the folder of the finished site.
    """
    found: dict[str, bytes] = {}
    fonts = cut_fonts(site)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or LEFT_OUT.fullmatch(name):
            continue
        if posixpath.dirname(name) == FONTS and path.name in fonts:
            continue
        if name.endswith(".html"):
            found[name] = page_on_disk(path.read_text("utf-8"), name, site).encode()
        elif name in INDEXES:
            found[INDEXES[name]] = index_on_disk(path.read_text("utf-8")).encode()
        elif name.startswith(f"{STYLES}/") and name.endswith(".css"):
            found[name] = with_fonts(path.read_text("utf-8"), fonts).encode()
        else:
            found[name] = path.read_bytes()
    return found


def page_on_disk(page: str, path: str, site: Path) -> str:
    """The HTML of the page at `path` of the site, for the folder."""
    page = without_downloads(page)
    page = CONFIG.sub(lambda match: f"{match[1]}{_without_instant(match[2])}{match[3]}", page)

    def name_file(match: re.Match[str]) -> str:
        address = next(text for text in match.groups()[1:] if text is not None)
        return f'{match[1]}="{file_address(address, path, site)}"'

    page = LINKING.sub(lambda tag: ADDRESS.sub(name_file, tag[0]), page)
    shim = f'<script src="{"../" * path.count("/")}{SHIM}"></script>'
    return page.replace("</head>", f"{shim}</head>", 1)


def file_address(address: str, path: str, site: Path) -> str:
    """The address, as the page at `path` has it, with the name of the file that it leads to."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    target = posixpath.join(posixpath.dirname(path), unquote(parts.path))
    if not (site / posixpath.normpath(target) / "index.html").is_file():
        return address
    file = posixpath.normpath(posixpath.join(parts.path, "index.html"))
    return parts._replace(path=file).geturl()


def index_on_disk(index: str) -> str:
    """The search index as a script, its places named by their files."""
    read = json.loads(index)
    for entry in _entries(read):
        page, mark, place = str(entry["location"]).partition("#")
        if not page or page.endswith("/"):
            entry["location"] = f"{page}index.html{mark}{place}"
    return f"var __index = {json.dumps(read, ensure_ascii=False, separators=(',', ':'))}"


def cut_fonts(site: Path) -> dict[str, bytes]:
    """The fonts that some page of the site uses, by their file: these were cut, into WOFF2."""
    return {path.name: path.read_bytes() for path in sorted((site / FONTS).glob("*.woff2"))}


def with_fonts(style: str, fonts: Mapping[str, bytes]) -> str:
    """KaTeX's style sheet with these fonts in it: some browsers load none from another folder."""

    def inline(match: re.Match[str]) -> str:
        font = fonts.get(match[1])
        data = "" if font is None else base64.b64encode(font).decode()
        return f"url(data:font/woff2;base64,{data})" if data else match[0]

    return FONT.sub(inline, style)


def _entries(read: Any) -> Iterator[dict[str, Any]]:
    """Every part of the index that has a place."""
    if isinstance(read, dict):
        if "location" in read:
            yield read
        for value in read.values():
            yield from _entries(value)
    elif isinstance(read, list):
        for value in read:
            yield from _entries(value)


def _without_instant(config: str) -> str:
    read = json.loads(config)
    read["features"] = [name for name in read["features"] if not str(name).startswith(INSTANT)]
    return json.dumps(read, ensure_ascii=False)
