"""Replace every formula on a page by what KaTeX sets, with its line of text beside it."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from markdown import Markdown
from markdown.extensions.toc import slugify, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from proofpress.errors import GuideError, Problem
from proofpress.formula_html import DISPLAY, TEX
from proofpress.formulas import Formula, Typesetter, read_macros
from proofpress.guide import Guide
from proofpress.markdown_context import Context

MACROS = "docs/macros.yml"
"""The guide's macros, below its root: all of them, in one file."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PUNCTUATION = re.compile(r"[.,;:!?)\]”’-]+\S*")
SHORT = 16
"""Characters of linear text up to which a formula stays on one line."""
STRAY_DOLLAR = re.compile(r"(?<!\\)\$")


def formula_element(tex: str, *, display: bool) -> etree.Element:
    """An element that stands for a formula until `Formulas` sets it (arithmatex makes the same)."""
    element = etree.Element("div" if display else "span", {"class": "arithmatex"})
    left, right = (r"\[", r"\]") if display else (r"\(", r"\)")
    element.text = AtomicString(
        html.escape(f"{left}{tex}{right}") if display else f"{left}{tex}{right}"
    )
    return element


def set_formulas(guide: Guide, formulas: Sequence[tuple[str, bool]]) -> list[Formula]:
    """Set each (TeX, whether it is displayed) with the guide's macros."""
    macros = tuple(sorted(read_macros(guide.root / MACROS).items()))
    return _typesetter(macros, guide.store).render(formulas)


class Formulas(Treeprocessor):
    """Sets the formulas of a page, all at once."""

    def __init__(self, md: Markdown, reader: Callable[[], Context]) -> None:
        super().__init__(md)
        self.reader = reader

    def run(self, root: etree.Element) -> None:
        """Set every formula; raise for those that can't be."""
        context = self.reader()
        elements = [e for e in root.iter() if e.get("class") == "arithmatex"]
        sources = [_source(element) for element in elements]
        problems = self.stray_dollars(root, context)
        if elements:
            formulas = set_formulas(context.checked.guide, sources)
            line = 0
            for element, (tex, display), formula in zip(elements, sources, formulas, strict=True):
                line = context.line_of(tex if display else f"${tex}$", max(line - 1, 0))
                if formula.error:
                    where = context.page.where(line)
                    problems.append(Problem(where, "bad TeX.", got=tex, advice=formula.error))
                else:
                    self.replace(element, formula, tex, display=display)
        if problems:
            raise GuideError(problems)
        keep_punctuation(root)
        label_headings(root)

    def replace(self, element: etree.Element, formula: Formula, tex: str, *, display: bool) -> None:
        """Put what was set in the place of the TeX: what shows, and what is searched."""
        element.attrib.clear()
        short = not display and len(formula.text) <= SHORT
        kind = f" {DISPLAY}" if display else " formula-short" if short else ""
        element.set("class", f"formula{kind}")
        element.set(TEX, tex.replace("&", "&amp;"))  # Markdown leaves alone what looks escaped
        element.text = None
        shown = etree.SubElement(element, "b", {"class": "formula-set", "data-search-exclude": ""})
        if display:
            shown.set("tabindex", "0")
        shown.text = AtomicString(self.md.htmlStash.store(formula.html))
        text = etree.SubElement(element, "span", {"class": "formula-text", "hidden": ""})
        text.text = AtomicString(html.escape(formula.text, quote=False))

    def stray_dollars(self, root: etree.Element, context: Context) -> list[Problem]:
        """Dollars that were left over: a formula that wasn't seen as one."""
        lines = [
            line
            for element in root.iter()
            for text in (_prose(element), element.tail)
            for line in (text or "").split("\n")
            if STRAY_DOLLAR.search(line)
        ]
        return [
            Problem(
                context.where(line),
                "a dollar that opens or closes no formula.",
                got=line.strip(),
                advice=r"close the formula, or write \$ for a dollar",
            )
            for line in lines
        ]


def _prose(element: etree.Element) -> str:
    """The element's own text, where it is neither code nor a formula."""
    formula = element.get("class") == "arithmatex"
    return "" if formula or element.tag in ("code", "pre") else element.text or ""


def keep_punctuation(root: etree.Element) -> None:
    """Bind the punctuation that follows a formula to it, so that no line begins with a comma."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            classes = (child.get("class") or "").split()
            if "formula" not in classes or DISPLAY in classes:
                continue
            mark = PUNCTUATION.match(child.tail or "")
            if mark is None:
                continue
            bound = etree.Element("span", {"class": "formula-bound"})
            bound.tail = str(child.tail)[mark.end() :]
            child.tail = mark[0]
            parent[place] = bound
            bound.append(child)


def label_headings(root: etree.Element) -> None:
    """Give headings with formulas a plain label and a link target that is made of it.

    The label is for the page contents and the title. Left to itself, the target would hold all
    that KaTeX makes of the formula.
    """
    taken = {identifier for element in root.iter() if (identifier := element.get("id"))}
    for heading in root.iter():
        if heading.tag in HEADINGS and any(
            str(e.get("class")).startswith("formula") for e in heading.iter()
        ):
            label = html.unescape("".join(_label_parts(heading))).strip()
            heading.set("data-toc-label", label)
            heading.set("data-title", label)  # for the switch of the levels
            if not heading.get("id"):
                heading.set("id", unique(slugify(label, "-"), taken))


def _label_parts(element: etree.Element) -> list[str]:
    if element.get("class") == "formula-set":
        return []
    parts = [str(element.text or "")]
    for child in element:
        parts += [*_label_parts(child), str(child.tail or "")]
    return parts


def _source(element: etree.Element) -> tuple[str, bool]:
    """The TeX of an element that arithmatex made, and whether it is displayed."""
    text = str(element.text)
    display = text.startswith(r"\[")
    tex = text[2:-2].strip()
    return (html.unescape(tex) if display else tex), display


@lru_cache(maxsize=4)
def _typesetter(macros: tuple[tuple[str, str], ...], store: Path) -> Typesetter:
    return Typesetter(dict(macros), store)
