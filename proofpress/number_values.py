"""Evaluate expressions over the names that examples leave behind when they have run.

An expression may also use `np` and autograd's `grad`, `jacobian` and `hessian`, and, as `shown`,
the number that the page shows: to say how the two compare.

Each example runs once, in a process of its own and under guard like any other run; all that is
asked of it is evaluated there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from proofpress import results
from proofpress.examples import Example, parse_example
from proofpress.formula_samples import Samples, read_samples
from proofpress.guide import Guide

Value = bool | float | list[Any]
"""What an expression gives: a truth value, a number, or an array of numbers as nested lists."""
MARK = "\x1e"
"""Parts the example's own output from the answers."""
PROBE = """

def _answer(expression, shown):
    import autograd
    import autograd.numpy as np

    names = {{"np": np, "grad": autograd.grad, "jacobian": autograd.jacobian}}
    names |= {{"hessian": autograd.hessian, **globals(), "shown": shown}}
    try:
        value = eval(expression, names)
        if callable(value):
            return {{"function": _sampled(value)}}
        value = np.asarray(value)
    except Exception as error:
        return {{"error": type(error).__name__ + ": " + str(error)}}
    if value.dtype.kind not in "buif":
        return {{"error": "it gives " + repr(value.tolist()) + ", which is no number"}}
    return {{"value": value.tolist()}}


def _sampled(function):
    import inspect
    import warnings

    import numpy

    parameters = list(inspect.signature(function).parameters)
    points, values = [], []
    for n in range(1, 13):
        point = [0.3 + 1.4 * (n * (i + 1) * 0.6180339887 % 1) for i in range(len(parameters))]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                values.append(numpy.asarray(function(*point), dtype=float).tolist())
            except ArithmeticError:
                values.append(float("nan"))
        points.append(point)
    return {{"names": parameters, "points": points, "values": values}}


import json as _json

_answers = [_answer(*_question) for _question in {questions!r}]
print("\\x1e" + _json.dumps(_answers))
"""


@dataclass(frozen=True)
class Question:
    """An expression to evaluate after an example, and, as JSON, what is shown for it."""

    example: str
    expression: str
    shown: str = "null"


@dataclass(frozen=True)
class Answer:
    """What an expression gave: a value, or a function by its values at some points.

    `error` says why it gave neither.
    """

    value: Value = False
    function: Samples | None = None
    error: str = ""


def answers(guide: Guide, questions: Iterable[Question]) -> dict[Question, Answer]:
    """Evaluate each question; one run an example, kept like the outcomes of examples are."""
    asked: dict[str, list[Question]] = {}
    for question in dict.fromkeys(questions):
        if question.example in guide.examples:
            asked.setdefault(question.example, []).append(question)
    probes = [_probe(guide.examples[name], asked[name]) for name in asked]
    outcomes = results.outcomes(probes, guide.store / "results")
    return {
        question: answer
        for name, chosen in asked.items()
        for question, answer in zip(chosen, _read(outcomes, name, len(chosen)), strict=True)
    }


def _probe(example: Example, questions: list[Question]) -> Example:
    """The example, with the questions at its end."""
    listed = [(question.expression, json.loads(question.shown)) for question in questions]
    return parse_example(example.name, example.source + PROBE.format(questions=listed))


def _read(outcomes: Mapping[str, Any], name: str, count: int) -> list[Answer]:
    outcome = outcomes[name]
    if outcome["failures"]:
        return [Answer(error=outcome["failures"][0]["what"])] * count
    return [_answer(given) for given in json.loads(outcome["output"].rpartition(MARK)[2])]


def _answer(given: dict[str, Any]) -> Answer:
    if "function" in given:
        return Answer(function=read_samples(given["function"]))
    return Answer(given.get("value", False), error=given.get("error", ""))
