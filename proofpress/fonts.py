"""Cut KaTeX's fonts down to the glyphs that a site uses."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from threading import get_ident
from xml.etree import ElementTree

from proofpress.formula_html import FORMULA

FONTS = "assets/vendored/katex/fonts"
"""Where a site keeps them."""
STYLE = "assets/vendored/katex/katex.min.css"
SMALL = 3000
"""Bytes up to which a font goes into the style sheet."""
PLAIN = "Main-Regular"
BY_CLASS = {
    **dict.fromkeys(("textbf", "mathbf"), "Main-Bold"),
    **dict.fromkeys(("textit", "mathit"), "Main-Italic"),
    **dict.fromkeys(("textrm", "mathrm", "mainrm"), PLAIN),
    **dict.fromkeys(("amsrm", "mathbb", "textbb"), "AMS-Regular"),
    **dict.fromkeys(("size1", "delim-size1", "small-op"), "Size1-Regular"),
    **dict.fromkeys(("size2", "large-op"), "Size2-Regular"),
    **dict.fromkeys(("size4", "delim-size4"), "Size4-Regular"),
    "size3": "Size3-Regular",
    "mathnormal": "Math-Italic",
    "boldsymbol": "Math-BoldItalic",
    "mathcal": "Caligraphic-Regular",
}
"""The font of each class by which KaTeX's style sheet chooses one."""
OTHERS = re.compile(r"(?:text|math)(?:sf|tt|frak|scr|bold|itsf)")
"""Classes that choose yet another one: a guide that wants them has to be told which."""
SIZES = frozenset({"size1", "size2", "size3", "size4"})
"""They choose a font beside `delimsizing` only; elsewhere they are sizes of text."""


WHOLE = Path(__file__).parent / "theme" / FONTS
"""Where they are whole: in WOFF, since fontTools takes three times as long to read WOFF2."""


def subset_fonts(site: Path, store: Path) -> None:
    """Replace each font of KaTeX in the folder `site` by its glyphs that the site's pages use.

    A font that no page uses stays whole, in WOFF; nobody loads it.

    Args:
        site: the folder of the built site.
        store: a folder for what was cut, since that takes long.
    """
    pages = (path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    formulas = {match["set"] for page in pages for match in FORMULA.finditer(page)}
    fonts = cut(formulas, store)
    for name, font in fonts.items():
        (site / FONTS / name).write_bytes(font)
        (site / FONTS / _whole(name)).unlink(missing_ok=True)
    style = site / STYLE
    style.write_text(with_fonts(style.read_text("utf-8"), fonts), "utf-8")


def with_fonts(style: str, fonts: dict[str, bytes]) -> str:
    """KaTeX's style sheet with `fonts`; the smallest are in it, so that none is asked for alone."""
    for name, font in fonts.items():
        address = f"fonts/{name}"
        if len(font) <= SMALL:
            address = f"data:font/woff2;base64,{base64.b64encode(font).decode()}"
        whole = f'url(fonts/{_whole(name)}) format("woff")'
        style = style.replace(whole, f'url({address}) format("woff2")')
    return style


def _whole(name: str) -> str:
    """The file of the whole font, by that of the cut one."""
    return name.replace(".woff2", ".woff")


def cut(formulas: Iterable[str], store: Path) -> dict[str, bytes]:
    """Each font that these formulas use, by its file, with the glyphs that they show."""
    ordered = sorted(set(formulas))
    around = [*ordered, version("fonttools"), version("brotli"), Path(__file__).read_text("utf-8")]
    digest = hashlib.sha256("\0".join(around).encode()).hexdigest()[:32]
    kept = store / "fonts" / digest
    if not kept.exists():
        partial = kept.with_name(f"{digest}.{os.getpid()}-{get_ident()}")
        partial.mkdir(parents=True)
        for name, characters in used(ordered).items():
            whole = (WHOLE / _whole(name)).read_bytes()
            (partial / name).write_bytes(subset(whole, "".join(sorted(characters))))
        with contextlib.suppress(OSError):  # another thread or build was here first
            partial.rename(kept)
    return {path.name: path.read_bytes() for path in sorted(kept.glob("*.woff2"))}


def used(formulas: Iterable[str]) -> dict[str, frozenset[str]]:
    """The characters that the formulas, in KaTeX's HTML, show in each font; by its file."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for formula in formulas:
        _collect(ElementTree.fromstring(formula.replace("&nbsp;", "\u00a0")), PLAIN, found)
    return {f"KaTeX_{name}.woff2": frozenset(found[name]) for name in sorted(found)}


def _collect(element: ElementTree.Element, font: str, found: defaultdict[str, set[str]]) -> None:
    classes = (element.get("class") or "").split()
    if "katex-mathml" in classes:  # it is for those who can't see the other half
        return
    for name in classes:
        if OTHERS.match(name):
            raise ValueError(f"KaTeX's class {name!r} needs a font that fonts.py doesn't know")
        if name not in SIZES or "delimsizing" in classes:
            font = BY_CLASS.get(name, font)
    found[font].update(element.text or "")
    for child in element:
        _collect(child, font, found)
        found[font].update(child.tail or "")


def subset(font: bytes, text: str) -> bytes:
    """The font, as WOFF2, with the glyphs for `text` only; no clock enters it."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    # KaTeX's files count their dates from 1970; fontTools sees that, and says so each time
    logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    loaded = load_font(io.BytesIO(font), options)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(loaded)
    cut = io.BytesIO()
    save_font(loaded, cut, options)
    return cut.getvalue()
