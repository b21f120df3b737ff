"""The block `/// measurements | part`: a table of what was measured, read from the result file."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from typing import Any

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from proofpress.errors import GuideError, Problem
from proofpress.markdown_context import Context

FILE = "docs/measurements.json"
"""Written by `python -m tests.measure.builds`, `… .visit` and `… .pdf`."""
KINDS = {
    "plain": "plain mkdocs-material, nothing run",
    "cold": "this guide, nothing kept from before",
    "sentence": "this guide, after touching a sentence",
    "example": "this guide, after touching an example that prints",
    "drawn example": "this guide, after touching an example that draws",
}
VISIT = {
    "bytes": "everything that is moved",
    "requests": "requests",
    "html without figures": "the page's HTML without its figures",
    "formulas": "formulas on the page",
    "heaviest figure": "the heaviest figure of the guide",
    "bytes when someone searches": "more, once someone searches",
    "layout shift": "layout shift",
    "layout shift on a slow line": "layout shift on a slow line",
    "layout shift on a telephone": "layout shift on a telephone on a slow line",
}
PDF = {
    "site": "the site alone, nothing kept from before",
    "pdf": "the three PDFs, nothing kept from before",
    "pdf again": "the three PDFs, the words of formulas kept",
    "chromium": "the same pages, printed by Chromium",
}
UNITS = {"requests", "formulas"}
Row = tuple[str, ...]


class MeasurementsBlock(Block):  # type: ignore[misc]
    """Shows one part of the result file as a table."""

    NAME = "measurements"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the table and the line that says what was measured, where and when."""
        reader: Callable[[], Context] = self.config["context"]
        results = read_results(reader(), self.argument)
        element = etree.SubElement(parent, "div", {"class": "measurements"})
        rows = ROWS[self.argument](results)
        table = etree.SubElement(element, "table")
        add_rows(etree.SubElement(table, "thead"), [next(rows)], "th")
        add_rows(etree.SubElement(table, "tbody"), list(rows), "td")
        etree.SubElement(element, "p").text = AtomicString(surroundings(results))
        return element


def read_results(context: Context, part: str) -> dict[str, Any]:
    """One part of the result file.

    Raises:
        GuideError: if there is no such part.
    """
    path = context.checked.guide.root / FILE
    results: dict[str, dict[str, Any]] = {}
    if path.exists():
        results = json.loads(path.read_text("utf-8"))
    if part not in results or part not in ROWS:
        where = context.where(f"measurements | {part}")
        advice = "python -m tests.measure.builds, .visit or .pdf"
        raise GuideError([Problem(where, f"{FILE} has no part {part!r}.", advice=advice)])
    return results[part]


def build_rows(results: dict[str, Any]) -> Iterator[Row]:
    """Heading and rows of the table of builds."""
    yield "The build", "Seconds", "Times plain", "Seconds of processors"
    for kind, name in KINDS.items():
        numbers = results["kinds"][kind]
        yield name, *(f"{numbers[key]:.2f}" for key in ("seconds", "ratio", "processors"))


def visit_rows(results: dict[str, Any]) -> Iterator[Row]:
    """Heading and rows of the table of a first visit."""
    yield "The first visit", "Measured"
    for key, name in VISIT.items():
        value = results[key]
        if key.startswith("layout"):
            yield name, f"{value:.3f}"
        else:
            yield name, f"{value}" if key in UNITS else f"{value / 1000:.1f} KB"


def pdf_rows(results: dict[str, Any]) -> Iterator[Row]:
    """Heading and rows of the table of PDFs."""
    yield "What is made", "Seconds", "Times the PDFs"
    for kind, name in PDF.items():
        numbers = results["kinds"][kind]
        yield name, f"{numbers['seconds']:.2f}", f"{numbers['ratio']:.2f}"


ROWS = {"builds": build_rows, "visit": visit_rows, "pdf": pdf_rows}
"""What makes the rows of each part."""


def surroundings(results: dict[str, Any]) -> str:
    """What was measured, on what, and with what, in a line."""
    of = results["of"]
    versions = ", ".join(f"{name} {version}" for name, version in of["versions"].items())
    since = ", with changes not yet committed" if of["changed since"] else ""
    browser = f"; {results['browser']}" if "browser" in results else ""
    return f"Commit {of['commit']} of {of['date']}{since}; {of['machine']}; {versions}{browser}."


def add_rows(parent: etree.Element, rows: list[Row], tag: str) -> None:
    """Add `rows` with cells of the kind `tag`; all but the first are numbers."""
    for row in rows:
        line = etree.SubElement(parent, "tr")
        for column, text in enumerate(row):
            cell = etree.SubElement(line, tag, {"style": "text-align: right"} if column else {})
            cell.text = AtomicString(text)
