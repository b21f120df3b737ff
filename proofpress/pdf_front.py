"""The first pages of the PDF: what it is, and what was checked."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

from proofpress.pdf_document import Book, Code, Equation, Example, Exercise, Figure, walk
from proofpress.typst_sentences import escaped_words
from proofpress.typst_signs import quoted

LIBRARIES = ("numpy", "autograd", "matplotlib")


def front(book: Book, title: str, time: int) -> str:
    """What the document says of itself, its title page, its contents.

    Args:
        book: an edition of the book.
        title: what the edition is called.
        time: the date of the source, in seconds since 1970.
    """
    date = datetime.fromtimestamp(time, UTC)
    day = f"{date.day} {date:%B %Y}"
    facts = "".join(
        f"({quoted(name)}, {quoted(said)}),"
        for name, said in (
            ("Version", f"{version('proofpress')}, {day}"),
            ("Made with", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
            ("Written by", book.author),
        )
    )
    return f"""#import "guide.typ": *
#show: book.with(
  title: {quoted(book.title)},
  author: {quoted(book.author)},
  description: {quoted(book.description)},
  keywords: ("Jacobian", "Hessian", "gradient", "automatic differentiation"),
  language: {quoted(book.language.split("-")[0])},
  date: datetime(year: {date.year}, month: {date.month}, day: {date.day}),
)
#title-page(
  title: {quoted(book.title)},
  edition: {quoted(title)},
  description: [{escaped_words(book.description)}],
  facts: ({facts}),
  checked: [{escaped_words(checked(book))}],
)
#contents[Contents]
"""


def checked(book: Book) -> str:
    """What was checked when the site was built, counted."""
    nodes = [node for chapter in book.chapters for node in walk(chapter)]
    examples = [node for node in nodes if isinstance(node, Example)]
    outputs = [
        node for e in examples for node in walk(e) if isinstance(node, Code) and not node.language
    ]
    numbered = [node for node in nodes if isinstance(node, Equation) and node.number]
    figures = [node for node in nodes if isinstance(node, Figure) and node.number]
    exercises = [node for node in nodes if isinstance(node, Exercise)]
    return (
        f"When this was made, its {len(examples)} examples were run and their {len(outputs)} "
        f"outputs compared with what stands here, its {len(figures)} figures drawn, its "
        f"{len(numbered)} numbered equations tested. It has {len(book.chapters)} chapters and "
        f"{len(exercises)} exercises."
    )
