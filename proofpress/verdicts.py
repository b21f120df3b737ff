"""Does an operator's answer agree with difference quotients of the function's own values?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proofpress.answers import Part, from_parts
from proofpress.coordinates import FormError, Reals, as_reals, form_of, magnitudes, to_reals
from proofpress.differences import Estimate, Limits, Sample, limits, steps
from proofpress.quotients import Probe, under

LADDERS = ((13, False), (22, False), (22, True))
"""Number of steps, and whether in units of each coordinate's own size; the next if one fails."""
FEW = {0: 1, 1: 16, 2: 8}
"""Up to how many coordinates each is looked at by itself, by the order of the derivative."""
DIRECTIONS = {1: 8, 2: 5}
"""How many directions at random stand for more coordinates than that."""
WIDE = 2.0
"""The agreement asked for, in units of the stated error of the differences."""
SETTLED = 1e-4
"""The stated error must be below this part of the largest number, or nothing was found out."""
SIDE_SETTLED = 1e-2
"""The same for the limit from one side, which is known less exactly."""
TINY = 1e-6
"""A coordinate smaller than this may need steps of its own size."""


@dataclass(frozen=True)
class Verdict:
    """Whether an answer and the differences agree.

    Attributes:
        agrees: whether they do.
        why: if they don't, what is the matter, in a few words.
        answer: autograd's numbers, as text.
        differences: those of the differences, with the error that they state.
    """

    agrees: bool
    why: str = ""
    answer: str = ""
    differences: str = ""


def compare(parts: list[tuple[Part, Any]]) -> Verdict:
    """Compare each part of an answer, given with it, with difference quotients."""
    try:
        order = max(part.order for part, _ in parts)
        point = parts[0][0].point
        directions = _directions(point, order)
        with under(Probe(float(steps(1)[0]))):
            expected = from_parts(parts, directions)
    except FormError as error:
        return Verdict(False, f"the answer isn't what was to be expected: {error}.")
    except Exception as error:
        return Verdict(False, f"the function has no value here: {type(error).__name__}: {error}.")
    if not np.all(np.isfinite(expected)):
        found = limits(_Quotients(parts, directions, relative=False), expected.size, 13)
        return _verdict("the answer isn't finite.", expected, found.best)
    slack = _slack(parts, expected)
    first: Verdict | None = None
    for count, relative in LADDERS:
        if relative and not _has_tiny(point):
            break
        quotients = _Quotients(parts, directions, relative=relative)
        verdict = _judged(expected, limits(quotients, expected.size, count), slack)
        if verdict.agrees:
            return verdict
        first = first or _explained(verdict, quotients.trouble)
    assert first is not None
    return first


class _Quotients:
    """The numbers of several parts at a signed step; remembers why there were none."""

    def __init__(
        self, parts: list[tuple[Part, Any]], directions: Reals, *, relative: bool
    ) -> None:
        self.parts = parts
        self.directions = directions
        self.relative = relative
        self.trouble = ""

    def __call__(self, step: float) -> Sample | None:
        probe = Probe(step, relative=self.relative)
        values, rounding = [np.zeros(0)], [np.zeros(0)]
        try:
            with under(probe):
                for part, _ in self.parts:
                    numbers, off = part.numbers(self.directions)
                    values.append(as_reals(numbers))
                    rounding.append(np.repeat(off, 2) if np.iscomplexobj(numbers) else off)
        except Exception as error:
            self.trouble = f"{type(error).__name__}: {error}"
            return None
        off = np.maximum(np.concatenate(rounding), probe.rounding)
        return Sample(np.concatenate(values), off, probe.largest, probe.deepest)


def _directions(point: Any, order: int) -> Reals:
    """The directions to look along: each coordinate, or some at random where there are many."""
    size = to_reals(form_of(point), point).size
    if order == 0 or size <= FEW[order]:
        return np.eye(size)
    chance = np.random.default_rng(size)
    shape = (DIRECTIONS[order], size)
    return np.asarray(chance.uniform(0.5, 1.5, shape) * chance.choice([-1.0, 1.0], shape))


def _judged(expected: Reals, found: Limits, slack: Reals) -> Verdict:
    best = found.best
    known = np.isfinite(best.value)
    if not np.all(known):
        return _verdict("the differences have no limit.", expected, best)
    sides = [_agree(expected, side, slack) for side in (found.right, found.left)]
    largest = max(float(np.max(np.abs(best.value), initial=0.0)), found.largest)
    if np.any(best.error > SETTLED * largest):
        return _verdict("the differences don't settle.", expected, best)
    if not np.all(_agree(expected, best, slack)):
        return _verdict("they differ.", expected, best)
    if not all(np.all(side) for side in sides):
        return Verdict(
            False,
            "left and right differ.",
            _text(expected),
            f"from the right {_text(found.right.value)}, from the left {_text(found.left.value)}",
        )
    for side in (found.right, found.left):
        if np.any(side.error[np.isfinite(side.value)] > SIDE_SETTLED * largest):
            return _verdict("the differences from one side don't settle.", expected, side)
    return Verdict(True)


def _agree(expected: Reals, estimate: Estimate, slack: Reals) -> NDArray[np.bool_]:
    """Where they agree; where the function isn't defined on that side, nothing is said."""
    off = np.abs(expected - estimate.value)
    return np.asarray(~np.isfinite(estimate.value) | (off <= WIDE * estimate.error + slack))


def _slack(parts: list[tuple[Part, Any]], expected: Reals) -> Reals:
    """What autograd's own rounding may come to."""
    precision = float(np.finfo(np.float64).eps)
    for part, answer in parts:
        for leaf in (*_arrays(part.point), *_arrays(answer)):
            if leaf.dtype in (np.float32, np.float16, np.complex64):
                precision = max(precision, float(np.finfo(leaf.dtype).eps))
    largest = float(np.max(np.abs(expected), initial=0.0))
    return np.asarray(1e-10 * np.abs(expected) + 64 * precision * largest)


def _arrays(value: Any) -> list[NDArray[Any]]:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return [leaf for item in value for leaf in _arrays(item)]
    return [np.asarray(value)]


def _has_tiny(point: Any) -> bool:
    form = form_of(point)
    sizes = magnitudes(form, to_reals(form, point))
    return bool(np.any((sizes > 0) & (sizes < TINY)))


def _explained(verdict: Verdict, trouble: str) -> Verdict:
    if not trouble or verdict.why != "the differences have no limit.":
        return verdict
    why = f"the function has no values near here ({trouble})."
    return Verdict(False, why, verdict.answer, verdict.differences)


def _verdict(why: str, expected: Reals, estimate: Estimate) -> Verdict:
    error = np.max(estimate.error, initial=0.0)
    told = f"{_text(estimate.value)}, within {error:.1g}"
    return Verdict(False, why, _text(expected), told)


def _text(numbers: Reals) -> str:
    if numbers.size == 1:
        return f"{numbers[0]:.9g}"
    return np.array2string(numbers, precision=9, threshold=30, max_line_width=88)
