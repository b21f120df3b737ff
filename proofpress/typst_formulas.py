"""A formula in Typst's mathematics, from KaTeX's parse tree: the page's own grammar, read again.

Each node of the tree has a writer of its own; a node, font, accent or symbol without one is an
error. Every sign is written as itself, escaped, with a space around it, so that none of Typst's
shorthands can arise. Where TeX gives a sign its class (a relation, an opening bracket), that class
is written out: the spaces are then TeX's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from proofpress.formula_trees import FormulaError, Node
from proofpress.typst_signs import (
    ACCENTS,
    ARROWS,
    BRACES,
    CLASSES,
    DELIMITER_SIZES,
    EMPTY,
    FONTS,
    SIGNS,
    STYLES,
    UNITS,
    escaped,
    quoted,
)

STROKE = "\u0338"
"""The combining stroke, by which KaTeX's MathML negates a sign."""
Symbols = Mapping[str, str]
"""The character that KaTeX shows for each command that stands for one."""
Writer = Callable[[Node, Symbols], str]


def typst_formula(tree: Sequence[Node], symbols: Symbols) -> str:
    """The formula as Typst sets it between dollars.

    Args:
        tree: the formula as `formula_trees.parse_formulas` reads it.
        symbols: what `commands` finds in the tree, with the character of each.

    Raises:
        FormulaError: for what has no writer here.
    """
    return written(tree, symbols) or EMPTY


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


def written(nodes: Sequence[Node], symbols: Symbols) -> str:
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
            parts.append(_struck(nodes[place + 1], symbols))
            continue
        unary = kinds[place] == "bin" and _has_no_side(kinds, place)
        parts.append(_classed("normal", text, symbols) if unary else _node(node, symbols))
    parts.append(_number(number))
    return " ".join(part for part in parts if part)


def _strikes(node: Node) -> bool:
    r"""Whether the node is TeX's \not, which strikes through what follows."""
    return node["type"] == "htmlmathml" and [n.get("text") for n in node["mathml"]] == [STROKE]


def _struck(node: Node, symbols: Symbols) -> str:
    character = unicodedata.normalize("NFC", _character(str(node.get("text")), symbols) + STROKE)
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
    return "silent" if kind in ("spacing", "kern", "mathchoice") else kind


def _has_no_side(kinds: Sequence[str], place: int) -> bool:
    """Whether TeX takes the binary sign at `place` for a unary one."""
    before = next((k for k in reversed(kinds[:place]) if k != "silent"), "open")
    after = next((k for k in kinds[place + 1 :] if k != "silent"), "close")
    return before in ("open", "bin", "rel", "punct", "op", "delimsizing-open") or after in (
        "close",
        "rel",
        "punct",
    )


def _node(node: Node, symbols: Symbols) -> str:
    writer = WRITERS.get(node["type"])
    if writer is None:
        raise FormulaError(f"there is no way yet to print KaTeX's {node['type']!r}")
    return writer(node, symbols)


def _inner(node: Node | Sequence[Node] | None, symbols: Symbols) -> str:
    """What stands inside something: never nothing, which Typst would take for no argument."""
    if node is None:
        return EMPTY
    nodes = [node] if isinstance(node, dict) else node
    return written(nodes, symbols) or EMPTY


def _character(text: str, symbols: Symbols) -> str:
    if not text.startswith("\\"):
        return SIGNS.get(text, text)
    if not symbols.get(text):
        raise FormulaError(f"there is no way yet to print the symbol {text}")
    return symbols[text]


def _classed(kind: str, text: str, symbols: Symbols) -> str:
    return f'class("{kind}", {escaped(_character(text, symbols))})'


def _atom(node: Node, symbols: Symbols) -> str:
    family, text = node["family"], node["text"]
    if family in ("open", "close"):
        return _classed(CLASSES[family], _fence(text, symbols), symbols)
    return _classed(CLASSES[family], text, symbols)


def _ord(node: Node, symbols: Symbols) -> str:
    character = _character(node["text"], symbols)
    if node.get("mode") == "text":
        return f'class("normal", {quoted(character)})'
    if character in "|∣":  # an upright bar of no class; Typst would make fences of a pair
        return 'class("normal", \\|)'
    return 'class("normal", ‖)' if character in "∥‖" else escaped(character)


def _group(node: Node, symbols: Symbols) -> str:
    return f"class(\"normal\", {_inner(node['body'], symbols)})" if node["body"] else EMPTY


def _fence(delimiter: str, symbols: Symbols) -> str:
    """The character of a delimiter; nothing for the one that isn't shown."""
    if delimiter == ".":
        return ""
    character = _character({"<": "⟨", ">": "⟩"}.get(delimiter, delimiter), symbols)
    return {"∣": "|", "∥": "‖"}.get(character, character)


