"""Read a page of the built site into `pdf_document`'s tree; an element it doesn't know is wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from proofpress.pdf_document import (
    Answer,
    Aside,
    Block,
    Chapter,
    Code,
    Definitions,
    Equation,
    Example,
    Exercise,
    Figure,
    Heading,
    Inline,
    Items,
    Level,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    plain_text,
)
from proofpress.pdf_sentences import (
    NOT_PRINTED,
    TRANSPARENT,
    Element,
    SentenceReader,
    classes_of,
    formula_tex,
)

EXERCISE = re.compile(r"Exercise (?P<number>\d+)(?:: )?")
LEVEL = re.compile(r"\s*\((?P<level>High|Mid|Low)\)\s*$")
ALIGN = re.compile(r"text-align:\s*(left|right|center)")


class PageReader(SentenceReader):
    """Reads one page."""

    def read(self, article: Element, number: int) -> Chapter:
        """The chapter that the page is."""
        self.chapter = number
        children = [e for e in article if e.get("id") != "__skip"]  # Zensical's, for keyboards
        title = next((e for e in children if e.tag == "h1"), None)
        if title is None:
            self.refuse(article, "the page has no title.")
        notes = [e for e in children if "footnote" in classes_of(e)]
        body = [e for e in children if e is not title and e not in notes]
        blocks = tuple(b for e in body for b in self.block(e))
        return Chapter(
            address=self.file,
            source=self.where().rpartition(":")[0],
            title=self.inlines(title) if title is not None else (),
            number=number,
            body=blocks,
            footnotes=dict(note for e in notes for note in self.footnotes(e)),
            line=self.source.title_line if self.source else 1,
        )

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """What stands within an element, as blocks; bare text becomes a paragraph."""
        children = [e for e in element if isinstance(e.tag, str)]
        if not any(_is_block(child) for child in children):
            inside = self.inlines(element)
            return (Paragraph(inside),) if plain_text(inside) else ()
        found: list[Block] = []
        loose: list[Inline] = [Text(element.text)] if (element.text or "").strip() else []
        for child in children:
            if _is_block(child):
                if loose:
                    found.append(Paragraph(tuple(loose)))
                    loose = []
                found += self.block(child)
            else:
                loose += self.inline(child)
            if (child.tail or "").strip():
                loose.append(Text(child.tail))
        if plain_text(tuple(loose)):
            found.append(Paragraph(tuple(loose)))
        return tuple(found)

    def block(self, element: Element) -> Iterator[Block]:
        """One element of a page."""
        if not isinstance(element.tag, str):
            return
        classes = classes_of(element)
        if classes & NOT_PRINTED:
            return
        for name in classes:
            if name in BY_CLASS:
                yield from BY_CLASS[name](self, element)
                return
        reader = BY_TAG.get(element.tag)
        if reader is not None:
            yield from reader(self, element)
        elif element.tag in TRANSPARENT:
            yield from self.blocks(element)
        else:
            self.refuse(element, f"there is no way yet to print <{element.tag}>.")

    def heading(self, element: Element) -> Iterator[Block]:
        """A heading, with its number."""
        level = int(element.tag[1])
        children = self.inlines(element)
        line = self.line_of(f"{'#' * level} {_first_words(children)}")
        self.line = max(self.line, line)
        number = ""
        if level == 2:
            self.sections = [self.sections[0] + 1, 0]
            number = f"{self.chapter}.{self.sections[0]}"
        elif level == 3:
            self.sections[1] += 1
            number = f"{self.chapter}.{self.sections[0]}.{self.sections[1]}"
        yield Heading(level, self.own(element), children, line, number)

    def paragraph(self, element: Element) -> Iterator[Block]:
        """A paragraph, or the image that is alone in one."""
        images = element.findall(".//img")
        if images and not element.text_content().strip():
            for image in images:
                yield from self.image(image)
            return
        yield Paragraph(self.inlines(element))

    def image(self, element: Element) -> Iterator[Block]:
        """An image of the site, with its alternative text."""
        source = element.get("src") or ""
        line = self.line_of(posixpath.basename(source))
        alternative = (element.get("alt") or "").strip()
        if not alternative:
            self.refuse(element, "the image has no alternative text.", posixpath.basename(source))
            return
        yield Figure(self.address(source), alternative, "", "", (), line)

    def list(self, element: Element) -> Iterator[Block]:
        """A list."""
        start = int(element.get("start") or 1) if element.tag == "ol" else None
        items = tuple(self.blocks(item) for item in element if item.tag == "li")
        yield Items(items, start)

    def definitions(self, element: Element) -> Iterator[Block]:
        """Terms with their definitions."""
        entries: list[tuple[tuple[Inline, ...], tuple[Block, ...]]] = []
        for child in element:
            if child.tag == "dt":
                entries.append((self.inlines(child), ()))
            elif child.tag == "dd":
                term, said = entries[-1]
                entries[-1] = (term, (*said, *self.blocks(child)))
        yield Definitions(tuple(entries))

    def table(self, element: Element) -> Iterator[Block]:
        """A table."""
        cells: list[Element] = list(next(iter(element.findall(".//thead/tr")), ()))
        line = self.line_of("|")
        rows = tuple(
            tuple(self.inlines(cell) for cell in row) for row in element.findall(".//tbody/tr")
        )
        first: list[Element] = list(next(iter(element.findall(".//tbody/tr")), ()))
        aligns = tuple(
            m[1] if (m := ALIGN.search(cell.get("style") or "")) else "auto" for cell in first
        )
        yield Table(tuple(self.inlines(cell) for cell in cells), rows, aligns, line)

    def code(self, element: Element) -> Iterator[Block]:
        """Code: highlighted, or plain."""
        language = next(
            (
                name.removeprefix("language-")
                for e in (element, *element.iterancestors())
                for name in classes_of(e)
                if name.startswith("language-")
            ),
            "text",
        )
        text = str(element.text_content()).rstrip("\n")
        yield Code(text, language, self.line_of(text))

    def output(self, element: Element) -> Iterator[Block]:
        """What a program prints."""
        yield Code(str(element.text_content()).rstrip("\n"), "", self.line)

    def equation(self, element: Element) -> Iterator[Block]:
        """A displayed formula with a label."""
        formula = next(e for e in element.iter() if "formula" in classes_of(e))
        line = self.note_line(formula_tex(formula))
        number = "".join(e.text_content() for e in element.find_class("equation-number"))
        yield Equation(formula_tex(formula), line, self.own(element), number.strip("()"))

    def formula(self, element: Element) -> Iterator[Block]:
        """A displayed formula without one."""
        line = self.note_line(formula_tex(element))
        yield Equation(formula_tex(element), line)

    def figure(self, element: Element) -> Iterator[Block]:
        """The figure that an example draws."""
        example = next(e for e in element.iterancestors() if e.get("data-example"))
        stem = example.get("data-example").removesuffix(".py")
        drawing = element.find(".//{*}svg")
        if drawing is None:
            drawing = element.find(".//svg")
        caption = element.find("figcaption")
        said = list(caption.iter("p")) if caption is not None else []
        children = tuple(part for p in said for part in self.inlines(p))
        alternative = "" if drawing is None else str(drawing.get("aria-label") or "")
        yield Figure(
            f"figures/{stem}.svg",
            alternative,
            self.own(element),
            str(element.get("data-figure") or ""),
            children,
            self.line,
        )

    def example(self, element: Element) -> Iterator[Block]:
        """An example with everything that belongs to it."""
        line = self.note_line(f"/// example | {element.get('data-example')}")
        parts = tuple(part for child in element for part in self.block(child))
        yield Example(str(element.get("data-example")), self.own(element), parts, line)

    def details(self, element: Element) -> Iterator[Block]:
        """What can be folded away: an answer, a drawing's program, or an aside."""
        classes = classes_of(element)
        summary = element.find("summary")
        children = [e for e in element if e is not summary]
        body = tuple(part for child in children for part in self.block(child))
        if "answer" in classes:
            yield Answer(body)
        elif "example-folded" in classes:
            yield from body
        else:
            yield Aside(self.inlines(summary) if summary is not None else (), body)

    def admonition(self, element: Element) -> Iterator[Block]:
        """A box with a title."""
        titles = element.find_class("admonition-title")
        children = [e for e in element if e not in titles]
        body = tuple(part for child in children for part in self.block(child))
        yield Aside(self.inlines(titles[0]) if titles else (), body)

    def exercise(self, element: Element) -> Iterator[Block]:
        """An exercise, its answer apart."""
        heading = element.find("h3")
        children = self.inlines(heading)
        found, level = EXERCISE.match(_first_words(children)), LEVEL.search(plain_text(children))
        title = _without_ends(children, EXERCISE, LEVEL)
        line = self.line_of("exercise | " + _first_words(title))
        self.line = max(self.line, line)
        body = [part for e in element if e is not heading for part in self.block(e)]
        yield Exercise(
            number=found["number"] if found else "",
            title=title,
            level=level["level"].lower() if level else "",
            address=self.own(heading),
            body=tuple(part for part in body if not isinstance(part, Answer)),
            answer=tuple(p for part in body if isinstance(part, Answer) for p in part.body),
            line=line,
        )

    def level(self, element: Element) -> Iterator[Block]:
        """A part of the page that is told at one level."""
        body = tuple(part for child in element for part in self.block(child))
        yield Level(str(element.get("data-level")), body)

    def quote(self, element: Element) -> Iterator[Block]:
        """A quotation."""
        yield Quote(self.blocks(element))

    def rule(self, element: Element) -> Iterator[Block]:  # noqa: ARG002  (as the others)
        """A line across the page."""
        yield Rule()

    def footnotes(self, element: Element) -> Iterator[tuple[str, tuple[Block, ...]]]:
        """Every footnote of the page, by its address."""
        for item in element.iter("li"):
            if item.get("id"):
                self.line = self.line_of(f"[^{item.get('id').removeprefix('fn:')}]:")
                yield self.own(item), self.blocks(item)


