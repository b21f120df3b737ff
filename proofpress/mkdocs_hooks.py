"""MkDocs calls these; each hands on to a plain function. Zensical does without them."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofpress import drawn, links, publish
from proofpress.ahead import work_ahead
from proofpress.checks import begin, checked_guide, settle
from proofpress.errors import GuideError
from proofpress.finish import finish_examples, finish_formulas
from proofpress.guide import store
from proofpress.site_links import site_link_problems
from proofpress.standing import standing
from proofpress.theme_templates import environment

EDIT_URI = "edit/main/docs/"
"""Where a page's source is edited, below the repository's address, if no other place is named."""


@dataclass
class _Build:
    """The build that is under way: where it goes in the end."""

    command: str = ""
    site: Path | None = None
    root: Path | None = None
    drawn: dict[str, list[str]] = field(default_factory=dict)


_build = _Build()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember what was asked for."""
    _build.command, _build.site = command, None
    if command == "build":
        gc.disable()  # the build is short, and what it makes it needs to the end


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Date the site by its source, let its pages be edited, and build it aside."""
    root = Path(config.docs_dir).parent
    os.environ.setdefault("SOURCE_DATE_EPOCH", publish.source_date(root))
    # no event comes between MkDocs's making of the environment and its use of it
    config.theme.get_env = partial(environment, config.theme, store(root))  # type: ignore[method-assign]
    if config.repo_url and not os.environ.get("EDIT_URI"):
        config.edit_uri = EDIT_URI
    if _build.command == "build":
        _build.site = Path(config.site_dir)
        config.site_dir = str(publish.aside(_build.site))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin to run the examples and to set the formulas; the pages are rendered meanwhile."""
    work_ahead(begin(_root(config)).guide)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the programs, so that pages can link to them."""
    for path, text in publish.programs(checked_guide(_root(config)).guide).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Keep from search and templates, which would read all of it, what they have no use for."""
    short, _build.drawn[page.file.src_uri] = drawn.take_out(html)
    return short


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Put it back."""
    return drawn.put_back(output, _build.drawn[page.file.src_uri])


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Check every link, now that all pages are rendered."""
    root = _root(config)
    here = {f.src_uri for f in files if f.is_documentation_page()}
    # a server has rendered pages before that are gone by now
    pages = {path: linked for path, linked in links.rendered(root).items() if path in here}
    others = frozenset(f.src_uri for f in files) - here
    problems = links.link_problems(pages, others)
    if config.strict and _build.command != "serve":
        problems += standing(checked_guide(root)).problems
    if problems:
        raise GuideError(problems)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Check everything, add what goes with the pages, print it, make what readers take along.

    The last event of a build. The examples have run all the while, and what doesn't need them is
    done before they are waited for. A server here sends not far, so its pages needn't be light, and
    nobody takes anything along from it or after PAGES_ONLY.
    """
    site, root, serving = Path(config.site_dir), _root(config), _build.command == "serve"
    finish_formulas(site, store(root), light=not serving)
    settle(root)
    checked = checked_guide(root)
    finish_examples(site, checked)
    if not serving and not os.environ.get("PAGES_ONLY"):
        from proofpress.pdf import write_pdfs  # only here: a server needn't load them
        from proofpress.takeaway.everything import take_away

        write_pdfs(site, checked.guide)
        take_away(site, checked)
        if problems := site_link_problems(site):
            raise GuideError(problems)


def on_build_error(error: Exception, **_: Any) -> None:
    """Say first what is wrong in the source: a page may not have been rendered because of it."""
    if _build.root is None:
        return
    try:
        settle(_build.root)
    except GuideError as problems:
        if str(problems) != str(error):
            logging.getLogger("mkdocs.proofpress").error(str(problems))
            raise Abort("Aborted with a BuildError!") from None


def _root(config: MkDocsConfig) -> Path:
    _build.root = Path(config.docs_dir).parent.resolve()
    return _build.root


def on_shutdown() -> None:
    """Swap the finished site in; leave the old one where anything went wrong."""
    if _build.site is None:
        return
    fresh, site = publish.aside(_build.site), _build.site
    if sys.exc_info()[0] is None and fresh.exists():
        publish.swap(fresh, site)
    else:
        shutil.rmtree(fresh, ignore_errors=True)
    if _build.command == "build":
        gc.freeze()  # the interpreter ends next; it would look through all of it once more (0.05 s)
