"""KaTeX's parse tree of a formula as one row of tokens, its layout left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from proofpress.formula_trees import FormulaError, Node

ATOMS = {
    "+": "sign",
    "-": "sign",
    r"\cdot": "dot",
    r"\times": "times",
    r"\circ": "circ",
    ",": "comma",
    "|": "bar",
    "/": "slash",
    ".": "period",
    r"\prime": "prime",
    r"\top": "top",
    r"\partial": "partial",
    r"\nabla": "nabla",
    r"\ldots": "dots",
    r"\cdots": "dots",
    r"\@cdots": "dots",
    r"\vdots": "dots",
    r"\varvdots": "dots",
    r"\ddots": "dots",
}
"""What is more than a name, a number or a relation."""
FENCES = {"(": "(", ")": "(", "[": "[", "]": "[", r"\lVert": "‖", r"\rVert": "‖"}
FENCES |= {r"\lvert": "|", r"\rvert": "|", "|": "|", r"\|": "‖", r"\Vert": "‖", r"\vert": "|"}
INLINE = frozenset({"ordgroup", "styling", "mclass", "color", "sizing", "internal"})
SILENT = frozenset({"rule", "internal", "cr"})


@dataclass(frozen=True)
class Token:
    """One piece of a formula.

    Attributes:
        kind: what it is for the reader, such as "name", "number", "open", "scripts".
        text: how it is written, or nearly.
        spaced: whether a space was put before it.
        parts: the tokens of what it holds: numerator and denominator, sub- and superscript, cells.
    """

    kind: str
    text: str
    spaced: bool = False
    parts: tuple[tuple[Token, ...], ...] = field(default=())


def tokens(nodes: Sequence[Node]) -> tuple[Token, ...]:
    """The tokens of a formula's parse tree.

    Raises:
        FormulaError: for a construct that it doesn't know.
    """
    found: list[Token] = []
    spaced = False
    for token in _numbers(_raw(nodes)):
        if token.kind == "thin":
            spaced = True
            continue
        found.append(replace(token, spaced=True) if spaced else token)
        spaced = False
    return tuple(found)


def written(row: Sequence[Token]) -> str:
    """A row of tokens as text, for an error."""
    return " ".join(token.text for token in row)


def _numbers(row: Iterator[Token]) -> Iterator[Token]:
    """The row with digits joined, a decimal point between them included."""
    digits = ""
    point: Token | None = None
    for token in row:
        if token.kind == "digit":
            digits += ("." if point else "") + token.text
            point = None
        elif token.kind == "period" and digits and point is None and "." not in digits:
            point = token
        else:
            if digits:
                yield Token("number", digits)
            if point:
                yield point
            digits, point = "", None
            yield token
    if digits:
        yield Token("number", digits)
    if point:
        yield point


def _raw(nodes: Sequence[Node]) -> Iterator[Token]:
    for node in nodes:
        yield from _of(node)


def _of(node: Node) -> Iterator[Token]:  # noqa: C901, PLR0912  (a line or two a construct)
    kind = node["type"]
    if kind in INLINE:
        yield from _raw(_body(node))
    elif kind == "supsub":
        yield from _scripts(node)
    elif kind in ("mathord", "textord", "atom"):
        yield _symbol(node)
    elif kind == "genfrac":
        if not node["hasBarLine"]:
            raise FormulaError("a fraction without a line can't be read")
        above, below = (tokens([node[n]]) for n in ("numer", "denom"))
        text = rf"\frac{{{written(above)}}}{{{written(below)}}}"
        yield Token("fraction", text, parts=(above, below))
    elif kind == "sqrt":
        body = tokens([node["body"]])
        degree = tokens([node["index"]]) if node.get("index") else ()
        yield Token("root", rf"\sqrt{{{written(body)}}}", parts=(body, degree))
    elif kind == "leftright":
        yield from _fenced(node)
    elif kind == "delimsizing":
        yield _delimiter(node["delim"], node["mclass"])
    elif kind == "array":
        yield from _rows(node)
    elif kind in ("op", "operatorname"):
        yield Token("operator", _operator(node))
    elif kind in ("font", "accent"):
        yield Token("name", _decorated(node))
    elif kind == "text":
        words = "".join(_words(node["body"])).strip()
        yield Token("words", rf"\text{{{words}}}", parts=((Token("name", words),),))
    elif kind in ("kern", "spacing"):
        yield from _space(node)
    elif kind == "xArrow" and node["label"] == r"\xrightarrow":
        below = tokens(_body(node["below"])) if node.get("below") else ()
        yield Token("arrow", r"\xrightarrow", parts=(below,))
    elif kind == "htmlmathml":
        yield from _raw([n for n in node["mathml"] if n["type"] != "internal"])
    elif kind not in SILENT:
        raise FormulaError(f"no reading for KaTeX's {kind!r}")


def _body(node: Node) -> list[Node]:
    body = node.get("body", [node])
    return body if isinstance(body, list) else [body]


def _symbol(node: Node) -> Token:
    text, family = node["text"], node.get("family", "")
    if text == "≠":
        return Token("relation", r"\ne")
    if text in ATOMS and family != "rel":
        return Token(ATOMS[text], text)
    if family in ("open", "close"):
        return _delimiter(text, f"m{family}")
    if family == "rel":
        return Token("relation", text)
    if family or text in ("!", "'", "?", ";", ":"):
        kind = "unknown"
    else:
        kind = "digit" if text.isascii() and text.isdigit() else "name"
    return Token(kind, text)


def _delimiter(text: str, mathclass: str) -> Token:
    if text == "/" or (text in FENCES and mathclass == "mord"):
        return Token("slash" if text == "/" else "bar", text)
    if text not in FENCES:
        raise FormulaError(f"no reading for the delimiter {text!r}")
    return Token("open" if mathclass == "mopen" else "close", FENCES[text])


def _scripts(node: Node) -> Iterator[Token]:
    if not node.get("base"):
        raise FormulaError("an index or exponent without a base can't be read")
    base = tuple(_raw([node["base"]]))  # digits are joined later: in 10^2 the base is only 0
    if len(base) > 1 and node["base"]["type"] == "ordgroup":
        yield from (Token("open", "{"), *base, Token("close", "{"))
    else:
        yield from base
    below, above = (tokens([node[n]]) if node.get(n) else () for n in ("sub", "sup"))
    text = (f"_{{{written(below)}}}" if below else "") + (f"^{{{written(above)}}}" if above else "")
    yield Token("scripts", text, parts=(below, above))


def _fenced(node: Node) -> Iterator[Token]:
    left, right, body = node["left"], node["right"], node["body"]
    if len(body) == 1 and body[0]["type"] == "array":
        kinds = {("(", ")"): "matrix", ("[", "]"): "matrix", (r"\{", "."): "cases"}
        if (left, right) in kinds:
            yield _table(kinds[left, right], body[0])
            return
    yield _delimiter(left, "mopen")
    yield from _raw(body)
    yield _delimiter(right, "mclose")


def _table(kind: str, node: Node) -> Token:
    rows = [tuple(tokens([cell]) for cell in row) for row in node["body"]]
    lines = tuple((Token("line", "", parts=row),) for row in rows if any(row))
    return Token(kind, rf"\begin{{{kind}}}", parts=lines)


def _rows(node: Node) -> Iterator[Token]:
    if node.get("colSeparationType") not in ("align", "gather"):
        raise FormulaError("a table that is neither a matrix, nor cases, nor aligned can't be read")
    for number, row in enumerate(node["body"]):
        if number:
            yield Token("row", r"\\")
        cells = [token for cell in row for token in _raw([cell])]
        yield from dropwhile(lambda token: token.kind == "wide", cells)


def _operator(node: Node) -> str:
    if node["type"] == "op":
        return str(node.get("name") or "").removeprefix("\\")
    return "".join(_words(node["body"]))


def _words(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if "text" in node:
            yield node["text"]
        else:
            yield from _words(_body(node) if "body" in node else [])


def _decorated(node: Node) -> str:
    inner = node.get("base") or node["body"]
    text = written(tokens([inner]))
    return rf"{node['label']} {text}" if "label" in node else rf"\{node['font']}{{{text}}}"


def _space(node: Node) -> Iterator[Token]:
    if node["type"] == "spacing" or node["dimension"]["unit"] == "mu":
        thin = node["type"] == "spacing" or node["dimension"]["number"] > 0
        yield from [Token("thin", " ")] if thin else []
    else:
        yield Token("wide", r"\quad")
