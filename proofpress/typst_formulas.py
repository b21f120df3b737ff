"""A formula in Typst's mathematics, from KaTeX's parse tree: the page's own grammar, read again.

Each node of the tree has a writer of its own; a node, font, accent or symbol without one is an
error. Every sign is written as itself, escaped, with a space around it, so that none of Typst's
shorthands can arise. Where TeX gives a sign its class (a relation, an opening bracket), that class
is written out: the spaces are then TeX's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from proofpress.formula_trees import FormulaError, Node
from proofpress.typst_nodes import WRITERS
from proofpress.typst_pen import Pen, Symbols
from proofpress.typst_signs import escaped

STROKE = "\u0338"
"""The combining stroke, by which KaTeX's MathML negates a sign."""


def typst_formula(tree: Sequence[Node], symbols: Symbols) -> str:
    """The formula as Typst sets it between dollars.

    Args:
        tree: the formula as `formula_trees.parse_formulas` reads it.
        symbols: what `commands` finds in the tree, with the character of each.

    Raises:
        FormulaError: for what has no writer here.
    """
    return Pen(symbols, _row).inner(tree)


def breakable_parts(tree: Sequence[Node], symbols: Symbols) -> list[str]:
    """The parts between which Typst breaks a formula that stands in a sentence."""
    parts: list[list[Node]] = [[]]
    for node in tree:
        parts[-1].append(node)
        if _kind(node) in ("rel", "bin"):
            parts.append([])
    return [typst_formula(part, symbols) for part in parts if part]


def commands(tree: object) -> Iterator[str]:
    """Every command in a parse tree that stands for a character."""
    if isinstance(tree, list):
        for part in tree:
            yield from commands(part)
    elif isinstance(tree, dict):
        named = [tree.get("text"), tree.get("delim"), tree.get("left"), tree.get("right")]
        if tree.get("type") == "op" and tree.get("symbol"):
            named.append(tree.get("name"))
        if tree.get("type") == "genfrac":
            named += [tree.get("leftDelim"), tree.get("rightDelim")]
        yield from (text for text in named if isinstance(text, str) and text.startswith("\\"))
        for part in tree.values():
            yield from commands(part)


def _row(nodes: Sequence[Node], pen: Pen) -> str:
    """A row of nodes: digits joined to numbers, signs that have no left side made unary."""
    parts: list[str] = []
    number = ""
    kinds = [_kind(node) for node in nodes]
    for place, node in enumerate(nodes):
        text = str(node.get("text", ""))
        if node["type"] == "textord" and text and text in "0123456789.":
            number += text
            continue
        if place and _strikes(nodes[place - 1]):
            continue
        parts.append(_number(number))
        number = ""
        if _strikes(node) and place + 1 < len(nodes):
            parts.append(_struck(nodes[place + 1], pen))
            continue
        unary = kinds[place] == "bin" and _has_no_side(kinds, place)
        parts.append(pen.classed("normal", text) if unary else _node(node, pen))
    parts.append(_number(number))
    return " ".join(part for part in parts if part)


def _strikes(node: Node) -> bool:
    r"""Whether the node is TeX's \not, which strikes through what follows."""
    return node["type"] == "htmlmathml" and [n.get("text") for n in node["mathml"]] == [STROKE]


def _struck(node: Node, pen: Pen) -> str:
    character = unicodedata.normalize("NFC", pen.character(str(node.get("text"))) + STROKE)
    if len(character) != 1:
        raise FormulaError(f"there is no way yet to strike through {node.get('text')!r}")
    return f'class("relation", {escaped(character)})'


def _number(text: str) -> str:
    """Digits and full stops; one that ends a sentence isn't part of the number."""
    inside = text.rstrip(".")
    stops = " ".join(["\\."] * (len(text) - len(inside)))
    if inside.startswith("."):
        inside = f'class("normal", "{inside}")'
    return f"{inside} {stops}".strip()


def _kind(node: Node) -> str:
    kind = str(node.get("family", node["type"]))
    if kind == "mclass":
        return str(node["mclass"]).removeprefix("m")
    if kind == "supsub":
        return _kind(node["base"]) if node.get("base") else "ord"
    if kind == "delimsizing":
        return str(node["mclass"]).removeprefix("m")
    return "silent" if kind in ("spacing", "kern", "mathchoice") else kind


def _has_no_side(kinds: Sequence[str], place: int) -> bool:
    """Whether TeX takes the binary sign at `place` for a unary one."""
    before = next((k for k in reversed(kinds[:place]) if k != "silent"), "open")
    after = next((k for k in kinds[place + 1 :] if k != "silent"), "close")
    return before in ("open", "bin", "rel", "punct", "op") or after in (
        "close",
        "rel",
        "punct",
    )


def _node(node: Node, pen: Pen) -> str:
    writer = WRITERS.get(node["type"])
    if writer is None:
        raise FormulaError(f"there is no way yet to print KaTeX's {node['type']!r}")
    return writer(node, pen)
