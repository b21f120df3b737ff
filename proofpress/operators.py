"""Autograd's differential operators, and of what parts the answer of each consists.

An operator takes a function and gives one that differentiates it. What that one gives is an
answer (`Direct`), or a function that takes one more vector (`Linear`), sometimes with an answer
beside it. `VECTOR_LAST` take the vector as the last argument.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from proofpress.answers import (
    Gradient,
    Holomorphic,
    Jacobian,
    Part,
    Tangent,
    Value,
    contracted,
)
from proofpress.quotients import Function
from proofpress.second_derivatives import Curvature, GaussNewton, Hessian

VectorLast = Callable[[Function, Any, Any], list[Part]]
"""Of a function, its point and a vector, the parts of an answer."""


@dataclass(frozen=True)
class Direct:
    """An operator whose function gives its answer at once.

    Attributes:
        parts: of a function and its point, the parts of the answer.
        several: whether the answer is a tuple of them, or the only one.
    """

    parts: Callable[[Function, Any], list[Part]]
    several: bool = False

    def split(self, answer: Any) -> Sequence[Any]:
        """The answer's parts."""
        return answer if self.several else (answer,)

    def join(self, parts: Sequence[Any]) -> Any:
        """The answer that has these parts."""
        return tuple(parts) if self.several else parts[0]


@dataclass(frozen=True)
class Linear:
    """An operator whose function gives a function of one more vector.

    Attributes:
        beside: what it gives beside that function, if anything: (function, answer).
        product: the parts of the function's answer, of a function, its point and the vector.
        several: whether that answer is a tuple.
    """

    beside: Callable[[Function, Any], Part] | None
    product: VectorLast
    several: bool = False

    def answer(self, fun: Function, point: Any) -> Direct:
        """The product as an operator whose point is the vector."""
        return Direct(lambda _, vector: self.product(fun, point, vector), self.several)


def _auxiliary(fun: Function, x: Any) -> list[Part]:
    return [Gradient(lambda z: fun(z)[0], x), Value(lambda z: fun(z)[1], x)]


DIRECT = {
    "grad": Direct(lambda f, x: [Gradient(f, x)]),
    "grad_named": Direct(lambda f, x: [Gradient(f, x)]),
    "elementwise_grad": Direct(lambda f, x: [Gradient(f, x)]),
    "jacobian": Direct(lambda f, x: [Jacobian(f, x)]),
    "hessian": Direct(lambda f, x: [Hessian(f, x)]),
    "deriv": Direct(lambda f, x: [Tangent(f, x)]),
    "holomorphic_grad": Direct(lambda f, x: [Holomorphic(f, x)]),
    "value_and_grad": Direct(lambda f, x: [Value(f, x), Gradient(f, x)], several=True),
    "grad_and_aux": Direct(_auxiliary, several=True),
    "multigrad_dict": Direct(lambda f, x: [Gradient(f, x)]),
}
VECTOR_LAST: dict[str, VectorLast] = {
    "hessian_vector_product": lambda f, x, v: [Curvature(f, x, v)],
    "vector_jacobian_product": lambda f, x, v: [Jacobian(contracted(f, v), x)],
}
LINEAR = {
    "make_vjp": Linear(Value, lambda f, x, g: [Gradient(f, x, g)]),
    "make_jvp": Linear(None, lambda f, x, v: [Value(f, x), Tangent(f, x, v)], several=True),
    "make_jvp_reversemode": Linear(None, lambda f, x, v: [Tangent(f, x, v)]),
    "make_hvp": Linear(Gradient, lambda f, x, v: [Curvature(f, x, v)]),
}
SAME = {
    "hessian_tensor_product": "hessian_vector_product",
    "tensor_jacobian_product": "vector_jacobian_product",
}
"""Other names of the same operators."""
EVERY = frozenset({*DIRECT, *VECTOR_LAST, *LINEAR, *SAME, "make_ggnvp"})
"""The name of every differential operator that is watched."""


def gauss_newton(outer: Function) -> Linear:
    """`make_ggnvp` with this outer function."""
    return Linear(None, lambda f, x, v: [GaussNewton(f, outer, x, v)])


Argument = int | tuple[int, ...] | list[int]


def in_one_argument(
    fun: Function, argument: Argument, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Function, Any]:
    """`fun` as a function of its arguments number `argument` alone, and their value."""
    numbers = (argument,) if isinstance(argument, int) else tuple(argument)

    def unary(x: Any) -> Any:
        replaced = list(args)
        for number, value in zip(numbers, (x,) if isinstance(argument, int) else x, strict=True):
            replaced[number] = value
        return fun(*replaced, **kwargs)

    if isinstance(argument, int):
        return unary, args[argument]
    return unary, tuple(args[number] for number in numbers)


def in_all_arguments(
    fun: Function, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Function, dict[str, Any]]:
    """`fun` as a function of all its arguments by name, and their values, defaults included."""
    bound = inspect.signature(fun).bind(*args, **kwargs)
    bound.apply_defaults()

    def unary(by_name: dict[str, Any]) -> Any:
        again = inspect.BoundArguments(bound.signature, by_name)
        return fun(*again.args, **again.kwargs)

    return unary, dict(bound.arguments)
