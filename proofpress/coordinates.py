"""Numbers in any container as one vector of real coordinates, and back.

A complex number has two coordinates, its real and its imaginary part. What a container looks
like is its form: values of one form have coordinates in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Entries = NDArray[Any]
"""A vector of real or complex numbers."""


class FormError(TypeError):
    """A value that isn't made of numbers, or not of the form that it should have."""


@dataclass(frozen=True)
class Leaf:
    """An array, or one number (`scalar`); real or complex."""

    shape: tuple[int, ...]
    is_complex: bool
    scalar: bool


@dataclass(frozen=True)
class Branch:
    """A tuple, list or dict: its type, its keys and what it holds."""

    kind: type
    keys: tuple[Any, ...]
    children: tuple[Form, ...]


Form = Leaf | Branch


def form_of(value: Any) -> Form:
    """The form of `value`: numbers, arrays of them, and tuples, lists and dicts of those.

    Raises:
        FormError: if there is anything else in it.
    """
    if isinstance(value, dict):
        return Branch(type(value), tuple(value), tuple(map(form_of, value.values())))
    if isinstance(value, (tuple, list)):
        return Branch(type(value), tuple(range(len(value))), tuple(map(form_of, value)))
    array = _numbers(value)
    return Leaf(array.shape, np.iscomplexobj(array), not isinstance(value, np.ndarray))


def entries_of(value: Any) -> Entries:
    """Every number in `value`, complex ones as they are, shape (entries,)."""
    if isinstance(value, np.ndarray | np.float64) and value.dtype == float:
        return value.ravel()
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return np.concatenate([np.zeros(0), *map(entries_of, value)])
    array = _numbers(value)
    return array.ravel().astype(complex if np.iscomplexobj(array) else float)


def as_reals(entries: Entries) -> Reals:
    """Real and imaginary parts side by side along the last axis, if there are complex numbers."""
    if not np.iscomplexobj(entries):
        return np.asarray(entries, dtype=float)
    pairs = np.stack([entries.real, entries.imag], axis=-1)
    return pairs.reshape(*entries.shape[:-1], 2 * entries.shape[-1])


def to_reals(form: Form, value: Any) -> Reals:
    """The coordinates of `value`, shape (coordinates,).

    Raises:
        FormError: if `value` hasn't the form `form`. A real number may stand for a complex one.
    """
    if isinstance(form, Branch):
        if isinstance(value, dict) != issubclass(form.kind, dict) or not hasattr(value, "__len__"):
            raise FormError(f"a {type(value).__name__} in place of a {form.kind.__name__}")
        if len(value) != len(form.keys) or (isinstance(value, dict) and set(value) - {*form.keys}):
            raise FormError(f"{len(value)} things in place of {len(form.keys)}, or other ones")
        parts = [to_reals(c, value[k]) for k, c in zip(form.keys, form.children, strict=True)]
        return np.concatenate([np.zeros(0), *parts])
    array = _numbers(value)
    if array.shape != form.shape:
        raise FormError(f"shape {array.shape} in place of {form.shape}")
    if form.is_complex:
        return as_reals(array.ravel().astype(complex))
    if np.iscomplexobj(array):
        if np.any(array.imag != 0):
            raise FormError("complex numbers in place of real ones")
        array = array.real
    return array.ravel().astype(float)


def from_reals(form: Form, reals: Reals) -> Any:
    """The value of form `form` that has these coordinates; whole numbers become floats."""
    if isinstance(form, Leaf) and not form.is_complex:  # by far the most frequent, and at once
        return np.float64(reals[0]) if form.scalar else np.array(reals).reshape(form.shape)
    return _build(form, iter(reals))


def is_imaginary(form: Form) -> NDArray[np.bool_]:
    """Which coordinates are imaginary parts, shape (coordinates,)."""
    if isinstance(form, Branch):
        return np.concatenate([np.zeros(0, bool), *map(is_imaginary, form.children)])
    size = int(np.prod(form.shape))
    return np.tile([False, True], size) if form.is_complex else np.zeros(size, bool)


def magnitudes(form: Form, reals: Reals) -> Reals:
    """The absolute value of the number that each coordinate belongs to, shape (coordinates,)."""
    imaginary = is_imaginary(form)
    found = np.abs(reals)
    (second,) = np.nonzero(imaginary)
    found[second] = found[second - 1] = np.hypot(reals[second], reals[second - 1])
    return found


def copied(value: Any) -> Any:
    """`value` with its arrays and containers copied, so that nobody changes it later."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return type(value)((k, copied(v)) for k, v in value.items())
    if isinstance(value, (tuple, list)):
        return _sequence(type(value), map(copied, value))
    return value


def _build(form: Form, numbers: Iterator[float]) -> Any:
    if isinstance(form, Branch):
        children = [_build(child, numbers) for child in form.children]
        if issubclass(form.kind, dict):
            return form.kind(zip(form.keys, children, strict=True))
        return _sequence(form.kind, children)
    count = int(np.prod(form.shape))
    parts = np.array([next(numbers) for _ in range(count * (1 + form.is_complex))])
    array = parts[::2] + 1j * parts[1::2] if form.is_complex else parts
    return array.reshape(form.shape)[()] if form.scalar else array.reshape(form.shape)


def _sequence(kind: Callable[..., Any], items: Any) -> Any:
    return kind(*items) if hasattr(kind, "_fields") else kind(items)


def _numbers(value: Any) -> NDArray[Any]:
    if isinstance(value, (str, bytes)):
        raise FormError(f"{value!r} is no number")
    array = np.asarray(value)
    if array.dtype.kind in "fiubc":
        return array
    if array.dtype != object or not all(isinstance(item, Real) for item in array.flat):
        raise FormError(f"{type(value).__name__} is not made of numbers")
    return array.astype(float)
