"""A guide that was built once, to plant bad input into, and a look at how a build refuses it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import SmallGuide, contents, make_small_guide

PROBLEM = re.compile(r"^(?=(?:docs|snippets|tests)/[^\s:]+(?::\d+)?: )", re.MULTILINE)


@pytest.fixture(scope="session")
def built_guide(tmp_path_factory: pytest.TempPathFactory) -> SmallGuide:
    """The small guide with its site; nobody changes it."""
    guide = make_small_guide(tmp_path_factory.mktemp("small") / "guide")
    done = guide.build()
    assert done.returncode == 0, done.stderr
    return guide


def copy_guide(guide: SmallGuide, to: Path) -> SmallGuide:
    """A copy of `guide` to break, with its site and what it has kept of its runs."""
    shutil.copytree(guide.root, to)
    return SmallGuide(to)


@pytest.fixture
def small_guide(built_guide: SmallGuide, tmp_path: Path) -> SmallGuide:
    """A small guide with a good site; break it."""
    return copy_guide(built_guide, tmp_path / "guide")


def refused(guide: SmallGuide, **environment: str) -> str:
    """What a build says that fails and leaves no trace: the old site as it was, nothing beside."""
    site, beside = contents(guide.site), {path.name for path in guide.root.iterdir()}
    assert site
    done = guide.build(**environment)
    assert done.returncode != 0, done.stderr
    assert contents(guide.site) == site
    assert {path.name for path in guide.root.iterdir()} == beside
    return done.stderr


def problems_at(said: str, where: str) -> str:
    """The problems that `said` names at exactly the place `where`; empty if there are none."""
    found = [part for part in PROBLEM.split(said) if part.startswith(f"{where}: ")]
    return "\n".join(dict.fromkeys(found))
