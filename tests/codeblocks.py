"""A pytest plugin: every Python block of the pages and the README is a test.

pytest-codeblocks reads and holds the blocks. What it would pass over without a word is made
plain first: a page's examples become fences with their output, and a fence is either tested,
plain text of a known kind, or an error.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_codeblocks import CodeBlock, extract_from_buffer
from pytest_codeblocks.plugin import TestBlock

from proofpress.examples import Example, read_examples

FENCE = re.compile(r"^(?P<indent>[\s>]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
EXAMPLE = re.compile(r"^ {0,3}/{3,}\s*example\s*\|\s*(?P<name>\S+)\s*$")
COMMENT = re.compile(r"^\s*<!--(?P<text>.*?)(?P<end>-->)?\s*$")
KEYWORD = re.compile(r"^[-\s]*(pytest-codeblocks:|pytest\.mark)")
EXPECTED = "<!--pytest-codeblocks:expected-output-->"
TICKS = "`" * 12
PYTHON = {"python", "python3", "py", "py3"}
PLAIN = {"console", "text", "markdown", "yaml", "toml"}


class BlockError(Exception):
    """A block that fails, or can't be tested; its text is all that has to be said."""


@dataclass
class Expanded:
    """A page as pytest-codeblocks gets it, and where each of its lines comes from."""

    lines: list[str] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    examples: dict[int, Example] = field(default_factory=dict)

    def add(self, number: int, text: str) -> None:
        for line in text.split("\n"):
            self.lines.append(line)
            self.origins.append(number)


def expand(where: str, text: str, examples: dict[str, Example], outputs: Path) -> Expanded:
    """Put each example in the place of its block, and every fence into the one plain form."""
    page = Expanded()
    mark, indent, commented = "", "", False
    for number, line in enumerate(text.split("\n"), start=1):
        here = f"{where}:{number}"
        fence, comment, example = FENCE.match(line), COMMENT.match(line), EXAMPLE.match(line)
        if mark:
            inside = line[len(indent) :] if line.startswith(indent) else line.lstrip(" >")
            if fence and not fence["info"].strip() and fence["mark"].startswith(mark):
                inside, mark = TICKS, ""
            elif inside.startswith(">>> "):
                raise BlockError(f"{here}: a session isn't tested; show a program.")
            page.add(number, inside)
        elif commented:  # nothing that a comment hides is a part of the page
            commented = "-->" not in line
            page.add(number, "")
        elif comment:
            commented = not comment["end"]
            page.add(number, _keyword(comment["text"], here))
        elif fence:
            mark, indent = fence["mark"], fence["indent"]
            page.add(number, TICKS + _language(fence["info"], here))
        elif example:
            if example["name"] not in examples:
                raise BlockError(f"{here}: there is no example {example['name']}.")
            shown = page.examples[number] = examples[example["name"]]
            output = (outputs / shown.output_name).read_text("utf-8")
            page.add(number, f"{TICKS}python\n{shown.program}{TICKS}\n{EXPECTED}")
            page.add(number, f"{TICKS}text\n{output}{TICKS}")
        else:
            page.add(number, line)
    return page


def _keyword(comment: str, where: str) -> str:
    """What pytest-codeblocks gets of a comment: the mark of an output, or nothing."""
    keyword = comment.strip("- ")
    if keyword == "pytest-codeblocks:expected-output":
        return EXPECTED
    if KEYWORD.match(comment):
        raise BlockError(f"{where}: {keyword} could leave a block untested.")
    return ""


def _language(info: str, where: str) -> str:
    language = re.split(r"[\s}]", info.strip().lstrip("{").lstrip(" .") + " ")[0].lower()
    if language in PYTHON:
        return "python"
    if language in PLAIN:
        return language
    raise BlockError(
        f"{where}: a fence of the kind {info.strip()!r} is neither tested nor plain text.\n"
        f"  expected: python, or one of {', '.join(sorted(PLAIN))} (commands are console)"
    )


