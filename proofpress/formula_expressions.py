"""A formula as a small typed tree: what a reader makes of KaTeX's parse tree.

Nodes are frozen and hold only nodes, texts and numbers, so that a tree can be walked, changed in
one place, and written out again without knowing each kind.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

Path = tuple[str | int, ...]
"""The way from a tree's root to a node: names of fields and places in tuples."""


@dataclass(frozen=True, eq=False)
class Expression:
    """A part of a formula. Two equal parts at different places are different nodes."""


@dataclass(frozen=True, eq=False)
class Number(Expression):
    """A number as it is written, kept exactly."""

    value: Fraction


@dataclass(frozen=True, eq=False)
class Name(Expression):
    r"""A symbol, as TeX: `x`, `\theta`, `W'`, `\tilde f`."""

    tex: str


@dataclass(frozen=True, eq=False)
class Sum(Expression):
    """Terms with their signs, 1 or -1."""

    terms: tuple[Expression, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Product(Expression):
    r"""Factors side by side, or with `\times` between them: from left to right."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Dot(Expression):
    r"""`left \cdot right`: the dot product of columns, or a product of numbers."""

    left: Expression
    right: Expression


@dataclass(frozen=True, eq=False)
class Quotient(Expression):
    """A fraction, or two factors with a slash between them."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, eq=False)
class Power(Expression):
    """A base and its exponent, which may be -1 for an inverse."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, eq=False)
class Transpose(Expression):
    """A transpose."""

    body: Expression


@dataclass(frozen=True, eq=False)
class Degrees(Expression):
    r"""A number of degrees, `60^\circ`."""

    body: Expression


@dataclass(frozen=True, eq=False)
class Index(Expression):
    """An entry, counted from 1; of a function, one of its outputs."""

    base: Expression
    indices: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class NextIndex(Expression):
    """The index after this one, the first after the last. No formula has it; a mutant does."""

    body: Expression


@dataclass(frozen=True, eq=False)
class Call(Expression):
    """A function at a point."""

    function: Expression
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Apply(Expression):
    r"""A function that TeX has a name for, such as `\sin` or `\det`."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Root(Expression):
    """A root, square if the degree is 2."""

    body: Expression
    degree: Expression


@dataclass(frozen=True, eq=False)
class Norm(Expression):
    """The Euclidean length of a vector, the operator norm of a matrix."""

    body: Expression


@dataclass(frozen=True, eq=False)
class Absolute(Expression):
    """The absolute value of a number."""

    body: Expression


@dataclass(frozen=True, eq=False)
class Listed(Expression):
    """Numbers between parentheses, `(3, 4)`: a column."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Others(Expression):
    r"""`\dots` among the arguments of a function: those that aren't written."""


@dataclass(frozen=True, eq=False)
class Row(Expression):
    """A row of a matrix."""

    entries: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Matrix(Expression):
    """A matrix with all its entries written."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class Pattern(Expression):
    """A matrix of which corners are written, and dots: its entry in row `row`, column `column`."""

    entry: Expression
    row: str
    column: str
    height: Expression
    width: Expression


@dataclass(frozen=True, eq=False)
class Series(Expression):
    r"""A sum over an index, by `\sum` or by dots between its first and its last term."""

    index: str
    lower: Expression
    upper: Expression
    body: Expression


@dataclass(frozen=True, eq=False)
class Limit(Expression):
    """The limit of the body as the variable tends to the target; `side` is 1 for from above."""

    variable: str
    target: Expression
    side: int
    body: Expression


@dataclass(frozen=True, eq=False)
class Prime(Expression):
    """The derivative of a function of one number, `order` times."""

    function: Expression
    order: int


@dataclass(frozen=True, eq=False)
class Gradient(Expression):
    r"""`\nabla f`, a function that gives columns."""

    function: Expression


@dataclass(frozen=True, eq=False)
class Jacobian(Expression):
    """`J_f`, a function that gives matrices, outputs as rows."""

    function: Expression


@dataclass(frozen=True, eq=False)
class Hessian(Expression):
    """`H_f`, a function that gives square matrices."""

    function: Expression


@dataclass(frozen=True, eq=False)
class Directional(Expression):
    """`D_u f`, a function."""

    direction: Expression
    function: Expression


@dataclass(frozen=True, eq=False)
class Partial(Expression):
    r"""`\frac{\partial f}{\partial x_j}`: of a function, or of whatever expression is there.

    The variables are in the order in which they are written: the last one comes first.
    """

    body: Expression
    variables: tuple[Expression, ...]
    held: Name | None = None


@dataclass(frozen=True, eq=False)
class Compose(Expression):
    r"""`outer \circ inner`."""

    outer: Expression
    inner: Expression


@dataclass(frozen=True, eq=False)
class Case(Expression):
    """One line of cases; no condition for the last, "otherwise"."""

    value: Expression
    condition: Relation | None


@dataclass(frozen=True, eq=False)
class Cases(Expression):
    """The first line whose condition holds."""

    lines: tuple[Case, ...]


@dataclass(frozen=True, eq=False)
class Space(Expression):
    r"""`\R^{m \times n}`: arrays with these lengths of their axes; none, for `\R`."""

    lengths: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Relation(Expression):
    r"""Sides with relations between them: `=`, `\le`, `\ge`, `<`, `>`, `\ne`, `\approx`, `\in`.

    The sign of a limit that is written as an arrow is `\to`; the side before it is a Limit.
    """

    sides: tuple[Expression, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Formula(Expression):
    """What a formula says: relations, all of which hold. A single expression has no signs."""

    clauses: tuple[Relation, ...]


def parts(node: Expression, path: Path = ()) -> Iterator[tuple[Path, Expression]]:
    """Every node below `node`, itself first, with the way to it."""
    yield path, node
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Expression):
            yield from parts(value, (*path, field.name))
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, Expression):
                    yield from parts(item, (*path, field.name, place))


def at(node: Expression, path: Path) -> Expression:
    """The node at the end of `path`."""
    found: object = node
    for step in path:
        found = found[step] if isinstance(found, tuple) else getattr(found, str(step))  # type: ignore[index]
    assert isinstance(found, Expression)
    return found


def replaced(node: Expression, path: Path, new: Expression) -> Expression:
    """`node` with `new` at the end of `path`; all else is the same."""
    if not path:
        return new
    name, rest = str(path[0]), path[1:]
    value = getattr(node, name)
    if isinstance(value, tuple):
        place = rest[0]
        assert isinstance(place, int)
        changed = replaced(value[place], rest[1:], new)
        value = (*value[:place], changed, *value[place + 1 :])
    else:
        value = replaced(value, rest, new)
    return dataclasses.replace(node, **{name: value})


def same(one: Expression, other: Expression) -> bool:
    """Whether two parts are written alike."""
    return repr(one) == repr(other)
