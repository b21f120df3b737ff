"""Difference quotients in place of autograd's operators, from a function's own values.

A probe is one signed step. While one is under way (`probing`), every operator answers with a
quotient of that step instead of a derivative, so that a second derivative is a quotient of
quotients and autograd has no part in it. Quotients inside others take a part of the step, so
that the inner limit comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from proofpress.coordinates import (
    Entries,
    Form,
    FormError,
    Reals,
    entries_of,
    form_of,
    from_reals,
    magnitudes,
    to_reals,
)
from proofpress.differences import EPSILON

Function = Callable[[Any], Any]


@dataclass
class Probe:
    """One signed step, and what was seen on the way.

    Attributes:
        step: in units of the scale of each coordinate.
        relative: whether that scale is a coordinate's own size, however small.
        inner: the step of a quotient inside another, as a part of the outer one's.
        depth: how many quotients are under way.
        deepest: the most that ever were.
        rounding: how far rounding moves the quotients inside the one under way.
        largest: the largest absolute value of a function.
    """

    step: float
    relative: bool = False
    inner: float = 0.5
    depth: int = 0
    deepest: int = 0
    rounding: float = 0.0
    largest: float = 0.0

    @contextmanager
    def within(self) -> Iterator[Probe]:
        """A quotient is under way; meanwhile `rounding` is that of quotients inside it alone."""
        before, self.rounding = self.rounding, 0.0
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        try:
            yield self
        finally:
            self.depth -= 1
            self.rounding = before

    def note(self, rounding: Reals) -> None:
        """A quotient inside others is off by as much as this."""
        finite = rounding[np.isfinite(rounding)]
        self.rounding = max(self.rounding, float(np.max(finite, initial=0.0)))

    def scale(self, form: Form, at: Reals) -> Reals:
        """The unit of the step of each coordinate; smooth, so that quotients are so too."""
        sizes = magnitudes(form, at)
        if not self.relative:
            return np.hypot(1.0, sizes)
        return np.where(sizes > 0, sizes, np.min(sizes, where=sizes > 0, initial=1.0))


_probes: list[Probe] = []


def probing() -> bool:
    """Whether operators have to answer with quotients."""
    return bool(_probes)


@contextmanager
def under(probe: Probe) -> Iterator[Probe]:
    """Have every operator answer with a quotient of this probe's step."""
    _probes.append(probe)
    try:
        yield probe
    finally:
        _probes.pop()


@dataclass(frozen=True)
class Slopes:
    """A function's quotients in several directions at a point.

    Attributes:
        base: the function's value there, as it gave it.
        along: for each direction, the quotient of each entry, shape (directions, entries).
        rounding: how far rounding may move each, of the same shape.
        lengths: the step that was taken along each direction, shape (directions,).
    """

    base: Any
    along: Entries
    rounding: Reals
    lengths: Reals


def slopes(fun: Function, form: Form, at: Reals, directions: Reals) -> Slopes:
    """The quotients of `fun` at the point with coordinates `at`.

    Args:
        fun: a function of one value of form `form`; its value may be any form.
        form: the form of its argument.
        at: shape (coordinates,).
        directions: shape (directions, coordinates); the slope is per unit of the direction.
    """
    probe = _probes[-1]
    step = probe.step * probe.inner**probe.depth
    scale = probe.scale(form, at)
    with probe.within():
        base = fun(from_reals(form, at))
    start = entries_of(base)
    rows, errors, lengths = [np.zeros((0, start.size))], [np.zeros((0, start.size))], []
    for direction in directions:
        length, there = _step_along(at, direction, step, scale)
        with probe.within() as inner:
            moved = entries_of(fun(from_reals(form, there)))
        if moved.size != start.size:
            raise FormError(f"{moved.size} numbers near the point, {start.size} at it")
        sizes = np.abs(moved) + np.abs(start)
        with np.errstate(all="ignore"):
            rows.append(((moved - start) / length)[None])
            error = (EPSILON * sizes + 2 * inner.rounding) / abs(np.float64(length))
        errors.append(error[None])
        lengths.append(abs(length))
        probe.largest = max(probe.largest, float(np.max(sizes, initial=0.0, where=sizes < np.inf)))
    return Slopes(base, np.concatenate(rows), np.concatenate(errors), np.array(lengths))


def _step_along(at: Reals, direction: Reals, step: float, scale: Reals) -> tuple[float, Reals]:
    """The length of the step that is really taken along `direction`, and where it leads."""
    norm = float(np.linalg.norm(direction / scale))
    if norm == 0.0:
        return step, at
    length = step / norm
    there = at + length * direction
    (moving,) = np.nonzero(direction)
    if len(moving) == 1:  # the step that the grid of floating-point numbers lets it take
        length = float((there - at)[moving[0]] / direction[moving[0]])
    return length, there


def along_all(fun: Function, x: Any) -> tuple[Form, Slopes]:
    """The quotients of `fun` at `x` along every coordinate, and the form of `x`."""
    form = form_of(x)
    at = to_reals(form, x)
    found = slopes(fun, form, at, np.eye(at.size))
    _probes[-1].note(found.rounding)
    return form, found


def along(fun: Function, x: Any, tangent: Any) -> Slopes:
    """The quotient of `fun` at `x` along the one direction `tangent`, which has the form of x."""
    form = form_of(x)
    found = slopes(fun, form, to_reals(form, x), to_reals(form, tangent)[None])
    _probes[-1].note(found.rounding)
    return found
