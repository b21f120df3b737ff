"""How each type of node in KaTeX's parse tree is written in Typst's mathematics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from proofpress.formula_trees import FormulaError, Node
from proofpress.typst_arrays import array
from proofpress.typst_pen import Pen
from proofpress.typst_signs import (
    ACCENTS,
    ARROWS,
    BRACES,
    CLASSES,
    DELIMITER_SIZES,
    EMPTY,
    FONTS,
    STYLES,
    UNITS,
    escaped,
    quoted,
)

Writer = Callable[[Node, Pen], str]


def _atom(node: Node, pen: Pen) -> str:
    family, text = node["family"], node["text"]
    if family in ("open", "close"):
        return pen.classed(CLASSES[family], _fence(text, pen))
    return pen.classed(CLASSES[family], text)


def _ord(node: Node, pen: Pen) -> str:
    character = pen.character(node["text"])
    if node.get("mode") == "text":
        return f'class("normal", {quoted(character)})'
    if character in "|∣":  # an upright bar of no class; Typst would make fences of a pair
        return 'class("normal", \\|)'
    return 'class("normal", ‖)' if character in "∥‖" else escaped(character)


def _group(node: Node, pen: Pen) -> str:
    return f'class("normal", {pen.inner(node["body"])})' if node["body"] else EMPTY


def _fence(delimiter: str, pen: Pen) -> str:
    """The character of a delimiter; nothing for the one that isn't shown."""
    if delimiter == ".":
        return ""
    character = pen.character({"<": "⟨", ">": "⟩"}.get(delimiter, delimiter))
    return {"∣": "|", "∥": "‖"}.get(character, character)


def _left_right(node: Node, pen: Pen) -> str:
    left, right = (_fence(node[side], pen) for side in ("left", "right"))
    inside = pen.inner(node["body"])
    return f"lr({escaped(left)} {inside} {escaped(right)})"


def _middle(node: Node, pen: Pen) -> str:
    return f"mid({escaped(_fence(node['delim'], pen))})"


def _delimiter(node: Node, pen: Pen) -> str:
    kind = CLASSES[node["mclass"].removeprefix("m")]
    fence = _fence(node["delim"], pen)
    if not fence:
        return ""
    return f'class("{kind}", lr(size: #{DELIMITER_SIZES[node["size"]]}em, {escaped(fence)}))'


def _sub_sup(node: Node, pen: Pen) -> str:
    base = node.get("base")
    if base and base["type"] == "horizBrace":
        label = node.get("sup") if base["isOver"] else node.get("sub")
        return _brace(base, pen, label)
    scripts = [
        f"{place}: {pen.inner(node[key])}"
        for key, place in (("sub", "b"), ("sup", "t"))
        if node.get(key)
    ]
    return f"attach({', '.join([pen.inner(base), *scripts])})"


def _brace(node: Node, pen: Pen, label: Node | None = None) -> str:
    name = BRACES.get(node["label"])
    if name is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    inside = pen.inner(node["base"])
    return f"{name}({inside}, {pen.inner(label)})" if label else f"{name}({inside})"


def _fraction(node: Node, pen: Pen) -> str:
    numerator, denominator = (pen.inner(node[key]) for key in ("numer", "denom"))
    if node["hasBarLine"]:
        fraction = f"frac({numerator}, {denominator})"
    else:
        fraction = f"mat(delim: #none, row-gap: #0.3em, {numerator}; {denominator})"
    left, right = (_fence(node[side] or ".", pen) for side in ("leftDelim", "rightDelim"))
    if left or right:
        fraction = f"lr({escaped(left)} {fraction} {escaped(right)})"
    return fraction


def _root(node: Node, pen: Pen) -> str:
    inside = pen.inner(node["body"])
    index = node.get("index")
    return f"root({pen.inner(index)}, {inside})" if index else f"sqrt({inside})"


def _operator(node: Node, pen: Pen) -> str:
    name = node.get("name")
    limits = bool(node.get("limits"))
    if name is None:
        return f"op({pen.inner(node.get('body'))}, limits: #{str(limits).lower()})"
    if not node["symbol"]:
        shown = _spaced_name(name.removeprefix("\\"))
        return f"op({quoted(shown)}, limits: #{str(limits).lower()})"
    sign = escaped(pen.character(name))
    always = limits and node.get("alwaysHandleSupSub")
    return f"limits({sign})" if always else sign if limits else f"scripts({sign})"


def _spaced_name(name: str) -> str:
    return {"limsup": "lim sup", "liminf": "lim inf"}.get(name, name)


def _operator_name(node: Node, pen: Pen) -> str:
    limits = str(bool(node.get("limits") or node.get("alwaysHandleSupSub"))).lower()
    texts = [part.get("text", "") for part in node["body"]]
    if all(len(text) == 1 for text in texts):
        return f"op({quoted(''.join(texts))}, limits: #{limits})"
    return f"op(upright({pen.inner(node['body'])}), limits: #{limits})"


