"""Watch autograd's differential operators while an example runs, and compare what they answer.

Only the outermost call has numbers; the calls inside it get traced values, are counted apart, and
are looked at in its answer. Comparing calls the example's functions many times, so a run under
watch is good for nothing else.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypedDict

import numpy as np
from autograd.tracer import isbox

from proofpress.answers import Part
from proofpress.chance import Chance
from proofpress.coordinates import copied
from proofpress.guards import line_in_stack
from proofpress.operators import Direct, Linear
from proofpress.quotients import Function, probing
from proofpress.verdicts import compare

POINT_LENGTH = 200
"""How much of a point an error shows."""


class Tally(TypedDict):
    """How often an operator was called at a line of the example, and what came of it."""

    operator: str
    line: int
    agreed: int
    disagreed: int
    traced: int
    raised: int


class Difference(TypedDict):
    """A call whose answer and its second opinion are not the same."""

    operator: str
    line: int
    why: str
    answer: str
    differences: str
    point: str


class Report(TypedDict):
    """What was seen: calls counted, differences told, operators asked for, lines that escaped."""

    tallies: list[Tally]
    differences: list[Difference]
    asked: list[str]
    escaped: list[int]


@dataclass(frozen=True)
class Call:
    """One call of a function that an operator gave.

    Attributes:
        operator: the operator's name.
        run: autograd's own function, of `args` and `kwargs`.
        unary: of the same, the function to differentiate and its point.
        args: positional arguments.
        kwargs: arguments by name.
        asked: whether the example asked for it; autograd's own calls on the way to an answer are
            looked at in that answer.
    """

    operator: str
    run: Callable[..., Any]
    unary: Callable[..., tuple[Function, Any]]
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    asked: bool = True


class Watch:
    """Sees every call of an operator in one run of the example `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self.counts: Counter[tuple[str, int, str]] = Counter()
        self.differences: list[Difference] = []
        self.asked: set[str] = set()
        self.escaped: list[int] = []

    def report(self) -> Report:
        """What was seen, in the order of the lines."""
        places = sorted({(line, operator) for operator, line, _ in self.counts})
        tallies: list[Tally] = [
            {
                "operator": operator,
                "line": line,
                "agreed": self.counts[operator, line, "agreed"],
                "disagreed": self.counts[operator, line, "disagreed"],
                "traced": self.counts[operator, line, "traced"],
                "raised": self.counts[operator, line, "raised"],
            }
            for line, operator in places
        ]
        return {
            "tallies": tallies,
            "differences": self.differences,
            "asked": sorted(self.asked),
            "escaped": self.escaped,
        }

    def asked_for(self, operator: str) -> bool:
        """Whether the example, and not autograd itself, asks for this operator; note it if so."""
        asked = not _called_by_autograd()
        if asked:
            self.asked.add(operator)
        return asked

    def see_trace(self) -> None:
        """Autograd evaluates a function for a derivative; some operator must be at work."""
        if probing() or self.depth == 0:
            self.escaped.append(line_in_stack(self.name))

    def answered(self, kind: Direct, call: Call) -> Any:
        """Let autograd answer and compare; or, while comparing, answer with quotients."""
        if probing():
            parts = kind.parts(*call.unary(*call.args, **call.kwargs))
            return kind.join([part.whole() for part in parts])
        before, kept = Chance.now(), copied((call.args, call.kwargs))
        answer, has_numbers = self._run(call)
        if has_numbers:
            fun, point = call.unary(*kept[0], **kept[1])
            parts = kind.parts(_steady(fun, before), point)
            agrees = self._compare(call.operator, parts, kind.split(answer))
            self._count(call.operator, "agreed" if agrees else "disagreed")
        return answer

    def linear(self, kind: Linear, call: Call) -> Any:
        """The same for an operator that gives a function of one more vector."""
        if probing():
            fun, point = call.unary(*call.args, **call.kwargs)
            product = _product_from_quotients(kind, fun, point)
            return (product, kind.beside(fun, point).whole()) if kind.beside else product
        before, kept = Chance.now(), copied((call.args, call.kwargs))
        made, has_numbers = self._run(call)
        if not has_numbers:
            return made
        fun, point = call.unary(*kept[0], **kept[1])
        steady = _steady(fun, before)
        if kind.beside:
            part = kind.beside(steady, point)
            agrees = self._compare(call.operator, [part], [made[1]])
            if part.order or not agrees:  # a value alone is no derivative
                self._count(call.operator, "agreed" if agrees else "disagreed")
        product = made[0] if kind.beside else made

        def watched(vector: Any) -> Any:
            each = Call(call.operator, product, lambda v: (steady, v), (vector,))
            return self.answered(kind.answer(steady, point), each)

        return (watched, made[1]) if kind.beside else watched

    def _run(self, call: Call) -> tuple[Any, bool]:
        """Autograd's own answer, and whether it is to be looked at by itself."""
        inner = self.depth > 0 and not call.asked
        try:
            self.depth += 1
            answer = call.run(*call.args, **call.kwargs)
        except Exception:
            if not inner:
                self._count(call.operator, "raised")
            raise
        finally:
            self.depth -= 1
        # with nobody above it, a traced value in an answer is no answer: to be told, not counted
        traced = _boxed((call.args, call.kwargs)) or (self.depth > 0 and _boxed(answer))
        if traced:
            self._count(call.operator, "traced")
        return answer, not traced and not inner

    def _compare(self, operator: str, parts: list[Part], answers: Any) -> bool:
        """Whether each part of an answer agrees with difference quotients; note it if not."""
        after = Chance.now()
        with self._unseen():
            verdict = compare(list(zip(parts, answers, strict=True)))
        after.restore()
        if not verdict.agrees:
            difference: Difference = {
                "operator": operator,
                "line": line_in_stack(self.name),
                "why": verdict.why,
                "answer": verdict.answer,
                "differences": verdict.differences,
                "point": repr(parts[0].point)[:POINT_LENGTH],
            }
            self.differences.append(difference)
        return verdict.agrees

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        """What the example's functions print and warn of meanwhile is dropped."""
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            yield

    def _count(self, operator: str, what: str) -> None:
        self.counts[operator, line_in_stack(self.name), what] += 1


def _product_from_quotients(kind: Linear, fun: Function, point: Any) -> Function:
    direct = kind.answer(fun, point)

    def product(vector: Any) -> Any:
        return direct.join([part.whole() for part in direct.parts(fun, vector)])

    return product


def _boxed(value: Any) -> bool:
    """Whether there is a traced value in it."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return any(map(_boxed, value))
    if isinstance(value, np.ndarray) and value.dtype == object:
        return any(map(isbox, value.flat))
    return bool(isbox(value))


def _called_by_autograd() -> bool:
    """Whether the operator was called by autograd, on the way to an answer of its own."""
    frame: Any = sys._getframe(1)
    while frame is not None and frame.f_globals["__name__"].startswith("proofpress."):
        frame = frame.f_back
    return frame is not None and frame.f_globals["__name__"].split(".")[0] == "autograd"


def _steady(fun: Function, before: Chance) -> Function:
    """`fun` drawing the same random numbers each time, if it draws any."""
    if before.same_as(Chance.now()):
        return fun

    def steady(x: Any) -> Any:
        before.restore()
        return fun(x)

    return steady
