"""Read an example: its source, its named sections, and the program that a reader gets."""

from __future__ import annotations

import ast
import codeop
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from proofpress.errors import Problem

MARKER = re.compile(r"#\s*-+8<-+\s*\[(?P<edge>start|end):\s*(?P<name>[\w-]+)\]")
WARNS = re.compile(r"^# warns: (?P<text>.+)$", re.MULTILINE)
DISAGREE = re.compile(r"^# differences disagree: (?P<reason>\S.*)$")
LIKE_DISAGREE = re.compile(r"#\W*differences?\W+(?:disagree|differ)", re.IGNORECASE)
MOST_LINES = 40
MOST_COLUMNS = 72
LIBRARIES = frozenset({"numpy", "autograd", "matplotlib"})


@dataclass(frozen=True)
class Disagreement:
    """A statement that says: here, a derivative and difference quotients rightly disagree.

    Attributes:
        line: where the comment stands that says so.
        first, last: the lines of the statement below it.
        reason: why.
    """

    line: int
    first: int
    last: int
    reason: str


@dataclass(frozen=True)
class Example:
    """One runnable file below snippets/.

    Attributes:
        name: its path below snippets/, with forward slashes.
        source: the file as it stands, with the markers of its sections.
        program: what a reader copies and downloads: the source without markers.
        sections: the text of each named section.
        warns: the warnings that it says it gives, by the start of their text.
        draws: whether it draws a figure.
        disagreements: where it says that differences rightly disagree with a derivative.
    """

    name: str
    source: str
    program: str
    sections: dict[str, str]
    warns: tuple[str, ...]
    draws: bool
    disagreements: tuple[Disagreement, ...]

    @property
    def output_name(self) -> str:
        """The path of its output file below snippets/."""
        return self.name.removesuffix(".py") + ".out"

    def where(self, line: int | None = None) -> str:
        """A place in it, as an error names it."""
        return f"snippets/{self.name}" + (f":{line}" if line else "")


def parse_example(name: str, source: str) -> Example:
    """Read the `source` of the example `name`. What is wrong with it: `example_problems`."""
    open_at: dict[str, int] = {}
    kept: list[str] = []
    sections: dict[str, str] = {}
    for line in source.splitlines():
        marker = MARKER.search(line)
        if marker is None:
            kept.append(line)
        elif marker["edge"] == "start":
            open_at[marker["name"]] = len(kept)
        elif marker["name"] in open_at:
            section = kept[open_at.pop(marker["name"]) :]
            sections[marker["name"]] = "\n".join(section).strip("\n") + "\n"
    return Example(
        name=name,
        source=source,
        program="\n".join(kept).strip("\n") + "\n",
        sections=sections,
        warns=tuple(m["text"].strip() for m in WARNS.finditer(source)),
        draws="matplotlib" in _imports(source),
        disagreements=tuple(found for found, _ in _disagreements(source) if found),
    )


def read_examples(snippets: Path) -> dict[str, Example]:
    """Read every example below `snippets`, by name."""
    paths = sorted(path for path in snippets.rglob("*.py"))
    names = [path.relative_to(snippets).as_posix() for path in paths]
    return {
        n: parse_example(n, p.read_text("utf-8", "replace"))
        for n, p in zip(names, paths, strict=True)
    }


def example_problems(example: Example) -> list[Problem]:
    """What breaks the rules that keep an example short, plain and runnable anywhere."""
    problems = _marker_problems(example) + _disagreement_problems(example)
    lines = example.source.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.isascii():
            problems.append(Problem(example.where(number), "a character outside ASCII.", got=line))
        if len(line) > MOST_COLUMNS:
            problems.append(
                Problem(
                    example.where(number),
                    f"the line has {len(line)} columns, {MOST_COLUMNS} is the most.",
                    got=line,
                )
            )
    length = len(example.program.splitlines())
    if length > MOST_LINES:
        problems.append(
            Problem(
                example.where(),
                f"{length} lines, {MOST_LINES} is the most.",
                advice="one idea an example; split it",
            )
        )
    refused = _refused_line(example)
    if refused:
        problems.append(
            Problem(
                example.where(refused),
                "an interpreter into which the program is pasted would stop at this line.",
                got=example.source.splitlines()[refused - 1],
                advice="put a blank line after an indented block, and none into it",
            )
        )
    foreign = _imports(example.source) - LIBRARIES - sys.stdlib_module_names
    if foreign:
        problems.append(
            Problem(
                example.where(),
                f"it imports {', '.join(sorted(foreign))}.",
                advice="an example imports numpy, autograd, matplotlib and the standard library",
            )
        )
    return problems


