"""MkDocs calls these; each hands on to a plain function. Zensical does without them."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofpress import links, publish
from proofpress.checks import checked_guide
from proofpress.errors import GuideError

EDIT_URI = "edit/main/docs/"
"""Where a page's source is edited, below the repository's address, if no other place is named."""


@dataclass
class _Build:
    """The build that is under way: where it goes in the end."""

    command: str = ""
    site: Path | None = None


_build = _Build()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember what was asked for."""
    _build.command, _build.site = command, None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Date the site by its source, let its pages be edited, and build it aside."""
    root = Path(config.docs_dir).parent
    os.environ.setdefault("SOURCE_DATE_EPOCH", publish.source_date(root))
    if config.repo_url and not config.edit_uri:
        config.edit_uri = EDIT_URI
    if _build.command == "build":
        _build.site = Path(config.site_dir)
        config.site_dir = str(publish.aside(_build.site))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Check everything before the first page is rendered."""
    checked_guide(Path(config.docs_dir).parent.resolve())


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the programs and the figures for print."""
    checked = checked_guide(Path(config.docs_dir).parent.resolve())
    for path, text in publish.files(checked).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Check every link, now that all pages are rendered."""
    root = Path(config.docs_dir).parent.resolve()
    here = {f.src_uri for f in files if f.is_documentation_page()}
    # a server has rendered pages before that are gone by now
    pages = {path: linked for path, linked in links.rendered(root).items() if path in here}
    others = frozenset(f.src_uri for f in files) - here
    problems = links.link_problems(pages, others)
    if problems:
        raise GuideError(problems)
    return env


def on_shutdown() -> None:
    """Swap the finished site in; leave the old one where anything went wrong."""
    if _build.site is None:
        return
    fresh, site = publish.aside(_build.site), _build.site
    if sys.exc_info()[0] is None and fresh.exists():
        publish.swap(fresh, site)
    else:
        shutil.rmtree(fresh, ignore_errors=True)
