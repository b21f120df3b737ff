"""What lies behind a module: whatever it imports of ours, found by its source alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.sources import PACKAGE, digest, sources_behind


def write(root: Path, **modules: str) -> None:
    for name, text in modules.items():
        path = root / "tests" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "statement",
    [
        "from tests.helper import square",
        "from tests import helper",
        "from tests import (\n    other,\n    helper,\n)",
        "from tests import helper as h",
        "import tests.helper",
        "def f():\n    from tests import helper",
    ],
)
def test_an_import_is_followed_however_it_is_written(tmp_path: Path, statement: str) -> None:
    write(tmp_path, first=statement, helper="from tests.deep import a", deep="a = 1", unused="b")
    behind = sources_behind(tmp_path / "tests" / "first.py", tmp_path)
    assert behind == ["a = 1", statement, "from tests.deep import a"]


def test_modules_that_import_each_other_are_read_once(tmp_path: Path) -> None:
    write(tmp_path, first="from tests import second", second="from tests import first")
    assert len(sources_behind(tmp_path / "tests" / "first.py", tmp_path)) == 2


def test_nothing_is_behind_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert sources_behind(tmp_path / "tests" / "none.py", tmp_path) == []


def test_the_package_is_followed_from_a_guide_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, first="from proofpress.linear_text import linear_text")
    behind = sources_behind(tmp_path / "tests" / "first.py", tmp_path)
    assert (PACKAGE / "linear_text.py").read_text("utf-8") in behind


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, first="a = 1")
    before = sources_behind(tmp_path / "tests" / "first.py", tmp_path)
    write(tmp_path, first="a = 23")
    assert sources_behind(tmp_path / "tests" / "first.py", tmp_path) == ["a = 23"] != before


def test_a_digest_tells_texts_apart_that_join_alike() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["a", "b"]) == digest(["a", "b"])
