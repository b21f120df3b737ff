"""Write the paths of an SVG short: relative, on a grid finer than what shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

PART = re.compile(r"([MLQCz])([^MLQCz]*)")
GLYPH = re.compile(r'( d=")([^"]*)(" transform="scale\()0\.015625(?=\))')
PATH = re.compile(r'( d=")(?!m)([^"]*)')
GRID = 0.1
"""Points between two lines of the grid that lines and curves are put on."""
GLYPH_GRID = 16
"""The same for glyphs, in the units of their fonts: a fortieth of a point in a text of 10."""
TAKES = {"M": 2, "L": 2, "Q": 4, "C": 6, "z": 0}


def shorten_paths(svg: str) -> str:
    """The SVG with all its paths written short; matplotlib's, in absolute coordinates."""
    scale = f"{GLYPH_GRID / 64:g}"
    svg = GLYPH.sub(lambda m: f"{m[1]}{short_path(m[2], GLYPH_GRID, 0)}{m[3]}{scale}", svg)
    return PATH.sub(lambda m: m[1] + short_path(m[2], GRID, 1), svg)


def short_path(path: str, grid: float, decimals: int) -> str:
    """The same path in relative coordinates, each point at the nearest place of the grid.

    Args:
        path: path data of the commands M, L, Q, C and z, with spaces between numbers.
        grid: the distance of the grid's lines.
        decimals: how many decimals the result's numbers have, counted in grid lines.
    """
    written: list[str] = []
    last, here, start = "", (0, 0), (0, 0)
    for command, numbers in _commands(path):
        if command == "z":
            written.append("z")
            last, here = "", start
            continue
        places = [round(number / grid) for number in numbers]
        points = list(zip(places[::2], places[1::2], strict=True))
        name, moves = command.lower(), [(x - here[0], y - here[1]) for x, y in points]
        follows = name == last or (name == "l" and last == "m")  # then the letter is understood
        texts = "".join([_number(value, decimals) for move in moves for value in move])
        written.append(texts if follows else name + texts.lstrip(" "))
        last, here = name, points[-1]
        start = here if command == "M" else start
    return "".join(written)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    for command, text in PART.findall(path):
        numbers = [float(number) for number in text.split()]
        takes = TAKES[command]
        if not takes:
            yield command, []
        for first in range(0, len(numbers), takes or 1):
            yield command, numbers[first : first + takes]


@cache  # most are small and come again
def _number(value: int, decimals: int) -> str:
    """The number, and before it the space that it needs to be told from the last."""
    text = str(value)
    if decimals:
        text = f"{value / 10**decimals:.{decimals}f}".rstrip("0").rstrip(".")
        text = re.sub(r"^(-?)0(?=\.)", r"\1", text)
    return text if text.startswith("-") else f" {text}"
