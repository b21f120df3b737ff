"""Watch autograd's differential operators while an example runs, and compare what they answer.

Operators are replaced where autograd keeps them, so that it doesn't matter how an example came
by one; calls that autograd makes inside `hessian` and the like go through the same place. The
seam through which every evaluation for a derivative passes, `autograd.core.trace`, is watched as
well: what comes there without an operator has escaped.

The process must be fresh: nothing is put back. Comparing calls the example's functions many times.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypedDict

import numpy as np

from proofpress.answers import Part
from proofpress.chance import Chance
from proofpress.coordinates import copied
from proofpress.guards import line_in_stack
from proofpress.operators import (
    DIRECT,
    LINEAR,
    SAME,
    VECTOR_LAST,
    Direct,
    Linear,
    gauss_newton,
    in_all_arguments,
    in_one_argument,
)
from proofpress.quotients import Function, probing
from proofpress.verdicts import compare

POINT_LENGTH = 200


class Tally(TypedDict):
    """How often an operator was called at a line of the example, and what came of it."""

    operator: str
    line: int
    agreed: int
    differed: int
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
    """What was seen: calls counted, differences told, operators named, and lines that escaped."""

    tallies: list[Tally]
    differences: list[Difference]
    named: list[str]
    escaped: list[int]


class Watch:
    """Sees every call of an operator in one run of the example `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self.counts: Counter[tuple[str, int, str]] = Counter()
        self.differences: list[Difference] = []
        self.named: set[str] = set()
        self.escaped: list[int] = []

    def report(self) -> Report:
        """What was seen, in the order of the lines."""
        places = sorted({(line, operator) for operator, line, _ in self.counts})
        tallies: list[Tally] = [
            {
                "operator": operator,
                "line": line,
                "agreed": self.counts[operator, line, "agreed"],
                "differed": self.counts[operator, line, "differed"],
                "traced": self.counts[operator, line, "traced"],
                "raised": self.counts[operator, line, "raised"],
            }
            for line, operator in places
        ]
        return {
            "tallies": tallies,
            "differences": self.differences,
            "named": sorted(self.named),
            "escaped": self.escaped,
        }

    def name_operator(self, operator: str) -> None:
        """Note that the example, and not autograd itself, uses this operator."""
        if not _called_by_autograd():
            self.named.add(operator)

    def count(self, operator: str, what: str) -> None:
        """Count a call at the line that is running now."""
        self.counts[operator, line_in_stack(self.name), what] += 1

    @contextmanager
    def inside(self) -> Iterator[None]:
        """An operator is at work."""
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def answered(
        self,
        operator: str,
        kind: Direct,
        run: Callable[..., Any],
        unary: Callable[..., tuple[Function, Any]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> Any:
        """Let autograd answer and compare; or answer with quotients while comparing.

        Args:
            operator: its name.
            kind: what its answer consists of.
            run: autograd's own function, of `args` and `kwargs`.
            unary: of the same, the function to differentiate and its point.
            args: positional arguments.
            kwargs: arguments by name.
        """
        if probing():
            return kind.join([part.whole() for part in kind.parts(*unary(*args, **kwargs))])
        if _boxed((args, kwargs)):
            self.count(operator, "traced")
            with self.inside():
                return run(*args, **kwargs)
        inner = self.depth > 0 and _called_by_autograd()
        before, kept = Chance.now(), copied((args, kwargs))
        try:
            with self.inside():
                answer = run(*args, **kwargs)
        except Exception:
            if not inner:
                self.count(operator, "raised")
            raise
        if _boxed(answer):
            self.count(operator, "traced")
        elif not inner:
            fun, point = unary(*kept[0], **kept[1])
            self.compare(operator, kind.parts(_steady(fun, before), point), kind.split(answer))
        return answer

    def compare(self, operator: str, parts: list[Part], answers: Any, *, say: bool = True) -> None:
        """Compare each part of an answer with difference quotients; count the call if asked to."""
        after = Chance.now()
        with (
            self.inside(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            verdict = compare(list(zip(parts, answers, strict=True)))
        after.restore()
        if say or not verdict.agrees:
            self.count(operator, "agreed" if verdict.agrees else "differed")
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

    def linear(
        self,
        operator: str,
        kind: Linear,
        run: Callable[..., Any],
        unary: Callable[..., tuple[Function, Any]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> Any:
        """The same as `answered` for an operator that gives a function of one more vector."""
        if probing():
            fun, point = unary(*args, **kwargs)

            def from_quotients(vector: Any) -> Any:
                direct = kind.answer(fun, point)
                return direct.join([part.whole() for part in direct.parts(fun, vector)])

            beside = kind.beside(fun, point).whole() if kind.beside else None
            return (from_quotients, beside) if kind.beside else from_quotients
        traced, inner = _boxed((args, kwargs)), self.depth > 0 and _called_by_autograd()
        before, kept = Chance.now(), copied((args, kwargs))
        try:
            with self.inside():
                made = run(*args, **kwargs)
        except Exception:
            if not inner:
                self.count(operator, "raised")
            raise
        if traced or inner or _boxed(made):
            if not inner:
                self.count(operator, "traced")
            return made
        fun, point = unary(*kept[0], **kept[1])
        steady = _steady(fun, before)
        if kind.beside:
            part = kind.beside(steady, point)
            self.compare(operator, [part], [made[1]], say=part.order > 0)
        product = made[0] if kind.beside else made

        def watched(vector: Any) -> Any:
            direct = kind.answer(steady, point)
            return self.answered(operator, direct, product, lambda v: (fun, v), (vector,), {})

        return (watched, made[1]) if kind.beside else watched


def install(name: str) -> Watch:
    """Put a watch on every differential operator of this process, for the example `name`."""
    from autograd import core, tracer
    from autograd import differential_operators as operators

    watch = Watch(name)
    watched: dict[int, Any] = {}
    for operator, kind in DIRECT.items():
        original = getattr(operators, operator)
        if operator == "multigrad_dict":
            watched[id(original)] = _all_arguments(watch, operator, kind, original)
        else:
            watched[id(original)] = _direct(watch, operator, kind, original)
    for operator, parts in VECTOR_LAST.items():
        original = getattr(operators, operator)
        watched[id(original)] = _vector_last(watch, operator, parts, original)
    for operator, linear in LINEAR.items():
        original = getattr(operators, operator)
        watched[id(original)] = _linear(watch, operator, linear, original)
    watched[id(operators.make_ggnvp)] = _gauss_newton(watch, operators.make_ggnvp)
    for operator in ("make_vjp", "make_jvp"):
        original = getattr(core, operator)
        watched[id(original)] = _core(watch, operator, LINEAR[operator], original)
    watched[id(tracer.trace)] = _seam(watch, tracer.trace)
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] == "autograd"]:
        for attribute, value in list(vars(module).items()):
            own = module is operators and attribute in ("_make_vjp", "_make_jvp")
            if id(value) in watched and not own:
                setattr(module, attribute, watched[id(value)])
    return watch


def _direct(watch: Watch, operator: str, kind: Direct, original: Any) -> Any:
    def differentiate(fun: Any, argnum: Any = 0, *more: Any, **named: Any) -> Any:
        watch.name_operator(operator)
        if operator == "grad_named":  # its second argument is a name
            argnum = named.pop("argname", argnum)
            run, number = original(fun, argnum), _number(fun, argnum)
        else:
            run, number = original(fun, argnum, *more, **named), argnum

        def derivative(*args: Any, **kwargs: Any) -> Any:
            def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
                return in_one_argument(fun, number, args, kwargs)

            return watch.answered(operator, kind, run, unary, args, kwargs)

        return _named_like(derivative, run)

    return _named_like(differentiate, original)


def _number(fun: Any, argname: str) -> int:
    return inspect.getfullargspec(fun).args.index(argname)


def _all_arguments(watch: Watch, operator: str, kind: Direct, original: Any) -> Any:
    def differentiate(fun: Any) -> Any:
        watch.name_operator(operator)
        run = original(fun)

        def derivative(*args: Any, **kwargs: Any) -> Any:
            def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
                return in_all_arguments(fun, args, kwargs)

            return watch.answered(operator, kind, run, unary, args, kwargs)

        return derivative

    return _named_like(differentiate, original)


def _vector_last(
    watch: Watch, operator: str, parts: Callable[[Function, Any, Any], list[Part]], original: Any
) -> Any:
    def differentiate(fun: Any, argnum: Any = 0) -> Any:
        watch.name_operator(operator)
        run = original(fun, argnum)

        def derivative(*args: Any, **kwargs: Any) -> Any:
            def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
                return in_one_argument(fun, argnum, args[:-1], kwargs)

            kind = Direct(lambda f, x: parts(f, x, args[-1]))
            return watch.answered(operator, kind, run, unary, args, kwargs)

        return derivative

    return _named_like(differentiate, original)


def _linear(watch: Watch, operator: str, kind: Linear, original: Any) -> Any:
    def differentiate(fun: Any, argnum: Any = 0, *more: Any, **named: Any) -> Any:
        watch.name_operator(operator)
        run = original(fun, argnum, *more, **named)

        def make(*args: Any, **kwargs: Any) -> Any:
            def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
                return in_one_argument(fun, argnum, args, kwargs)

            return watch.linear(operator, kind, run, unary, args, kwargs)

        return _named_like(make, run)

    return _named_like(differentiate, original)


def _gauss_newton(watch: Watch, original: Any) -> Any:
    default = inspect.signature(original).parameters["g"].default

    def make_ggnvp(f: Any, g: Any = default, f_argnum: Any = 0) -> Any:
        made = _linear(watch, "make_ggnvp", gauss_newton(g), lambda fun, n: original(fun, g, n))
        return made(f, f_argnum)

    return _named_like(make_ggnvp, original)


def _core(watch: Watch, operator: str, kind: Linear, original: Any) -> Any:
    def make(fun: Any, x: Any) -> Any:
        watch.name_operator(operator)
        return watch.linear(
            operator, kind, lambda z: original(fun, z), lambda z: (fun, z), (x,), {}
        )

    return _named_like(make, original)


def _seam(watch: Watch, original: Any) -> Any:
    def trace(start_node: Any, fun: Any, x: Any) -> Any:
        if probing() or watch.depth == 0:
            watch.escaped.append(line_in_stack(watch.name))
        return original(start_node, fun, x)

    return _named_like(trace, original)


def _named_like(function: Any, original: Any) -> Any:
    for attribute in ("__name__", "__doc__"):
        with contextlib.suppress(AttributeError, TypeError):
            setattr(function, attribute, getattr(original, attribute))
    return function


def _boxed(value: Any) -> bool:
    """Whether there is a traced value in it."""
    from autograd.tracer import isbox

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
    while frame is not None and frame.f_globals["__name__"] == __name__:
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
