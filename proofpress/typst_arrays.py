"""Matrices, cases and aligned equations in Typst's mathematics, from KaTeX's array node."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proofpress.formula_trees import FormulaError, Node
from proofpress.typst_signs import EMPTY

CellWriter = Callable[[Sequence[Node]], str]
PAIRS = frozenset({"align", "alignat"})
"""Kinds of columns that belong together in twos, right-aligned and left-aligned."""
SMALL = 0.6
"""KaTeX's stretch below which rows are those of a small matrix or a stack of indices."""


def array(node: Node, cell: CellWriter) -> str:
    """The array as a `mat` without delimiters; its brackets are nodes around it."""
    if any(isinstance(tag, list) or tag is True for tag in node.get("tags") or []):
        raise FormulaError("there is no way yet to print tags inside an environment")
    kind = str(node.get("colSeparationType") or "")
    rows = [[_cell(part, cell) for part in row] for row in node["body"]]
    if len(rows) > 1 and all(text in ("", EMPTY) for text in rows[-1]):
        rows.pop()  # what follows the last \\
    settings = ["delim: #none"]
    if kind in PAIRS:
        columns = [_pairs(row) for row in rows]
        settings += ["column-gap: #2em", f"row-gap: #{_gap(node, 0.75)}em"]
    elif kind == "gather":
        columns = rows
        settings.append(f"row-gap: #{_gap(node, 0.75)}em")
    else:
        aligns = [c["align"] for c in node.get("cols") or [] if c["type"] == "align"]
        columns = [_aligned(row, aligns) for row in rows]
        settings.append(f"row-gap: #{_gap(node, _air(rows))}em")
        settings += _lines(node)
    width = max(map(len, columns))
    padded = [[text or EMPTY for text in row] + [EMPTY] * (width - len(row)) for row in columns]
    body = "; ".join(", ".join(row) for row in padded)
    written = f"mat({', '.join(settings)}, {body})"
    return f"script({written})" if node.get("arraystretch", 1) < SMALL else written


def _cell(part: Node, cell: CellWriter) -> str:
    """One cell; the style of a matrix's cells is Typst's own, so it isn't written."""
    if part["type"] == "styling" and part["style"] == "text":
        return cell(_unwrapped(part["body"]))
    if part["type"] == "styling" and part["style"] == "display":
        inside = cell(_unwrapped(part["body"]))
        return f"display({inside})" if inside else ""
    return cell([part])


def _unwrapped(body: Sequence[Node]) -> Sequence[Node]:
    """A cell's nodes: KaTeX puts a group around them."""
    if len(body) == 1 and body[0]["type"] == "ordgroup":
        inside: Sequence[Node] = body[0]["body"]
        return inside
    return body


def _pairs(row: Sequence[str]) -> list[str]:
    """Columns of an aligned environment, in twos, with the place of alignment between."""
    return [" & ".join(row[place : place + 2]) for place in range(0, len(row), 2)]


def _aligned(row: Sequence[str], aligns: Sequence[str]) -> list[str]:
    placed = {"l": "& {}", "r": "{} &"}
    known = [*aligns, *("c" for _ in row)]
    return [
        placed.get(how, "{}").format(text or EMPTY) for text, how in zip(row, known, strict=False)
    ]


def _air(rows: Sequence[Sequence[str]]) -> float:
    """Space between rows: more where fractions stand."""
    return 0.7 if any("frac(" in text for row in rows for text in row) else 0.4


def _gap(node: Node, least: float) -> float:
    """Space between rows in em, with what the formula asks for added."""
    em = {"em": 1.0, "ex": 0.431, "pt": 0.1, "mm": 0.28}
    gaps = [g["number"] * em.get(g["unit"], 0) for g in node.get("rowGaps") or [] if g]
    stretch = max(float(node.get("arraystretch") or 1) - 1, 0)
    return round(least + stretch + max(gaps, default=0), 3)


def _lines(node: Node) -> list[str]:
    """Rules between columns and rows."""
    verticals, place = [], 0
    for column in node.get("cols") or []:
        if column["type"] == "align":
            place += 1
        else:
            verticals.append(place)
    horizontals = [n for n, lines in enumerate(node.get("hLinesBeforeRow") or []) if lines]
    if not verticals and not horizontals:
        return []
    named = [
        f"{name}: ({', '.join(map(str, places))},)"
        for name, places in (("vline", verticals), ("hline", horizontals))
        if places
    ]
    return [f"augment: #({', '.join(named)}, stroke: 0.5pt)"]
