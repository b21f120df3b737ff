"""Read the sentences of a built page, and find the lines of its source."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from proofpress.errors import Problem
from proofpress.formula_html import TEX
from proofpress.pages import Page
from proofpress.pdf_document import (
    CodeSpan,
    FootnoteMark,
    Inline,
    InlineFormula,
    LineBreak,
    Link,
    Marked,
    Text,
)

Element = Any
"""An element of lxml."""
NOT_PRINTED = frozenset(
    {
        "headerlink",
        "md-content__button",
        "equation-number",
        "figure-number",
        "footnote-backref",
        "example-links",
        "level-name",
        "downloads",
        "page-files",
        "page-checked",
        "page-report",
        "report",
    }
)
"""Classes of what helps on a screen only, or is said otherwise in print."""
TRANSPARENT = frozenset({"span", "abbr", "small", "div", "section", "article", "u"})


class SentenceReader:
    """Reads the sentences of one page, and knows where they stand.

    Args:
        file: the page below the site's folder, such as `jacobian/the-jacobian/index.html`.
        source: its Markdown, or None where that isn't known.
    """

    def __init__(self, file: str, source: Page | None) -> None:
        self.file = file
        self.source = source
        self.line = 1
        self.problems: list[Problem] = []
        self.sections = [0, 0]
        self.chapter = 0
        self.images: set[str] = set()

    # where, and what is wrong there

    def where(self, text: str = "") -> str:
        """The place of `text` in the source, looked for from the last known line on."""
        if self.source is None:
            return f"{self.file}:1"
        return self.source.where(self.line_of(text))

    def line_of(self, text: str) -> int:
        """The first line from here on that has `text` in it; the last known line if none has."""
        wanted = text.strip().split("\n")[0].strip()
        if self.source is None or not wanted:
            return self.line
        lines = list(enumerate(self.source.lines, start=1))
        start = max(self.line - 1, self.source.body_line)
        return next((n for n, line in lines[start:] + lines[:start] if wanted in line), self.line)

    def has(self, text: str) -> bool:
        """Whether a line of the source has `text` in it."""
        return bool(text) and self.source is not None and text in "\n".join(self.source.lines)

    def refuse(self, element: Element, what: str, text: str = "") -> None:
        """Remember that `element` can't be printed."""
        said = " ".join(str(element.text_content()).split())[:30].rpartition(" ")[0]
        found = next((t for t in (text, f"<{element.tag}", said) if self.has(t)), said)
        self.problems.append(Problem(self.where(found), what, got=text or said))

    def note_line(self, said: str) -> int:
        """The line of what stands in the source as it is said; the last known one otherwise."""
        self.line = self.line_of(said)
        return self.line

    def address(self, reference: str) -> str:
        """A link's address seen from the root of the site; one elsewhere as it stands."""
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            return reference
        path = self.file
        if parts.path:
            path = posixpath.join(posixpath.dirname(self.file), unquote(parts.path))
            folder = path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
            path = posixpath.normpath(path)
            if folder:
                path = posixpath.normpath(f"{path}/index.html")
        return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path

    def own(self, element: Element) -> str:
        """The address of an element with an id."""
        return f"{self.file}#{element.get('id')}" if element.get("id") else ""

    # sentences

    def inlines(self, element: Element) -> tuple[Inline, ...]:
        """What stands within an element, as parts of a sentence."""
        parts: list[Inline] = [Text(element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str):  # a comment isn't
                parts += self.inline(child)
            if child.tail:
                parts.append(Text(child.tail))
        return tuple(parts)

    def inline(self, element: Element) -> Iterator[Inline]:
        """One element of a sentence."""
        classes = classes_of(element)
        if classes & NOT_PRINTED:
            return
        if "formula" in classes:
            line = self.note_line(formula_tex(element))
            yield InlineFormula(formula_tex(element), line)
        elif element.tag in ("em", "i"):
            yield Marked("emphasis", self.inlines(element))
        elif element.tag in ("strong", "b"):
            yield Marked("strong", self.inlines(element))
        elif element.tag in ("code", "kbd", "samp"):
            yield CodeSpan(element.text_content())
        elif element.tag == "br":
            yield LineBreak()
        elif (
            element.tag == "sup" and (mark := element.find("a[@class='footnote-ref']")) is not None
        ):
            yield FootnoteMark(self.address(mark.get("href")), self.line)
        elif element.tag == "a":
            href = element.get("href") or ""
            first = (element.text or "").split("\n")[0].strip()
            line = self.line_of(f"[{first}") if first else self.line
            yield Link(self.address(href), self.inlines(element), line)
        elif element.tag in TRANSPARENT:
            yield from self.inlines(element)
        else:
            self.refuse(element, f"there is no way yet to print <{element.tag}> in a sentence.")


def formula_tex(element: Element) -> str:
    """The TeX of a formula's element: the one place that knows how the site keeps it."""
    return str(element.get(TEX) or "").strip()


def classes_of(element: Element) -> set[str]:
    """The classes of an element; a comment has none."""
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
