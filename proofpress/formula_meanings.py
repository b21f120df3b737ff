r"""What the names of a formula can stand for.

A number is a number. An array with one axis is a column, with two a matrix (a row has the shape
`(1, n)`), with three a stack of matrices. A callable is a function. The rest is here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from proofpress.formula_cursor import FUNCTION, HELD, SET, WORDS
from proofpress.formula_trees import FormulaError

Value = Any
"""A number, an array with two axes or three, or a `Function`."""


@dataclass(frozen=True)
class Function:
    r"""A function that a formula may call, differentiate and compose.

    It takes numbers, and columns as arrays with one axis. Its derivatives are taken by differences
    of its values, unless one is known by other means: a proof that compares the two needs both.

    Attributes:
        call: the function. If it takes one argument and the formula writes several, as in
            `f(x, y)`, it gets them in one array.
        inputs: what its inputs are called, as TeX, for `\partial x_j` and `\partial y`. By default
            the names of its parameters.
        size: how many numbers its input has, where `f(0)` needs to know.
        derivative: `f'` of a function of one number, known by other means.
        gradient: `\nabla f`, as an array with one axis.
        partials: the partial derivatives: an array like the Jacobian, or the gradient.
        directional: `D_u f`, a function of the point and of u.
        jacobian: `J_f`, as an array with two axes.
        hessian: `H_f`, as an array with two axes.
    """

    call: Callable[..., Any]
    inputs: tuple[str, ...] = ()
    size: int | None = None
    derivative: Callable[..., Any] | None = None
    gradient: Callable[..., Any] | None = None
    partials: Callable[..., Any] | None = None
    directional: Callable[..., Any] | None = None
    jacobian: Callable[..., Any] | None = None
    hessian: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        """The function's value."""
        return self.call(*arguments)


@dataclass(frozen=True)
class Columns:
    """Vectors with numbers, such as `e_1, ..., e_n`: the columns of a matrix."""

    matrix: Any


@dataclass(frozen=True)
class Members:
    """A set, by what tells whether a point is in it; points are arrays with one axis."""

    has: Callable[..., bool]


@dataclass(frozen=True)
class Held:
    r"""A quantity that is differentiated with something held, `(\partial A / \partial x)_p`.

    Attributes:
        variable: what it is differentiated by, as TeX.
        by: for what is held, the quantity as a function of the variable and of what is held.
    """

    variable: str
    by: Mapping[str, Callable[[Any, Any], Any]]


@dataclass(frozen=True)
class Unwritten:
    r"""What `\dots` stands for among arguments, each time it stands there."""

    groups: tuple[Any, ...]


def kind_of(name: str, meaning: Any) -> int | str:  # noqa: PLR0911  (a line a kind)
    """What a name is for the reader, from what it stands for.

    Raises:
        FormulaError: for something that a name can't stand for.
    """
    if name.startswith(r"\text{"):
        return WORDS
    if isinstance(meaning, Members):
        return SET
    if isinstance(meaning, Held):
        return HELD
    if isinstance(meaning, Columns):
        return 1
    if callable(meaning):
        return FUNCTION
    if isinstance(meaning, int | float | complex | Fraction | np.number):
        return 0
    if isinstance(meaning, np.ndarray) and meaning.ndim <= 3:
        return meaning.ndim
    if isinstance(meaning, Unwritten):
        return WORDS
    raise FormulaError(f"{name} can't stand for {meaning!r}: give a number, an array or a function")


def value_of(meaning: Any) -> Any:
    """A meaning as formulas compute with it: columns have two axes."""
    if isinstance(meaning, np.ndarray):
        if meaning.ndim == 0:
            return meaning.item()
        return meaning[:, None] if meaning.ndim == 1 else meaning
    if callable(meaning) and not isinstance(meaning, Function):
        return Function(meaning, parameters(meaning))
    if isinstance(meaning, Function) and not meaning.inputs:
        return Function(**{**vars(meaning), "inputs": parameters(meaning.call)})
    return meaning.item() if isinstance(meaning, np.number) else meaning


def parameters(call: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's parameters, without those that have a default."""
    try:
        found = inspect.signature(call).parameters.values()
    except ValueError:  # some of those written in C don't tell
        return ("x",)
    wanted = [p.name for p in found if p.default is p.empty and p.kind <= p.POSITIONAL_OR_KEYWORD]
    return tuple(wanted) or ("x",)
