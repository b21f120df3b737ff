"""Write the chapters of a book in Typst, and what stands behind them: answers and sources."""

from __future__ import annotations

from dataclasses import replace

from proofpress.pdf_document import Book, Chapter, Part, Text
from proofpress.pdf_places import answered
from proofpress.pdf_sources import works
from proofpress.typst_markup import Markup, answer_key
from proofpress.typst_sentences import escaped_words
from proofpress.typst_signs import quoted


def chapter_markup(markup: Markup, chapter: Chapter, depth: int, *, opens: bool) -> str:
    """A chapter."""
    markup.setting = replace(markup.setting, chapter=chapter, depth=depth)
    opening = (
        f"#chapter(level: {depth}, number: {quoted(str(chapter.number))}, "
        f"key: {quoted(chapter.address)}, opens: {str(opens).lower()})"
        f"[{markup.quietly(chapter.title)}];"
    )
    return in_chapter(str(chapter.number), [opening, markup.blocks(chapter.body)])


def in_chapter(name: str, blocks: list[str]) -> str:
    """A chapter's blocks, with what lets its last page be looked at."""
    inside = "\n\n".join(blocks)
    return f"#in-chapter({quoted(name)})[\n{inside}\n];"


def part_markup(markup: Markup, part: Part) -> str:
    """A part with its chapters."""
    depth = 2 if part.title else 1
    written = [f"#part[{escaped_words(part.title)}];"] if part.title else []
    for place, chapter in enumerate(part.chapters):
        opens = not part.title or place > 0
        written.append(chapter_markup(markup, chapter, depth, opens=opens))
    return "\n\n".join(written)


def answers_markup(markup: Markup, book: Book) -> str:
    """The answers to all exercises, chapter by chapter; nothing where there are none."""
    written = []
    for chapter in book.chapters:
        exercises = answered(chapter)
        if not exercises:
            continue
        markup.setting = replace(markup.setting, chapter=chapter, depth=1)
        title = f"{chapter.number} #h(0.5em) {markup.quietly(chapter.title)}"
        written.append(
            f"#section(level: 2, depth: 2, key: {quoted('answers:' + chapter.address)})[{title}];"
        )
        written += [
            f"#answer(key: {quoted(answer_key(exercise))}, exercise: "
            f"{quoted(exercise.address)}, "
            f"number: {quoted(f'{chapter.number}.{exercise.number}')}, "
            f"[{markup.quietly(exercise.title)}])[{markup.blocks(exercise.answer)}];"
            for exercise in exercises
        ]
    if not written:
        return ""
    return in_chapter("answers", ['#chapter(level: 1, key: "answers")[Answers];', *written])


def sources_markup(markup: Markup, book: Book) -> str:
    """The works that the footnotes of this edition name, and the pages of those notes."""
    written = []
    for work in works(book):
        notes = [f"{quoted(note)}," for note in work.notes if note in markup.noted]
        if notes:
            entry = (
                Text(f"{work.authors}, "),
                work.title,
                Text(f"{work.rest if work.rest[:1] in (',', '') else f' {work.rest}'}."),
            )
            written.append(f"#source(notes: ({''.join(notes)}))[{markup.words(entry)}];")
    if not written:
        return ""
    # few as they are, they follow the answers on the same page
    return in_chapter(
        "sources", ['#chapter(level: 1, key: "sources", opens: false)[Sources];', *written]
    )
