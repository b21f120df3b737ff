"""Proofs of labelled equations: how one is written, checked, and seen to fail.

A proof carries the TeX of its equation, and the page must have the same. Where the TeX can be
evaluated (`proves`), the proof only says what the symbols stand for, at many points. Where it
can't, a function holds what is claimed (`computes`). What no number can prove is said to be so
(`states`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

from tests.equations.checking import (
    Evaluated,
    Fails,
    Meanings,
    Tight,
    at_points,
    compare,
    drawn_points,
    refuses,
)
from tests.equations.code_mutants import code_mutants
from tests.equations.proofs import Proof, is_on_its_page, page_of

__all__ = ["Fails", "Meanings", "Tight", "computes", "proves", "states"]


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
                what for what, mutant in code_mutants(claim) if not refuses(check, mutant, drawn)
            ]
            compare(accepted, proof)

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
    def test(aspect: str, recording: Any) -> None:
        aspects[aspect]()
        recording.note_equation(proof, aspect, frozenset(aspects))

    test.proof = proof  # type: ignore[attr-defined]
    test.__module__ = module
    return test
