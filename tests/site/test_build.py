"""The build itself: it needs no network, gives the same bytes anywhere, and repeats no work."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, SmallGuide, contents, mkdocs
from tests.site.conftest import ADDRESS

NOT_SOURCES = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "site", "build")
ALARM = """\
import sys


def alarm(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open({log!r}, "a") as log:
            log.write(f"{{event}} {{arguments[1:]}}\\n")
        raise OSError("there is no network")


sys.addaudithook(alarm)
"""


@pytest.fixture
def copied_guide(tmp_path: Path) -> Path:
    """The guide's sources in another folder, with nothing kept from an earlier build."""
    return shutil.copytree(ROOT, tmp_path / "elsewhere" / "guide", ignore=NOT_SOURCES)


def test_a_first_build_needs_no_network(copied_guide: Path, tmp_path: Path) -> None:
    log = tmp_path / "reached for"
    (tmp_path / "alarm").mkdir()  # every interpreter that the build starts loads this first
    (tmp_path / "alarm" / "sitecustomize.py").write_text(ALARM.format(log=str(log)), "utf-8")

    path = os.pathsep.join([str(tmp_path / "alarm"), str(copied_guide)])
    done = mkdocs("build", "--strict", folder=copied_guide, PYTHONPATH=path)

    assert not log.exists(), log.read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert (copied_guide / "site" / "index.html").exists()


def test_two_builds_give_the_same_bytes(copied_guide: Path, addressed_site: Path) -> None:
    another = {
        "TZ": "Pacific/Chatham",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(copied_guide),
        "COLUMNS": "40",
        "MPLBACKEND": "svg",
    }
    done = mkdocs("build", "--strict", folder=copied_guide, **ADDRESS, **another)
    assert done.returncode == 0, done.stderr

    here, there = contents(addressed_site), contents(copied_guide / "site")
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []
    assert len(here) > 20


def results(guide: SmallGuide) -> dict[str, int]:
    """The results that are kept, and which file on the disk each is: a new run makes a new one."""
    kept = (guide.root / ".cache" / "proofpress" / "results").glob("*.json")
    return {path.name: path.stat().st_ino for path in kept}


def test_only_the_example_that_was_touched_runs_again(small_guide: SmallGuide) -> None:
    assert small_guide.build().returncode == 0
    first = results(small_guide)
    assert len(first) == 2

    assert small_guide.build().returncode == 0
    assert results(small_guide) == first

    small_guide.edit("snippets/jacobian/slope/square.py", "return x**2", "return x * x")
    assert small_guide.build().returncode == 0
    second = results(small_guide)
    assert first.items() < second.items()
    assert len(second) == 3
