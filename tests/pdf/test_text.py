"""Everything that the site says is in print: in order, once, as words and not as source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup, Tag

from tests.pdf.conftest import Edition, navigation, words_of
from tests.pdf.reading import Node, Run, packed

JUMP = 900
"""Characters that may stand between two neighbours on the site: a footnote, a wide matrix."""
NUMBER = re.compile(r"^(?:\(\d+\)|Figure\d+)(?:in.+)?$")
"""A reference by a number of the site's, which is another in the book."""
EXERCISE = re.compile(r"^Exercise\d+(?::)?(?P<title>.*?)(?:\((?:High|Mid|Low)\))?$")
TAGS = {"h1": "H2", "h2": "H3", "h3": "H4"}
"""A part has the first level."""
SOURCE = re.compile(r"\\[A-Za-z]{2,}|\$|</?[a-z]+>|&[a-z]+;|\?\?|\{\s*[.#]|\]\(|^///")


def printed_pieces(article: Tag) -> Iterator[str]:
    """The pieces of an article's text as the book has them, its answers left out."""
    for exercise in article.select(".exercise"):
        for answer in exercise.select("details.answer"):
            answer.extract()
    for footnotes in article.select(".footnote"):
        footnotes.extract()
    for mark in article.select("a.footnote-ref"):
        mark.extract()
    for piece in words_of(article):
        title = EXERCISE.match(piece)
        if title:
            if title["title"]:
                yield title["title"]
        elif not NUMBER.match(piece):
            yield piece


def copies(edition: Edition) -> list[Tag]:
    """The articles once more, to take apart."""
    parsed = [BeautifulSoup(str(a), "lxml").find("article") for a in edition.articles.values()]
    return [article for article in parsed if isinstance(article, Tag)]


def assert_in_order(pieces: list[str], text: str, start: int) -> int:
    """Each piece comes soon after the one before; where the last one ends."""
    place = start
    for number, piece in enumerate(pieces):
        found = text.find(piece, place)
        before = pieces[max(number - 3, 0) : number]
        assert found >= 0, f"{piece!r} is missing after {before}"
        assert found - place <= JUMP, f"{piece!r} comes too late after {before}"
        place = found + len(piece)
    return place


def body(edition: Edition) -> str:
    """The text behind the contents, from the first chapter's title on."""
    text = edition.pdf.text
    first = next(node for node in edition.pdf.of("H1") if node.text != "Contents")
    return text[text.rindex(first.text + "1Jacobians") :]


def test_all_words_of_the_site_are_in_it_in_order(edition: Edition) -> None:
    text, place = body(edition), 0
    for article in copies(edition):
        place = assert_in_order(list(printed_pieces(article)), text, place)
    assert text[place:].find("Answers") >= 0


def test_the_answers_are_at_the_back_in_order(edition: Edition) -> None:
    text = body(edition)
    place = text.rindex("Answers5")
    answers = [answer for _, answer in edition.each(".exercise > details.answer")]
    assert answers
    for answer in answers:
        pieces = [piece for piece in words_of(answer) if not NUMBER.match(piece)]
        place = assert_in_order(pieces, text, place)


def test_headings_are_those_of_the_site_and_no_others(edition: Edition) -> None:
    wanted = [
        (TAGS[heading.name], number, "".join(words_of(heading)))
        for number, heading in edition.each("h1, h2, h3")
        if not heading.find_parent(class_="exercise")
    ]
    nodes = edition.pdf.of("H1", "H2", "H3", "H4")
    back = next(place for place, node in enumerate(nodes) if node.text == "Answers")
    printed = [node for node in nodes[:back] if node.tag != "H1"]
    assert [node.tag for node in printed] == [tag for tag, _, _ in wanted]
    for node, (_, number, words) in zip(printed, wanted, strict=True):
        assert re.fullmatch(rf"{number}(\.\d+)*{re.escape(words)}", without_formulas(node))


def without_formulas(node: Node) -> str:
    """The text of an element without that of the formulas in it."""
    parts = []
    for part in node.content:
        if isinstance(part, Run):
            parts.append(part.text)
        elif part.tag != "Formula":
            parts.append(without_formulas(part))
    return packed("".join(parts))


def test_outline_equals_the_navigation(edition: Edition, site: Path) -> None:
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "lxml")
    with pikepdf.open(edition.pdf.path) as pdf, pdf.open_outline() as outline:
        found = [
            (str(part.title), [str(chapter.title).split(" ", 1)[1] for chapter in part.children])
            for part in outline.root
            if str(part.title) not in ("Contents", "Answers", "Sources")
        ]
    titles = {
        page: "".join(words_of(article.h1))
        for page, article in edition.articles.items()
        if article.h1
    }
    wanted = [(part, [titles[page] for page in pages]) for part, pages in navigation(home)]
    assert [(part, [packed(c) for c in chapters]) for part, chapters in found] == wanted


def test_code_and_output_are_in_it_once(edition: Edition) -> None:
    text = edition.pdf.text
    shown = [packed(e.get_text()) for _, e in edition.each(".example-code pre, .example-output")]
    assert shown
    for code in set(shown):
        if len(code) > 40:
            assert text.count(code) == sum(other.count(code) for other in shown), code


def test_labelled_equations_have_the_number_of_the_site_behind_that_of_the_chapter(
    edition: Edition,
) -> None:
    wanted = [
        f"({chapter}.{e.get_text().strip('()')})" for chapter, e in edition.each(".equation-number")
    ]
    text = body(edition)
    assert wanted
    place = 0
    for number in wanted:
        place = text.find(number, place)
        assert place >= 0, number
    links = {id(run) for node in edition.pdf.of("Link") for run in node.all_runs()}
    alone = [run.text.strip() for run in edition.pdf.runs if id(run) not in links]
    assert [text for text in alone if re.fullmatch(r"\(\d+\.\d+\)", text)] == wanted


def test_figures_have_the_number_of_the_site_behind_that_of_the_chapter(edition: Edition) -> None:
    wanted = [f"Figure{c}.{e['data-figure']}." for c, e in edition.each(".example-figure")]
    captions = [node.text for node in edition.pdf.of("Caption")]
    assert captions
    assert [c[: len(w)] for c, w in zip(captions, wanted, strict=True)] == wanted


def test_exercises_are_those_of_the_site(edition: Edition) -> None:
    wanted = []
    for chapter, exercise in edition.each(".exercise > h3"):
        number = re.search(r"\d+", exercise.get_text())
        assert number
        wanted.append(f"Exercise{chapter}.{number[0]}")
    text = body(edition)
    found = re.findall(r"Exercise\d+\.\d+", text)
    assert found == wanted


def test_no_source_shows(edition: Edition) -> None:
    code = {id(run) for node in edition.pdf.of("Code") for run in node.all_runs()}
    shown = [run.text for run in edition.pdf.runs if id(run) not in code]
    assert shown
    assert [text for text in shown if SOURCE.search(text)] == []
