"""What KaTeX's names are in Typst: classes, fonts, accents, styles, units; and escaping."""

from __future__ import annotations

EMPTY = '""'
"""Nothing, where Typst wants something."""

SIGNS = {"-": "−", "*": "∗", "'": "′"}
"""What the keys of a keyboard stand for in a formula."""
CLASSES = {
    "bin": "binary",
    "rel": "relation",
    "open": "opening",
    "close": "closing",
    "punct": "punctuation",
    "inner": "normal",
    "ord": "normal",
    "op": "large",
}
FONTS = {
    "mathbb": "bb(BODY)",
    "Bbb": "bb(BODY)",
    "mathbf": "upright(bold(BODY))",
    "bf": "upright(bold(BODY))",
    "boldsymbol": "bold(BODY)",
    "bm": "bold(BODY)",
    "mathrm": "upright(BODY)",
    "rm": "upright(BODY)",
    "mathup": "upright(BODY)",
    "mathit": "italic(BODY)",
    "it": "italic(BODY)",
    "mathnormal": "italic(BODY)",
    "mathcal": "cal(BODY)",
    "cal": "cal(BODY)",
    "mathscr": "scr(BODY)",
    "mathfrak": "frak(BODY)",
    "frak": "frak(BODY)",
    "mathsf": "sans(BODY)",
    "sf": "sans(BODY)",
    "mathtt": "mono(BODY)",
    "tt": "mono(BODY)",
    "\\text": "upright(BODY)",
    "\\textrm": "upright(BODY)",
    "\\textnormal": "upright(BODY)",
    "\\textup": "upright(BODY)",
    "\\textbf": "upright(bold(BODY))",
    "\\textit": "italic(BODY)",
    "\\textsf": "sans(BODY)",
    "\\texttt": "mono(BODY)",
}
ACCENTS = {
    "\\hat": "accent(BODY, hat, size: #100%)",
    "\\widehat": "accent(BODY, hat)",
    "\\tilde": "accent(BODY, tilde, size: #100%)",
    "\\widetilde": "accent(BODY, tilde)",
    "\\bar": "accent(BODY, macron, size: #100%)",
    "\\vec": "accent(BODY, arrow, size: #100%)",
    "\\overrightarrow": "accent(BODY, arrow)",
    "\\overleftarrow": "accent(BODY, arrow.l)",
    "\\dot": "accent(BODY, dot)",
    "\\ddot": "accent(BODY, dot.double)",
    "\\acute": "accent(BODY, acute)",
    "\\grave": "accent(BODY, grave)",
    "\\check": "accent(BODY, caron)",
    "\\breve": "accent(BODY, breve)",
    "\\mathring": "accent(BODY, circle)",
    "\\underbar": "underline(BODY)",
}
BRACES = {
    "\\overbrace": "overbrace",
    "\\underbrace": "underbrace",
    "\\overbracket": "overbracket",
    "\\underbracket": "underbracket",
}
ARROWS = {
    "\\xrightarrow": "→",
    "\\xleftarrow": "←",
    "\\xleftrightarrow": "↔",
    "\\xRightarrow": "⇒",
    "\\xLeftarrow": "⇐",
    "\\xLeftrightarrow": "⇔",
    "\\xmapsto": "↦",
    "\\xhookrightarrow": "↪",
    "\\xhookleftarrow": "↩",
    "\\xlongequal": "=",
}
STYLES = {"display": "display", "text": "inline", "script": "script", "scriptscript": "sscript"}
DELIMITER_SIZES = {1: 1.2, 2: 1.8, 3: 2.4, 4: 3.0}
"""Heights of \\big, \\Big, \\bigg and \\Bigg in em, as KaTeX has them."""
UNITS = {
    "mu": (1 / 18, "em"),
    "em": (1.0, "em"),
    "ex": (0.431, "em"),
    "pt": (1.0, "pt"),
    "mm": (1.0, "mm"),
    "cm": (1.0, "cm"),
    "in": (1.0, "in"),
    "bp": (1.0, "pt"),
}


def escaped(text: str) -> str:
    """Characters as Typst's mathematics reads them one by one."""
    return " ".join(c if c.isalnum() else f"\\{c}" for c in text)


def quoted(text: str) -> str:
    """The text as a string literal of Typst."""
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + inside.replace("\n", "\\n").replace("\r", "").replace("\t", "\\t") + '"'
