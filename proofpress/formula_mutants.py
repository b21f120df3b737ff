r"""A formula with one thing in it changed: a sign, an index, an exponent, a transpose, a factor.

A proof that accepts a changed formula hasn't looked at what was changed. What changes nothing for a
reason that holds for every formula isn't made: a transposed number, two numbers in another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from proofpress import formula_expressions as tree
from proofpress.formula_expressions import Expression, Formula, Path
from proofpress.formula_values import Seen
from proofpress.formula_writing import tex

OTHER_SIGN = {r"\le": r"\ge", r"\ge": r"\le", "<": ">", ">": "<"}
OTHER_FUNCTION = {"sin": "cos", "cos": "sin", "max": "min", "min": "max"}
TRANSPOSABLE = (tree.Name, tree.Index, tree.Call, tree.Matrix, tree.Pattern)
ONE = tree.Number(Fraction(1))


@dataclass(frozen=True)
class Mutant:
    """A changed formula.

    Attributes:
        what: the part that was changed, and what it became; a number if that happens twice.
        formula: all of it.
    """

    what: str
    formula: Formula


def mutants(formula: Formula, seen: Seen) -> list[Mutant]:
    """Every mutant of `formula`.

    Args:
        formula: as it was read.
        seen: the shapes that its parts have, from evaluating it.
    """
    found: list[Mutant] = []
    count: Counter[str] = Counter()
    for path, node in tree.parts(formula):
        owner, name = _owner(formula, path)
        for new in _changes(formula, node, owner, name, seen):
            changed = tree.replaced(formula, path, new)
            assert isinstance(changed, Formula)
            what = f"{tex(node)} -> {tex(new)}"
            count[what] += 1
            found.append(Mutant(what + (f" #{count[what]}" if count[what] > 1 else ""), changed))
    return found


def _owner(formula: Formula, path: Path) -> tuple[Expression, str]:
    """The node that has the one at `path`, and the field that it is in."""
    if not path:
        return formula, ""
    cut = -2 if isinstance(path[-1], int) else -1
    return tree.at(formula, path[:cut]), str(path[cut])


def _changes(
    formula: Formula, node: Expression, owner: Expression, name: str, seen: Seen
) -> Iterator[Expression]:
    yield from _arithmetic(node, owner, name, seen)
    yield from _numbers(node, owner, name)
    yield from _order(node)
    yield from _transposes(node, owner, name, seen)
    yield from _structure(formula, node, owner)


def _arithmetic(  # noqa: C901  (a branch a kind)
    node: Expression, owner: Expression, name: str, seen: Seen
) -> Iterator[Expression]:
    """Signs, terms and factors."""
    if isinstance(node, tree.Sum):
        for place, sign in enumerate(node.signs):
            flipped = (*node.signs[:place], -sign, *node.signs[place + 1 :])
            yield replace(node, signs=flipped)
            if len(node.terms) > 1:
                yield tree.Sum(_without(node.terms, place), _without(node.signs, place))
    elif isinstance(node, tree.Product):
        for place in range(len(node.factors)):
            yield tree.Product(_without(node.factors, place))
        for place, (one, other) in enumerate(zip(node.factors, node.factors[1:], strict=False)):
            if _is_array(one, seen) and _is_array(other, seen):
                rest = node.factors
                yield replace(node, factors=(*rest[:place], other, one, *rest[place + 2 :]))
    elif isinstance(node, tree.Dot):
        yield from (node.left, node.right)
    elif isinstance(node, tree.Quotient):
        yield node.numerator
        yield tree.Quotient(node.denominator, node.numerator)
    elif _stands_alone(node, owner, name):
        yield tree.Sum((node,), (-1,))


def _stands_alone(node: Expression, owner: Expression, name: str) -> bool:
    """Whether a part has a sign of its own without one being written: a side, an argument."""
    places = (tree.Relation, tree.Call, tree.Apply, tree.Listed, tree.Row, tree.Power)
    written = (tree.Space, tree.Others, tree.Number)
    inside = name in ("sides", "arguments", "items", "entries", "exponent")
    if isinstance(owner, tree.Relation) and _is_without_sign(owner):
        return False
    if isinstance(owner, tree.Apply) and owner.name == "cos":
        return False  # the cosine is even
    return isinstance(owner, places) and inside and not isinstance(node, written)


def _is_without_sign(node: tree.Relation) -> bool:
    """Whether the sides are only in sets, or all of them are 0."""
    zero = any(isinstance(side, tree.Number) and side.value == 0 for side in node.sides)
    return set(node.signs) == {r"\in"} or (zero and set(node.signs) == {"="})


def _numbers(node: Expression, owner: Expression, name: str) -> Iterator[Expression]:
    """Numbers, indices and exponents."""
    if isinstance(owner, tree.Index) and name == "indices":
        yield tree.NextIndex(node)
        return
    if isinstance(node, tree.Number):
        yield tree.Number(node.value + 1)
    if isinstance(node, tree.Name):
        if (isinstance(owner, tree.Power) and name == "exponent") or isinstance(owner, tree.Space):
            yield tree.Sum((node, ONE), (1, 1))
        if (isinstance(owner, tree.Series) and name == "upper") or name in ("height", "width"):
            yield tree.Sum((node, ONE), (1, -1))


def _order(node: Expression) -> Iterator[Expression]:
    """Indices and lengths of axes, in another order; what is within a root or bars."""
    if isinstance(node, tree.Index) and len(node.indices) > 1:
        swapped = replace(node, indices=(node.indices[1], node.indices[0], *node.indices[2:]))
        if not tree.same(swapped, node):
            yield swapped
    if isinstance(node, tree.Space) and len(node.lengths) > 1:
        turned = replace(node, lengths=node.lengths[::-1])
        if not tree.same(turned, node):
            yield turned
    if isinstance(node, tree.Root | tree.Absolute):
        yield node.body


def _transposes(node: Expression, owner: Expression, name: str, seen: Seen) -> Iterator[Expression]:
    """A transpose left out, or put where there is none."""
    if isinstance(node, tree.Transpose):
        if not isinstance(node.body, tree.Listed):
            yield node.body
    elif (
        isinstance(node, TRANSPOSABLE)
        and not isinstance(owner, tree.Transpose)
        and not (isinstance(owner, tree.Index) and name == "base")
        and not isinstance(owner, tree.Norm)
        and _is_array(node, seen)
    ):
        yield tree.Transpose(node)


def _structure(formula: Formula, node: Expression, owner: Expression) -> Iterator[Expression]:
    """Relations and functions."""
    if isinstance(node, tree.Relation):
        for place, sign in enumerate(node.signs):
            conditional = isinstance(owner, tree.Case) and sign == "="
            other = r"\ne" if conditional else OTHER_SIGN.get(sign)
            if other:
                yield replace(node, signs=(*node.signs[:place], other, *node.signs[place + 1 :]))
    elif isinstance(node, tree.Apply) and node.name in OTHER_FUNCTION:
        yield replace(node, name=OTHER_FUNCTION[node.name])
    elif isinstance(node, tree.Call) and len(node.arguments) == 1:
        yield node.arguments[0]
    elif isinstance(node, tree.Prime):
        yield replace(node, order=node.order - 1) if node.order > 1 else node.function
    elif isinstance(node, tree.Compose):
        yield tree.Compose(node.inner, node.outer)
    elif isinstance(node, tree.Partial):
        yield from _derivatives(formula, node)


def _derivatives(formula: Formula, node: tree.Partial) -> Iterator[Expression]:
    """By another of the variables in the formula; with something else held."""
    partials = [p for _, p in tree.parts(formula) if isinstance(p, tree.Partial)]
    variables = [v for p in partials for v in p.variables]
    for place, variable in enumerate(node.variables):
        if isinstance(variable, tree.Name):
            for other in _others(variable, variables)[:1]:
                rest = node.variables
                yield replace(node, variables=(*rest[:place], other, *rest[place + 1 :]))
    if node.held:
        for other in _others(node.held, [p.held for p in partials if p.held])[:1]:
            assert isinstance(other, tree.Name)
            yield replace(node, held=other)


def _others(node: Expression, nodes: Sequence[Expression]) -> list[Expression]:
    return [other for other in nodes if not tree.same(other, node)]


def _without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*items[:place], *items[place + 1 :])


def _is_array(node: Expression, seen: Seen) -> bool:
    return any(shape for shape in seen.get(id(node), ()))
