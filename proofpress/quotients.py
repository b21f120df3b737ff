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

    def within(self) -> Within:
        """A quotient is under way."""
        return Within(self)

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


class Within:
    """A quotient is under way; `rounding` becomes that of the quotients inside it."""

    def __init__(self, probe: Probe) -> None:
        self.probe = probe
        self.before = self.rounding = 0.0

    def __enter__(self) -> Within:
        probe = self.probe
        self.before, probe.rounding = probe.rounding, 0.0
        probe.depth += 1
        probe.deepest = max(probe.deepest, probe.depth)
        return self

    def __exit__(self, *_: object) -> None:
        probe = self.probe
        probe.depth -= 1
        self.rounding, probe.rounding = probe.rounding, self.before


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
    with probe.within():
        base = fun(from_reals(form, at))
    start = entries_of(base)
    lengths, ends = _steps_along(at, directions, probe, form)
    moved, inside = [np.zeros((0, start.size))], []
    for there in ends:
        with probe.within() as inner:
            entries = entries_of(fun(from_reals(form, there)))
        if entries.size != start.size:
            raise FormError(f"{entries.size} numbers near the point, {start.size} at it")
        moved.append(entries[None])
        inside.append(inner.rounding)
    there_all = np.concatenate(moved)
    sizes = np.abs(there_all) + np.abs(start)
    probe.largest = max(probe.largest, float(sizes.max(initial=0.0, where=np.isfinite(sizes))))
    with np.errstate(all="ignore"):
        along = (there_all - start) / lengths[:, None]
        rounding = EPSILON * sizes + 2 * np.array(inside).reshape(-1, 1)
        return Slopes(base, along, rounding / np.abs(lengths)[:, None], np.abs(lengths))


def _steps_along(at: Reals, directions: Reals, probe: Probe, form: Form) -> tuple[Reals, Reals]:
    """The length of the step that is really taken along each direction, and where it leads."""
    step = probe.step * probe.inner**probe.depth
    norms = np.linalg.norm(directions / probe.scale(form, at), axis=1)
    lengths = step / np.where(norms > 0, norms, 1.0)
    ends = at + lengths[:, None] * directions
    for row in np.flatnonzero(np.count_nonzero(directions, axis=1) == 1):
        (only,) = np.flatnonzero(directions[row])  # the grid of floating-point numbers rounds it
        lengths[row] = (ends[row, only] - at[only]) / directions[row, only]
    return lengths, ends


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
