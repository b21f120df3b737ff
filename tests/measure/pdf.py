"""How long the PDFs take beside the site and beside Chromium: `python -m tests.measure.pdf`.

Each is made in turn, five rounds, each by a process of its own. The times of one round are
compared with each other, since the machine may be busier in the next.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import installed_chromium
from tests.conftest import clean_environment, served
from tests.measure import builds, record

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
PDF = "pdf"


def site_pages(site: Path) -> list[str]:
    """The addresses of the site's pages."""
    found = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return ["" if page == "." else f"{page}/" for page in found]


def print_pdfs(folder: Path) -> float:
    """Write all editions of the site in `folder` by our command; how long it took."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "proofpress", "pdf", "site"],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(folder)),
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return took


def print_by_chromium(site: Path) -> tuple[float, str]:
    """Print every page of the site by Chromium; how long it took, and which Chromium."""
    with served(site) as address:
        start = time.perf_counter()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed_chromium())
            version = f"Chromium {browser.version}"
            page = browser.new_page()
            for place in site_pages(site):
                page.goto(address + place, wait_until="load")
                page.pdf(format="A4", tagged=True, outline=True)
            browser.close()
        return time.perf_counter() - start, version


def forget_words(folder: Path) -> None:
    """Have the formulas said anew."""
    for kept in (folder / ".cache" / "proofpress").glob("words-*"):
        kept.unlink()


def measure(rounds: int, folder: Path) -> tuple[dict[str, list[float]], str]:
    """How long each took, round by round; which Chromium it was."""
    builds.copy_guide(folder)
    builds.build(folder)
    print_pdfs(folder)  # Python compiles its modules once
    seconds: dict[str, list[float]] = {}
    browser = ""
    for _ in range(rounds):
        builds.forget(folder)
        seconds.setdefault("site", []).append(builds.build(folder).clock)
        forget_words(folder)
        seconds.setdefault(PDF, []).append(print_pdfs(folder))
        seconds.setdefault("pdf again", []).append(print_pdfs(folder))
        shutil.rmtree(folder / "site" / "downloads")
        took, browser = print_by_chromium(folder / "site")
        seconds.setdefault("chromium", []).append(took)
    return seconds, browser


def summary(seconds: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Median time of each, and the median of its ratios to that of the PDFs, nothing kept."""
    return {
        kind: {
            "seconds": round(statistics.median(taken), 2),
            "ratio": round(
                statistics.median(t / ours for t, ours in zip(taken, seconds[PDF], strict=True)), 2
            ),
        }
        for kind, taken in seconds.items()
    }


def main() -> None:
    """Measure, print, record."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
        seconds, browser = measure(rounds, Path(folder))
    found = summary(seconds)
    for kind, numbers in found.items():
        print(f"{kind:10} {numbers['seconds']:6.2f} s  {numbers['ratio']:5.2f} times the PDFs")
    if rounds == ROUNDS:
        record.write(ROOT, "pdf", {"rounds": rounds, "kinds": found, "browser": browser})


if __name__ == "__main__":
    main()
