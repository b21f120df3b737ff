"""A site comes out whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress import publish
from proofpress.checks import checked_guide
from tests.conftest import SmallGuide, contents


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A finished site, beside the place of the old one."""
    folder = publish.aside(tmp_path / "site")
    folder.mkdir()
    (folder / "index.html").write_text("new", "utf-8")
    return folder


def test_a_swap_replaces_the_old_site_whole(tmp_path: Path, fresh: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "gone.html").write_text("old", "utf-8")
    publish.swap(fresh, site)
    assert contents(tmp_path) == {"site/index.html": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_needs_no_old_site(tmp_path: Path, fresh: Path) -> None:
    publish.swap(fresh, tmp_path / "site")
    assert contents(tmp_path) == {"site/index.html": b"new"}


def test_the_old_site_survives_a_rename_that_fails(
    tmp_path: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", "utf-8")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == fresh:
            raise OSError("on purpose")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="on purpose"):
        publish.swap(fresh, site)
    assert contents(site) == {"index.html": b"old"}
    assert {path.name for path in tmp_path.iterdir()} == {"site", fresh.name}


def test_each_program_and_figure_goes_with_the_pages(small_guide: SmallGuide) -> None:
    files = publish.files(checked_guide(small_guide.root))
    assert set(files) == {
        "snippets/jacobian/slope/square.py",
        "snippets/jacobian/slope/drawn.py",
        "figures/jacobian/slope/drawn.svg",
    }
    assert "8<" not in files["snippets/jacobian/slope/square.py"]
    figure = files["figures/jacobian/slope/drawn.svg"]
    assert figure.startswith("<?xml")
    assert "var(" not in figure


def test_a_source_without_history_has_a_fixed_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert publish.source_date(tmp_path) == publish.EPOCH
    monkeypatch.setenv("PATH", "")
    assert publish.source_date(tmp_path) == publish.EPOCH
