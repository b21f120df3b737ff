"""What was checked: a line at the end of each page, a table of the whole guide, and a warning.

The block `/// record | guide` is the table. A page that shows what no proof has looked at says so
at its top; only a server and a build that isn't strict let such a page through.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from proofpress.checks import CheckedGuide
from proofpress.errors import GuideError, Problem
from proofpress.markdown_context import Context
from proofpress.markdown_measurements import Row, add_rows
from proofpress.publish import EPOCH, source_date
from proofpress.standing import Standing, counts, standing

EXPLAINED = "how-this-guide-is-checked.md"
"""The page that says how things are checked, below docs/."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
PARTS = {
    "examples": ("example run", "examples run"),
    "outputs": ("output compared", "outputs compared, character by character, with what is shown"),
    "figures": ("figure drawn", "figures drawn by the examples themselves"),
    "derivatives": (
        "derivative computed twice",
        "answers of autograd computed a second time by other means",
    ),
    "traced": ("", "inner derivatives, checked through the outer ones that they are part of"),
    "different": ("", "places where both have to differ, as their example says"),
    "evaluated": ("equation proved", "equations proved from the very formula that is printed"),
    "computed": ("", "equations proved by a program that says the same"),
    "stated": ("", "equations that no number can prove, marked with the reason"),
    "numbers": (
        "number traced",
        "numbers in the text compared with their source, or worked out again",
    ),
}
"""What is counted: its name on a page, in the singular, and its name in the table."""


class Checked(Treeprocessor):
    """Adds to each page what was checked of it, and a warning of what was not."""

    def __init__(self, md: Markdown, reader: Callable[[], Context]) -> None:
        super().__init__(md)
        self.reader = reader

    def run(self, root: etree.Element) -> None:
        """Add the line, and the warning where there is need of one."""
        context = self.reader()
        stands = standing(context.checked)
        problems = [*stands.versions, *stands.unproved[context.page.path]]
        if problems:
            root.insert(1, warning(problems))  # the title comes first
        root.append(line(context, stands))


class RecordBlock(Block):  # type: ignore[misc]
    """Shows what was checked of the whole guide, as a table."""

    NAME = "record"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the table."""
        reader: Callable[[], Context] = self.config["context"]
        context = reader()
        if self.argument != "guide":
            where = context.where(f"record | {self.argument}")
            what = "the record has no such view."
            raise GuideError([Problem(where, what, expected="guide", got=self.argument)])
        rows = list(record_rows(context.checked))
        element = etree.SubElement(parent, "table", {"class": "record"})
        add_rows(etree.SubElement(element, "thead"), rows[:1], "th")
        add_rows(etree.SubElement(element, "tbody"), rows[1:], "td")
        return element


def record_rows(checked: CheckedGuide) -> Iterator[Row]:
    """Heading and rows of the table of what was checked."""
    found = counts(checked, checked.guide.pages)
    yield "In this guide", "How many"
    yield "pages", str(found["pages"])
    for part, (_, name) in PARTS.items():
        yield name, str(found.get(part, 0))


def line(context: Context, stands: Standing) -> etree.Element:
    """What was checked of a page, with which versions, and of which day its source is."""
    found = dict(counts(context.checked, [context.page]))
    found["evaluated"] = found.get("evaluated", 0) + found.pop("computed", 0)
    parts = [
        _amount(found[part], name) for part, (name, _) in PARTS.items() if name and found.get(part)
    ]
    kept = stands.record.versions
    libraries = ", ".join(f"{name} {kept[name]}" for name in sorted(kept))
    made = day(context.checked.guide.root)
    sentences = [
        f"Checked: {', '.join(parts)}." if parts else "",
        f"With {libraries}." if libraries else "",
        f"Source of {made}." if made else "",
    ]
    element = etree.Element("p", {"class": "page-checked"})
    element.text = AtomicString(" ".join(filter(None, sentences)))
    if context.checked.guide.page(EXPLAINED) and context.page.path != EXPLAINED:
        element.text = AtomicString(f"{element.text} ")
        steps = "../" * context.page.path.count("/")
        link = etree.SubElement(element, "a", {"href": f"{steps}{EXPLAINED}"})
        link.text = "How it is checked"
    return element


def warning(problems: list[Problem]) -> etree.Element:
    """A box that says what of a page no proof has looked at."""
    box = etree.Element("div", {"class": "admonition warning", "data-search-exclude": ""})
    title = etree.SubElement(box, "p", {"class": "admonition-title"})
    title.text = "Not proved as it stands"
    listing = etree.SubElement(box, "ul")
    for problem in problems:
        etree.SubElement(listing, "li").text = AtomicString(f"{problem.where}: {problem.what}")
    etree.SubElement(box, "p").text = AtomicString(f"What to do: {problems[0].advice}.")
    return box


@cache
def day(root: Path) -> str:
    """The day of the source, such as 24 November 2026; empty where nothing tells."""
    seconds = source_date(root)
    if seconds == EPOCH:
        return ""
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _amount(number: int, name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{number} {first}{'s' if number > 1 else ''} {rest}"
