"""The texts that go with the files: which page is which, for people and for their programs."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from proofpress.examples import Example
from proofpress.pages import Page
from proofpress.takeaway.settings import Settings

INSTALL = "python -m pip install numpy autograd matplotlib"


def source_line(settings: Settings, page: Page, *, runs: bool) -> str:
    """What a page is a part of, for the line below its title; how to run it, if it can run."""
    name = settings.name
    if settings.address:
        path = page.path.removesuffix("index.md").removesuffix(".md")
        folder = path if not path or path.endswith("/") else f"{path}/"
        name = f"[{name}]({settings.address}{folder})"
    parts = [f"From the guide {name}.", settings.rights]
    if runs:
        parts.append(f"To run the programs: `{INSTALL}`")
    return " ".join(filter(None, parts))


def llms_txt(settings: Settings, pages: Iterable[Page]) -> str:
    """A list of the pages as Markdown, in the form that llmstxt.org describes."""
    lines = [f"# {settings.name}", "", f"> {settings.description}", ""]
    lines += ["Each page as plain Markdown, with its programs and what they print.", ""]
    lines += ["## Pages", ""]
    for page in pages:
        said = description(page)
        more = f": {said}" if said else ""
        lines.append(f"- [{page.title}]({settings.address}{page.path}){more}")
    return "\n".join(lines) + "\n"


def description(page: Page) -> str:
    """What a page's front matter says the page is about."""
    read = yaml.safe_load("\n".join(page.lines[1 : max(page.body_line - 1, 1)])) or {}
    return " ".join(str(read.get("description") or "").split())


def examples_readme(settings: Settings, pages: Iterable[Page], known: dict[str, Example]) -> str:
    """The README of the archive of all programs."""
    lines = [f"# The programs of {settings.name}", ""]
    if settings.address:
        lines += [f"They are explained at <{settings.address}>.", ""]
    lines += [
        "Each file runs on its own. It needs Python and three libraries:",
        "",
        f"    {INSTALL}",
        "",
        "Beside each program that prints, a file ending in `.out` holds what it prints. The",
        "licence of the code is in `LICENSE`.",
    ]
    for page in pages:
        shown = [b.argument for b in page.blocks if b.name == "example" and b.argument in known]
        if shown:
            lines += ["", f"## {page.title}", "", *(f"- [{n}]({n})" for n in shown)]
    return "\n".join(lines) + "\n"
