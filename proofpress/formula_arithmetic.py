"""Arithmetic of numbers and matrices in which nothing is stretched to fit.

Sizes that don't agree fail. A column has the shape `(n, 1)`, a row `(1, n)`. A product of shape
`(1, 1)` is a number. Whole numbers and fractions stay exact as long as nothing else comes in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeGuard

import numpy as np

from proofpress.formula_trees import FormulaError

Exact = int | Fraction


def is_number(value: Any) -> TypeGuard[Any]:
    """Whether `value` is a single number."""
    return isinstance(value, int | float | complex | Fraction | np.number)


def shape(value: Any) -> tuple[int, ...]:
    """The shape of a value; a number has none.

    Raises:
        FormulaError: for a function.
    """
    if is_number(value):
        return ()
    if isinstance(value, np.ndarray):
        return tuple(value.shape)
    raise FormulaError("a function stands where a number or an array has to: it isn't called")


def exact(number: Fraction) -> Exact:
    """A fraction, as a whole number if it is one."""
    return number.numerator if number.denominator == 1 else number


def fitting(number: Any, other: Any) -> Any:
    """`number` for arithmetic with `other`: no fraction among floating-point numbers."""
    floating = isinstance(other, np.ndarray) and other.dtype != object
    return float(number) if floating and isinstance(number, Fraction) else number


def add(one: Any, other: Any) -> Any:
    """The sum of two values of the same shape."""
    if shape(one) != shape(other):
        raise FormulaError(f"can't add shapes {shape(one)} and {shape(other)}")
    return one + other


def scale(number: Any, value: Any) -> Any:
    """A number times a value."""
    return fitting(number, value) * value


def multiply(one: Any, other: Any) -> Any:
    """The product: of matrices where neither is a number."""
    left, right = shape(one), shape(other)
    if not left:
        return scale(one, other)
    if not right:
        return scale(other, one)
    if len(left) != 2 or len(right) != 2 or left[1] != right[0]:
        raise FormulaError(f"can't multiply shapes {left} and {right}")
    return single(one @ other)


def dot(one: Any, other: Any) -> Any:
    """The dot product of two columns, or the product of two numbers."""
    left, right = shape(one), shape(other)
    if not left and not right:
        return one * other
    if left != right or left[1:] != (1,):
        raise FormulaError(f"no dot product of shapes {left} and {right}: it takes two columns")
    return single(one.T @ other)


def single(value: Any) -> Any:
    """A 1 by 1 matrix as the number that it holds."""
    return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value


def divide(one: Any, other: Any) -> Any:
    """A value divided by a number."""
    if shape(other):
        raise FormulaError(f"can't divide by an array of shape {shape(other)}")
    if other == 0:
        raise FormulaError("division by zero")
    if isinstance(one, Exact) and isinstance(other, Exact):
        return exact(Fraction(one) / Fraction(other))
    if isinstance(one, np.ndarray):
        return one / fitting(other, one)
    return one / other


def power(base: Any, exponent: Any) -> Any:
    """A number to a power; a square matrix to a whole power, -1 for its inverse."""
    if shape(exponent):
        raise FormulaError("an exponent is a number")
    if not shape(base):
        if base == 0 and exponent < 0:
            raise FormulaError("division by zero")
        if isinstance(base, Exact) and isinstance(exponent, int):
            return exact(Fraction(base) ** exponent)
        if isinstance(base, float | Fraction) and base < 0 and exponent != int(exponent):
            raise FormulaError("a negative number has no such power")
        return base**exponent
    rows, *columns = shape(base)
    if columns != [rows] or not isinstance(exponent, int):
        raise FormulaError(f"no power {exponent} of an array of shape {shape(base)}")
    try:
        return np.linalg.matrix_power(base, exponent)
    except np.linalg.LinAlgError as error:
        raise FormulaError(f"no inverse: {error}") from None


def transposed(value: Any) -> Any:
    """The transpose; of a number, itself."""
    if len(shape(value)) > 2:
        raise FormulaError("an array with three axes has no transpose")
    return value.T if isinstance(value, np.ndarray) else value


def root(value: Any, degree: Any) -> Any:
    """The root of a number that isn't negative."""
    if shape(value) or shape(degree):
        raise FormulaError("a root is taken of a number")
    if not isinstance(value, complex) and value < 0:
        raise FormulaError(f"no root of the negative number {value}")
    return (
        math.sqrt(value)
        if degree == 2 and not isinstance(value, complex)
        else value ** (1 / degree)
    )


