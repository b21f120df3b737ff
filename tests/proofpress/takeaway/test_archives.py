"""Zip files that are the same each time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from proofpress.takeaway.archives import kept_zip, zipped

FILES = {"b/c.txt": b"c", "a.txt": b"a" * 1000}


def test_names_are_in_order_in_one_folder_with_one_date() -> None:
    made = zipped(FILES, "top")
    archive = zipfile.ZipFile(io.BytesIO(made))
    entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["top/a.txt", "top/b/c.txt"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert archive.read("top/a.txt") == b"a" * 1000
    assert len(made) < 500
    assert zipped(dict(reversed(FILES.items())), "top") == made


def test_it_is_made_once_for_the_same_files(tmp_path: Path) -> None:
    made = kept_zip(FILES, "top", tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"kept")
    assert kept_zip(FILES, "top", tmp_path) == b"kept"
    assert kept_zip({**FILES, "d": b""}, "top", tmp_path) not in (made, b"kept")
    assert kept_zip({**FILES, "a.txt": b"b"}, "top", tmp_path) not in (made, b"kept")
