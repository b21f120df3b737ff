"""The block `/// example | name`: code, output, figure, link and copy text, from one name."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pygments
import pymdownx
from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks.block import Block, type_boolean, type_string
from pymdownx.highlight import Highlight

from proofpress import figures
from proofpress.checks import CheckedGuide
from proofpress.examples import Example
from proofpress.markdown_context import Context
from proofpress.number_sources import without_references
from proofpress.outputs import recorded

UNCOLOURED = re.compile(r'<span class="[nw]">([^<]*)</span>')
"""Names and spaces in code, which have the colour of the code around them."""
COLOURED = re.compile(r'<span class="(\w+)">([^<]*)</span>')
"""Everything else in code; for what is so frequent an element `<i>` is shorter than a span."""
PUNCTUATION = "<i class=p>"
"""The most frequent of all; it goes without its class."""


class ExampleBlock(Block):  # type: ignore[misc]
    """Shows one example. The block's body is the caption of its figure."""

    NAME = "example"
    ARGUMENT = True
    OPTIONS = {  # noqa: RUF012  (the base class reads it)
        "section": ["", type_string],
        "alt": ["", type_string],
        "fold": [False, type_boolean],
    }

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the one element that holds everything of the example."""
        context: Context = self.config["context"]()
        example = context.checked.guide.examples[self.argument]
        identifier = example_id(example.name)
        element = etree.SubElement(
            parent, "div", {"class": "example", "data-example": example.name, "id": identifier}
        )
        code = code_html(self.md, example, self.options["section"], context.checked.guide.store)
        output = recorded(example, context.checked.guide.snippets)
        self.caption: etree.Element | None = None
        if example.draws and self.options["fold"]:
            self._add_figure(element, example, context.checked)
        home = element
        if self.options["fold"]:
            home = etree.SubElement(element, "details", {"class": "example-folded"})
            etree.SubElement(home, "summary").text = "The program that draws this"
        _add_raw(self.md, home, code)
        if output:
            _add_raw(self.md, home, output_html(output))
        if example.draws and not self.options["fold"]:
            self._add_figure(element, example, context.checked)
        _add_links(home, element, context, example, identifier)
        return element

    def _add_figure(self, element: etree.Element, example: Example, checked: CheckedGuide) -> None:
        self.figure = figure_id(example.name)
        figure = etree.SubElement(element, "figure", {"class": "example-figure", "id": self.figure})
        page = self.config["context"]().page
        alternative = " ".join(without_references(self.options["alt"], page).split())
        if checked.settled:
            svg = figures.page_svg(checked.outcomes[example.name]["figure"], alternative)
        else:
            svg = figures.place(example.name, alternative)
        _add_raw(self.md, figure, svg)
        self.caption = etree.SubElement(figure, "figcaption")
        number = self.tracker["figures"] = self.tracker.get("figures", 0) + 1
        figure.set("data-figure", str(number))

    def on_add(self, block: etree.Element) -> etree.Element:
        """Put the body of the block into the caption."""
        return block if self.caption is None else self.caption

    def on_end(self, block: etree.Element) -> None:  # noqa: ARG002  (the base class gives it)
        """Number the caption; the number is a link to the figure."""
        if self.caption is None or not len(self.caption):
            return
        first = self.caption[0]
        label = etree.Element(
            "a",
            {
                "class": "figure-number",
                "href": f"#{self.figure}",
                "title": "Link to this figure",
            },
        )
        label.text = f"Figure {self.tracker['figures']}."
        label.tail = f" {first.text or ''}"
        first.text = None
        first.insert(0, label)

    def on_markdown(self) -> str:
        """Have the caption parsed as Markdown."""
        return "block"


def example_id(name: str) -> str:
    """The link target of an example on its page."""
    return f"example-{_stem(name)}"


def figure_id(name: str) -> str:
    """The link target of an example's figure on its page."""
    return f"figure-{_stem(name)}"


def code_html(md: Markdown, example: Example, section: str, store: Path) -> str:
    """The highlighted code, whole, or a section of it with the whole program to copy."""
    shown = example.sections[section] if section else example.program
    highlighted = _highlighted(md, shown, store)
    copied = escape(example.program, quote=True).replace("\n", "&#10;")
    attribute = f' data-copy="{copied}"' if shown.strip() != example.program.strip() else ""
    return f'<div class="example-code"{attribute}>{highlighted}</div>'


def _highlighted(md: Markdown, code: str, store: Path) -> str:
    """The code in colours, kept in `store` for the next build."""
    parts = [code, Path(__file__).read_text("utf-8"), pygments.__version__, pymdownx.__version__]
    kept = store / "code" / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}.html"
    if not kept.exists():
        highlighter = Highlight(md, pygments_lang_class=True)
        html = highlighter.highlight(code, "python", css_class="highlight")
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{os.getpid()}")
        partial.write_text(_short(html), "utf-8")
        partial.replace(kept)
    return kept.read_text("utf-8")


def _short(html: str) -> str:
    """Highlighted code with as little markup as shows the same; see `.highlight i` in guide.css."""
    coloured = COLOURED.sub(r"<i class=\1>\2</i>", UNCOLOURED.sub(r"\1", html))
    return coloured.replace(PUNCTUATION, "<i>")


def output_html(output: str) -> str:
    """What the example prints; it has no copy button."""
    return f'<pre class="example-output no-copy" tabindex="0"><samp>{escape(output)}</samp></pre>'


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".py").replace("_", "-")


def _add_links(
    home: etree.Element, element: etree.Element, context: Context, example: Example, identifier: str
) -> None:
    links = etree.SubElement(home, "div", {"class": "example-links", "data-search-exclude": ""})
    folder = posixpath.dirname(context.page.path)
    file = etree.SubElement(
        links,
        "a",
        {
            "class": "example-file",
            "href": posixpath.relpath(f"snippets/{example.name}", folder or "."),
            "download": "",
        },
    )
    file.text = AtomicString(posixpath.basename(example.name))
    repository = os.environ.get("REPO_URL")
    if repository:
        title = quote(f"In the example {example.name}: ")
        address = f"{repository.rstrip('/')}/issues/new?title={title}"
        report = etree.Element("a", {"class": "report", "href": address})
        report.text = "Report an error"
        links.insert(0, report)
    anchor = etree.SubElement(
        links if home is element else element,
        "a",
        {
            "class": "headerlink",
            "href": f"#{identifier}",
            "title": "Link to this example",
            "data-search-exclude": "",
        },
    )
    anchor.text = "¶"


def _add_raw(md: Markdown, parent: etree.Element, html: str) -> None:
    """Add finished HTML, out of Markdown's reach."""
    holder = etree.SubElement(parent, "div", {"class": "example-part"})
    holder.text = AtomicString(md.htmlStash.store(html))


ContextReader = Callable[[], Context]
"""How a block gets at the page that is being rendered."""


def block_config(reader: ContextReader) -> dict[str, Any]:
    """The configuration that the block expects."""
    return {"context": reader}
