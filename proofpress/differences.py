"""The limit of difference quotients, from a ladder of steps and from both sides, with its error.

A quotient is given for ever smaller steps, each a quarter of the one before. Richardson's
extrapolation takes out one power of the step after the other (Ridders, "Accurate computation of
F'(x) and F'(x) F''(x)", 1982). What it says of its own error isn't trusted alone:

- The noise of rounding is measured where it rules, at the smallest steps, and carried over to
  the larger ones.
- An estimate from large steps has to agree with those from all smaller steps within what these
  know (the intersection of confidence intervals; Lepski 1990). Steps too large for a fast wave
  give smooth nonsense; the small ones tell.
- Left and right have limits of their own. At a kink their mean may be what autograd says; each of
  them isn't.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofpress.coordinates import Reals

RATIO = 4.0
LARGEST_STEP = 1.0
"""The first step, in units of the scale of each coordinate."""
DEEPEST_COLUMN = 5
"""How often a quotient is extrapolated at most."""
NOISE_LEVELS = 4
"""From how many of the smallest steps the noise is measured, at most."""
NOISE_SPREAD = 8
"""How far noise, brought to one size of step, differs from one step to the next."""
EPSILON = float(np.finfo(float).eps)

Grid = NDArray[np.float64]
"""Numbers for each step and entry, shape (steps, entries)."""


@dataclass(frozen=True)
class Sample:
    """Difference quotients at one signed step.

    Attributes:
        values: shape (entries,).
        rounding: how far rounding alone must be expected to move each of them, shape (entries,).
        largest: the largest absolute value of the function, by which small errors are measured.
        order: how many quotients stand inside one another.
    """

    values: Reals
    rounding: Reals
    largest: float
    order: int


@dataclass(frozen=True)
class Estimate:
    """A limit and how far off it may be, both of shape (entries,); not a number where none is."""

    value: Reals
    error: Reals


@dataclass(frozen=True)
class Limits:
    """What a ladder of steps says.

    Attributes:
        right, left: the limits from either side.
        middle: the limit of the mean of both, which is the most exact where there is one.
        largest: the largest absolute value of the function near by.
    """

    right: Estimate
    left: Estimate
    middle: Estimate
    largest: float

    @property
    def best(self) -> Estimate:
        """The mean of both sides; where the function is defined on one side only, that side."""
        value, error = self.middle.value.copy(), self.middle.error.copy()
        for side in (self.right, self.left):
            alone = ~np.isfinite(value) & np.isfinite(side.value)
            value[alone], error[alone] = side.value[alone], side.error[alone]
        return Estimate(value, error)


def steps(count: int) -> Reals:
    """The first `count` steps of the ladder, the largest first."""
    return np.asarray(LARGEST_STEP * RATIO ** -np.arange(count, dtype=float))


def limits(quotient: Callable[[float], Sample | None], size: int, count: int) -> Limits:
    """The limits of `quotient` as its step goes to zero.

    Args:
        quotient: the sample at a signed step; None where the function has no value.
        size: how many entries a sample has.
        count: how many steps to take on either side.
    """
    ladder = steps(count)
    right = [quotient(step) for step in ladder]
    left = [quotient(-step) for step in ladder]
    found = [sample for sample in (*right, *left) if sample is not None]
    order = max((sample.order for sample in found), default=1)
    with np.errstate(all="ignore"):
        forward, forward_rounding = _grid(right, size)
        backward, backward_rounding = _grid(left, size)
        rounding = np.maximum(forward_rounding, backward_rounding)
        return Limits(
            extrapolated(forward, forward_rounding, power=1, order=order),
            extrapolated(backward, backward_rounding, power=1, order=order),
            extrapolated((forward + backward) / 2, rounding, power=2, order=order),
            max((sample.largest for sample in found), default=0.0),
        )


def extrapolated(values: Grid, rounding: Grid, *, power: int, order: int) -> Estimate:
    """The limit of `values`, one row for each step of the ladder, as the step goes to zero.

    Args:
        values: the quotients; not a number where there is none.
        rounding: the least noise that each has.
        power: the error is a series in this power of the step: 1 from one side, 2 from both.
        order: the noise of rounding grows with this power of 1/step.
    """
    noise = _noise(values, rounding, order)
    columns = [values]
    errors: list[Grid] = []
    for column in range(1, min(DEEPEST_COLUMN, len(values) - 1) + 1):
        before = columns[-1]
        after = np.full_like(before, np.nan)
        after[1:] = before[1:] + (before[1:] - before[:-1]) / (RATIO ** (power * column) - 1)
        error = np.full_like(before, np.inf)
        error[1:] = 2 * noise[1:]
        for earlier in (before[1:], before[:-1], after[:-1]):  # one alone may be near by luck
            error[1:] = np.maximum(error[1:], np.abs(after[1:] - earlier) + 2 * noise[1:])
        columns.append(after)
        errors.append(np.where(np.isfinite(error) & np.isfinite(after), error, np.inf))
    return _choose(columns[1:], errors)


def _noise(values: Grid, rounding: Grid, order: int) -> Grid:
    """How far rounding moves each quotient: measured at the smallest steps, scaled to all."""
    growth = RATIO ** (order * np.arange(len(values), dtype=float))[:, None]
    jumps = np.abs(np.diff(values, axis=0)) / growth[1:]
    measured = np.zeros(values.shape[1])
    for entry in range(values.shape[1]):
        known = jumps[:, entry][np.isfinite(jumps[:, entry])][::-1]
        measured[entry] = known[:2].max(initial=0.0)
        for jump in known[2:NOISE_LEVELS]:
            if jump > NOISE_SPREAD * measured[entry] > 0:
                break  # it falls as the step does: that is no noise
            measured[entry] = max(measured[entry], jump)
    return np.asarray(np.maximum(rounding, measured * growth))


def _choose(columns: list[Grid], errors: list[Grid]) -> Estimate:
    """The entry of each extrapolation table with the least error that no smaller step denies."""
    count, size = columns[0].shape
    value, error = np.full(size, np.nan), np.full(size, np.inf)
    lower, upper = np.full(size, -np.inf), np.full(size, np.inf)
    for level in reversed(range(1, count)):
        for column, uncertain in zip(columns, errors, strict=True):
            here, spread = column[level], uncertain[level]
            fits = (here + 2 * spread >= lower) & (here - 2 * spread <= upper)
            better = fits & (spread < error)
            value[better], error[better] = here[better], spread[better]
        first, spread = columns[0][level], 2 * errors[0][level]
        known = np.isfinite(first) & np.isfinite(spread)
        low, high = np.maximum(lower, first - spread), np.minimum(upper, first + spread)
        narrows = known & (low <= high)
        lower, upper = np.where(narrows, low, lower), np.where(narrows, high, upper)
    return Estimate(value, error)


def _grid(samples: list[Sample | None], size: int) -> tuple[Grid, Grid]:
    nothing = np.full(size, np.nan)
    values = np.array([nothing if s is None else s.values for s in samples])
    rounding = np.array([nothing if s is None else s.rounding for s in samples])
    return np.where(np.isfinite(values), values, np.nan), np.nan_to_num(rounding, nan=0.0)