def _left_right(node: Node, symbols: Symbols) -> str:
    left, right = (_fence(node[side], symbols) for side in ("left", "right"))
    inside = _inner(node["body"], symbols)
    return f"lr({escaped(left)} {inside} {escaped(right)})"


def _middle(node: Node, symbols: Symbols) -> str:
    return f"mid({escaped(_fence(node['delim'], symbols))})"


def _delimiter(node: Node, symbols: Symbols) -> str:
    kind = CLASSES[node["mclass"].removeprefix("m")]
    fence = _fence(node["delim"], symbols)
    if not fence:
        return ""
    return f'class("{kind}", lr(size: #{DELIMITER_SIZES[node["size"]]}em, {escaped(fence)}))'


def _sub_sup(node: Node, symbols: Symbols) -> str:
    base = node.get("base")
    if base and base["type"] == "horizBrace":
        label = node.get("sup") if base["isOver"] else node.get("sub")
        return _brace(base, symbols, label)
    scripts = [
        f"{place}: {_inner(node[key], symbols)}"
        for key, place in (("sub", "b"), ("sup", "t"))
        if node.get(key)
    ]
    return f"attach({', '.join([_inner(base, symbols), *scripts])})"


def _brace(node: Node, symbols: Symbols, label: Node | None = None) -> str:
    name = BRACES.get(node["label"])
    if name is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    inside = _inner(node["base"], symbols)
    return f"{name}({inside}, {_inner(label, symbols)})" if label else f"{name}({inside})"


def _fraction(node: Node, symbols: Symbols) -> str:
    numerator, denominator = (_inner(node[key], symbols) for key in ("numer", "denom"))
    if node["hasBarLine"]:
        fraction = f"frac({numerator}, {denominator})"
    else:
        fraction = f"mat(delim: #none, row-gap: #0.3em, {numerator}; {denominator})"
    left, right = (_fence(node[side] or ".", symbols) for side in ("leftDelim", "rightDelim"))
    if left or right:
        fraction = f"lr({escaped(left)} {fraction} {escaped(right)})"
    return fraction


def _root(node: Node, symbols: Symbols) -> str:
    inside = _inner(node["body"], symbols)
    index = node.get("index")
    return f"root({_inner(index, symbols)}, {inside})" if index else f"sqrt({inside})"


def _operator(node: Node, symbols: Symbols) -> str:
    name = node.get("name")
    limits = bool(node.get("limits"))
    if name is None:
        return f"op({_inner(node.get('body'), symbols)}, limits: #{str(limits).lower()})"
    if not node["symbol"]:
        shown = _spaced_name(name.removeprefix("\\"))
        return f"op({quoted(shown)}, limits: #{str(limits).lower()})"
    sign = escaped(_character(name, symbols))
    always = limits and node.get("alwaysHandleSupSub")
    return f"limits({sign})" if always else sign if limits else f"scripts({sign})"


def _spaced_name(name: str) -> str:
    return {"limsup": "lim sup", "liminf": "lim inf"}.get(name, name)


def _operator_name(node: Node, symbols: Symbols) -> str:
    limits = str(bool(node.get("limits") or node.get("alwaysHandleSupSub"))).lower()
    texts = [part.get("text", "") for part in node["body"]]
    if all(len(text) == 1 for text in texts):
        return f"op({quoted(''.join(texts))}, limits: #{limits})"
    return f"op(upright({_inner(node['body'], symbols)}), limits: #{limits})"


def _accent(node: Node, symbols: Symbols) -> str:
    accent = ACCENTS.get(node["label"])
    if accent is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    return accent.replace("BODY", _inner(node["base"], symbols))


def _font(node: Node, symbols: Symbols) -> str:
    font = FONTS.get(node["font"])
    if font is None:
        raise FormulaError(f"there is no way yet to print the font {node['font']!r}")
    return font.replace("BODY", _inner(node["body"], symbols))


def _text(node: Node, symbols: Symbols) -> str:
    """Words: runs of characters become strings, what else stands there is written as it is."""
    parts: list[str] = []
    run = ""
    for part in _leaves(node["body"]):
        if part["type"] in ("textord", "mathord", "atom") and part.get("mode") == "text":
            run += _character(part["text"], symbols)
        elif part["type"] == "spacing":
            run += "\u00a0"
        else:
            parts += [quoted(run)] if run else []
            parts.append(_node(part, symbols))
            run = ""
    parts += [quoted(run)] if run else []
    font = FONTS.get(str(node.get("font") or "\\text"))
    if font is None:
        raise FormulaError(f"there is no way yet to print {node['font']}")
    # next to a string Typst keeps the spaces of its source, and these aren't meant
    return f"#h(0pt){font.replace('BODY', ' '.join(parts) or EMPTY)}#h(0pt) "


