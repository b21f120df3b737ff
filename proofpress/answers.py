"""What autograd's operators answer, part by part, made of difference quotients instead.

Each part knows three things: its numbers along chosen directions, from quotients; what the same
numbers are if autograd's answer is right; and the whole answer from quotients, for an operator
that stands inside another.

Autograd's conventions: a gradient at a complex point is conj(L* conj(g)) for the cotangent g,
which for a real function is df/dx - i df/dy; a jacobian has the shape of the output followed by
that of the input.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np

from proofpress.coordinates import (
    Entries,
    Form,
    FormError,
    Leaf,
    Reals,
    as_reals,
    entries_of,
    form_of,
    from_reals,
    is_imaginary,
    to_reals,
)
from proofpress.quotients import Function, along, along_all, slopes

Numbers = tuple[Entries, Reals]
"""Numbers from quotients, and how far rounding may move each: two vectors of one length."""


class Part(Protocol):
    """A part of an operator's answer."""

    @property
    def order(self) -> int:
        """How often it is a derivative: 0, 1 or 2."""

    @property
    def point(self) -> Any:
        """Where."""

    def numbers(self, directions: Reals) -> Numbers:
        """Its numbers along `directions`, shape (directions, coordinates), from quotients."""

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """The same numbers if `answer`, which is autograd's, is right.

        Raises:
            FormError: if `answer` hasn't the form that it should have.
        """

    def whole(self) -> Any:
        """The whole answer, from quotients."""


@dataclass(frozen=True)
class Value:
    """The function's value itself, which some operators give along."""

    fun: Function
    point: Any
    order = 0

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        del directions
        value = entries_of(self.whole())
        return value, 0 * np.abs(value)

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        del directions
        to_reals(form_of(self.whole()), answer)
        return entries_of(answer)

    def whole(self) -> Any:
        """See `Part`."""
        return value_at(self.fun, self.point)


@dataclass(frozen=True)
class Gradient:
    """A cotangent pulled back: J^T g; all ones if it isn't given."""

    fun: Function
    point: Any
    cotangent: Any = None
    order = 1

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        form = form_of(self.point)
        found = slopes(self.fun, form, to_reals(form, self.point), directions)
        weights = self._weights(found.base)
        return np.real(found.along @ weights), found.rounding @ np.abs(weights)

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        return np.asarray(directions @ pulled_back(form_of(self.point), answer))

    def whole(self) -> Any:
        """See `Part`."""
        form, found = along_all(self.fun, self.point)
        return _assembled(form, np.real(found.along @ self._weights(found.base)))

    def _weights(self, base: Any) -> Entries:
        outputs = entries_of(base)
        if self.cotangent is None:
            return np.ones(outputs.size)
        weights = entries_of(self.cotangent)
        if weights.size != outputs.size:
            raise FormError(f"a cotangent of {weights.size} numbers for {outputs.size} outputs")
        return weights


@dataclass(frozen=True)
class Jacobian:
    """Every output by every input, shape output + input."""

    fun: Function
    point: Any
    order = 1

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        form = form_of(self.point)
        found = slopes(self.fun, form, to_reals(form, self.point), directions)
        return found.along.ravel(), found.rounding.ravel()

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        outer, inner = shape_of(value_at(self.fun, self.point)), shape_of(self.point)
        demand(answer, outer + inner)
        form = form_of(self.point)
        rows = np.reshape(answer, (int(np.prod(outer)), *inner))
        pulled = [pulled_back(form, row) for row in rows]
        full = np.array(pulled).reshape(len(pulled), directions.shape[1])
        return (directions @ full.T).ravel()

    def whole(self) -> Any:
        """See `Part`."""
        form, found = along_all(self.fun, self.point)
        rows = [_assembled(form, np.real(row)) for row in found.along.T]
        return np.array(rows).reshape(shape_of(found.base) + shape_of(self.point))


@dataclass(frozen=True)
class Tangent:
    """A tangent pushed forward: J v, in the form of the output; all ones if it isn't given."""

    fun: Function
    point: Any
    tangent: Any = None
    order = 0  # one direction, whatever the size of the point

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        del directions
        found = along(self.fun, self.point, self._direction())
        return found.along[0], found.rounding[0]

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        del directions
        to_reals(form_of(value_at(self.fun, self.point)), answer)
        return entries_of(answer)

    def whole(self) -> Any:
        """See `Part`."""
        found = along(self.fun, self.point, self._direction())
        entries = found.along[0]
        form = form_of(found.base)
        return from_reals(form, as_reals(entries) if np.iscomplexobj(entries) else entries)

    def _direction(self) -> Any:
        if self.tangent is not None:
            return self.tangent
        form = form_of(self.point)
        return from_reals(form, np.ones(to_reals(form, self.point).size))


@dataclass(frozen=True)
class Holomorphic:
    """The complex derivative of one complex output: the same from every direction."""

    fun: Function
    point: Any
    order = 1

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        form = form_of(self.point)
        found = slopes(self.fun, form, to_reals(form, self.point), directions)
        return found.along.ravel(), found.rounding.ravel()

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        form = form_of(self.point)
        to_reals(form, answer)
        by_number = entries_of(answer).astype(complex)
        imaginary = is_imaginary(form)
        number = np.cumsum(~imaginary) - 1
        full = np.where(imaginary, 1j, 1.0) * by_number[number]
        return np.asarray(directions @ full)

    def whole(self) -> Any:
        """See `Part`."""
        form, found = along_all(self.fun, self.point)
        derivative = found.along[~is_imaginary(form), 0].astype(complex)
        whole = from_reals(form, as_reals(derivative)) if _complex(form) else derivative
        return whole if _complex(form) else np.reshape(derivative.real, shape_of(self.point))[()]


def from_parts(parts: list[tuple[Part, Any]], directions: Reals) -> Entries:
    """What the numbers of several parts are if autograd's answers, given with them, are right."""
    expected = [as_reals(part.expected(answer, directions)) for part, answer in parts]
    return np.concatenate([np.zeros(0), *expected])


def contracted(fun: Function, vector: Any) -> Function:
    """The function whose Jacobian is the product of `vector` with the Jacobian of `fun`."""
    return partial(_contracted, fun, vector)


def _contracted(fun: Function, vector: Any, x: Any) -> Any:
    return np.tensordot(vector, fun(x), axes=np.ndim(vector))


def value_at(fun: Function, point: Any) -> Any:
    """The value of `fun` at `point`, whole numbers made floats."""
    form = form_of(point)
    at = to_reals(form, point)
    return slopes(fun, form, at, np.zeros((0, at.size))).base


def pulled_back(form: Form, answer: Any) -> Reals:
    """The slope along every coordinate, from a gradient in autograd's convention."""
    return np.where(is_imaginary(form), -1.0, 1.0) * to_reals(form, answer)


def _assembled(form: Form, by_coordinate: Reals) -> Any:
    """The gradient in autograd's convention, from the slope along every coordinate."""
    return from_reals(form, np.where(is_imaginary(form), -1.0, 1.0) * by_coordinate)


def _complex(form: Form) -> bool:
    return bool(np.any(is_imaginary(form)))


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of an array or a number.

    Raises:
        FormError: if it is a container.
    """
    form = form_of(value)
    if not isinstance(form, Leaf):
        raise FormError(f"a {form.kind.__name__} has no shape")
    return form.shape


def demand(answer: Any, shape: tuple[int, ...]) -> None:
    """Raise a `FormError` if `answer` hasn't this shape."""
    if np.shape(answer) != shape:
        raise FormError(f"shape {np.shape(answer)} in place of {shape}")
