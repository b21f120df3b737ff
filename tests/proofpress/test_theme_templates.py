"""The theme's templates: all that MkDocs would copy are found; what has changed compiles anew."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from proofpress.theme_templates import VisibleFiles, environment


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """A theme of its own over MkDocs's."""
    custom = tmp_path / "custom"
    (custom / ".icons" / "deep").mkdir(parents=True)
    (custom / ".icons" / "deep" / "star.svg").write_text("<svg/>", "utf-8")
    (custom / "css").mkdir()
    (custom / "css" / "own.css").touch()
    (custom / "page.html").write_text("{% include '.icons/deep/star.svg' %} {{ 1 + 1 }}", "utf-8")
    return Theme("mkdocs", custom_dir=str(custom))


def test_all_files_but_the_hidden_are_found(theme: Theme) -> None:
    everything = jinja2.FileSystemLoader(theme.dirs).list_templates()
    assert ".icons/deep/star.svg" in everything
    visible = [path for path in everything if not path.startswith(".") and "/." not in path]
    assert {"css/own.css", "main.html"} < set(visible)
    assert VisibleFiles(theme.dirs).list_templates() == visible


def test_a_hidden_file_can_still_be_included(theme: Theme, tmp_path: Path) -> None:
    page = environment(theme, tmp_path / "store").get_template("page.html")
    assert page.render() == "<svg/> 2"


def test_a_template_compiles_once_until_it_changes(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str | None] = []
    compile_it = jinja2.Environment.compile

    def note(self: jinja2.Environment, source: str, name: str | None, *more: object) -> object:
        compiled.append(name)
        return compile_it(self, source, name, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", note)

    def render() -> str:
        compiled.clear()
        return environment(theme, tmp_path / "store").get_template("page.html").render()

    assert render() == "<svg/> 2"
    assert compiled
    assert render() == "<svg/> 2"
    assert compiled == []
    (tmp_path / "custom" / "page.html").write_text("{{ 1 + 2 }}", "utf-8")
    assert render() == "3"
    assert compiled == ["page.html"]
