"""A function with one thing in its code changed, for proofs that hold their claim as code."""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


def code_mutants(function: FunctionType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every mutant of `function`, with what was changed.

    Signs are flipped, whole numbers raised by one (indices and exponents among them), factors left
    out, factors of `@` swapped, transposes left out and put in, comparisons turned round.
    """
    source = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = source.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    count: Counter[str] = Counter()
    places = [n for n in ast.walk(definition) if isinstance(n, ast.expr) and not _in_text(n)]
    for number, node in enumerate(places):
        for new in _changes(node):
            what = f"{ast.unparse(node)} -> {ast.unparse(new)}"
            count[what] += 1
            name = what + (f" #{count[what]}" if count[what] > 1 else "")
            yield name, _compiled(definition, number, new, function)


def _in_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _compiled(
    definition: ast.FunctionDef, number: int, new: ast.expr, function: FunctionType
) -> Callable[..., Any]:
    mutant = copy.deepcopy(definition)
    places = [n for n in ast.walk(mutant) if isinstance(n, ast.expr) and not _in_text(n)]
    old = places[number]

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else self.generic_visit(node)

    module = ast.fix_missing_locations(ast.Module([_statement(Swap().visit(mutant))], []))
    outer = inspect.getclosurevars(function).nonlocals
    names: dict[str, Any] = {**function.__globals__, **outer}
    exec(compile(module, function.__code__.co_filename, "exec"), names)
    changed: Callable[..., Any] = names[definition.name]
    return changed


def _statement(node: ast.AST) -> ast.stmt:
    assert isinstance(node, ast.stmt)
    return node


def _changes(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _operations(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in COMPARISONS:
                turned = [*node.ops[:place], COMPARISONS[type(operator)](), *node.ops[place + 1 :]]
                yield ast.Compare(node.left, turned, node.comparators)
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value


def _operations(node: ast.BinOp) -> Iterator[ast.expr]:
    if type(node.op) in OPERATORS:
        yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    if isinstance(node.op, ast.Mult | ast.MatMult):
        yield node.left
        yield node.right
    if isinstance(node.op, ast.MatMult):
        yield ast.BinOp(node.right, node.op, node.left)
        yield ast.BinOp(ast.Attribute(node.left, "T", ast.Load()), node.op, node.right)
        yield ast.BinOp(node.left, node.op, ast.Attribute(node.right, "T", ast.Load()))
