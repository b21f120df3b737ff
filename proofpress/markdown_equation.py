"""The block `/// equation | label`, the block `/// exercise`, and links to what has a label."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from proofpress.checks import CheckedGuide
from proofpress.errors import GuideError, Problem
from proofpress.markdown_context import Context
from proofpress.markdown_example import example_id, figure_id
from proofpress.markdown_formulas import formula_element
from proofpress.pages import Page

ADVICE = "mend the reference, or add what it refers to"


class EquationBlock(Block):  # type: ignore[misc]
    """A displayed formula with a label, a number and a link target; its body is TeX."""

    NAME = "equation"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the element; the TeX is added when the block ends."""
        number = self.tracker["equations"] = self.tracker.get("equations", 0) + 1
        identifier = equation_id(self.argument)
        element = etree.SubElement(
            parent,
            "div",
            {"class": "equation", "id": identifier, "data-equation": self.argument},
        )
        anchor = etree.Element(
            "a",
            {
                "class": "equation-number",
                "href": f"#{identifier}",
                "title": "Link to this equation",
                "data-search-exclude": "",
            },
        )
        anchor.text = AtomicString(f"({number})")
        self.anchor = anchor
        return element

    def on_end(self, block: etree.Element) -> None:
        """Turn the body into a formula."""
        tex, block.text = (block.text or "").strip(), None
        block.append(formula_element(tex, display=True))
        block.append(self.anchor)

    def on_markdown(self) -> str:
        """Keep the body as it is."""
        return "raw"


class ExerciseBlock(Block):  # type: ignore[misc]
    """An exercise with a number; its answer is a `details` block inside it."""

    NAME = "exercise"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the element and its heading."""
        number = self.tracker["exercises"] = self.tracker.get("exercises", 0) + 1
        element = etree.SubElement(parent, "div", {"class": "exercise"})
        heading = etree.SubElement(element, "h3", {"id": f"exercise-{number}"})
        heading.text = f"Exercise {number}" + (f": {self.argument}" if self.argument else "")
        return element

    def on_markdown(self) -> str:
        """Parse the body as Markdown."""
        return "block"


class References(Treeprocessor):
    """Resolves `[](eq:label)`, `[](example:name)` and `[](figure:name)`, with or without text."""

    def __init__(self, md: Markdown, reader: Callable[[], Context]) -> None:
        super().__init__(md)
        self.reader = reader

    def run(self, root: etree.Element) -> None:
        """Give each such link its address, and its text if it has none."""
        problems: list[Problem] = []
        for link in root.iter("a"):
            scheme, colon, label = (link.get("href") or "").partition(":")
            if colon and scheme in ("eq", "example", "figure"):
                problems += self.resolve(link, scheme, label)
        if problems:
            raise GuideError(problems)

    def resolve(self, link: etree.Element, scheme: str, label: str) -> list[Problem]:
        """Resolve one link; what is wrong with it."""
        context = self.reader()
        try:
            address, text = reference(context.checked, context.page, scheme, label)
        except LookupError as error:
            where, advice = context.where(f"({scheme}:{label})"), ADVICE
            return [Problem(where, str(error.args[0]), advice=advice)]
        link.set("href", address)
        if not len(link) and not (link.text or "").strip():
            link.text = AtomicString(text)
        return []


def reference(checked: CheckedGuide, page: Page, scheme: str, label: str) -> tuple[str, str]:
    """Where a reference on `page` leads, and what it says if its author says nothing.

    Raises:
        LookupError: if there is nothing of that name; what it says can be shown.
    """
    guide = checked.guide
    places = (guide.equations() if scheme == "eq" else guide.shown()).get(label)
    if not places:
        kind = "equation has the label" if scheme == "eq" else "page shows the example"
        raise LookupError(f"no {kind} {label!r}.")
    there, number = places[0].page, places[0].number
    if scheme == "eq":
        target, text = equation_id(label), f"({number})"
    else:
        target, text = example_id(label), posixpath.basename(label)
    if scheme == "figure":
        drawn = _drawn(checked, there)
        if label not in drawn:
            raise LookupError(f"the example {label!r} draws no figure.")
        target, text = figure_id(label), f"Figure {drawn.index(label) + 1}"
    if there.path == page.path:
        return f"#{target}", text
    path = posixpath.relpath(there.path, posixpath.dirname(page.path) or ".")
    return f"{path}#{target}", f"{text} in {there.title}"


def equation_id(label: str) -> str:
    """The link target of an equation on its page."""
    return f"eq-{label}"


def _drawn(checked: CheckedGuide, page: Page) -> list[str]:
    """The examples on `page` that draw a figure, in the order of their numbers."""
    shown = [b.argument for b in page.blocks if b.name == "example"]
    examples = checked.guide.examples
    return [name for name in shown if name in examples and examples[name].draws]
