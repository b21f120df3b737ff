"""Works are found in footnotes as people write them."""

from __future__ import annotations

import pytest

from proofpress.pdf_document import Book, Chapter, Marked, Paragraph, Part, Text, plain_text
from proofpress.pdf_sources import works


def book(*notes: tuple[str, str, str]) -> Book:
    """A book of one chapter whose footnotes say `before *title* after`."""
    footnotes = {
        f"a#fn:{number}": (
            Paragraph((Text(before), Marked("emphasis", (Text(title),)), Text(after))),
        )
        for number, (before, title, after) in enumerate(notes)
    }
    chapter = Chapter("a", "docs/a.md", (Text("A"),), 1, (), footnotes)
    return Book("Title", "", "", "en", "", (Part("", (chapter,)),))


@pytest.mark.parametrize(
    ("note", "entry"),
    [
        (
            ("Example 9.18 in Walter Rudin, ", "Principles", ", third edition, 1976, for fun."),
            "Walter Rudin|Principles|, third edition, 1976",
        ),
        (
            ("More: Stephen Boyd and Lieven Vandenberghe, ", "Convex", ", Cambridge 2004."),
            "Stephen Boyd and Lieven Vandenberghe|Convex|, Cambridge 2004",
        ),
        (
            ('Carl Jacobi, "De det", ', "Journal", " 22 (1841), from page 319."),
            'Carl Jacobi, "De det"|Journal|22 (1841)',
        ),
        (("The part of Mu Li, ", "Dive", ", has it."), "Mu Li|Dive|"),
    ],
)
def test_a_work_is_taken_as_it_stands(note: tuple[str, str, str], entry: str) -> None:
    found = [f"{w.authors}|{plain_text(w.title)}|{w.rest}" for w in works(book(note))]
    assert found == [entry]


def test_emphasis_is_no_title_without_an_author() -> None:
    assert works(book(("this is ", "very", " true in 1976."))) == []


def test_a_work_is_listed_once_in_the_order_of_names() -> None:
    rudin = ("In Walter Rudin, ", "Principles", ", 1976.")
    found = works(book(rudin, ("Sheldon Axler, ", "Linear", ", 2024."), rudin))
    assert [work.authors for work in found] == ["Sheldon Axler", "Walter Rudin"]
    assert found[1].notes == ("a#fn:0", "a#fn:2")
