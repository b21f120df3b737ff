r"""Functions that come from functions: derivatives, outputs, compositions, products.

A derivative is taken by differences of the function's values, unless it is known by other means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np

from proofpress import formula_differences as differences
from proofpress.formula_arithmetic import add, is_number, multiply, place, scale, shape
from proofpress.formula_meanings import Function, value_of
from proofpress.formula_trees import FormulaError

Variable = tuple[str, tuple[Any, ...]]
"""An input's name and, of a vector, the indices of one entry."""
Place = tuple[int, tuple[int, ...] | None]
"""One number in a point: which argument, and which entry of it if it is an array."""


def prepared(function: Function, arguments: Sequence[Any]) -> tuple[Any, ...]:
    """Arguments as the function takes them: columns with one axis, numbers gathered or spread."""
    if function.size and len(arguments) == 1 and is_number(arguments[0]) and arguments[0] == 0:
        return (np.zeros(function.size),)
    raw = [a.ravel() if shape(a)[1:] == (1,) else a for a in arguments]
    if len(raw) == len(function.inputs):
        return tuple(raw)
    if len(function.inputs) == 1:
        return (np.concatenate([np.atleast_1d(a) for a in raw]),)
    if len(raw) == 1 and shape(raw[0]) == (len(function.inputs),):
        return tuple(raw[0].tolist())
    raise FormulaError(f"{len(raw)} arguments for the inputs {', '.join(function.inputs)}")


def call(function: Function, arguments: Sequence[Any]) -> Any:
    """The value of a function, as formulas compute with it."""
    return value_of(_result(function.call(*prepared(function, arguments))))


def _result(result: Any) -> Any:
    return np.asarray(result) if isinstance(result, list | tuple) else result


def _moved(
    point: tuple[Any, ...], where: int, entry: tuple[int, ...] | None, step: float
) -> tuple[Any, ...]:
    changed = point[where]
    if entry is None:
        changed = changed + step
    else:
        changed = np.array(changed, dtype=float)
        changed[entry] += step
    return (*point[:where], changed, *point[where + 1 :])


def _entries(point: tuple[Any, ...]) -> list[Place]:
    """Each number in the point: the argument, and its place in it."""
    found: list[Place] = []
    for where, argument in enumerate(point):
        if is_number(argument):
            found.append((where, None))
        else:
            found += [(where, entry) for entry in np.ndindex(argument.shape)]
    return found


def _along(function: Function, point: tuple[Any, ...], where: int, entry: Any) -> Any:
    return differences.derivative(lambda s: _result(function.call(*_moved(point, where, entry, s))))


def _derived(function: Function, call: Callable[..., Any]) -> Function:
    return Function(call, function.inputs, function.size)


def prime(function: Function, order: int) -> Function:
    """The derivative of a function of one number."""
    if order > 1:
        return prime(prime(function, 1), order - 1)

    def at(*point: Any) -> Any:
        if len(point) != 1 or not is_number(point[0]):
            raise FormulaError("a prime is for a function of one number")
        return _along(function, point, 0, None)

    return _derived(function, function.derivative or at)


def jacobian(function: Function) -> Function:
    """Outputs as rows, inputs as columns."""

    def at(*point: Any) -> Any:
        columns = [np.ravel(_along(function, point, *entry)) for entry in _entries(point)]
        return np.stack(columns, axis=1)

    return _derived(function, function.jacobian or at)


def gradient(function: Function) -> Function:
    """The partial derivatives as a column, of a function with one output."""

    def at(*point: Any) -> Any:
        if not is_number(_number(function.call(*point))):
            raise FormulaError("a gradient is for a function with one output")
        return np.array([_number(_along(function, point, *entry)) for entry in _entries(point)])

    return _derived(function, function.gradient or at)


def _number(value: Any) -> Any:
    return value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value


def hessian(function: Function) -> Function:
    """The second partial derivatives, from values of the function itself."""

    def at(*point: Any) -> Any:
        if not is_number(_number(function.call(*point))):
            raise FormulaError("a Hessian is for a function with one output")
        places = _entries(point)

        def second(one: Place, other: Place) -> Any:
            return differences.mixed(
                lambda s, t: function.call(*_moved(_moved(point, *one, step=s), *other, step=t))
            )

        return np.array([[second(one, other) for other in places] for one in places])

    return _derived(function, function.hessian or at)


def directional(function: Function, direction: Any) -> Function:
    """The derivative along a direction, a column."""

    def at(*point: Any) -> Any:
        (a,), (u,) = point, prepared(replace(function, size=None), [direction])
        if np.shape(a) != np.shape(u):
            raise FormulaError(f"a direction of shape {np.shape(u)} at a point of {np.shape(a)}")
        if function.directional is not None:
            return function.directional(a, u)
        return differences.derivative(lambda s: _result(function.call(a + s * u)))

    return _derived(function, at)


def partial(function: Function, variables: Sequence[Variable]) -> Function:
    """The partial derivative by one variable after another, the last first."""
    found = function
    for variable in reversed(variables):
        found = _partial(found, variable)
    return found


def _partial(function: Function, variable: Variable) -> Function:
    name, indices = variable
    if name not in function.inputs:
        known = ", ".join(function.inputs)
        raise FormulaError(f"no input is called {name!r}; the function has {known}")
    where = function.inputs.index(name)

    def at(*point: Any) -> Any:
        entry = place(indices, np.shape(point[where])) if indices else None
        if entry is None and not is_number(point[where]):
            raise FormulaError(f"{name} is a vector: by which of its entries?")
        if function.partials is not None:
            found = np.asarray(function.partials(*point))
            return found[..., entry[0] if entry else where]
        return _along(function, point, where, entry)

    return _derived(function, at)


def output(function: Function, indices: Sequence[Any]) -> Function:
    """One output of a function; what is known of its derivatives comes with it."""

    def pick(whole: Callable[..., Any]) -> Callable[..., Any]:
        def one(*point: Any) -> Any:
            found = np.asarray(whole(*point))
            if found.ndim < len(indices):
                raise FormulaError("the function has no such output")
            return found[place(indices, found.shape[: len(indices)])]

        return one

    partials = pick(function.partials) if function.partials else None
    return replace(_derived(function, pick(function.call)), partials=partials)


def compose(outer: Function, inner: Function) -> Function:
    """First `inner`, then `outer`."""
    return _derived(inner, lambda *point: call(outer, [value_of(_result(inner.call(*point)))]))


def product(factors: Sequence[Any]) -> Function:
    """The product of functions of the same inputs, numbers among them."""
    return _pointwise(factors, lambda values: reduce(multiply, values))


def total(terms: Sequence[Any], signs: Sequence[int]) -> Function:
    """The sum of functions of the same inputs."""
    return _pointwise(
        terms,
        lambda values: reduce(add, [scale(s, v) for s, v in zip(signs, values, strict=True)]),
    )


def _pointwise(items: Sequence[Any], combine: Callable[[list[Any]], Any]) -> Function:
    first = next(item for item in items if isinstance(item, Function))

    def at(*point: Any) -> Any:
        return combine(
            [
                value_of(_result(item.call(*point))) if isinstance(item, Function) else item
                for item in items
            ]
        )

    return _derived(first, at)
