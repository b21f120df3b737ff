"""Which page is being rendered: MkDocs and Zensical tell it in different ways."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown

from proofpress.checks import CheckedGuide, checked_guide
from proofpress.errors import GuideError, Problem
from proofpress.pages import Page


@dataclass(frozen=True)
class Context:
    """The page that is being rendered, and the checked guide that it belongs to."""

    checked: CheckedGuide
    page: Page

    def line_of(self, text: str, after: int = 0) -> int:
        """The first line past `after` that holds the first line of `text`; 1 if none does."""
        wanted = next((line.strip() for line in text.split("\n") if line.strip()), text)
        lines = list(enumerate(self.page.lines, start=1))
        for number, line in lines[after:] + lines[:after]:
            if number > self.page.body_line and wanted in line:
                return number
        return 1

    def where(self, text: str) -> str:
        """The place of `text` on the page, as an error names it."""
        return self.page.where(self.line_of(text))


def read_context(md: Markdown, given: dict[str, Any]) -> Context:
    """The page that `md` converts now.

    Args:
        md: the converter.
        given: `root` and `page`, for callers that are neither MkDocs nor Zensical.
    """
    root, path = _place(md, given)
    checked = checked_guide(root)
    page = checked.guide.page(path)
    if page is None:
        raise GuideError([Problem(f"docs/{path}", "this page isn't below docs/.")])
    return Context(checked, page)


def _place(md: Markdown, given: dict[str, Any]) -> tuple[Path, str]:
    if given["page"]:
        return Path(given["root"]).resolve(), str(given["page"])
    if "relpath" in md.treeprocessors:  # MkDocs
        relpath: Any = md.treeprocessors["relpath"]
        return Path(relpath.config.docs_dir).resolve().parent, str(relpath.file.src_uri)
    if "rendering_context" in md.preprocessors:  # Zensical
        rendering: Any = md.preprocessors["rendering_context"]
        return Path(rendering.config["root_dir"]).resolve(), str(rendering.page.path)
    raise RuntimeError("neither MkDocs nor Zensical, and no page was given")
