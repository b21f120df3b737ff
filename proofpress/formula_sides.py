r"""A formula as the statements it makes: `a = 2b \approx 0.3, \quad c = 1` makes two.

A statement has sides, and relations between them. Unlike a proof, this needn't know what the
names stand for; it is enough to see which sides are made of numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from proofpress.formula_tokens import Token, tokens
from proofpress.formula_trees import parse_formulas

Row = tuple[Token, ...]
CLOSED = frozenset({"number", "sign", "dot", "times", "slash", "open", "close", "comma"})
CLOSED |= {"fraction", "root", "operator", "scripts", "matrix", "line", "circ", "top"}
ENDS = frozenset({"wide", "words", "row"})
"""Tokens at which a statement ends, as it does at a comma or a period outside of parentheses."""
"""Tokens that numbers are worked out with."""
CONSTANTS = frozenset({r"\pi"})
"""Names that are numbers."""
SIGNS = re.compile(r"\\pm(?![a-zA-Z])\s*")


@dataclass(frozen=True)
class Statement:
    r"""Sides with relations between them, `\approx` and the like; one side alone has none."""

    sides: tuple[Row, ...]
    relations: tuple[str, ...]


def statements(tex: str, macros: Mapping[str, str]) -> list[Statement]:
    """What a formula states.

    Raises:
        FormulaError: for TeX that KaTeX refuses, or a construct that has no reading.
    """
    (tree,) = parse_formulas([(tex, True)], macros)
    return [_statement(row) for row in _split(plain(tokens(tree))) if row]


def both_signs(tex: str) -> list[str]:
    r"""The formulas that one with `\pm` stands for: the upper signs, then the lower."""
    return [SIGNS.sub(sign, tex) for sign in ("", "-")] if SIGNS.search(tex) else [tex]


def plain(row: Sequence[Token]) -> Row:
    """A row without its spaces, so that what is written alike is equal."""
    return tuple(
        replace(token, spaced=False, parts=tuple(plain(part) for part in token.parts))
        for token in row
    )


def is_closed(row: Row) -> bool:
    """Whether a side is made of numbers alone."""
    return any(True for _ in numbers_in(row)) and all(
        (token.kind in CLOSED or (token.kind == "name" and token.text in CONSTANTS))
        for token in _all(row)
    )


def numbers_in(row: Row) -> Iterator[Token]:
    """The numbers written in a side, those in fractions, indices and matrices included."""
    return (token for token in _all(row) if token.kind == "number")


def scripts_in(row: Row) -> Iterator[Token]:
    """The numbers in a side's indices and exponents."""
    return (
        n for t in _all(row) if t.kind == "scripts" for part in t.parts for n in numbers_in(part)
    )


def _all(row: Row) -> Iterator[Token]:
    for token in row:
        yield token
        for part in token.parts:
            yield from _all(part)


def _split(row: Row) -> Iterator[Row]:
    """The row, taken apart at wide spaces, words, and commas outside of parentheses."""
    depth, start = 0, 0
    for place, token in enumerate(row):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind in ENDS or (not depth and token.kind in ("comma", "period")):
            yield row[start:place]
            start = place + 1
    yield row[start:]


def _statement(row: Row) -> Statement:
    places = [n for n, token in enumerate(row) if token.kind == "relation"]
    edges = [-1, *places, len(row)]
    sides = tuple(row[a + 1 : b] for a, b in pairwise(edges))
    return Statement(sides, tuple(row[n].text for n in places))
