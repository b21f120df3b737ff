"""Evaluate a formula's expressions, given what its names stand for.

Nothing is guessed: a name without a meaning, shapes that don't fit, a limit that doesn't settle,
each raises `FormulaError`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np

from proofpress import formula_arithmetic as arithmetic
from proofpress import formula_derivatives as derivatives
from proofpress import formula_differences as differences
from proofpress import formula_expressions as tree
from proofpress.formula_expressions import Expression
from proofpress.formula_meanings import Columns, Function, Held, Unwritten
from proofpress.formula_trees import FormulaError

Seen = dict[int, set[tuple[int, ...] | None]]
"""The shapes that each node, by its identity, was seen to have; None for a function."""


@dataclass(frozen=True)
class Evaluation:
    """Evaluates expressions.

    Attributes:
        names: what the names stand for, by the reader's names, as `value_of` gives it.
        seen: where to note the shape of everything evaluated.
    """

    names: Mapping[str, Any]
    seen: Seen = field(default_factory=dict)

    def value(self, node: Expression) -> Any:
        """What `node` is: a number, an array or a function.

        Raises:
            FormulaError: if it has no value.
        """
        found = EVALUATORS[type(node)](self, node)
        has_shape = arithmetic.is_number(found) or isinstance(found, np.ndarray)
        self.seen.setdefault(id(node), set()).add(arithmetic.shape(found) if has_shape else None)
        return found

    def with_names(self, **names: Any) -> Evaluation:
        """The same, with some names standing for something else."""
        return Evaluation({**self.names, **names}, self.seen)

    def whole(self, node: Expression, what: str) -> int:
        """What `node` is, which has to be a whole number."""
        found = self.value(node)
        if not arithmetic.is_number(found) or found != int(found):
            raise FormulaError(f"{what} is a whole number, not {found}")
        return int(found)


def _name(e: Evaluation, node: tree.Name) -> Any:
    if node.tex not in e.names:
        raise FormulaError(f"no meaning is given to {node.tex!r}")
    return e.names[node.tex]


def _sum(e: Evaluation, node: tree.Sum) -> Any:
    terms = [e.value(term) for term in node.terms]
    if any(isinstance(term, Function) for term in terms):
        return derivatives.total(terms, node.signs)
    signed = [arithmetic.scale(s, t) for s, t in zip(node.signs, terms, strict=True)]
    return reduce(arithmetic.add, signed)


def _product(e: Evaluation, node: tree.Product) -> Any:
    factors = [e.value(factor) for factor in node.factors]
    if any(isinstance(factor, Function) for factor in factors):
        return derivatives.product(factors)
    return reduce(arithmetic.multiply, factors)


def _index(e: Evaluation, node: tree.Index) -> Any:
    base, indices = e.value(node.base), _indices(e, node.indices)
    if isinstance(base, Columns):
        (where,) = arithmetic.place(indices, np.shape(base.matrix)[1:])
        return np.asarray(base.matrix)[:, where : where + 1]
    if isinstance(base, Function):
        return derivatives.output(base, indices)
    return arithmetic.entry(base, indices)


def _indices(e: Evaluation, nodes: tuple[Expression, ...]) -> tuple[Any, ...]:
    return tuple(
        ("next", e.value(node.body)) if isinstance(node, tree.NextIndex) else e.value(node)
        for node in nodes
    )


def _call(e: Evaluation, node: tree.Call) -> Any:
    function = e.value(node.function)
    if not isinstance(function, Function):
        raise FormulaError("only a function can be called")
    unwritten = _unwritten(e)
    arguments = [
        next(unwritten) if isinstance(argument, tree.Others) else e.value(argument)
        for argument in node.arguments
    ]
    return derivatives.call(function, arguments)


def _unwritten(e: Evaluation) -> Iterator[Any]:
    meaning = e.names.get(r"\dots")
    if isinstance(meaning, Unwritten):
        for group in meaning.groups:
            yield np.reshape(group, (-1, 1))
    raise FormulaError(r"no meaning, or not enough, is given to \dots")


def _series(e: Evaluation, node: tree.Series) -> Any:
    first, last = e.whole(node.lower, "the first index"), e.whole(node.upper, "the last index")
    if last < first:
        raise FormulaError(f"a sum from {first} to {last}")
    terms = [e.with_names(**{node.index: i}).value(node.body) for i in range(first, last + 1)]
    return reduce(arithmetic.add, terms)


def _pattern(e: Evaluation, node: tree.Pattern) -> Any:
    height, width = e.whole(node.height, "the last row"), e.whole(node.width, "the last column")
    if min(height, width) < 1:
        raise FormulaError(f"a matrix with {height} rows and {width} columns")
    entries = [
        [
            e.with_names(**{node.row: r, node.column: c}).value(node.entry)
            for c in range(1, width + 1)
        ]
        for r in range(1, height + 1)
    ]
    return arithmetic.array(entries)


def _limit(e: Evaluation, node: tree.Limit) -> Any:
    if not _occurs(node.variable, (node.body,)):
        raise FormulaError(f"what has this limit doesn't depend on {node.variable!r}")
    target = e.value(node.target)
    direction = e.names.get(node.variable, 1) if _is_vector(e, node.variable) else 1
    if not arithmetic.is_number(direction) and target == 0:
        target = np.zeros(arithmetic.shape(direction))

    def values(s: float) -> Any:
        moved = arithmetic.add(target, arithmetic.scale(s, direction))
        return e.with_names(**{node.variable: moved}).value(node.body)

    return differences.limit(values, node.side)


def _is_vector(e: Evaluation, name: str) -> bool:
    """Whether a limit runs along a vector: then the vector that it stands for is the direction."""
    return name in e.names and not arithmetic.is_number(e.names[name])


def _partial(e: Evaluation, node: tree.Partial) -> Any:
    variables = [_variable(e, variable) for variable in node.variables]
    if node.held is not None:
        return _held(e, node, variables)
    body = node.body
    if isinstance(body, tree.Call) and not _occurs(variables[0][0], body.arguments):
        # the function is differentiated, then taken at the point: no argument has the variable
        function = derivatives.partial(e.value(body.function), variables)
        return derivatives.call(function, [e.value(argument) for argument in body.arguments])
    function = e.value(body)
    if isinstance(function, Function):
        return derivatives.partial(function, variables)
    for name, _ in variables:
        if name not in e.names or not _occurs(name, (body,)):
            raise FormulaError(f"{name!r} isn't a variable of what is differentiated")
    return _by_names(e, body, variables)


def _variable(e: Evaluation, node: Expression) -> derivatives.Variable:
    if isinstance(node, tree.Index):
        return _variable(e, node.base)[0], _indices(e, node.indices)
    if not isinstance(node, tree.Name):
        raise FormulaError("one differentiates by a name or an entry")
    return node.tex, ()


def _occurs(name: str, nodes: tuple[Expression, ...]) -> bool:
    inside = (part for node in nodes for _, part in tree.parts(node))
    return any(isinstance(part, tree.Name) and part.tex == name for part in inside)


def _by_names(e: Evaluation, body: Expression, variables: list[derivatives.Variable]) -> Any:
    """The derivative of an expression by names in it, or by entries of what they stand for."""
    if not variables:
        return e.value(body)
    (name, indices), *rest = variables
    start = e.names[name]
    lengths = arithmetic.shape(start)
    direction: Any = 1.0
    if lengths:
        vector = len(lengths) == 2 and lengths[1] == 1 and len(indices) == 1
        direction = np.zeros(lengths)
        direction[arithmetic.place((*indices, 1) if vector else indices, lengths)] = 1
    elif indices:
        raise FormulaError(f"{name} is a number and has no entries")
    return differences.derivative(
        lambda s: _by_names(e.with_names(**{name: start + s * direction}), body, rest)
    )


def _held(e: Evaluation, node: tree.Partial, variables: list[derivatives.Variable]) -> Any:
    quantity, held = e.value(node.body), node.held
    assert held is not None
    if not isinstance(quantity, Held) or held.tex not in quantity.by or len(variables) != 1:
        raise FormulaError(f"the quantity isn't given as a function with {held.tex} held")
    name = variables[0][0]
    if name != quantity.variable:
        raise FormulaError(f"the quantity is given as a function of {quantity.variable}")
    function = quantity.by[held.tex]
    here, kept = e.value(tree.Name(name)), e.value(held)
    return differences.derivative(lambda s: function(here + s, kept))


def _cases(e: Evaluation, node: tree.Cases) -> Any:
    for line in node.lines:
        condition = line.condition
        if condition is None or _holds(e, condition):
            return e.value(line.value)
    raise FormulaError("none of the cases applies")


def _holds(e: Evaluation, condition: tree.Relation) -> bool:
    sides = [e.value(side) for side in condition.sides]
    compare: dict[str, Callable[[Any, Any], bool]] = {
        "=": lambda a, b: bool(a == b),
        r"\ne": lambda a, b: bool(a != b),
        "<": lambda a, b: bool(a < b),
        ">": lambda a, b: bool(a > b),
        r"\le": lambda a, b: bool(a <= b),
        r"\ge": lambda a, b: bool(a >= b),
    }
    if not condition.signs or not all(sign in compare for sign in condition.signs):
        raise FormulaError("a condition compares numbers")
    pairs = zip(condition.signs, sides, sides[1:], strict=False)
    return all(compare[sign](one, other) for sign, one, other in pairs)


def _apply(e: Evaluation, node: tree.Apply) -> Any:
    return arithmetic.NAMED[node.name](*(e.value(argument) for argument in node.arguments))


def _matrix(e: Evaluation, node: tree.Matrix) -> Any:
    return arithmetic.array([[e.value(entry) for entry in row.entries] for row in node.rows])


def _refuse(_: Evaluation, node: Expression) -> Any:
    raise FormulaError(f"a {type(node).__name__} has no value")


EVALUATORS: dict[type[Expression], Callable[[Evaluation, Any], Any]] = {
    tree.Number: lambda _, n: arithmetic.exact(n.value),
    tree.Name: _name,
    tree.Sum: _sum,
    tree.Product: _product,
    tree.Dot: lambda e, n: arithmetic.dot(e.value(n.left), e.value(n.right)),
    tree.Quotient: lambda e, n: arithmetic.divide(e.value(n.numerator), e.value(n.denominator)),
    tree.Power: lambda e, n: arithmetic.power(e.value(n.base), e.value(n.exponent)),
    # a list that is transposed was written as a row in order to stand upright: a column
    tree.Transpose: lambda e, n: (
        e.value(n.body)
        if isinstance(n.body, tree.Listed)
        else arithmetic.transposed(e.value(n.body))
    ),
    tree.Degrees: lambda e, n: arithmetic.scale(math.pi / 180, e.value(n.body)),
    tree.Index: _index,
    tree.Call: _call,
    tree.Apply: _apply,
    tree.Root: lambda e, n: arithmetic.root(e.value(n.body), e.value(n.degree)),
    tree.Norm: lambda e, n: arithmetic.norm(e.value(n.body)),
    tree.Absolute: lambda e, n: arithmetic.absolute(e.value(n.body)),
    tree.Listed: lambda e, n: arithmetic.column([e.value(item) for item in n.items]),
    tree.Matrix: _matrix,
    tree.Pattern: _pattern,
    tree.Series: _series,
    tree.Limit: _limit,
    tree.Prime: lambda e, n: derivatives.prime(e.value(n.function), n.order),
    tree.Gradient: lambda e, n: derivatives.gradient(e.value(n.function)),
    tree.Jacobian: lambda e, n: derivatives.jacobian(e.value(n.function)),
    tree.Hessian: lambda e, n: derivatives.hessian(e.value(n.function)),
    tree.Directional: lambda e, n: derivatives.directional(
        e.value(n.function), e.value(n.direction)
    ),
    tree.Partial: _partial,
    tree.Compose: lambda e, n: derivatives.compose(e.value(n.outer), e.value(n.inner)),
    tree.Cases: _cases,
    **dict.fromkeys(
        (tree.Others, tree.NextIndex, tree.Row, tree.Case, tree.Space, tree.Relation, tree.Formula),
        _refuse,
    ),
}
"""How each kind of node is evaluated."""
