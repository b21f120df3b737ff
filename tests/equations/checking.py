"""How a proof is checked: the equation holds at many points, and each mutant fails at one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import hypothesis.configuration
import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from proofpress.formula_expressions import Formula
from proofpress.formula_mutants import mutants
from proofpress.formula_statements import Claim, Reading, claims, evaluation, read
from proofpress.formula_values import Evaluation
from tests.conftest import ROOT
from tests.equations.proofs import Proof, macros

POINTS = 24
"""At how many points an equation has to hold."""
POINTS_FOR_MUTANTS = 72
"""At how many a mutant may: more, since hypothesis draws other points when other code changes."""
STRICT: dict[str, Any] = {"divide": "raise", "over": "raise", "invalid": "raise"}
hypothesis.configuration.set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
Strategies = Mapping[str, SearchStrategy[Any]]


@dataclass(frozen=True)
class Tight:
    """What the symbols stand for at a point where an inequality is attained, or nearly.

    Attributes:
        meanings: what the symbols stand for.
        within: the larger side is at most so many times the smaller.
    """

    meanings: Mapping[str, Any]
    within: float = 1


@dataclass(frozen=True)
class Fails:
    """What the symbols stand for at a point where the equation does not hold, nor any mutant.

    A definition that is only seen to hold where it should says too little: without its denominator,
    the limit that defines differentiability is 0 for every linear map.
    """

    meanings: Mapping[str, Any]


Meanings = Mapping[str, Any] | Tight | Fails


@dataclass(frozen=True)
class Place:
    """A point, ready: what the symbols stand for, how relations are checked, whether they hold."""

    meanings: Mapping[str, Any]
    reading: Reading
    holds: bool = True

    def agrees_with(self, formula: Formula) -> bool:
        """Whether a formula holds here exactly if it should."""
        return holds(formula, evaluation(self.meanings, macros()), self.reading) == self.holds


@dataclass(frozen=True)
class Evaluated:
    """A proof that evaluates the equation's TeX."""

    proof: Proof
    meanings: Callable[..., Meanings]
    points: Strategies
    orders: Mapping[str, float]

    def holds(self) -> None:
        """The equation holds at every point."""
        at_points(self.points, self.holds_at)

    def holds_at(self, **point: Any) -> None:
        """The equation holds at one point."""
        place = self.at(point)
        formula, here = read(self.proof.tex, place.meanings, macros())
        if not place.holds:
            assert not holds(formula, here, place.reading), f"{self.proof.label} holds at {point}"
            return
        wrong = [claim for claim in checked(formula, here, place.reading) if not claim.holds]
        assert not wrong, f"{self.proof.label} fails at {point}: {wrong}"

    def at(self, point: Mapping[str, Any]) -> Place:
        """What the symbols stand for at a point, and how its relations are checked."""
        found = self.meanings(**point)
        if isinstance(found, Tight):
            return Place(found.meanings, Reading(self.orders, found.within))
        if isinstance(found, Fails):
            return Place(found.meanings, Reading(self.orders), holds=False)
        return Place(found, Reading(self.orders))

    def is_seen_to_fail(self) -> None:
        """Each change of the formula is refused at some point, but for those that are listed."""
        places = [self.at(point) for point in drawn_points(self.points)]
        first = next((place for place in places if place.holds), None)
        assert first, "there is no point at which the equation holds"
        formula, here = read(self.proof.tex, first.meanings, macros())
        checked(formula, here, first.reading)  # notes the shapes of all parts
        accepted = [
            mutant.what
            for mutant in mutants(formula, here.seen)
            if all(place.agrees_with(mutant.formula) for place in places)
        ]
        compare(accepted, self.proof)


def checked(formula: Formula, here: Evaluation, reading: Reading) -> list[Claim]:
    """The formula's claims; arithmetic that gives no number raises."""
    with np.errstate(**STRICT):
        return list(claims(formula, here, reading))


def holds(formula: Formula, here: Evaluation, reading: Reading) -> bool:
    """Whether a formula holds; one without a value doesn't."""
    try:
        with np.errstate(**STRICT):
            return all(claim.holds for claim in claims(formula, here, reading))
    except Exception:  # whatever a function says to an argument that it can't take
        return False


def refuses(check: Callable[..., None], claim: Any, drawn: Sequence[Mapping[str, Any]]) -> bool:
    for point in drawn:
        try:
            check(claim, **point)
        except Exception:
            return True
    return False


def compare(accepted: Sequence[str], proof: Proof) -> None:
    unexpected = [what for what in accepted if what not in proof.unchanged]
    gone = [what for what in proof.unchanged if what not in accepted]
    assert not unexpected, (
        f"the proof of {proof.label} accepts {len(unexpected)} changed formulas: {unexpected}. "
        "Choose points at which they are wrong, or list them as unchanged, with the reason."
    )
    assert not gone, f"listed as unchanged for {proof.label}, but refused or not made: {gone}"


def at_points(points: Strategies, check: Callable[..., None]) -> None:
    """Run a check at points that are the same every time."""
    if not points:
        check()
        return

    @settings(_profile(POINTS), phases=[Phase.generate, Phase.shrink])
    @given(**points)
    def run(**point: Any) -> None:
        check(**point)

    run()


def drawn_points(points: Strategies) -> list[Mapping[str, Any]]:
    """The points, later ones first: they tend to be less special."""
    found: list[Mapping[str, Any]] = []

    @settings(_profile(POINTS_FOR_MUTANTS), phases=[Phase.generate])
    @given(**points)
    def run(**point: Any) -> None:
        found.append(point)

    if points:
        run()
    return found[::-1] or [{}]


def _profile(count: int) -> settings:
    return settings(
        derandomize=True,
        deadline=None,
        max_examples=count,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
