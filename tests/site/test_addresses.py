"""A published address never dies: those in addresses.txt, one to a line, stay or are redirected.

New ones are added to the list by `python -m tests.site.test_addresses`; nothing is taken out of it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from tests.conftest import build_guide
from tests.site.conftest import read_pages

LIST = Path(__file__).with_name("addresses.txt")
LINKED = "[id]:is(h1, h2, h3, .equation, .example, .example-figure)"
"""What has a link to itself."""
FILES = ("snippets/**/*.py", "figures/**/*.svg", "**/*.md", "**/*.ipynb", "downloads/*", "*.txt")


def addresses(site: Path) -> set[str]:
    """Every address of a built site that someone may keep: pages, places on them, files."""
    found = {path.relative_to(site).as_posix() for files in FILES for path in site.glob(files)}
    for path, page in read_pages(site).items():
        if path != "404.html":
            address = path.removesuffix("index.html") or "./"
            places = [f"#{place['id']}" for place in page.select(f"article {LINKED}")]
            found |= {address + place for place in ["", *places]}
    return found


def redirects(site: Path) -> dict[str, str]:
    """The pages of a built site that only lead to another, and where they lead."""
    led = {}
    for path, page in read_pages(site).items():
        refresh = page.select_one("meta[http-equiv=refresh i]")
        if refresh:
            address = path.removesuffix("index.html")
            target = str(refresh["content"]).partition("url=")[2]
            led[address] = urljoin(f"/{address}", target).lstrip("/") or "./"
    return led


def dead(kept: list[str], site: Path) -> list[str]:
    """Those addresses of the list that lead nowhere any more."""
    alive, led = addresses(site), redirects(site)

    def lives(address: str) -> bool:
        page, place = urldefrag(address)
        target, named = urldefrag(led.get(page, page))
        return target in alive and (f"{target}#{named or place}".rstrip("#") in alive)

    return [address for address in kept if not lives(address)]


def test_no_published_address_is_dead(site: Path) -> None:
    kept = LIST.read_text("utf-8").split("\n")[:-1]
    assert kept == sorted(set(kept))
    assert dead(kept, site) == []


def test_every_address_is_in_the_list(site: Path) -> None:
    kept = set(LIST.read_text("utf-8").split("\n"))
    new = sorted(addresses(site) - kept)
    assert new == [], "publish them with: .venv/bin/python -m tests.site.test_addresses"


def test_a_page_that_moved_is_found_through_its_redirect(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    moved = '<meta http-equiv="refresh" content="0; url=../new/">'
    (tmp_path / "old" / "index.html").write_text(moved, "utf-8")
    heading = '<article><h2 id="place">Place</h2></article>'
    (tmp_path / "new" / "index.html").write_text(heading, "utf-8")
    kept = ["old/", "old/#place", "old/#gone", "new/#place", "gone/"]
    assert dead(kept, tmp_path) == ["old/#gone", "gone/"]


def add_new() -> None:
    """Build the guide and add its new addresses to the list."""
    with tempfile.TemporaryDirectory() as folder:
        built = addresses(build_guide(Path(folder) / "site"))
    kept = set(LIST.read_text("utf-8").split("\n")[:-1]) if LIST.exists() else set()
    LIST.write_text("".join(f"{address}\n" for address in sorted(kept | built)), "utf-8")
    print(f"{len(built - kept)} new addresses in {LIST}")


if __name__ == "__main__":
    add_new()
