"""What is offered to take along: on Home, with sizes, and beside each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from proofpress.pages import Page

FOLDER = "downloads"
"""Where it lies in the site."""
BOX = re.compile(r'(<div class="downloads"[^>]*>).*?(</div>)', re.DOTALL)
LINKS = re.compile(r'(<p class="page-files"[^>]*>).*?(</p>)', re.DOTALL)


@dataclass(frozen=True)
class Offer:
    """A file to take along.

    Attributes:
        ending: the end of its name, which begins with the guide's.
        name: what it is.
        more: what else to say about it, in HTML.
    """

    ending: str
    name: str
    more: str


SITE = Offer(
    "-site.zip",
    "This site as a folder",
    "Unpack it and open <code>index.html</code>. It needs no network.",
)
NOTEBOOKS = Offer(
    "-notebooks.zip",
    "All pages as Jupyter notebooks",
    "With the outputs; to run them takes NumPy, autograd and matplotlib.",
)
EXAMPLES = Offer("-examples.zip", "All programs", "Beside each that prints stands what it prints.")
OFFERS = (
    SITE,
    Offer(".pdf", "The guide as a PDF", "All three levels."),
    Offer("-mid.pdf", "The PDF down to Mid", "The idea, and how to use it."),
    Offer("-high.pdf", "The PDF of High only", "The idea."),
    NOTEBOOKS,
    EXAMPLES,
)
"""Everything that can be offered, in its order; what isn't there is left out."""


def page_file(site: Path, page: Page) -> Path:
    """The HTML of a page in the built site, whether addresses end in a slash or not."""
    stem = page.path.removesuffix(".md")
    folder = site / stem / "index.html"
    return folder if folder.exists() else site / f"{stem}.html"


def offer_downloads(site: Path, home: Path, slug: str) -> None:
    """Fill the box on the page `home` with what lies in the folder of downloads."""
    page = home.read_text("utf-8")
    box = "\n".join(_items(site, slug))
    filled = BOX.sub(lambda match: f"{match[1]}<ul>\n{box}\n</ul>{match[2]}", page)
    home.write_text(filled, "utf-8")


def without_downloads(page: str) -> str:
    """The HTML of a page with the box empty."""
    return BOX.sub(r"\1\2", page)


def link_files(site: Path, page: Page, file: Path) -> None:
    """Link from the built page `file` to its notebook and its Markdown."""
    stem = page.path.removesuffix(".md")
    steps = "../" * file.relative_to(site).as_posix().count("/")
    links = (
        "Take this page with you: as a "
        f'<a href="{steps}{stem}.ipynb" download>notebook</a>, '
        f'as <a href="{steps}{stem}.md" type="text/markdown">Markdown</a>.'
    )
    html = file.read_text("utf-8")
    file.write_text(LINKS.sub(lambda match: f"{match[1]}{links}{match[2]}", html), "utf-8")


def size(bytes_: int) -> str:
    """A number of bytes for people, such as 2.3 MB."""
    return f"{bytes_ / 1e6:.1f} MB" if bytes_ >= 1e6 else f"{max(bytes_ / 1e3, 1):.0f} KB"


def _items(site: Path, slug: str) -> Iterator[str]:
    for offer in OFFERS:
        file = site / FOLDER / f"{slug}{offer.ending}"
        if file.exists():
            kind = file.suffix.removeprefix(".").upper()
            yield (
                f'<li><a href="{FOLDER}/{escape(file.name)}" download>{offer.name}</a> '
                f'<span class="download-size">({kind}, {size(file.stat().st_size)})</span>. '
                f"{offer.more}</li>"
            )
