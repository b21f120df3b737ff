"""The works that a book's footnotes name, for its list of sources.

A note names a work as `Its Author, *Its title*, what follows` up to the year. Those words are taken
as they stand; the names in front are the run of capitalised words that leads up to the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.pdf_document import Book, Inline, Marked, Paragraph, Text, plain_text, walk

OPENERS = re.compile(r"^(?:In|See|From|After|By|With|And)\s+")
"""Words that begin a sentence and no name."""
_NAME = r"(?:[A-Z][\w.’'-]*|and|van|von|de|der|du|la)"
AUTHORS = re.compile(rf"{_NAME}(?:[ ,]+{_NAME})*(?:, [\"“][^\"”]+[\"”])?,\s*$")
"""The authors in front of a title, with the title of their article if there is one."""
NAMED = re.compile(r"^(?:[^.;:]*?\b(?:1[5-9]|20)\d\d\b\)?)?")
"""What follows a title, up to the year; nothing if no year follows."""


@dataclass(frozen=True)
class Work:
    """A work: authors, title and the rest as parts of a sentence; where it is cited."""

    authors: str
    title: Marked
    rest: str
    notes: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """By the first author's last name, then by title."""
        first = re.split(r",| and ", self.authors)[0].strip()
        return (first.rpartition(" ")[2], plain_text(self.title))


def works(book: Book) -> list[Work]:
    """Every work that a footnote of the book names, once, in the order of the authors' names."""
    found: dict[str, Work] = {}
    for chapter in book.chapters:
        for address, note in chapter.footnotes.items():
            for block in walk(note):
                if isinstance(block, Paragraph):
                    for work in _in_paragraph(block.children, address):
                        same = found.get(work.authors + plain_text(work.title))
                        notes = (*same.notes, address) if same else work.notes
                        kept = same or work
                        found[work.authors + plain_text(work.title)] = Work(
                            kept.authors, kept.title, kept.rest, tuple(dict.fromkeys(notes))
                        )
    return sorted(found.values(), key=lambda work: work.key)


def _in_paragraph(children: tuple[Inline, ...], address: str) -> Iterator[Work]:
    for place, child in enumerate(children):
        if not (isinstance(child, Marked) and child.kind == "emphasis" and place):
            continue
        before, after = children[place - 1], children[place + 1 : place + 2]
        if not isinstance(before, Text) or not after or not isinstance(after[0], Text):
            continue
        authors = AUTHORS.search(" ".join(before.text.split()) + " ")
        rest = NAMED.match(" ".join(after[0].text.split()))
        if authors and rest:
            said = " ".join(rest[0].split())
            names = OPENERS.sub("", authors[0].strip().rstrip(","))
            yield Work(names, child, said, (address,))
