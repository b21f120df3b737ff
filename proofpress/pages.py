"""Read a page's Markdown into plain data: its blocks, levels and fences, each with its line.

Nothing is rendered here. The line numbers are those of the file, front matter counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FENCE = re.compile(r"^(?P<indent>(?:[\s>]|[-*+]\s|\d+\.\s)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
BLOCK = re.compile(
    r"^(?P<indent>[ >]*)(?P<mark>/{3,})\s*(?P<name>[\w-]+)\s*(?:\|\s*(?P<argument>.*?)\s*)?$"
)
BLOCK_END = re.compile(r"^[ >]*(?P<mark>/{3,})\s*$")
TITLE = re.compile(r"^#\s+(?P<title>.+?)\s*(?:\{[^}]*\})?\s*$")
LEVEL = re.compile(r"^#{1,6}\s.*\{(?=[^}]*\blevel=['\"]?(?P<level>[\w-]*))[^}]*\}\s*$")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where there is one: a guide has an option block an example."""
OPTION = re.compile(r"^ {4,}\S")


@dataclass(frozen=True)
class Block:
    """A `/// name | argument` block: its options, its body, the lines where it and they begin."""

    name: str
    argument: str
    line: int
    body_line: int
    options: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    closed: bool = True


@dataclass(frozen=True)
class Fence:
    """A fenced code block typed on a page."""

    info: str
    line: int
    text: str
    closed: bool = True

    @property
    def lines(self) -> range:
        """The lines it takes up, its marks included."""
        within = self.text.count("\n") + 1 if self.text else 0
        return range(self.line, self.line + within + 2)


@dataclass(frozen=True)
class LevelHeading:
    """A heading that opens a level."""

    level: str
    line: int


@dataclass(frozen=True)
class Page:
    """One Markdown page.

    Attributes:
        path: where it lies below docs/, with forward slashes.
        lines: the file's lines, front matter included.
        body_line: how many lines come before the body (the front matter's length).
        title: the text of its first heading, or its path if it has none.
        title_line: where that stands, or where it would.
    """

    path: str
    lines: tuple[str, ...]
    body_line: int
    title: str
    title_line: int
    blocks: tuple[Block, ...]
    fences: tuple[Fence, ...]
    levels: tuple[LevelHeading, ...]

    def where(self, line: int) -> str:
        """The place of a line, as an error names it."""
        return f"docs/{self.path}:{line}"


def parse_page(path: str, text: str) -> Page:
    """Read the Markdown `text` of the page at `path`."""
    lines = tuple(text.split("\n"))
    body_line = _front_matter_length(lines)
    fences = tuple(_fences(lines, body_line))
    unread = {n for fence in fences for n in fence.lines} | _commented(lines)
    prose = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if number > body_line and number not in unread
    ]
    titles = [(m["title"], n) for n, line in prose if (m := TITLE.match(line))]
    title, title_line = titles[0] if titles else (path, body_line + 1)
    levels = [LevelHeading(m["level"], n) for n, line in prose if (m := LEVEL.match(line))]
    blocks = [
        _block(lines, number, match)
        for number, line in prose
        if (match := BLOCK.match(line)) is not None
    ]
    return Page(
        path=path,
        lines=lines,
        body_line=body_line,
        title=title,
        title_line=title_line,
        blocks=tuple(blocks),
        fences=fences,
        levels=tuple(levels),
    )


def read_pages(docs: Path) -> tuple[Page, ...]:
    """Read every page below `docs`, in the order of their paths."""
    return tuple(
        parse_page(path.relative_to(docs).as_posix(), path.read_text("utf-8", "replace"))
        for path in sorted(docs.rglob("*.md"))
    )


def _front_matter_length(lines: tuple[str, ...]) -> int:
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=2):
            if line.rstrip() in ("---", "..."):
                return number
    return 0


def _commented(lines: tuple[str, ...]) -> set[int]:
    """The numbers of the lines that begin inside an HTML comment, or open one."""
    found: set[int] = set()
    inside = False
    for number, line in enumerate(lines, start=1):
        opens = line.lstrip().startswith("<!--")
        if inside or opens:
            found.add(number)
            inside = "-->" not in line
    return found


def _fences(lines: tuple[str, ...], start: int) -> Iterator[Fence]:
    """Every fence that Markdown would see, nested marks of another length left inside."""
    number = start
    while number < len(lines):
        opening = FENCE.match(lines[number])
        number += 1
        if opening is None:
            continue
        first, closing = (
            number,
            re.compile(rf"^[\s>]*{re.escape(opening['mark'][0])}{{{len(opening['mark'])},}}\s*$"),
        )
        while number < len(lines) and not closing.match(lines[number]):
            number += 1
        text = "\n".join(lines[first:number])
        yield Fence(opening["info"].strip(), first, text, closed=number < len(lines))
        number += 1


def _block(lines: tuple[str, ...], number: int, opening: re.Match[str]) -> Block:
    """The block that opens on line `number`; options are YAML, indented by four spaces."""
    indent = len(opening["indent"])
    position, options = number, []
    while position < len(lines) and OPTION.match(lines[position][indent:]):
        options.append(lines[position][indent + 4 :])
        position += 1
    body, closed = [], False
    for line in lines[position:]:
        end = BLOCK_END.match(line)
        if end is not None and len(end["mark"]) == len(opening["mark"]):
            closed = True
            break
        body.append(line)
    return Block(
        opening["name"],
        opening["argument"] or "",
        number,
        position + 1,
        _options("\n".join(options)),
        "\n".join(body),
        closed,
    )


def _options(text: str) -> dict[str, Any]:
    """The options of a block; text that isn't a mapping becomes an option without a name."""
    try:
        parsed = yaml.load(text, LOADER) or {}
    except yaml.YAMLError:
        return {"": text}
    return parsed if isinstance(parsed, dict) else {"": text}
