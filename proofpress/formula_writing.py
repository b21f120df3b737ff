"""Write a formula's tree as TeX again, for people who read what was changed in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofpress import formula_expressions as tree
from proofpress.formula_expressions import Expression

LOOSE = (tree.Sum, tree.Product, tree.Dot, tree.Quotient, tree.Series, tree.Limit, tree.Compose)

NEW_ROW, TIMES = r" \\ ", r" \times "


def tex(node: Expression) -> str:
    """The TeX of `node`, or nearly: what was left out by dots is written by its rule."""
    return WRITERS[type(node)](node)


def _tight(node: Expression) -> str:
    return f"({tex(node)})" if isinstance(node, LOOSE) else tex(node)


def _list(nodes: tuple[Expression, ...]) -> str:
    return ", ".join(map(tex, nodes))


def _sum(node: tree.Sum) -> str:
    terms = [
        ("+" if s > 0 else "-") + (f"({tex(t)})" if isinstance(t, tree.Sum) else tex(t))
        for s, t in zip(node.signs, node.terms, strict=True)
    ]
    return " ".join([terms[0].removeprefix("+"), *(f"{t[0]} {t[1:]}" for t in terms[1:])])


def _factor(node: Expression) -> str:
    return f"({tex(node)})" if isinstance(node, tree.Sum | tree.Dot | tree.Compose) else tex(node)


def _partial(node: tree.Partial) -> str:
    times = f"^{len(node.variables)}" if len(node.variables) > 1 else ""
    below = " ".join(rf"\partial {tex(v)}" for v in node.variables)
    held = f"|_{tex(node.held)}" if node.held else ""
    return rf"\frac{{\partial{times} {_tight(node.body)}}}{{{below}}}{held}"


def _relation(node: tree.Relation) -> str:
    rest = [f"{s} {tex(x)}" for s, x in zip(node.signs, node.sides[1:], strict=True)]
    return " ".join([tex(node.sides[0]), *rest])


def _number(node: tree.Number) -> str:
    return str(node.value) if node.value.denominator == 1 else f"{float(node.value):g}"


def _side(node: tree.Limit) -> str:
    return {0: r"\to", 1: r"\downarrow", -1: r"\uparrow"}[node.side]


WRITERS: dict[type[Expression], Callable[[Any], str]] = {
    tree.Number: _number,
    tree.Name: lambda n: n.tex.replace(" _", "_").replace(" ^", "^"),
    tree.Sum: _sum,
    tree.Product: lambda n: " ".join(map(_factor, n.factors)),
    tree.Dot: lambda n: rf"{_factor(n.left)} \cdot {_factor(n.right)}",
    tree.Quotient: lambda n: rf"\frac{{{tex(n.numerator)}}}{{{tex(n.denominator)}}}",
    tree.Power: lambda n: f"{_tight(n.base)}^{{{tex(n.exponent)}}}",
    tree.Transpose: lambda n: rf"{_tight(n.body)}^\top",
    tree.Degrees: lambda n: rf"{_tight(n.body)}^\circ",
    tree.Index: lambda n: f"{_tight(n.base)}_{{{_list(n.indices)}}}",
    tree.NextIndex: lambda n: f"next({tex(n.body)})",
    tree.Call: lambda n: f"{_tight(n.function)}({_list(n.arguments)})",
    tree.Apply: lambda n: rf"\{n.name}({_list(n.arguments)})",
    tree.Root: lambda n: rf"\sqrt[{tex(n.degree)}]{{{tex(n.body)}}}",
    tree.Norm: lambda n: rf"\norm{{{tex(n.body)}}}",
    tree.Absolute: lambda n: f"|{tex(n.body)}|",
    tree.Listed: lambda n: f"({_list(n.items)})",
    tree.Others: lambda _: r"\dots",
    tree.Row: lambda n: " & ".join(map(tex, n.entries)),
    tree.Matrix: lambda n: f"({NEW_ROW.join(map(tex, n.rows))})",
    tree.Pattern: lambda n: f"({tex(n.entry)}) for {tex(n.height)} rows, {tex(n.width)} columns",
    tree.Series: lambda n: (
        rf"\sum_{{{n.index}={tex(n.lower)}}}^{{{tex(n.upper)}}} {_factor(n.body)}"
    ),
    tree.Limit: lambda n: rf"\lim_{{{n.variable} {_side(n)} {tex(n.target)}}} {_factor(n.body)}",
    tree.Prime: lambda n: _tight(n.function) + "'" * n.order,
    tree.Gradient: lambda n: rf"\nabla {_tight(n.function)}",
    tree.Jacobian: lambda n: f"J_{{{tex(n.function)}}}",
    tree.Hessian: lambda n: f"H_{{{tex(n.function)}}}",
    tree.Directional: lambda n: f"D_{{{tex(n.direction)}}} {_tight(n.function)}",
    tree.Partial: _partial,
    tree.Compose: lambda n: rf"{_tight(n.outer)} \circ {_tight(n.inner)}",
    tree.Case: lambda n: f"{tex(n.value)} if {tex(n.condition) if n.condition else 'nothing else'}",
    tree.Cases: lambda n: "{" + "; ".join(map(tex, n.lines)) + "}",
    tree.Space: lambda n: rf"\R^{{{TIMES.join(map(tex, n.lengths))}}}",
    tree.Relation: _relation,
    tree.Formula: lambda n: ", ".join(map(tex, n.clauses)),
}
"""How each kind of node is written."""
