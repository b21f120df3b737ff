"""Zip files that are the same each time: names in order, one date, nothing of this machine."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from proofpress.takeaway.kept import kept

DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest that a zip file can tell."""


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip file with `files`, by path, in one folder at its top."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", DATE)
            entry.create_system = 3  # the same wherever it is made: else Windows would say so
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path], compresslevel=9)
    return whole.getvalue()


def kept_zip(files: Mapping[str, bytes], folder: str, store: Path) -> bytes:
    """The same as `zipped`, made once for the same files."""
    of = (f"{path} {hashlib.sha256(files[path]).hexdigest()}" for path in sorted(files))
    return kept(store, f"{folder}.zip", of, lambda: zipped(files, folder))
