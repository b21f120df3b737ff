"""A PDF as those read it who can't see it: its tree of tags, with the text and the place of each.

Nothing here knows how the PDF was made: pikepdf reads the tags, PDFium the text.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page."""


@dataclass(frozen=True)
class Run:
    """A piece of text, and where it stands; `tagged` is false for what only decorates the page."""

    text: str
    page: int
    box: Box
    tagged: bool
    font: str
    origin: float
    """Where its baseline lies, from the lower edge of the page."""


@dataclass
class Node:
    """An element of the tree of tags."""

    tag: str
    alternative: str
    runs: list[Run] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    content: list[Run | Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The node and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_runs(self) -> Iterator[Run]:
        """Every piece of text in it, in reading order."""
        for part in self.content:
            if isinstance(part, Run):
                yield part
            else:
                yield from part.all_runs()

    @property
    def text(self) -> str:
        """Its text, white space left out."""
        return packed("".join(run.text for run in self.all_runs()))


@dataclass(frozen=True)
class Printed:
    """A PDF, read.

    Attributes:
        path: the file.
        root: its tree of tags.
        runs: every piece of text on its pages, in the order in which it is drawn.
        drawings: for each page, the boxes of its figures.
        sizes: width and height of each page.
    """

    path: Path
    root: Node
    runs: tuple[Run, ...]
    drawings: tuple[tuple[Box, ...], ...]
    sizes: tuple[tuple[float, float], ...]

    def of(self, *tags: str) -> list[Node]:
        """The elements with one of the tags, in reading order."""
        return [node for node in self.root.walk() if node.tag in tags]

    @property
    def text(self) -> str:
        """All its text in reading order, white space left out."""
        return self.root.text


def packed(text: str) -> str:
    """The text without white space, and with a keyboard's quotes in place of a book's."""
    plain = unicodedata.normalize("NFKC", text).translate(
        {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
    )
    return re.sub(r"[\s\u0002\u00ad\u200b\ufffe]+", "", plain)


def read_pdf(path: Path) -> Printed:
    """Read the PDF at `path`."""
    marked: dict[tuple[int, int], list[Run]] = {}
    runs, sizes = [], []
    drawings: list[tuple[Box, ...]] = []
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        sizes.append(page.get_size())
        boxes: dict[int, Box] = {}
        for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH]):
            identifier = raw.FPDFPageObj_GetMarkedContentID(drawn.raw)
            box = tuple(drawn.get_bounds())
            if drawn.type == raw.FPDF_PAGEOBJ_PATH:
                if identifier >= 0:
                    boxes[identifier] = _around(boxes.get(identifier, box), box)
                continue
            run = Run(
                _text(drawn, text_page),
                number,
                box,
                identifier >= 0,
                _font(drawn),
                drawn.get_matrix().f,
            )
            runs.append(run)
            marked.setdefault((number, identifier), []).append(run)
        drawings.append(tuple(boxes.values()))
    document.close()
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        root = _node(pdf.Root.StructTreeRoot, pages, marked, -1)
    return Printed(path, root, tuple(runs), tuple(drawings), tuple(sizes))


def _around(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    left, bottom, right, top = zip(one, other, strict=True)
    return (min(left), min(bottom), max(right), max(top))


def _text(drawn: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(drawn.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(drawn.raw, text_page.raw, pointer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


def _font(drawn: pypdfium2.PdfObject) -> str:
    font = raw.FPDFTextObj_GetFont(drawn.raw)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode()


def _node(
    element: pikepdf.Object,
    pages: dict[tuple[int, int], int],
    marked: dict[tuple[int, int], list[Run]],
    page: int,
) -> Node:
    if "/Pg" in element:
        page = pages[element.Pg.objgen]
    node = Node(str(element.get("/S", "/"))[1:], str(element.get("/Alt", "")))
    inside = element.get("/K", [])
    for part in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(part, int):
            node.content += marked.get((page, part), [])
        elif "/S" in part:
            child = _node(part, pages, marked, page)
            node.children.append(child)
            node.content.append(child)
        elif "/MCID" in part:
            here = pages[part.Pg.objgen] if "/Pg" in part else page
            node.content += marked.get((here, int(part.MCID)), [])
    node.runs = [part for part in node.content if isinstance(part, Run)]
    return node
