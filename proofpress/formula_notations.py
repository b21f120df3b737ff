r"""How the notations are read that aren't arithmetic: derivatives, limits, sums, dots, tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from fractions import Fraction

from proofpress.formula_cursor import Cursor
from proofpress.formula_expressions import (
    Case,
    Cases,
    Expression,
    Index,
    Limit,
    Matrix,
    Name,
    Number,
    Partial,
    Pattern,
    Row,
    Series,
    Space,
    same,
)
from proofpress.formula_tokens import Token

DIFFERENTIAL = frozenset({"d", r"\mathrm{d}"})
APPROACH = {r"\to": 0, r"\downarrow": 1, r"\uparrow": -1}


def is_derivative(reader: Cursor, token: Token) -> bool:
    r"""Whether a fraction is a derivative: `\partial` over `\partial`, or `d` over `d`."""
    above, below = token.parts
    starts = [row[0] if row else Token("end", "") for row in (above, below)]
    return all(t.kind == "partial" for t in starts) or all(
        t.text in DIFFERENTIAL and reader.kind(t.text) is None for t in starts
    )


def derivative(reader: Cursor, token: Token) -> Expression:
    """A derivative written as a fraction; what is differentiated may stand after it."""
    above, below = token.parts
    sign = above[0].text
    rest, order = above[1:], 1
    if rest and rest[0].kind == "scripts":
        order, rest = _whole(reader, rest[0].parts[1]), rest[1:]
    variables = _variables(reader, below, sign)
    if len(variables) != order:
        reader.fail(f"differentiates {order} times, by {len(variables)} variables")
    if rest:
        return Partial(reader.all_of(rest), variables)
    start = reader.position
    body = reader.factor()
    if reader.have("number", "name", "fraction") and not reader.peek().spaced:
        reader.position = start
        reader.fail("what is differentiated? Put it in parentheses")
    return Partial(body, variables)


def _variables(reader: Cursor, row: Sequence[Token], sign: str) -> tuple[Expression, ...]:
    """The variables of a derivative's denominator; their names are the function's own."""
    found: list[Expression] = []
    position = 0
    while position < len(row):
        if row[position].text != sign or position + 1 == len(row):
            reader.fail(f"expected {sign} and a variable below the line")
        variable: Expression = Name(row[position + 1].text)
        position += 2
        times = 1
        if position < len(row) and row[position].kind == "scripts":
            indices, exponent = row[position].parts
            if indices:
                variable = Index(variable, subscripts(reader, variable, indices))
            if exponent:
                times = _whole(reader, exponent)
            position += 1
        found += [variable] * times
    return tuple(found)


def _whole(reader: Cursor, row: Sequence[Token]) -> int:
    if len(row) != 1 or row[0].kind != "number" or not row[0].text.isdigit():
        reader.fail("expected a whole number of times to differentiate")
    return int(row[0].text)


def subscripts(reader: Cursor, base: Expression, row: Sequence[Token]) -> tuple[Expression, ...]:
    """The indices in a subscript: `ij` and `12` are two for what has two axes or more."""
    kinds = {token.kind for token in row}
    if kinds & {"comma", "sign", "dot", "times", "slash"}:
        inner = reader.within(row)
        found = [inner.sum()]
        while inner.have("comma"):
            inner.take()
            found.append(inner.sum())
        inner.end()
        return tuple(found)
    axes = reader.kind(base.tex) if isinstance(base, Name) else None
    indices: list[Expression] = []
    for token in row:
        if token.kind == "number" and axes != 1 and token.text.isdigit():
            indices += [Number(Fraction(int(digit))) for digit in token.text]
        elif token.kind in ("number", "name"):
            indices.append(reader.all_of([token]))
        else:
            reader.fail(f"no reading for the index {token.text!r}")
    return tuple(indices)


def limit(reader: Cursor) -> Expression:
    r"""What stands after `\lim`."""
    scripts = reader.take("scripts")
    variable, target, side = approach(reader, scripts.parts[0])
    bound = {variable: reader.kind(variable) or 0}
    rest = reader.within(reader.row[reader.position :], bound)
    rest.bars = reader.bars
    body = rest.term()
    reader.position += rest.position
    return Limit(variable, target, side, body)


def approach(reader: Cursor, row: Sequence[Token]) -> tuple[str, Expression, int]:
    r"""The variable, its target and the side of `t \to 0`, `t \downarrow 0`, `t \to 0^+`."""
    if len(row) < 3 or row[0].kind != "name" or row[1].text not in APPROACH:
        reader.fail("expected a variable, an arrow and a target")
    side, target = APPROACH[row[1].text], list(row[2:])
    if target[-1].kind == "scripts" and target[-1].parts[1]:
        side = {"+": 1, "-": -1}[target.pop().parts[1][0].text]
    return row[0].text, reader.all_of(target), side


def series(reader: Cursor) -> Expression:
    r"""What stands after `\sum`, with both its limits."""
    below, above = reader.take("scripts").parts
    equals = [place for place, token in enumerate(below) if token.text == "="]
    names = [token.text for token in below[: equals[0]] if token.kind == "name"] if equals else []
    commas = [token for token in below[: equals[0]] if token.kind == "comma"] if equals else []
    if not names or len(names) + len(commas) != equals[0] or not above:
        reader.fail("a sum needs an index, its first and its last value")
    rest = reader.within(reader.row[reader.position :], dict.fromkeys(names, 0))
    rest.bars = reader.bars
    body = rest.term()
    reader.position += rest.position
    for name in reversed(names):  # `i, j = 1` is one sum within another
        lower, upper = reader.all_of(below[equals[0] + 1 :]), reader.all_of(above)
        body = Series(name, lower, upper, body)
    return body


def dotted(reader: Cursor, terms: Sequence[Expression], last: Expression) -> Expression:
    r"""The sum of `terms`, `\dots` and `last`, where each term follows from its number."""
    body, upper = general(reader, terms[0], last, "#")
    for number, term in enumerate(terms[1:], start=2):
        again, upper_again = general(reader, term, last, "#", number)
        if not same(again, body) or not same(upper, upper_again):
            reader.fail("the terms before the dots don't follow one rule")
    return Series("#", Number(Fraction(1)), upper, body)


def general(
    reader: Cursor, first: Expression, last: Expression, index: str, start: int = 1
) -> tuple[Expression, Expression]:
    """What `first` and `last` have in common, and the number that `last` is the case of.

    They may differ where `first` has `start` and `last` has one and the same other number.
    """
    ends: list[Expression] = []

    def common(one: Expression, other: Expression) -> Expression:
        if same(one, other):
            return one
        if isinstance(one, Number) and one.value == start and isinstance(other, Name | Number):
            ends.append(other)
            return Name(index)
        if type(one) is not type(other):
            reader.fail("what stands on the two sides of the dots doesn't follow one rule")
        changes = {
            f.name: field(getattr(one, f.name), getattr(other, f.name))
            for f in dataclasses.fields(one)
        }
        return dataclasses.replace(one, **changes)

    def field(one: object, other: object) -> object:
        if isinstance(one, Expression) and isinstance(other, Expression):
            return common(one, other)
        if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
            return tuple(map(field, one, other))
        if one != other:
            reader.fail("what stands on the two sides of the dots doesn't follow one rule")
        return one

    body = common(first, last)
    if not ends or not all(same(end, ends[0]) for end in ends):
        reader.fail("the dots have no one number that runs through them")
    return body, ends[0]


def matrix(reader: Cursor, token: Token) -> Expression:
    """A matrix; with dots, it has its corners and follows from them."""
    rows = [line[0].parts for line in token.parts]
    dots = [[len(cell) == 1 and cell[0].kind == "dots" for cell in row] for row in rows]
    if not any(map(any, dots)):
        read = tuple(Row(tuple(map(reader.all_of, row))) for row in rows)
        if len({len(row.entries) for row in read}) != 1:
            reader.fail("the rows of the matrix differ in length")
        return Matrix(read)
    height, width = len(rows), max(map(len, rows))
    if height not in (1, 3) or width not in (1, 3) or not _framed(dots, rows, height, width):
        reader.fail("dots in a matrix stand between its first and last rows or columns")
    corners = [[reader.all_of(row[c]) for c in {0, width - 1}] for row in (rows[0], rows[-1])]
    one = Number(Fraction(1))
    across: list[tuple[Expression, Expression]] = [
        general(reader, row[0], row[-1], "#column") if width > 1 else (row[0], one)
        for row in corners
    ]
    if not same(across[0][1], across[1][1]):
        reader.fail("the rows of the matrix end at different columns")
    top, bottom = across[0][0], across[1][0]
    entry, tall = general(reader, top, bottom, "#row") if height > 1 else (top, one)
    return Pattern(entry, "#row", "#column", tall, across[0][1])


def _framed(
    dots: list[list[bool]], rows: Sequence[tuple[tuple[Token, ...], ...]], height: int, width: int
) -> bool:
    """Whether dots fill exactly the middle row and column; the very middle may be empty."""
    for r in range(height):
        for c in range(width):
            middle = (height == 3 and r == 1) or (width == 3 and c == 1)
            filled = c < len(rows[r]) and bool(rows[r][c])
            if middle and r == 1 and c == 1 and not filled:
                continue
            if not filled or dots[r][c] != middle:
                return False
    return True


def cases(reader: Cursor, token: Token) -> Expression:
    """Cases, the last of which may be "otherwise"."""
    lines = []
    for line in token.parts:
        value, condition = line[0].parts
        words = condition[0].parts[0][0].text if condition[0].kind == "words" else ""
        if words == "if":
            inner = reader.within([t for t in condition[1:] if t.kind != "comma"])
            (relation,) = inner.relations()
            inner.end()
            lines.append(Case(reader.all_of(value), relation))
        elif words.strip(".,") == "otherwise" and len(condition) == 1:
            lines.append(Case(reader.all_of(value), None))
        else:
            reader.fail("a case begins with “if”, or is “otherwise”")
    return Cases(tuple(lines))


def space(reader: Cursor) -> Expression:
    r"""`\R`, `\R^n` or `\R^{m \times n}`."""
    if not reader.have("scripts"):
        return Space(())
    below, above = reader.take().parts
    if below or not above:
        reader.fail(r"no reading for this set")
    lengths: list[list[Token]] = [[]]
    for token in above:
        if token.kind == "times":
            lengths.append([])
        else:
            lengths[-1].append(token)
    return Space(tuple(map(reader.all_of, lengths)))
