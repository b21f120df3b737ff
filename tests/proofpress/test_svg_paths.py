"""Paths are written short, and every point is where it was."""

from __future__ import annotations

import re

import pytest

from proofpress.svg_paths import GRID, short_path, shorten_paths

Point = tuple[float, float]


def drawn(path: str) -> list[tuple[str, list[Point]]]:
    """Read a path, absolute or relative, into commands with absolute points."""
    takes = {"m": 1, "l": 1, "q": 2, "c": 3}
    found: list[tuple[str, list[Point]]] = []
    here = start = (0.0, 0.0)
    for letter, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        if letter in "zZ":
            found.append(("z", []))
            here = start
            continue
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        many = takes[letter.lower()]
        for first in range(0, len(points), many):
            part = points[first : first + many]
            if letter.islower():
                part = [(here[0] + x, here[1] + y) for x, y in part]
            here = part[-1]
            name = "l" if letter in "mM" and first else letter.lower()
            start = here if name == "m" else start
            found.append((name, part))
    return found


@pytest.mark.parametrize(
    "path",
    [
        "M 10 20 L 30.25 40.04 L 30.25 20 z",
        "M 0 0 L 1000.123 -0.04 M 5 5 C 1.5 2.5 -3.25 4 5.05 -6 C 1 1 2 2 3 3",
        "M 1.05 2.05 Q 3 4 5 6 Q 7 8 9.99 10.01 z M 2 2 L 3 3 z M 1 1 L 1 1",
        "M 0.04 0.04 L 0.16 -0.16",
        "M 1e-07 12.5\nL 3 4 \nL 5 6",
    ],
)
def test_every_point_is_where_it_was(path: str) -> None:
    plain = path.replace("1e-07", "0")
    before, after = drawn(plain), drawn(short_path(path, GRID, 1))
    assert [name for name, _ in before] == [name for name, _ in after]
    for (_, points), (_, others) in zip(before, after, strict=True):
        for point, other in zip(points, others, strict=True):
            assert other == pytest.approx(point, abs=GRID / 2 + 1e-9)


def test_the_error_doesnt_grow_along_a_path() -> None:
    points = [(0.26 * n, 0.13 * n) for n in range(2000)]
    path = "M " + " L ".join(f"{x:.4f} {y:.4f}" for x, y in points)
    last = drawn(short_path(path, GRID, 1))[-1][1][-1]
    assert last == pytest.approx(points[-1], abs=GRID / 2 + 1e-9)


def test_a_glyph_keeps_its_size() -> None:
    svg = '<path id="g" d="M 1600 3200 L 0 0 z" transform="scale(0.015625)"/>'
    short = shorten_paths(svg)
    assert short == '<path id="g" d="m100 200-100-200z" transform="scale(0.25)"/>'
    assert 100 * 0.25 == 1600 * 0.015625
