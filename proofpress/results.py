"""Keep what a run gave, under a key of everything that can change it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from proofpress.examples import Example
from proofpress.runner import start_examples
from proofpress.sandbox import Outcome

LIBRARIES = ("numpy", "autograd", "matplotlib")
RUNNER = (
    *("figure_layout.py", "figure_texts.py", "figures.py", "fork_server.py", "guards.py"),
    *("runner.py", "sandbox.py", "svg_paths.py"),
)
KEPT_SECONDS = 30 * 24 * 3600
"""How long an outcome that nobody asks for stays."""


@cache
def surroundings() -> tuple[tuple[str, str], ...]:
    """What can change an outcome apart from the example: versions, machine, runner."""
    here = Path(__file__).parent
    digest = hashlib.sha256(b"".join((here / name).read_bytes() for name in RUNNER))
    return (
        ("python", sys.version),
        *((library, _version(library)) for library in LIBRARIES),
        ("platform", f"{platform.system()} {platform.machine()}"),
        ("openblas", os.environ.get("OPENBLAS_CORETYPE", "")),
        ("runner", digest.hexdigest()),
    )


def key(example: Example, around: tuple[tuple[str, str], ...]) -> str:
    """The name under which the outcome of `example` is kept."""
    parts = [
        *(("name", example.name), ("source", example.source)),
        *(("draws", example.draws), ("warns", example.warns)),
        *around,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Outcomes(Mapping[str, Outcome]):
    """The outcome of each example; where a run isn't done yet, asking for it waits."""

    def __init__(
        self, names: list[str], known: dict[str, Outcome], running: dict[str, Future[Outcome]]
    ) -> None:
        self._names = names
        self._known = known
        self._running = running

    def __getitem__(self, name: str) -> Outcome:
        return self._known[name] if name in self._known else self._running[name].result()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def outcomes(examples: Iterable[Example], store: Path) -> Outcomes:
    """The outcome of each example: kept in `store`, or run from now on and kept if it goes well."""
    chosen = list(examples)
    paths = {e.name: store / f"{key(e, surroundings())}.json" for e in chosen}
    known = {e.name: kept for e in chosen if (kept := _read(paths[e.name])) is not None}
    missing = [e for e in chosen if e.name not in known]
    if missing:
        store.mkdir(parents=True, exist_ok=True)
        _forget_old(store)
    running = start_examples(missing)
    for name, future in running.items():
        future.add_done_callback(partial(_keep, paths[name]))
    return Outcomes([e.name for e in chosen], known, running)


def _keep(path: Path, done: Future[Outcome]) -> None:
    if done.exception() is None and not done.result()["failures"]:
        partial_path = path.with_suffix(f".{os.getpid()}")
        partial_path.write_text(json.dumps(done.result()), "utf-8")
        partial_path.replace(path)


def _read(path: Path) -> Outcome | None:
    try:
        outcome: Outcome = json.loads(path.read_text("utf-8"))
        os.utime(path)
    except (OSError, ValueError):
        return None
    whole = isinstance(outcome, dict) and outcome.keys() == Outcome.__annotations__.keys()
    return outcome if whole else None


def _forget_old(store: Path) -> None:
    """Drop what has not been asked for in a long time."""
    oldest = time.time() - KEPT_SECONDS
    for path in store.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another build may be at work here
            if path.stat().st_mtime < oldest:
                path.unlink()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
