"""What a first visit to a page moves: `python -m tests.measure.visit`.

A small server on this machine gives the built site, compressed as most servers do it; Chromium
visits one page with nothing kept, and what went over the wire is counted.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import installed_chromium
from tests.conftest import build_guide, served
from tests.measure import record

ROOT = Path(__file__).resolve().parents[2]
PAGE = "jacobian/the-jacobian/"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 1e5}
COMPRESSED = (".html", ".css", ".js", ".json", ".xml", ".svg", ".py", ".txt")
FIGURE = re.compile(r'<svg [^>]*role="img".*?</svg>', re.DOTALL)
SHIFTS = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) window.shifted = (window.shifted || 0) + entry.value
}).observe({type: "layout-shift", buffered: true})
"""


Sent = list[tuple[str, int]]
"""What a server sent: each path, and how many bytes went out for it, headers included."""


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder, text compressed, says nothing, and notes what it sends."""

    sent: Sent

    def __init__(self, *arguments: Any, sent: Sent, **options: Any) -> None:
        self.sent = sent
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.sent.append((self.path, 0))
            self.send_error(404)
            return
        body, head = path.read_bytes(), {"Content-Type": self.guess_type(path)}
        if path.suffix in COMPRESSED:
            body, head = gzip.compress(body, 6, mtime=0), {**head, "Content-Encoding": "gzip"}
        self.send_response(200)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.sent.append((self.path, len(body) + sum(map(len, self._headers_buffer)) + 2))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def visit(
    browser: Browser, address: str, sent: Sent, *, width: int, slow: bool = False
) -> dict[str, Any]:
    """Visit a page for the first time, read it to its end, then search.

    Args:
        browser: the browser; the visit has a profile of its own.
        address: the page's address.
        sent: what the server notes.
        width: how wide the window is, in pixels of CSS.
        slow: on a line of 1.6 Mbit/s with 150 ms to the server.
    """
    sent.clear()
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    if slow:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    moved = dict(sent)
    found = {
        "bytes": sum(size for _, size in sent),
        "requests": len(sent),
        "layout shift": round(page.evaluate("window.shifted || 0"), 4),
    }
    page.locator("[data-md-component=search-query]").first.focus()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    found["bytes when someone searches"] = sum(size for _, size in sent) - found["bytes"]
    context.close()
    return {**found, "parts": moved}


def compressed(text: str) -> int:
    """How many bytes the text takes, compressed."""
    return len(gzip.compress(text.encode(), 6, mtime=0))


def html_weights(page: Path) -> dict[str, Any]:
    """The weight of a page's HTML without its figures, and of the heaviest figure of all pages."""
    text = page.read_text("utf-8")
    return {
        "html without figures": compressed(FIGURE.sub("", text)),
        "formulas": text.count(" data-tex="),
    }


def heaviest_figure(site: Path) -> int:
    """The weight of the heaviest figure on any page."""
    figures = (
        figure
        for path in site.rglob("*.html")
        for figure in FIGURE.findall(path.read_text("utf-8"))
    )
    return max(map(compressed, figures))


def main() -> None:
    """Measure, print, record."""
    with tempfile.TemporaryDirectory(prefix="visit-") as folder, sync_playwright() as playwright:
        site = build_guide(Path(folder) / "site")
        browser = playwright.chromium.launch(executable_path=installed_chromium())
        sent: Sent = []
        with served(site, partial(Compressing, sent=sent)) as root:
            fast = visit(browser, root + PAGE, sent, width=1280)
            slow = visit(browser, root + PAGE, sent, width=1280, slow=True)
            telephone = visit(browser, root + PAGE, sent, width=360, slow=True)
        found = {
            "page": PAGE,
            **fast,
            "layout shift on a slow line": slow["layout shift"],
            "layout shift on a telephone": telephone["layout shift"],
            **html_weights(site / PAGE / "index.html"),
            "heaviest figure": heaviest_figure(site),
            "browser": f"Chromium {browser.version}",
        }
        browser.close()
    for name, value in found.items():
        print(f"{name}: {value}")
    record.write(ROOT, "visit", {k: v for k, v in found.items() if k != "parts"})


if __name__ == "__main__":
    main()