def _accent(node: Node, pen: Pen) -> str:
    accent = ACCENTS.get(node["label"])
    if accent is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    return accent.replace("BODY", pen.inner(node["base"]))


def _font(node: Node, pen: Pen) -> str:
    font = FONTS.get(node["font"])
    if font is None:
        raise FormulaError(f"there is no way yet to print the font {node['font']!r}")
    return font.replace("BODY", pen.inner(node["body"]))


def _text(node: Node, pen: Pen) -> str:
    """Words: runs of characters become strings, what else stands there is written as it is."""
    parts: list[str] = []
    run = ""
    for part in _leaves(node["body"]):
        if part["type"] in ("textord", "mathord", "atom") and part.get("mode") == "text":
            run += pen.character(part["text"])
        elif part["type"] == "spacing":
            run += "\u00a0"
        else:
            parts += [quoted(run)] if run else []
            parts.append(pen.write([part]))
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


def _styling(node: Node, pen: Pen) -> str:
    return f"{STYLES[node['style']]}({pen.inner(node['body'])})"


def _class(node: Node, pen: Pen) -> str:
    if not node["body"]:
        return ""
    kind = node["mclass"].removeprefix("m")
    if kind not in CLASSES:
        raise FormulaError(f"there is no way yet to print the class {node['mclass']!r}")
    return f'class("{CLASSES[kind]}", {pen.inner(node["body"])})'


def _two_ways(node: Node, pen: Pen) -> str:
    """What KaTeX composes for the eye, and names by a character of its own in MathML."""
    shown = node["html"][0] if node["html"] else {}
    inside = pen.inner(node["mathml"])
    kind = str(shown.get("mclass", "mord")).removeprefix("m")
    return f'class("{CLASSES[kind]}", {inside})'


def _space(node: Node, pen: Pen) -> str:  # noqa: ARG001  (a writer)
    return "" if node["text"] in ("\\nobreak", "\\allowbreak") else "#h(0.3em) "


def _kern(node: Node, pen: Pen) -> str:  # noqa: ARG001  (a writer)
    return f"#h({_length(node['dimension'])}) "


def _length(dimension: Node) -> str:
    number, unit = dimension["number"], dimension["unit"]
    if unit not in UNITS:
        raise FormulaError(f"there is no way yet to print a length in {unit!r}")
    factor, name = UNITS[unit]
    return f"{number * factor:.4g}{name}"


def _choice(node: Node, pen: Pen) -> str:
    return pen.write(node["text"])


def _line(name: str) -> Writer:
    return lambda node, pen: f"{name}({pen.inner(node['body'])})"


def _passed_on(node: Node, pen: Pen) -> str:
    return pen.inner(node["body"])


def _phantom(node: Node, pen: Pen) -> str:
    return f"#hide($ {pen.inner(node['body'])} $.body) "


def _lap(node: Node, pen: Pen) -> str:
    side = {"rlap": "left", "llap": "right", "clap": "center"}[node["alignment"]]
    return f"#box(width: 0pt, align({side}, ${pen.inner(node['body'])}$)) "


def _rule(node: Node, pen: Pen) -> str:  # noqa: ARG001  (a writer)
    width, height = _length(node["width"]), _length(node["height"])
    return f"#box(width: {width}, height: {height}, fill: black) "


def _enclosed(node: Node, pen: Pen) -> str:
    inside = pen.inner(node["body"])
    label = node["label"]
    if label in ("\\fbox", "\\boxed"):
        return f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt, ${inside}$) "
    if label in ("\\cancel", "\\bcancel", "\\xcancel"):
        kind = {"\\bcancel": ", inverted: #true", "\\xcancel": ", cross: #true"}.get(label, "")
        return f"cancel({inside}{kind})"
    raise FormulaError(f"there is no way yet to print {label}")


def _arrow(node: Node, pen: Pen) -> str:
    arrow = ARROWS.get(node["label"])
    if arrow is None:
        raise FormulaError(f"there is no way yet to print {node['label']}")
    scripts = [
        f"{place}: {text}"
        for key, place in (("below", "b"), ("body", "t"))
        if node.get(key) and (text := pen.write([node[key]])) not in ("", EMPTY)
    ]
    stretched = f"limits(stretch({arrow}, size: #(100% + 1em)))"
    return f'class("relation", attach({", ".join([stretched, *scripts])}))'


def _tag(node: Node, pen: Pen) -> str:
    return f"{pen.inner(node['body'])} #h(2em) {pen.inner(node['tag'])}"


def _array(node: Node, pen: Pen) -> str:
    return array(node, pen.write)


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