def norm(value: Any) -> Any:
    """The Euclidean length, or the operator norm of a matrix."""
    if len(shape(value)) > 2:
        raise FormulaError("no norm of an array with three axes")
    return float(np.linalg.norm(value, 2)) if shape(value) else abs(value)


def absolute(value: Any) -> Any:
    """The absolute value of a number."""
    if shape(value):
        raise FormulaError(f"no absolute value of an array of shape {shape(value)}")
    return abs(value)


def place(indices: Sequence[Any], lengths: Sequence[int]) -> tuple[int, ...]:
    """Places counted from 0, from indices counted from 1; `("next", i)` is the one after i."""
    if len(indices) != len(lengths):
        raise FormulaError(f"{len(indices)} indices for {len(lengths)} axes")
    found = []
    for index, length in zip(indices, lengths, strict=True):
        number, step = (index[1], 1) if isinstance(index, tuple) else (index, 0)
        if not is_number(number) or number != int(number) or not 1 <= number <= length:
            raise FormulaError(f"no entry {number} on an axis of length {length}")
        found.append((int(number) - 1 + step) % length)
    return tuple(found)


def entry(value: Any, indices: Sequence[Any]) -> Any:
    """An entry of an array; a column or a row needs one index only."""
    lengths = shape(value)
    if len(lengths) == 2 and 1 in lengths and len(indices) == 1:
        value, lengths = value.ravel(), (max(lengths),)
    found = value[place(indices, lengths)] if lengths else None
    if found is None:
        raise FormulaError("a number has no entries")
    return found.item() if isinstance(found, np.generic) else found


def column(items: Sequence[Any]) -> Any:
    """Numbers as a column."""
    if any(shape(item) for item in items):
        raise FormulaError("a list between parentheses holds numbers")
    return array([[item] for item in items])


def array(rows: Sequence[Sequence[Any]]) -> Any:
    """Rows of numbers as a matrix; rows of matrices as the matrix that they make up."""
    if any(shape(item) for row in rows for item in row):
        try:
            return np.block(
                [[np.atleast_2d(float(i) if is_number(i) else i) for i in row] for row in rows]
            )
        except ValueError as error:
            raise FormulaError(f"the blocks of a matrix don't fit: {error}") from None
    whole = all(isinstance(item, Exact) for row in rows for item in row)
    fractions = whole and any(isinstance(item, Fraction) for row in rows for item in row)
    return np.array(rows, dtype=object if fractions else None)


def _numeric(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def of_number(value: Any) -> Any:
        if shape(value):
            raise FormulaError(f"the function takes a number, not an array of shape {shape(value)}")
        found = function(complex(value) if isinstance(value, complex) else float(value))
        return found.item() if isinstance(found, np.generic) else found

    return of_number


def _diagonal(*values: Any) -> Any:
    numbers = values[0].ravel() if len(values) == 1 and shape(values[0])[1:] == (1,) else values
    if any(shape(number) for number in numbers):
        raise FormulaError("a diagonal takes numbers, or a column of them")
    return np.diag(np.array(numbers))


def _square(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def of_matrix(value: Any) -> Any:
        if len(shape(value)) != 2 or value.shape[0] != value.shape[1]:
            raise FormulaError(f"takes a square matrix, not shape {shape(value)}")
        return function(value).item()

    return of_matrix


def _extreme(function: Callable[..., Any]) -> Callable[..., Any]:
    def of_numbers(*values: Any) -> Any:
        numbers = values[0].ravel().tolist() if len(values) == 1 and shape(values[0]) else values
        if any(shape(number) for number in numbers):
            raise FormulaError("takes numbers, or a column of them")
        return function(numbers)

    return of_numbers


NAMED: dict[str, Callable[..., Any]] = {
    **{name: _numeric(getattr(np, name)) for name in ("sin", "cos", "tan", "exp", "log")},
    **{name: _numeric(getattr(np, name)) for name in ("sinh", "cosh", "tanh")},
    **{f"arc{name}": _numeric(getattr(np, f"arc{name}")) for name in ("sin", "cos", "tan")},
    "ln": _numeric(np.log),
    "det": _square(np.linalg.det),
    "tr": _square(np.trace),
    "diag": _diagonal,
    "max": _extreme(max),
    "min": _extreme(min),
}
"""The functions that TeX has names for, and what they do."""
