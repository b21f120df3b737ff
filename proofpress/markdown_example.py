"""The block `/// example | name`: code, output, figure, link and copy text, from one name."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html import escape
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks.block import Block, type_boolean, type_string
from pymdownx.highlight import Highlight

from proofpress import figures
from proofpress.examples import Example
from proofpress.markdown_context import Context


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
        outcome = context.checked.outcomes[self.argument]
        identifier = example_id(example.name)
        line = next(
            b.line
            for b in context.page.blocks
            if b.name == "example" and b.argument == example.name
        )
        element = etree.SubElement(
            parent,
            "div",
            {
                "class": "example",
                "data-example": example.name,
                "id": identifier,
                "data-line": str(line),
            },
        )
        code = code_html(self.md, example, self.options["section"])
        output = outcome["output"]
        self.caption: etree.Element | None = None
        if outcome["figure"] and self.options["fold"]:
            self._add_figure(element, outcome["figure"])
        home = element
        if self.options["fold"]:
            home = etree.SubElement(element, "details", {"class": "example-folded"})
            etree.SubElement(home, "summary").text = "The program that draws this"
        _add_raw(self.md, home, code)
        if output:
            _add_raw(self.md, home, output_html(output))
        if outcome["figure"] and not self.options["fold"]:
            self._add_figure(element, outcome["figure"])
        _add_links(home, element, context, example, identifier)
        return element

    def _add_figure(self, element: etree.Element, svg: str) -> None:
        figure = etree.SubElement(element, "figure", {"class": "example-figure"})
        _add_raw(self.md, figure, figures.page_svg(svg, " ".join(self.options["alt"].split())))
        self.caption = etree.SubElement(figure, "figcaption")
        number = self.tracker["figures"] = self.tracker.get("figures", 0) + 1
        figure.set("data-figure", str(number))

    def on_add(self, block: etree.Element) -> etree.Element:
        """Put the body of the block into the caption."""
        return block if self.caption is None else self.caption

    def on_end(self, block: etree.Element) -> None:  # noqa: ARG002  (the base class gives it)
        """Number the caption."""
        if self.caption is None or not len(self.caption):
            return
        first = self.caption[0]
        label = etree.Element("span", {"class": "figure-number"})
        label.text = f"Figure {self.tracker['figures']}."
        label.tail = f" {first.text or ''}"
        first.text = None
        first.insert(0, label)

    def on_markdown(self) -> str:
        """Have the caption parsed as Markdown."""
        return "block"


def example_id(name: str) -> str:
    """The link target of an example on its page."""
    stem = name.rsplit("/", 1)[-1].removesuffix(".py")
    return f"example-{stem.replace('_', '-')}"


def code_html(md: Markdown, example: Example, section: str) -> str:
    """The highlighted code, whole or a section of it, with the whole program to copy."""
    shown = example.sections[section] if section else example.program
    highlighter = Highlight(md, pygments_lang_class=True)
    highlighted = highlighter.highlight(shown, "python", css_class="highlight")
    copied = escape(example.program, quote=True).replace("\n", "&#10;")
    return f'<div class="example-code" data-copy="{copied}">{highlighted}</div>'


def output_html(output: str) -> str:
    """What the example prints; it has no copy button."""
    return f'<pre class="example-output no-copy" tabindex="0"><samp>{escape(output)}</samp></pre>'


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
