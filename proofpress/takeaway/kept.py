"""Keep what was made, under a key of everything that it was made from."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from proofpress.results import KEPT_SECONDS
from proofpress.sources import digest

HERE = Path(__file__).parent


def kept(store: Path, name: str, of: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """What `make` makes, or what it made of the same before.

    Args:
        store: the folder where it is kept.
        name: what it is, with a suffix; a part of the file's name.
        of: texts that tell all that it is made from; this package is added to them.
        make: makes it.
    """
    path = store / f"{digest([_ourselves(), *of])}-{name}"
    with contextlib.suppress(FileNotFoundError):
        os.utime(path)
        return path.read_bytes()
    made = make()
    store.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(made)
    partial.replace(path)
    return made


def forget_old(store: Path) -> None:
    """Drop what nobody has asked for in a long time."""
    oldest = time.time() - KEPT_SECONDS
    for path in store.glob("*"):
        with contextlib.suppress(FileNotFoundError):  # another build may be at work here
            if path.stat().st_mtime < oldest:
                path.unlink()


@lru_cache(maxsize=1)
def _ourselves() -> str:
    return digest(path.read_text("utf-8") for path in sorted(HERE.glob("*.py")))
