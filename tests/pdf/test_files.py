"""What comes with a PDF: the examples as files, few bytes, the same ones each time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf

from tests.conftest import ROOT, clean_environment
from tests.pdf.conftest import EDITIONS, Edition

MOST = 5_000_000
"""Bytes of the whole guide as PDF."""
EPOCH = "1700000000"


def attachments(path: Path) -> dict[str, bytes]:
    """The files within a PDF, by name."""
    with pikepdf.open(path) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def test_each_example_that_is_shown_is_attached(edition: Edition, site: Path) -> None:
    shown = {str(e["data-example"]) for _, e in edition.each("[data-example]")}
    wanted = {name.replace("/", "-"): (site / "snippets" / name).read_bytes() for name in shown}
    assert wanted
    assert attachments(edition.pdf.path) == wanted


def test_an_attached_example_runs(edition: Edition, tmp_path: Path) -> None:
    files = attachments(edition.pdf.path)
    for name in ("the_map-shapes.py", "how_to_read-first_example.py"):
        (tmp_path / name).write_bytes(files[name])
        done = subprocess.run(
            [sys.executable, "-I", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        folder, _, file = name.partition("-")
        recorded = ROOT / "snippets" / folder / file.replace(".py", ".out")
        assert done.stdout == recorded.read_text("utf-8")


def test_it_is_small(edition: Edition) -> None:
    assert edition.pdf.path.stat().st_size <= MOST


def test_the_bytes_are_the_same_in_another_folder_zone_and_language(
    site: Path, tmp_path: Path
) -> None:
    """Also where nothing is kept from before."""
    for number, more in enumerate(
        ({"TZ": "UTC", "LC_ALL": "C"}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8"})
    ):
        root = tmp_path / ("a folder" if number else "guide")
        for folder in ("docs", "snippets"):
            shutil.copytree(ROOT / folder, root / folder)
        kept = shutil.ignore_patterns("downloads")
        shutil.copytree(site, root / "site", ignore=kept)
        environment = clean_environment(
            SOURCE_DATE_EPOCH=EPOCH, PYTHONPATH=str(ROOT), PYTHONHASHSEED=str(number), **more
        )
        done = subprocess.run(
            [sys.executable, "-m", "proofpress", "pdf", "site"],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
    for end in EDITIONS:
        name = f"jacobians-and-hessians{end}.pdf"
        one, other = (
            (tmp_path / folder / "site" / "downloads" / name).read_bytes()
            for folder in ("guide", "a folder")
        )
        assert one == other
        with pikepdf.open(tmp_path / "guide" / "site" / "downloads" / name) as pdf:
            assert str(pdf.docinfo.CreationDate).startswith("D:20231114")


def test_no_font_of_the_system_is_used(edition: Edition) -> None:
    names = {run.font.split("+")[-1] for run in edition.pdf.runs}
    assert names
    assert all(name.startswith(("NewCM", "DejaVuSansMono")) for name in names)
