"""Put a watch on autograd's differential operators, where autograd keeps them.

So it doesn't matter how an example came by one, and calls that autograd makes inside `hessian` and
the like go through the same place. The seam through which every evaluation for a derivative
passes, `autograd.core.trace`, is watched as well: what comes there without an operator has
escaped. The process must be fresh: nothing is put back.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable
from typing import Any

from autograd import core, tracer
from autograd import differential_operators as autograd_operators

from proofpress.operators import (
    DIRECT,
    LINEAR,
    VECTOR_LAST,
    Direct,
    Linear,
    VectorLast,
    gauss_newton,
    in_all_arguments,
    in_one_argument,
)
from proofpress.quotients import Function
from proofpress.watch import Call, Watch


def install(name: str) -> Watch:
    """Put a watch on every differential operator of this process, for the example `name`."""
    watch = Watch(name)
    watched: dict[int, Any] = {}

    def put(make: Callable[[Watch, str, Any, Any], Any], kinds: dict[str, Any], home: Any) -> None:
        for operator, kind in kinds.items():
            original = getattr(home, operator)
            watched[id(original)] = _named_like(make(watch, operator, kind, original), original)

    put(_direct, DIRECT, autograd_operators)
    put(_vector_last, VECTOR_LAST, autograd_operators)
    put(_linear, LINEAR, autograd_operators)
    put(_gauss_newton, {"make_ggnvp": None}, autograd_operators)
    put(_core, {name: LINEAR[name] for name in ("make_vjp", "make_jvp")}, core)
    put(_seam, {"trace": None}, tracer)
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] == "autograd"]:
        for attribute, value in list(vars(module).items()):
            own = module is autograd_operators and attribute in ("_make_vjp", "_make_jvp")
            if id(value) in watched and not own:
                setattr(module, attribute, watched[id(value)])
    return watch


def _direct(watch: Watch, operator: str, kind: Direct, original: Any) -> Any:
    if operator == "multigrad_dict":
        return _all_arguments(watch, operator, kind, original)

    def differentiate(fun: Any, argnum: Any = 0, *more: Any, **named: Any) -> Any:
        asked = watch.asked_for(operator)
        if operator == "grad_named":  # its second argument is a name
            argnum = named.pop("argname", argnum)
            run, number = original(fun, argnum), inspect.getfullargspec(fun).args.index(argnum)
        else:
            run, number = original(fun, argnum, *more, **named), argnum

        def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
            return in_one_argument(fun, number, args, kwargs)

        def derivative(*args: Any, **kwargs: Any) -> Any:
            return watch.answered(kind, Call(operator, run, unary, args, kwargs, asked))

        return _named_like(derivative, run)

    return differentiate


def _all_arguments(watch: Watch, operator: str, kind: Direct, original: Any) -> Any:
    def differentiate(fun: Any) -> Any:
        asked = watch.asked_for(operator)
        run = original(fun)

        def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
            return in_all_arguments(fun, args, kwargs)

        def derivative(*args: Any, **kwargs: Any) -> Any:
            return watch.answered(kind, Call(operator, run, unary, args, kwargs, asked))

        return derivative

    return differentiate


def _vector_last(watch: Watch, operator: str, parts: VectorLast, original: Any) -> Any:
    def differentiate(fun: Any, argnum: Any = 0) -> Any:
        asked = watch.asked_for(operator)
        run = original(fun, argnum)

        def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
            return in_one_argument(fun, argnum, args[:-1], kwargs)

        def derivative(*args: Any, **kwargs: Any) -> Any:
            kind = Direct(lambda f, x: parts(f, x, args[-1]))
            return watch.answered(kind, Call(operator, run, unary, args, kwargs, asked))

        return derivative

    return differentiate


def _linear(watch: Watch, operator: str, kind: Linear, original: Any) -> Any:
    def differentiate(fun: Any, argnum: Any = 0, *more: Any, **named: Any) -> Any:
        asked = watch.asked_for(operator)
        run = original(fun, argnum, *more, **named)

        def unary(*args: Any, **kwargs: Any) -> tuple[Function, Any]:
            return in_one_argument(fun, argnum, args, kwargs)

        def make(*args: Any, **kwargs: Any) -> Any:
            return watch.linear(kind, Call(operator, run, unary, args, kwargs, asked))

        return _named_like(make, run)

    return differentiate


def _gauss_newton(watch: Watch, operator: str, _: None, original: Any) -> Any:
    default = inspect.signature(original).parameters["g"].default

    def differentiate(f: Any, g: Any = default, f_argnum: Any = 0) -> Any:
        made = _linear(watch, operator, gauss_newton(g), lambda fun, n: original(fun, g, n))
        return made(f, f_argnum)

    return differentiate


def _core(watch: Watch, operator: str, kind: Linear, original: Any) -> Any:
    def make(fun: Any, x: Any) -> Any:
        asked = watch.asked_for(operator)

        def run(point: Any) -> Any:
            return original(fun, point)

        def unary(point: Any) -> tuple[Function, Any]:
            return fun, point

        return watch.linear(kind, Call(operator, run, unary, (x,), asked=asked))

    return make


def _seam(watch: Watch, _: str, __: None, original: Any) -> Any:
    def trace(start_node: Any, fun: Any, x: Any) -> Any:
        watch.see_trace()
        return original(start_node, fun, x)

    return trace


def _named_like(function: Any, original: Any) -> Any:
    for attribute in ("__name__", "__doc__"):
        with contextlib.suppress(AttributeError, TypeError):
            setattr(function, attribute, getattr(original, attribute))
    return function
