"""What mkdocs.yml says, read without MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from proofpress.guide import read_guide
from proofpress.takeaway.settings import read_settings
from tests.conftest import ROOT

YAML = """\
site_name: A guide, of slopes
site_description: >-
  About
  slopes.
copyright: Free.
site_url: !ENV SITE_URL
repo_url: !ENV [REPO_URL, OTHER, "none"]
nav:
  - Start:
      - Home: b.md
      - c.md
  - a.md
markdown_extensions:
  - x: !!python/name:a.b
"""


def test_names_and_order_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "mkdocs.yml").write_text(YAML, "utf-8")
    settings = read_settings(tmp_path)
    assert (settings.name, settings.slug) == ("A guide, of slopes", "a-guide-of-slopes")
    assert (settings.description, settings.rights, settings.address) == (
        "About slopes.",
        "Free.",
        "",
    )
    assert settings.order == ("b.md", "c.md", "a.md")
    monkeypatch.setenv("SITE_URL", "https://example.org/guide")
    assert read_settings(tmp_path).address == "https://example.org/guide/"


def test_pages_outside_the_navigation_come_last(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(YAML, "utf-8")
    (tmp_path / "docs").mkdir()
    for name in "abcz":
        (tmp_path / "docs" / f"{name}.md").write_text(f"# {name}\n", "utf-8")
    ordered = read_settings(tmp_path).in_order(read_guide(tmp_path))
    assert [page.path for page in ordered] == ["b.md", "c.md", "a.md", "z.md"]


def test_mkdocs_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    here, there = read_settings(ROOT), load_config(str(ROOT / "mkdocs.yml"))
    assert (here.name, here.address) == (there.site_name, there.site_url)
    assert here.description == there.site_description
    assert here.order[0] == "index.md"
