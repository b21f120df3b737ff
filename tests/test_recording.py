"""The plugin for the record: it compares, writes only if nothing failed, and puts proofs first."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proofpress.record import FILE, read_record
from tests.conftest import ROOT, SmallGuide, clean_environment

PROOF = """\
import pytest


def test_equation(recording):
    recording.note("equations", "slope", {entry})


@pytest.mark.skipif({alone}, reason="not wanted")
def test_that_fails(recording):
    assert False
"""


def run(guide: SmallGuide, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the guide's tests with the plugin and nothing else."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.recording"]
    return subprocess.run(
        [*command, "--rootdir", str(guide.root), "--import-mode=importlib", *arguments, "tests"],
        cwd=guide.root,
        env=clean_environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def write_proof(guide: SmallGuide, entry: dict[str, str], *, fails: bool = False) -> None:
    text = PROOF.format(entry=entry, alone=not fails)
    guide.write("tests/equations/jacobian/test_slope.py", text)


def test_a_proof_that_finds_what_is_recorded_passes(small_guide: SmallGuide) -> None:
    entry = dict(read_record(small_guide.root).equations["slope"])
    write_proof(small_guide, entry)
    before = (small_guide.root / FILE).read_bytes()
    done = run(small_guide)
    assert done.returncode == 0, done.stdout
    assert (small_guide.root / FILE).read_bytes() == before


def test_a_proof_that_finds_something_else_fails_and_says_what_to_do(
    small_guide: SmallGuide,
) -> None:
    write_proof(small_guide, {"how": "evaluated", "of": "another"})
    before = (small_guide.root / FILE).read_bytes()
    done = run(small_guide)
    assert done.returncode == 1
    assert "equations of slope: the record is stale" in done.stdout
    assert "--update-record" in done.stdout
    assert (small_guide.root / FILE).read_bytes() == before


@pytest.mark.parametrize("fails", [False, True])
def test_the_record_is_written_when_asked_for_and_nothing_failed(
    small_guide: SmallGuide, fails: bool
) -> None:
    entry = {"how": "evaluated", "of": "another"}
    write_proof(small_guide, entry, fails=fails)
    before = read_record(small_guide.root)
    done = run(small_guide, "--update-record")
    after = read_record(small_guide.root)
    assert done.returncode == int(fails), done.stdout
    assert after.equations["slope"] == (before.equations["slope"] if fails else entry)
    assert after.derivatives == before.derivatives


def test_proofs_run_first(small_guide: SmallGuide) -> None:
    for folder in ("browser", "equations", "numbers", "site", "snippets"):
        small_guide.write(f"tests/{folder}/test_{folder}.py", "def test_it():\n    pass\n")
    done = run(small_guide, "--collect-only", "-q")
    order = [line.split("/")[1] for line in done.stdout.splitlines() if "::" in line]
    assert order == ["snippets", "equations", "numbers", "browser", "site"]
