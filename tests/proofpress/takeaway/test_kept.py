"""What was made is kept under a key of all that it was made from."""

from __future__ import annotations

import os
from pathlib import Path

from proofpress.results import KEPT_SECONDS
from proofpress.takeaway.kept import forget_old, kept


def test_it_is_made_anew_when_something_it_is_made_of_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def make(text: str) -> bytes:
        return kept(tmp_path, "x.txt", [text], lambda: made.append(text) or text.encode())

    assert [make("a"), make("a"), make("b"), make("a")] == [b"a", b"a", b"b", b"a"]
    assert made == ["a", "b"]


def test_what_nobody_asks_for_is_dropped(tmp_path: Path) -> None:
    kept(tmp_path, "old", ["a"], lambda: b"a")
    kept(tmp_path, "new", ["b"], lambda: b"b")
    (old,) = tmp_path.glob("*-old")
    long_ago = old.stat().st_mtime - KEPT_SECONDS - 10
    os.utime(old, (long_ago, long_ago))
    forget_old(tmp_path)
    assert [path.name.split("-")[1] for path in tmp_path.iterdir()] == ["new"]
