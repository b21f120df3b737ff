"""Check every number of a guide's pages against where it comes from.

`check_numbers` runs each example that a page names once, evaluates what is asked of it, and
compares. `python -m proofpress numbers` shows what it finds, page by page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofpress.errors import Problem
from proofpress.formula_checks import FormulaChecks, closed_values
from proofpress.formulas import read_macros
from proofpress.guide import Guide
from proofpress.markdown_formulas import MACROS
from proofpress.number_census import UNSOURCED, Number, code_numbers, prose_numbers
from proofpress.number_sources import Source, sources
from proofpress.number_values import Answer, Question, answers
from proofpress.page_text import Span, VisibleText, visible_text
from proofpress.pages import Page
from proofpress.shown_numbers import read_shown


@dataclass(frozen=True)
class PageNumbers:
    """Every number of a page, in the order of their lines, and what is wrong with them."""

    numbers: tuple[Number, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Declared:
    """A page with the sources that it declares, and what is asked of the examples."""

    text: VisibleText
    known: Mapping[str, Source]
    macros: Mapping[str, str]

    def uses(self) -> Iterator[tuple[Span, Source]]:
        """The references to what an example computes."""
        for span in self.text.spans:
            source = self.known.get(span.name) if span.kind == "reference" else None
            if source is not None and source.expression:
                yield span, source

    def questions(self) -> Iterator[Question]:
        """All that is asked."""
        for source in self.known.values():
            if source.expression and not source.relates:
                yield plain_question(source)
        for span, source in self.uses():
            if source.relates:
                yield from self.relations(span, source)

    def relations(self, span: Span, source: Source) -> list[Question]:
        """Whether what one reference shows is related to the example as its source says."""
        if "$" in span.text:
            formulas = (s for s in self.text.spans if s.kind == "formula" and s.start >= span.start)
            formula = next(formulas)
            shown = closed_values(formula.text, self.macros)
        else:
            numbers = [number.value for number in read_shown(span.text)]
            shown = [numbers[0] if len(numbers) == 1 else numbers]
        return [Question(source.example, source.expression, json.dumps(value)) for value in shown]


def check_numbers(guide: Guide, pages: Iterable[Page] = ()) -> dict[str, PageNumbers]:
    """Read and check the numbers of `pages`, of all pages if none is named, by page.

    Args:
        guide: the guide. Its examples are run, those whose numbers are shown.
        pages: the pages to look at.
    """
    macros = read_macros(guide.root / MACROS)
    texts = [visible_text(page) for page in (tuple(pages) or guide.pages)]
    declared = [_Declared(text, sources(text), macros) for text in texts]
    asked = {question for page in declared for question in page.questions()}
    given = answers(guide, sorted(asked, key=repr))
    return {page.text.page.path: _checked(page, guide, given) for page in declared}


def _checked(page: _Declared, guide: Guide, given: Mapping[Question, Answer]) -> PageNumbers:
    text, known = page.text, page.known
    plain = {name: given.get(plain_question(source)) for name, source in known.items()}
    found = {name: answer for name, answer in plain.items() if answer and not answer.error}
    values = {n: np.asarray(a.value, dtype=float) for n, a in found.items() if not a.function}
    functions = {name: answer.function for name, answer in found.items() if answer.function}
    formulas = FormulaChecks(text, known, values, functions, page.macros)
    numbers = [*prose_numbers(text, known), *code_numbers(text, known, guide), *formulas.numbers]
    numbers.sort(key=lambda number: number.line)
    problems = [
        *_problems_without_value(page, given),
        *_problems_of_uses(page, given),
        *formulas.problems,
        *(_unsourced(text.page, n) for n in numbers if n.kind == UNSOURCED),
    ]
    return PageNumbers(tuple(numbers), tuple(problems))


def plain_question(source: Source) -> Question:
    """What is asked for the value of a source, whatever is shown."""
    return Question(source.example, source.expression)


def _problems_without_value(page: _Declared, given: Mapping[Question, Answer]) -> Iterator[Problem]:
    """Expressions that have no value."""
    asked = [(source, plain_question(source)) for source in page.known.values()]
    asked += [(s, q) for span, s in page.uses() if s.relates for q in page.relations(span, s)]
    for source, question in asked:
        answer = given.get(question)
        if answer is not None and answer.error:
            where = page.text.page.where(source.line)
            what = f"after snippets/{source.example} this has no value: {answer.error}"
            yield Problem(where, what, got=source.expression)


def _problems_of_uses(page: _Declared, given: Mapping[Question, Answer]) -> Iterator[Problem]:
    """Numbers that aren't what their expression gives, or don't relate to it as it says."""
    for span, source in page.uses():
        if "$" in span.text and not source.relates:
            continue  # formulas are compared side by side
        where = page.text.page.where(page.text.line(span.start))
        questions = page.relations(span, source) if source.relates else [plain_question(source)]
        if not questions:
            what = "no side of this formula is made of numbers alone."
            yield Problem(where, what, got=span.text)
        for question in questions:
            answer = given.get(question)
            if answer is None or answer.error:
                continue
            what, expected = _wrong(span, source, answer)
            if what:
                advice = f"{source.name!r} is {source.expression} after snippets/{source.example}"
                yield Problem(where, what, expected, " ".join(span.text.split()), advice)


def _wrong(span: Span, source: Source, answer: Answer) -> tuple[str, str]:
    """What is wrong with a number that is shown, if anything, and what should be shown."""
    array = np.asarray(answer.value)
    shown = read_shown(span.text)
    if answer.function:
        return "a number is shown, and the expression gives a function.", "a number"
    if source.relates or not shown:
        return _unrelated(source, array)
    if array.dtype == bool:
        what = "this expression holds whatever number is shown."
        return what, "an expression with the number's value, or one that compares with `shown`"
    if len(shown) not in (1, array.size):
        return f"{len(shown)} numbers are shown, and the expression gives {array.size}.", ""
    numbers = shown * array.size if len(shown) == 1 else shown
    if array.size and all(n.fits(exact) for n, exact in zip(numbers, array.flat, strict=True)):
        return "", ""
    listed = ", ".join(f"{number:.10g}" for number in array.flat)
    return "this number isn't what was computed.", listed or "at least one number"


def _unrelated(source: Source, holds: NDArray[np.generic]) -> tuple[str, str]:
    """Whether something doesn't hold, and what."""
    if holds.dtype != bool:
        return "this expression has to say whether something holds.", "True or False"
    return ("", "") if holds.all() else ("what this says doesn't hold.", source.expression)


def _unsourced(page: Page, number: Number) -> Problem:
    return Problem(
        page.where(number.line),
        f"the number {number.text} has no source.",
        advice="write [the number][a-name], and say at the end of the page what that is: "
        '[a-name]: number:path/of/example.py "expression", or [a-name]: given: "the reason"',
    )