def blocks(page: Expanded) -> Iterator[tuple[int, CodeBlock]]:
    """The Python blocks of an expanded page, each with the line of the page it comes from."""
    for block in extract_from_buffer(io.StringIO("\n".join(page.lines) + "\n")):
        if block.syntax == "python":
            yield page.origins[block.lineno - 1], block


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> GuidePage | None:
    root = parent.config.rootpath
    if file_path.suffix == ".md" and (
        file_path == root / "README.md" or file_path.is_relative_to(root / "docs")
    ):
        page: GuidePage = GuidePage.from_parent(parent, path=file_path)
        return page
    return None


class GuidePage(pytest.File):
    """A page of Markdown, whose Python blocks are the tests."""

    def collect(self) -> Iterator[PageBlock]:
        root = self.config.rootpath
        where = self.path.relative_to(root).as_posix()
        examples = read_examples(root / "snippets")
        try:
            page = expand(where, self.path.read_text("utf-8"), examples, root / "snippets")
        except BlockError as error:
            raise self.CollectError(str(error)) from None
        for line, block in blocks(page):
            item = PageBlock.from_parent(self, name=f"line {line}", obj=block)
            item.where, item.line, item.example = where, line, page.examples.get(line)
            yield item


class PageBlock(TestBlock):  # type: ignore[misc]
    """One block: it runs in isolation, and prints what the page says it does."""

    __test__ = False
    obj: CodeBlock
    where: str
    line: int
    example: Example | None

    def runtest(self) -> None:
        declared = self.example.warns if self.example else ()
        shown = f" (snippets/{self.example.name})" if self.example else ""
        check_block(self.obj, f"{self.where}:{self.line}{shown}", declared)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], **_: Any) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, f"{self.where}:{self.line}"


def check_block(block: CodeBlock, where: str, declared: tuple[str, ...] = ()) -> None:
    """Run a block as a program of its own and compare what it prints.

    Args:
        block: the code, and the output that the page shows.
        where: the block's place, for the message.
        declared: the warnings that the block says it gives, by the start of their text.

    Raises:
        BlockError: if it fails, or prints something else.
    """
    printed = io.StringIO()
    try:
        with isolated(declared), contextlib.redirect_stdout(printed):
            exec(compile(block.code, where, "exec"), {"__name__": "__main__"})
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        number = _failing_line(error, where)
        lines = block.code.splitlines()
        code = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        raise BlockError(
            f"{where}: line {number} of the program raised {type(error).__name__}: {error}\n"
            f"    {code}"
        ) from None
    if printed.getvalue() != (block.expected_output or ""):
        raise BlockError(
            f"{where}: it prints something else than the page shows.\n"
            f"expected:\n{block.expected_output or '(nothing)'}\ngot:\n{printed.getvalue()}"
        )


def _failing_line(error: BaseException, filename: str) -> int:
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@contextlib.contextmanager
def isolated(declared: tuple[str, ...] = ()) -> Iterator[None]:
    """Keep inside what a block changes: settings, environment, figures, warnings, randomness."""
    import matplotlib as mpl
    import numpy as np

    mpl.use("agg")
    import matplotlib.pyplot as plt

    environment, folder, path = dict(os.environ), Path.cwd(), [*sys.path]
    printing, floating = np.get_printoptions(), np.geterr()
    random_states = random.getstate(), np.random.get_state()
    with warnings.catch_warnings(), mpl.rc_context():
        mpl.rcdefaults()
        for text in (*declared, "FigureCanvasAgg is non-interactive"):
            warnings.filterwarnings("ignore", re.escape(text))
        try:
            yield
        finally:
            plt.close("all")
            np.set_printoptions(**printing)
            np.seterr(**floating)
            random.setstate(random_states[0])
            np.random.set_state(random_states[1])
            sys.path[:] = path
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
