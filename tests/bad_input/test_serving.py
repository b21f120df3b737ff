"""`mkdocs serve` refuses to start on a wrong example; one that goes wrong later can be mended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bad_input.conftest import problems_at
from tests.conftest import SmallGuide, clean_environment, mkdocs

PAGE = "docs/jacobian/slope.md"
SQUARE = "snippets/jacobian/slope/square.py"
BROKEN = 'raise ValueError("on purpose")'
PATIENCE = 60


def free_address() -> str:
    """An address of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def serving(guide: SmallGuide, address: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`mkdocs serve`, writing what it says to `log`; killed at the end, whatever happens."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", address]
    with log.open("wb") as terminal:
        server = subprocess.Popen(
            command, cwd=guide.root, env=clean_environment(), stdout=terminal, stderr=terminal
        )
        try:
            yield server
        finally:
            server.kill()
            server.wait()


def fetch(address: str) -> str:
    """The concept page as it is served now; empty if nothing is."""
    try:
        with urllib.request.urlopen(f"http://{address}/jacobian/slope/", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_for(come_true: Callable[[], bool], log: Path) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not come_true():
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.1)


def test_serve_refuses_to_start_on_a_wrong_example(small_guide: SmallGuide) -> None:
    small_guide.edit(SQUARE, "return x**2", BROKEN)
    where = f"{SQUARE}:{small_guide.line(SQUARE, BROKEN)}"

    served = mkdocs("serve", "--dev-addr", free_address(), folder=small_guide.root)
    built = small_guide.build()

    assert served.returncode != 0
    assert "raised ValueError: on purpose" in problems_at(served.stderr, where)
    assert problems_at(served.stderr, where) == problems_at(built.stderr, where)


def test_an_error_while_serving_shows_and_the_next_save_mends_it(
    small_guide: SmallGuide, tmp_path: Path
) -> None:
    address, log = free_address(), tmp_path / "log"
    with serving(small_guide, address, log) as server:
        wait_for(lambda: "the slope at 3 is 6" in fetch(address), log)
        assert '<p class="page-files"></p>' in fetch(address)  # there is nothing to take along here

        small_guide.edit(SQUARE, "return x**2", BROKEN)
        where = f"{SQUARE}:{small_guide.line(SQUARE, BROKEN)}"
        wait_for(lambda: "on purpose" in problems_at(log.read_text("utf-8"), where), log)
        assert server.poll() is None

        small_guide.edit(PAGE, "the slope at 3 is 6", "the slope at 3 is six")
        small_guide.edit(SQUARE, BROKEN, "return x**2")
        wait_for(lambda: "the slope at 3 is six" in fetch(address), log)


def test_a_page_that_is_deleted_while_serving_leaves_dead_links(
    small_guide: SmallGuide, tmp_path: Path
) -> None:
    address, log = free_address(), tmp_path / "log"
    small_guide.write("docs/more.md", "# More\n")
    small_guide.edit(PAGE, "See [the start]", "See [more](../more.md) and [the start]")
    where = f"{PAGE}:{small_guide.line(PAGE, '../more.md')}"
    with serving(small_guide, address, log):
        wait_for(lambda: "more/" in fetch(address), log)
        (small_guide.root / "docs" / "more.md").unlink()
        wait_for(lambda: "a dead link" in problems_at(log.read_text("utf-8"), where), log)
