"""A built site as a PDF, in three editions: everything, up to Mid, High alone.

It is made from the pages' HTML, in the order of the navigation, so that it says nothing that the
site doesn't. MkDocs's hook calls `write_pdfs`; after Zensical `python -m proofpress pdf site` does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from proofpress.errors import GuideError, Problem
from proofpress.formula_characters import characters
from proofpress.formula_trees import FormulaError, parse_formulas
from proofpress.formula_words import words
from proofpress.formulas import read_macros
from proofpress.guide import Guide
from proofpress.markdown_formulas import MACROS
from proofpress.pdf_book import edition, level_names, read_book
from proofpress.pdf_document import (
    Book,
    Equation,
    Example,
    Figure,
    InlineFormula,
    walk,
)
from proofpress.pdf_front import front
from proofpress.pdf_places import places
from proofpress.publish import source_date
from proofpress.typst_book import answers_markup, part_markup, sources_markup
from proofpress.typst_compiler import compiled
from proofpress.typst_formulas import breakable_parts, commands, typst_formula
from proofpress.typst_markup import Markup
from proofpress.typst_sentences import Formulas, PrintedFormula, Setting
from proofpress.typst_signs import quoted

FOLDER = "downloads"
NAME = "jacobians-and-hessians"
PRINT = Path(__file__).parent / "print"
LONG = 40
"""Characters of TeX from which a formula in a sentence may be wider than the page."""


@dataclass(frozen=True)
class Edition:
    """An edition: the end of its file's name, what it is called, the levels that it holds."""

    suffix: str
    title: str
    levels: frozenset[str]


def editions() -> tuple[Edition, ...]:
    """The editions: all levels first, then one fewer each time."""
    names = level_names()
    found = []
    for count in range(len(names), 0, -1):
        held = [name.capitalize() for name in names[:count]]
        title = f"{' and '.join([', '.join(held[:-1]), held[-1]]) if count > 1 else held[0]}"
        suffix = "" if count == len(names) else f"-{names[count - 1]}"
        kind = "Complete edition" if count == len(names) else "Edition"
        found.append(Edition(suffix, f"{kind}: {title}", frozenset(names[:count])))
    return tuple(found)


def write_pdfs(site: Path, guide: Guide) -> list[Path]:
    """Write every edition into the site's folder of downloads; where they lie.

    Args:
        site: the folder of a built and finished site.
        guide: the guide that it was built from: its macros, and the lines that errors name.

    Raises:
        GuideError: for everything on the site that can't be printed.
    """
    book = read_book(site, guide)
    files = dict(_files(book, site))
    formulas = set_formulas(book, guide)
    sources = {e: source(book, e, formulas, guide) for e in editions()}
    time = _time(guide)
    with ThreadPoolExecutor() as threads:
        made = list(threads.map(lambda text: compiled(text, files, guide, time), sources.values()))
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for one, data in zip(sources, made, strict=True):  # only now: all of them, or none
        written.append(target / f"{NAME}{one.suffix}.pdf")
        written[-1].write_bytes(data)
    return written


def set_formulas(book: Book, guide: Guide) -> Formulas:
    """Every formula of the book in Typst's mathematics and in words."""
    macros = read_macros(guide.root / MACROS)
    found: dict[tuple[str, bool], str] = {}
    for chapter in book.chapters:
        for node in walk((chapter.title, chapter.body, *chapter.footnotes.values())):
            if isinstance(node, InlineFormula | Equation):
                key = (node.tex, isinstance(node, Equation))
                found.setdefault(key, f"{chapter.source}:{node.line}")
    trees = parse_formulas(list(found), macros)
    symbols = characters(c for tree in trees for c in commands(tree))
    problems, printed = [], {}
    said = words(list(found), macros, guide.store)
    for (key, where), tree, spoken in zip(found.items(), trees, said, strict=True):
        try:
            long = not key[1] and len(key[0]) > LONG
            parts = tuple(breakable_parts(tree, symbols)) if long else ()
            printed[key] = PrintedFormula(typst_formula(tree, symbols), spoken, parts)
        except FormulaError as error:
            problems.append(Problem(where, f"{error}.", got=key[0]))
    if problems:
        raise GuideError(problems)
    return printed


def source(book: Book, one: Edition, formulas: Formulas, guide: Guide) -> str:
    """The edition as Typst's source."""
    held = edition(book, one.levels)
    here = frozenset(places(held))
    markup = Markup(
        Setting(formulas, places(book), here, book.site, book.chapters[0], line_finder(guide))
    )
    body = [part_markup(markup, part) for part in held.parts]
    body += [answers_markup(markup, held), sources_markup(markup, held)]
    attached = "".join(
        f"#pdf.attach({quoted(attached_name(name))}, read({quoted(f'site/snippets/{name}')}, "
        f'encoding: none), relationship: "supplement", mime-type: "text/x-python", '
        f"description: {quoted(f'The example {name}')})\n"
        for name in shown_examples(held)
    )
    if markup.problems:
        raise GuideError(markup.problems)
    return "\n\n".join([front(held, one.title, _time(guide)), attached, *body])


def line_finder(guide: Guide) -> Callable[[str, str], int]:
    """A function that finds the first line of a page, named `docs/…`, that holds a text."""

    def line_of(source: str, text: str) -> int:
        page = guide.page(source.removeprefix("docs/"))
        lines = page.lines if page else ()
        return next((n for n, line in enumerate(lines, start=1) if text in line), 1)

    return line_of


def attached_name(name: str) -> str:
    """The name of an example as a file of its own, beside all others."""
    return name.replace("/", "-")


def shown_examples(book: Book) -> list[str]:
    """The examples that the book shows, in order."""
    found = [n.name for n in walk(book.parts) if isinstance(n, Example)]
    return list(dict.fromkeys(found))


def _time(guide: Guide) -> int:
    """The date of the source, in seconds since 1970: no clock enters the PDF."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or source_date(guide.root))


def _files(book: Book, site: Path) -> Iterator[tuple[str, bytes]]:
    """What the Typst source reads, by its path there."""
    for name in ("guide.typ", "code.tmTheme"):
        yield name, (PRINT / name).read_bytes()
    problems = []
    for chapter in book.chapters:
        for node in walk(chapter):
            for path, line in _needed(node):
                if (site / path).is_file():
                    yield f"site/{path}", (site / path).read_bytes()
                else:
                    where = f"{chapter.source}:{line}"
                    problems.append(Problem(where, "a file that the site doesn't have.", got=path))
    if problems:
        raise GuideError(problems)


def _needed(node: object) -> Iterator[tuple[str, int]]:
    if isinstance(node, Figure):
        yield node.svg, node.line
    if isinstance(node, Example):
        yield f"snippets/{node.name}", node.line
