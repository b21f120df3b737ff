"""Proofs of labelled equations: how one is written, checked, and seen to fail.

A proof carries the TeX of its equation, and the page must have the same. Where the TeX can be
evaluated (`proves`), the proof only says what the symbols stand for, at many points. Where it
can't, a function holds what is claimed (`computes`). What no number can prove is said to be so
(`states`).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import hypothesis.configuration
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from proofpress.formula_expressions import Formula
from proofpress.formula_mutants import mutants
from proofpress.formula_statements import Claim, Reading, claims, evaluation, read
from proofpress.formula_values import Evaluation
from proofpress.formulas import read_macros
from proofpress.pages import read_pages
from tests.conftest import ROOT
from tests.equations.code_mutants import code_mutants

HERE = Path(__file__).parent
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
class Proof:
    """A proof of one labelled equation, as plain data.

    Attributes:
        label: the equation's label.
        page: the page that has it, below docs/.
        tex: its TeX, as it was proved.
        kind: "evaluated" from this TeX, "computed" by the proof's own code, or "stated".
        reason: why nothing is computed, if it is only stated.
        unchanged: changes to the formula that the proof accepts, and why that is right.
    """

    label: str
    page: str
    tex: str
    kind: str
    reason: str = ""
    unchanged: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """All of it in plain types, for a record."""
        return {**asdict(self), "unchanged": dict(self.unchanged)}


def proves(
    label: str,
    tex: str,
    *,
    orders: Mapping[str, float] | None = None,
    unchanged: Mapping[str, str] | None = None,
    **points: SearchStrategy[Any],
) -> Callable[[Callable[..., Meanings]], Callable[..., None]]:
    r"""Prove an equation by evaluating its TeX.

    The function below takes a point and returns what each symbol stands for there. What it returns
    must come from elsewhere than the formula: a matrix that was built with known eigenvalues, a
    function, its derivative by autograd. Where a function's derivative isn't given, it is taken by
    differences.

    Args:
        label: the equation's label.
        tex: its TeX; only white space may differ from the page's.
        orders: for `\approx`, a variable that shrinks, and the order of the error in it.
        unchanged: mutants that are no mistakes, as the test names them, and why.
        points: a strategy for each parameter of the function.
    """

    def decorate(meanings: Callable[..., Meanings]) -> Callable[..., None]:
        proof = Proof(label, page_of(meanings), tex, "evaluated", "", unchanged or {})
        evaluated = Evaluated(proof, meanings, points, orders or {})
        return _test(
            proof, meanings.__module__, checks=evaluated.holds, fails=evaluated.is_seen_to_fail
        )

    return decorate


def computes(
    label: str,
    tex: str,
    *,
    claim: Callable[..., Any],
    unchanged: Mapping[str, str] | None = None,
    **points: SearchStrategy[Any],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Prove an equation whose TeX can't be evaluated, by a function that holds what it claims.

    The function below takes the claim, as `claim`, and a point. It compares the claim with what
    comes out another way, and raises if they differ.

    Args:
        label: the equation's label.
        tex: its TeX; only white space may differ from the page's.
        claim: a function with the formula, as it is printed. Its code is changed in one place after
            another, and the proof has to refuse each change.
        unchanged: changes that are no mistakes, as the test names them, and why.
        points: a strategy for each of the function's other parameters.
    """

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        proof = Proof(label, page_of(check), tex, "computed", "", unchanged or {})

        def fails() -> None:
            drawn = drawn_points(points)
            assert isinstance(claim, FunctionType)
            accepted = [
                what for what, mutant in code_mutants(claim) if not _refuses(check, mutant, drawn)
            ]
            _compare(accepted, proof)

        return _test(
            proof,
            check.__module__,
            checks=lambda: at_points(points, lambda **p: check(claim, **p)),
            fails=fails,
        )

    return decorate


def states(
    label: str, tex: str, *, reason: str
) -> Callable[[Callable[[], None]], Callable[..., None]]:
    """Mark an equation that no number can prove, with the reason; tests may follow below."""

    def decorate(more: Callable[[], None]) -> Callable[..., None]:
        assert reason.strip(), "why can't it be proved?"
        proof = Proof(label, page_of(more), tex, "stated", reason)
        return _test(proof, more.__module__, checks=more, fails=None)

    return decorate


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
        _compare(accepted, self.proof)


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


def _refuses(check: Callable[..., None], claim: Any, drawn: Sequence[Mapping[str, Any]]) -> bool:
    for point in drawn:
        try:
            check(claim, **point)
        except Exception:
            return True
    return False


def _compare(accepted: Sequence[str], proof: Proof) -> None:
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


def _test(
    proof: Proof, module: str, *, checks: Callable[[], None], fails: Callable[[], None] | None
) -> Callable[..., None]:
    """A test with an aspect for each thing that a proof needs."""
    aspects: dict[str, Callable[[], None]] = {
        "page": lambda: is_on_its_page(proof),
        "holds": checks,
        **({"fails": fails} if fails else {}),
    }

    @pytest.mark.parametrize("aspect", list(aspects))
    def test(aspect: str) -> None:
        aspects[aspect]()

    test.proof = proof  # type: ignore[attr-defined]
    test.__module__ = module
    return test


def is_on_its_page(proof: Proof) -> None:
    """The page has this equation, with this TeX."""
    printed = equations().get(proof.page, {}).get(proof.label)
    assert printed is not None, f"docs/{proof.page} has no equation {proof.label!r}"
    assert " ".join(printed.split()) == " ".join(proof.tex.split()), (
        f"docs/{proof.page} has another formula for {proof.label!r} than its proof: prove it again"
    )


@cache
def equations() -> dict[str, dict[str, str]]:
    """The TeX of every labelled equation, by page and label."""
    found: dict[str, dict[str, str]] = {}
    for page in read_pages(ROOT / "docs"):
        for block in page.blocks:
            if block.name == "equation":
                found.setdefault(page.path, {})[block.argument] = block.body.strip()
    return found


@cache
def macros() -> dict[str, str]:
    """The guide's macros."""
    return read_macros(ROOT / "docs" / "macros.yml")


def page_of(function: Any) -> str:
    """The page that the test module of `function` mirrors."""
    path = Path(function.__code__.co_filename).relative_to(HERE)
    name = path.name.removeprefix("test_").removesuffix(".py").replace("_", "-")
    return path.with_name(f"{name}.md").as_posix()


def modules() -> Iterator[Any]:
    """Every module of proofs."""
    for path in sorted(HERE.rglob("test_*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield importlib.import_module(name)


def proofs() -> list[Proof]:
    """Every proof there is, in the order of the modules and of the proofs in them.

    In a pytest run the proof of a test is `item.function.proof`; it is proved if its test passes in
    every aspect.
    """
    return [proof for module in modules() for proof in proofs_in(module)]


def proofs_in(module: Any) -> list[Proof]:
    """The proofs that a module holds itself, not those that it imports."""
    tests = [test for test in vars(module).values() if hasattr(test, "proof")]
    return [test.proof for test in tests if test.__module__ == module.__name__]
