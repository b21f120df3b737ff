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

LADDERS = ((15, False), (24, False), (24, True))
"""Number of steps, and whether in units of each coordinate's own size; the next if one fails."""
FEW = {0: 1, 1: 16, 2: 8}
"""Up to how many coordinates each is looked at by itself, by the order of the derivative."""
DIRECTIONS = {1: 8, 2: 5}
"""How many directions at random stand for more coordinates than that."""
WIDE = 2.0
"""The agreement asked for, in units of the stated error of the differences."""
SETTLED = 1e-4
"""The stated error must be below this part of the largest number, or nothing was found out."""
SETTLED_BESIDE = 1e-7
"""Or below this part of the function's value: a derivative that is 0 must be able to settle."""
ONE_SIDED = 100
"""How much less exactly a limit from one side may be known."""
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
        point = parts[0][0].point
        directions = _directions(point, max(part.order for part, _ in parts))
        with under(Probe(float(steps(1)[0]))):
            expected = from_parts(parts, directions)
    except FormError as error:
        return Verdict(False, f"the answer isn't what was to be expected: {error}.")
    except Exception as error:
        return Verdict(False, f"the function has no value here: {type(error).__name__}: {error}.")
    slack = _slack(parts, expected)
    told: Verdict | None = None
    for count, relative in LADDERS:
        if relative and not _has_tiny(point):
            break
        quotients = _Quotients(parts, directions, relative)
        found = limits(quotients, expected.size, count)
        why = _objection(expected, found, slack)
        if not why:
            return Verdict(True)
        if not relative:
            told = _explained(why, expected, found, quotients)
    assert told is not None
    return told


class _Quotients:
    """The numbers of several parts at a signed step; remembers why there were none."""

    def __init__(
        self,
        parts: list[tuple[Part, Any]],
        directions: Reals,
        relative: bool = False,
        inner: float = 0.5,
    ) -> None:
        self.parts = parts
        self.directions = directions
        self.relative = relative
        self.inner = inner
        self.trouble = ""
        self.deepest = 0

    def __call__(self, step: float) -> Sample | None:
        probe = Probe(step, self.relative, self.inner)
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
        self.deepest = max(self.deepest, probe.deepest)
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


def _objection(expected: Reals, found: Limits, slack: Reals) -> str:  # noqa: PLR0911
    """What speaks against the answer; nothing if it is right as far as differences can tell."""
    best = found.best
    if not np.all(np.isfinite(expected)):
        return "the answer isn't finite."
    if not np.all(np.isfinite(best.value)):
        return "the differences have no limit."
    if not _settled(best, found):
        return "the differences don't settle."
    if not np.all(_agree(expected, best, slack)):
        return "they differ."
    sides = (found.right, found.left)
    if not all(np.all(_agree(expected, side, slack)) for side in sides):
        return "left and right differ."
    if not all(_settled(side, found, ONE_SIDED) for side in sides):
        return "the differences from one side don't settle."
    return ""


def _settled(estimate: Estimate, found: Limits, times: float = 1) -> bool:
    """Whether an error that large could hide nothing that matters; not where there is no limit."""
    known = np.isfinite(estimate.value)
    largest = float(np.max(np.abs(found.best.value), initial=0.0, where=known))
    enough = times * max(SETTLED * largest, SETTLED_BESIDE * found.largest)
    return bool(np.all(estimate.error[known] <= enough))


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
    return np.asarray(max(1e-8, 64 * precision) * np.abs(expected) + 64 * precision * largest)


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


def _explained(why: str, expected: Reals, found: Limits, quotients: _Quotients) -> Verdict:
    """The objection, with both sides' numbers."""
    if quotients.trouble and not np.all(np.isfinite(found.best.value)):
        why = f"the function has no values near here ({quotients.trouble})."
    said = _said(found)
    if quotients.deepest > 1:
        turned = _Quotients(quotients.parts, quotients.directions, inner=0.25)
        again = limits(turned, expected.size, LADDERS[0][0])
        if not _meet(found.best, again.best):
            why = "the differences depend on which step goes to zero first."
            said = f"{said}; with another inner step {_said(again)}"
    return Verdict(False, why, _text(expected), said)


def _said(found: Limits) -> str:
    """What the differences say, in words."""
    best = found.best
    if not np.all(np.isfinite(best.value)):
        return "no limit"
    if not _meet(found.right, found.left):
        return f"from the right {_text(found.right.value)}, from the left {_text(found.left.value)}"
    error = float(np.max(best.error, initial=0.0))
    settled = "" if _settled(best, found) else "not settled, "
    return f"{_text(best.value)}, {settled}within {error:.1g}"


def _meet(one: Estimate, other: Estimate) -> bool:
    off = np.abs(one.value - other.value)
    return bool(np.all(~np.isfinite(off) | (off <= WIDE * (one.error + other.error) + 1e-9)))


def _text(numbers: Reals) -> str:
    if numbers.size == 1:
        return f"{numbers[0]:.9g}"
    return np.array2string(numbers, precision=9, threshold=30, max_line_width=88)
