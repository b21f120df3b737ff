"""What the package's unit tests share: a checked small guide to copy, one example run, one page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from proofpress.checks import check
from proofpress.examples import parse_example
from proofpress.guide import read_guide
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome
from tests.conftest import SmallGuide, make_small_guide

EXTENSIONS = [
    *("attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.arithmatex"),
    *("pymdownx.blocks.details", "pymdownx.highlight", "pymdownx.superfences", "proofpress"),
]
MATH = {"generic": True, "block_syntax": ["dollar"], "inline_syntax": ["dollar"]}


@pytest.fixture(scope="session")
def checked_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, its examples run; nobody changes it."""
    guide = make_small_guide(tmp_path_factory.mktemp("checked") / "guide")
    check(read_guide(guide.root))
    return guide.root


@pytest.fixture
def small_guide(checked_root: Path, tmp_path: Path) -> SmallGuide:
    """A small guide whose outcomes are kept already; break it."""
    shutil.copytree(checked_root, tmp_path / "guide")
    return SmallGuide(tmp_path / "guide")


def run_one(source: str, *, fork: bool | None = None, seconds: float = 20) -> Outcome:
    """What a run of one example gave."""
    example = parse_example("jacobian/one.py", source)
    return run_examples([example], fork=fork, seconds=seconds)[example.name]


def failures(outcome: Outcome) -> list[tuple[int, str]]:
    """The failures of a run, as line and text."""
    return [(failure["line"], failure["what"]) for failure in outcome["failures"]]


def converter(root: Path, page: str) -> markdown.Markdown:
    """Markdown with the guide's extensions, for one page, without any site builder."""
    here = {"root": str(root), "page": page}
    return markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"pymdownx.arithmatex": MATH, "proofpress": here},
    )


def converted(guide: SmallGuide, page: str = "jacobian/slope.md") -> str:
    """A page of `guide` as HTML."""
    text = (guide.root / "docs" / page).read_text("utf-8")
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return converter(guide.root, page).convert(body)


def rendered(guide: SmallGuide, page: str = "jacobian/slope.md") -> BeautifulSoup:
    """A page of `guide` as HTML, read."""
    return BeautifulSoup(converted(guide, page), "lxml")