def _refused_line(example: Example) -> int:
    """The first line that an interactive interpreter, given line by line, refuses; 0 if none."""
    statement: list[str] = []
    for number, line in enumerate(example.source.splitlines(), start=1):
        if MARKER.search(line):
            continue
        statement.append(line)
        try:
            if codeop.compile_command("\n".join(statement)) is not None:
                statement.clear()
        except (SyntaxError, ValueError, OverflowError):
            return number
    return 0


def _marker_problems(example: Example) -> list[Problem]:
    problems: list[Problem] = []
    open_at: dict[str, int] = {}
    started: set[str] = set()
    for number, line in enumerate(example.source.splitlines(), start=1):
        marker = MARKER.search(line)
        if marker is None:
            if "8<" in line and line.lstrip().startswith("#"):
                problems.append(
                    Problem(
                        example.where(number),
                        "this looks like a section marker but isn't one.",
                        expected="# --8<-- [start:name]",
                        got=line,
                    )
                )
            continue
        name = marker["name"]
        if line.strip() != marker[0]:
            problems.append(
                Problem(
                    example.where(number),
                    "a section marker shares its line with code.",
                    expected=marker[0],
                    got=line,
                    advice="markers are dropped with their line; give this one a line of its own",
                )
            )
        if marker["edge"] == "start":
            if name in open_at or name in started:
                problems.append(
                    Problem(example.where(number), f"section {name!r} starts a second time.")
                )
            open_at[name] = number
            started.add(name)
        elif open_at.pop(name, None) is None:
            problems.append(
                Problem(example.where(number), f"section {name!r} ends but was not started.")
            )
    problems += [
        Problem(
            example.where(number),
            f"section {name!r} is never ended.",
            advice=f"add a line: # --8<-- [end:{name}]",
        )
        for name, number in open_at.items()
    ]
    return problems


def _disagreements(source: str) -> list[tuple[Disagreement | None, int]]:
    """Every line that says that differences disagree, read; None where it can't be."""
    if not LIKE_DISAGREE.search(source):  # few say so, and to parse takes long
        return []
    statements = _statements(source)
    lines = source.splitlines()
    found: list[tuple[Disagreement | None, int]] = []
    for number, line in enumerate(lines, start=1):
        if not LIKE_DISAGREE.search(line):
            continue
        below = number + 1
        while below <= len(lines) and lines[below - 1].lstrip().startswith("#"):
            below += 1
        comment = DISAGREE.match(line.strip())
        if comment is None or below not in statements:
            found.append((None, number))
        else:
            reason = comment["reason"].strip()
            found.append((Disagreement(number, below, statements[below], reason), number))
    return found


def _statements(source: str) -> dict[int, int]:
    """The last line of each statement, by its first; of one with a body, that of its head."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {}
    last: dict[int, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            last[node.lineno] = max(end, node.lineno)
    return last


def _disagreement_problems(example: Example) -> list[Problem]:
    lines = example.source.splitlines()
    return [
        Problem(
            example.where(number),
            "this looks like a word on differences that disagree but isn't one.",
            expected="# differences disagree: the reason",
            got=lines[number - 1],
            advice="a line of its own, with a reason, right above the statement that it is about",
        )
        for found, number in _disagreements(example.source)
        if found is None
    ]


@lru_cache(maxsize=1024)  # reading and checking both ask
def _imports(source: str) -> frozenset[str]:
    """Top-level names of the packages that `source` imports; empty if it doesn't parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return frozenset()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return frozenset(names)
