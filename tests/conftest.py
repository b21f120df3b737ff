"""What the tests share: the guide itself, its built site, and a small guide to break."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from proofpress import record
from proofpress.guide import read_guide

ROOT = Path(__file__).resolve().parent.parent

CONCEPT_PAGE = """\
---
title: Slope
---

# Slope

## The idea {level=high}

A slope is how fast things climb.

/// example | jacobian/slope/drawn.py
    fold: true
    alt: A straight line from lower left to upper right.
A line that climbs.
///

## To use it {level=mid}

The slope of $x^2$ at $a$ is

/// equation | slope
f'(a) = 2a.
///

/// example | jacobian/slope/square.py
    section: slope
///

## To be sure {level=low}

By [](eq:slope), the slope at 3 is 6. See [the start](../index.md).
"""
INDEX_PAGE = """\
# A small guide

It has [one page](jacobian/slope.md#to-use-it).
"""
SQUARE = """\
from autograd import grad


def square(x):
    return x**2


# --8<-- [start:slope]
print("slope at 3:", grad(square)(3.0))
# --8<-- [end:slope]
"""
DRAWN = """\
import autograd.numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 1, 5)
plt.plot(x, 2 * x)
plt.show()
"""


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what the caller's shell may say about the site."""
    without = {"SITE_URL", "REPO_URL", "EDIT_URI", "SOURCE_DATE_EPOCH", "NAV_INSTANT"}
    without |= {"PAGES_ONLY"}
    kept = {key: value for key, value in os.environ.items() if key not in without}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **more}


def mkdocs(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run mkdocs in `folder` and return what it said and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def build_guide(site: Path, **environment: str) -> Path:
    """Build this repository's guide, strictly, into `site`."""
    done = mkdocs("build", "--strict", "--site-dir", str(site), folder=ROOT, **environment)
    assert done.returncode == 0, done.stderr
    return site


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: Callable[..., SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """Serve `folder` on this machine; gives the address of its root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class SmallGuide:
    """A guide of two pages and two examples in a folder of its own, for tests to break."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str) -> None:
        """Write the file at `path` below the root, with its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which must stand there once, by `new` in the file at `path`."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def line(self, path: str, text: str) -> int:
        """The number of the first line of the file at `path` that holds `text`."""
        lines = (self.root / path).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def prove(self) -> None:
        """Write the record that proofs of the guide, as it stands now, would have written."""
        guide = read_guide(self.root)
        derivatives = {
            name: {"derivatives": 1, "of": record.derivatives_key(example)}
            for name, example in guide.examples.items()
        }
        equations = {
            block.argument: {
                "how": "evaluated",
                "of": record.equation_key(guide, page, block.body),
            }
            for page, _, block in guide.blocks("equation")
        }
        numbers = {
            page.path: {"numbers": 1, "of": record.numbers_key(guide, page)} for page in guide.pages
        }
        found = record.Record(derivatives, equations, numbers, record.versions())
        record.write_record(self.root, found)

    def build(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `mkdocs build --strict`, with everything proved as it stands."""
        self.prove()
        return self.build_as_recorded(*arguments, **environment)

    def build_as_recorded(
        self, *arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `mkdocs build --strict` with the record as it is; the pages only, unless told."""
        environment = {"PAGES_ONLY": "1", **environment}
        return mkdocs("build", "--strict", *arguments, folder=self.root, **environment)

    def print(self) -> subprocess.CompletedProcess[str]:
        """Run `python -m proofpress pdf site`."""
        return self.run("pdf", "site")

    def check(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m proofpress check`."""
        return self.run("check", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m proofpress` in the guide's folder."""
        return subprocess.run(
            [sys.executable, "-m", "proofpress", *arguments],
            cwd=self.root,
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def make_small_guide(root: Path) -> SmallGuide:
    """Write the small guide below `root`: this repository's settings, its own pages."""
    guide = SmallGuide(root)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("proofpress/theme", str(ROOT / "proofpress" / "theme"))
    settings = settings.replace(
        "proofpress/mkdocs_hooks.py", str(ROOT / "proofpress" / "mkdocs_hooks.py")
    )
    settings = settings.replace("  - proofpress\n\ntheme", "\ntheme")  # nothing to watch there
    settings = re.sub(r"\nnav:\n(?:  .*\n)+", "\n", settings)
    guide.write("mkdocs.yml", settings)
    guide.write("docs/index.md", INDEX_PAGE)
    guide.write("docs/jacobian/slope.md", CONCEPT_PAGE)
    guide.write("snippets/jacobian/slope/square.py", SQUARE)
    guide.write("snippets/jacobian/slope/square.out", "slope at 3: 6.0\n")
    guide.write("snippets/jacobian/slope/drawn.py", DRAWN)
    guide.write("snippets/jacobian/slope/drawn.out", "")
    guide.prove()
    return guide


@pytest.fixture
def small_guide(tmp_path: Path) -> SmallGuide:
    """A small guide that builds; break it."""
    return make_small_guide(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's guide, built once for all tests that only look at it."""
    return build_guide(tmp_path_factory.mktemp("built") / "site")