def _is_block(element: Element) -> bool:
    classes = classes_of(element)
    if "formula" in classes:
        return "formula-display" in classes
    return (
        element.tag in BY_TAG
        or element.tag in ("div", "section")
        or bool(classes & BY_CLASS.keys())
    )


def _first_words(children: tuple[Inline, ...]) -> str:
    first = children[0] if children else None
    return first.text.strip() if isinstance(first, Text) else ""


def _without_ends(
    children: tuple[Inline, ...], front: re.Pattern[str], back: re.Pattern[str]
) -> tuple[Inline, ...]:
    """A title without its number in front and its level at the back."""
    kept = list(children)
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(front.sub("", kept[0].text, count=1))
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(back.sub("", kept[-1].text))
    return tuple(part for part in kept if part != Text(""))


Reader = Callable[[PageReader, Element], Iterator[Block]]
BY_CLASS: dict[str, Reader] = {
    "example": PageReader.example,
    "example-output": PageReader.output,
    "example-figure": PageReader.figure,
    "equation": PageReader.equation,
    "formula-display": PageReader.formula,
    "exercise": PageReader.exercise,
    "level": PageReader.level,
    "admonition": PageReader.admonition,
}
BY_TAG: dict[str, Reader] = {
    "h2": PageReader.heading,
    "h3": PageReader.heading,
    "h4": PageReader.heading,
    "p": PageReader.paragraph,
    "ul": PageReader.list,
    "ol": PageReader.list,
    "dl": PageReader.definitions,
    "table": PageReader.table,
    "pre": PageReader.code,
    "details": PageReader.details,
    "blockquote": PageReader.quote,
    "hr": PageReader.rule,
}