def _leaves(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["type"] == "ordgroup" and node.get("mode") == "text":
            yield from _leaves(node["body"])
        else:
            yield node


def _styling(node: Node, symbols: Symbols) -> str:
    return f"{STYLES[node['style']]}({_inner(node['body'], symbols)})"


def _class(node: Node, symbols: Symbols) -> str:
    if not node["body"]:
        return ""
    kind = node["mclass"].removeprefix("m")
    if kind not in CLASSES:
        raise FormulaError(f"there is no way yet to print the class {node['mclass']!r}")
    return f'class("{CLASSES[kind]}", {_inner(node["body"], symbols)})'


def _two_ways(node: Node, symbols: Symbols) -> str:
    """What KaTeX composes for the eye, and names by a character of its own in MathML."""
    shown = node["html"][0] if node["html"] else {}
    inside = _inner(node["mathml"], symbols)
    kind = str(shown.get("mclass", "mord")).removeprefix("m")
    return f'class("{CLASSES[kind]}", {inside})'


def _space(node: Node, symbols: Symbols) -> str:  # noqa: ARG001  (a writer)
    return "" if node["text"] in ("\\nobreak", "\\allowbreak") else "#h(0.3em) "


def _kern(node: Node, symbols: Symbols) -> str:  # noqa: ARG001  (a writer)
    return f"#h({_length(node['dimension'])}) "


def _length(dimension: Node) -> str:
    number, unit = dimension["number"], dimension["unit"]
    if unit not in UNITS:
        raise FormulaError(f"there is no way yet to print a length in {unit!r}")
    factor, name = UNITS[unit]
    return f"{number * factor:.4g}{name}"


def _choice(node: Node, symbols: Symbols) -> str:
    return written(node["text"], symbols)


def _line(name: str) -> Writer:
    return lambda node, symbols: f"{name}({_inner(node['body'], symbols)})"


def _passed_on(node: Node, symbols: Symbols) -> str:
    return _inner(node["body"], symbols)


def _phantom(node: Node, symbols: Symbols) -> str:
    return f"#hide($ {_inner(node['body'], symbols)} $.body) "


def _lap(node: Node, symbols: Symbols) -> str:
    side = {"rlap": "left", "llap": "right", "clap": "center"}[node["alignment"]]
    return f"#box(width: 0pt, align({side}, ${_inner(node['body'], symbols)}$)) "


def _rule(node: Node, symbols: Symbols) -> str:  # noqa: ARG001  (a writer)
    width, height = _length(node["width"]), _length(node["height"])
    return f"#box(width: {width}, height: {height}, fill: black) "


def _enclosed(node: Node, symbols: Symbols) -> str:
    inside = _inner(node["body"], symbols)
    label = node["label"]
    if label in ("\\fbox", "\\boxed"):
        return f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt, ${inside}$) "
    if label in ("\\cancel", "\\bcancel", "\\xcancel"):
        kind = {"\\bcancel": ", inverted: #true", "\\xcancel": ", cross: #true"}.get(label, "")
        return f"cancel({inside}{kind})"
    raise FormulaError(f"there is no way yet to print {label}")


def _arrow(node: Node, symbols: Symbols) -> str:
    arrow = ARROWS.get(node["label"])
    if arrow is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    scripts = [
        f"{place}: {text}"
        for key, place in (("below", "b"), ("body", "t"))
        if node.get(key) and (text := written([node[key]], symbols)) not in ("", EMPTY)
    ]
    stretched = f"limits(stretch({arrow}, size: #(100% + 1em)))"
    return f'class("relation", attach({", ".join([stretched, *scripts])}))'


def _tag(node: Node, symbols: Symbols) -> str:
    return f"{_inner(node['body'], symbols)} #h(2em) {_inner(node['tag'], symbols)}"


def _array(node: Node, symbols: Symbols) -> str:
    from proofpress.typst_arrays import array  # it writes cells with what is here

    return array(node, lambda cell: written(cell, symbols))


WRITERS: dict[str, Writer] = {
    "accent": _accent,
    "accentUnder": _accent,
    "array": _array,
    "atom": _atom,
    "delimsizing": _delimiter,
    "enclose": _enclosed,
    "font": _font,
    "genfrac": _fraction,
    "horizBrace": _brace,
    "hphantom": _phantom,
    "htmlmathml": _two_ways,
    "kern": _kern,
    "lap": _lap,
    "leftright": _left_right,
    "mathchoice": _choice,
    "mathord": _ord,
    "mclass": _class,
    "middle": _middle,
    "op": _operator,
    "operatorname": _operator_name,
    "ordgroup": _group,
    "overline": _line("overline"),
    "phantom": _phantom,
    "rule": _rule,
    "smash": _passed_on,
    "spacing": _space,
    "sqrt": _root,
    "styling": _styling,
    "supsub": _sub_sup,
    "tag": _tag,
    "text": _text,
    "textord": _ord,
    "underline": _line("underline"),
    "vcenter": _passed_on,
    "xArrow": _arrow,
}
"""What writes each type of node. `color`, `sizing`, `html`, `href` and images are left out."""
