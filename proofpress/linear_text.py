"""A formula as one line of text, for search, page contents and titles: read from its MathML."""

from __future__ import annotations

from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
PLAIN = frozenset({"mi", "mn", "mo", "mtext", "ms"})
GROUPS = frozenset({"math", "semantics", "mrow", "mstyle", "mpadded", "menclose", "mtd", "mtr"})
SILENT = frozenset({"mspace", "annotation", "mphantom"})
INVISIBLE = {ord(c): None for c in "\u2061\u2062\u2063\u2064\u200b"}


def linear_text(mathml: str) -> str:
    """One line of text for the MathML of a formula, such as `J_f(a) in R^(m×n)`.

    Raises:
        ValueError: for a MathML element that it doesn't know.
    """
    return " ".join(_text(ElementTree.fromstring(mathml)).split())


def _text(element: ElementTree.Element) -> str:  # noqa: C901, PLR0911  (a line an element)
    name = element.tag.removeprefix(NAMESPACE)
    parts = [_text(child) for child in element] if name not in SILENT else []
    if name in SILENT:
        return " " if name == "mspace" else ""
    if name in PLAIN:
        return _symbol(name, (element.text or "").translate(INVISIBLE))
    if name in GROUPS:
        return "".join(parts)
    if name == "mfrac":
        return f"{_group(parts[0])}/{_group(parts[1])}"
    if name == "msqrt":
        return f"√{_group(''.join(parts))}"
    if name == "mroot":
        return f"{_group(parts[0])}^(1/{parts[1]})"
    if name in ("msub", "munder"):
        return f"{parts[0].strip()}_{_group(parts[1])}{_gap(name, parts[0])}"
    if name in ("msup", "mover"):
        return parts[0] + _raised(parts[1])
    if name in ("msubsup", "munderover"):
        below, above = _group(parts[1]), _raised(parts[2])
        return f"{parts[0].strip()}_{below}{above}{_gap(name, parts[0])}"
    if name == "mtable":
        # columns without space between them are the halves of aligned equations
        aligned = (element.get("columnspacing") or "").startswith("0em")
        rows = [[_text(cell).strip() for cell in row] for row in element]
        return "; ".join((" " if aligned else ", ").join(row) for row in rows)
    raise ValueError(f"no linear text for the MathML element <{name}>")


def _symbol(name: str, text: str) -> str:
    spaced = name == "mo" and text in set("=<>≤≥≠≈→↦∈⊂∘+−×⋅∼∝⟶⇒⇔≪≫")
    word = name == "mi" and len(text) > 1
    return f" {text} " if spaced else f"{text} " if word else text


def _gap(name: str, base: str) -> str:
    """The space after an operator with limits, so that what follows isn't taken for one."""
    return " " if name.startswith("munder") or base.endswith(" ") else ""


def _raised(part: str) -> str:
    return part if part in ("′", "″", "⊤") else f"^{_group(part)}"


def _group(part: str) -> str:
    inner = part.strip()
    return inner if len(inner) <= 1 or inner.isalnum() else f"({inner})"
