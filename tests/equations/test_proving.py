"""Proofs that are wrong, idle or out of date are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from proofpress.formula_meanings import Function
from proofpress.formula_trees import FormulaError
from tests.conftest import ROOT
from tests.equations import test_warm_up
from tests.equations.checking import drawn_points
from tests.equations.code_mutants import code_mutants
from tests.equations.points import columns, matrices, numbers
from tests.equations.proofs import HERE, Proof, is_on_its_page, proofs_in
from tests.equations.proving import Fails, Meanings, Tight, computes, proves, states


class Nowhere:
    """Takes what a proof would note, and keeps nothing: these proofs belong to no page."""

    def note_equation(self, *_: object) -> None:
        """Keep nothing."""


NOWHERE = Nowhere()
PRODUCT = r"(f g)'(a) = f'(a)\, g(a) + f(a)\, g'(a)."


def rules(a: float) -> Meanings:
    return {
        "f": Function(lambda t: t**2 - t, derivative=lambda t: 2 * t - 1),
        "g": Function(lambda t: np.exp(2 * t), derivative=lambda t: 2 * np.exp(2 * t)),
        "a": a,
    }


def test_a_proof_holds_and_is_seen_to_fail() -> None:
    proof = proves("product", PRODUCT, a=numbers())(rules)
    proof("holds", NOWHERE)
    proof("fails", NOWHERE)


@pytest.mark.parametrize(
    "wrong",
    [
        PRODUCT.replace("+", "-"),
        PRODUCT.replace("g(a) +", "g'(a) +"),
        PRODUCT.replace("f'(a)", "f(a)"),
        PRODUCT.replace("(f g)'", "(f + g)'"),
    ],
)
def test_a_wrong_formula_does_not_hold(wrong: str) -> None:
    with pytest.raises(AssertionError, match="product fails at"):
        proves("product", wrong, a=numbers())(rules)("holds", NOWHERE)


def test_a_formula_that_is_not_understood_does_not_hold() -> None:
    with pytest.raises(FormulaError, match="unknown symbol 'b'"):
        proves("product", PRODUCT + r"\quad a = b", a=numbers())(rules)("holds", NOWHERE)


def test_points_that_show_too_little_are_found_out() -> None:
    """At 0 only, where f is 0, so that the product's second term can be anything."""
    idle = proves("product", PRODUCT, a=numbers(0, 0))(rules)
    idle("holds", NOWHERE)
    with pytest.raises(AssertionError, match=r"accepts .* changed formulas: .*g'\(a\)"):
        idle("fails", NOWHERE)


def test_a_change_is_listed_with_its_name_and_only_if_it_is_accepted() -> None:
    def even(a: float) -> Meanings:
        return {"f": lambda t: t**2 + 1, "a": a}

    formula = "f(a) = a^2 + 1"
    with pytest.raises(AssertionError, match=r"accepts 1 changed formulas: \['a -> -a'\]"):
        proves("even", formula, a=numbers())(even)("fails", NOWHERE)
    proves("even", formula, unchanged={"a -> -a": "f is even"}, a=numbers())(even)("fails", NOWHERE)
    gone = {"a -> -a": "f is even", "2 -> 3": "a mistake"}
    with pytest.raises(AssertionError, match=r"refused or not made: \['2 -> 3'\]"):
        proves("even", formula, unchanged=gone, a=numbers())(even)("fails", NOWHERE)


def test_a_bound_has_to_be_attained_to_be_proved() -> None:
    formula = r"|x \cdot y| \le \norm{x} \norm{y}"

    def loose(x: Any, y: Any, along: float) -> Meanings:
        return {"x": x, "y": y + along}

    def tight(x: Any, y: Any, along: float) -> Meanings:
        return Tight({"x": x, "y": along * x}) if abs(along) > 1 else {"x": x, "y": y}

    points = {"x": columns(3), "y": columns(3), "along": numbers()}
    proof = proves("schwarz", formula, **points)(tight)
    proof("holds", NOWHERE)
    proof("fails", NOWHERE)
    with pytest.raises(AssertionError, match=r"'9 -> 10'"):
        proves("schwarz", r"x \cdot y \le 9 \norm{x} \norm{y}", **points)(loose)("fails", NOWHERE)
    with pytest.raises(AssertionError, match="isn't within a factor 1"):
        proves("schwarz", formula.replace(r"\le", r"\le 2"), **points)(tight)("holds", NOWHERE)


def test_a_definition_has_to_fail_somewhere() -> None:
    """A limit that is 0 for every slope, but for its denominator."""
    formula = r"\lim_{h \to 0} \frac{f(a + h) - f(a) - c h}{h} = 0"

    def right_only(a: float) -> Meanings:
        return {"f": np.exp, "a": a, "c": float(np.exp(a))}

    def both(a: float) -> Meanings:
        wrong = {"f": np.exp, "a": a, "c": float(np.exp(a)) + 1}
        return Fails(wrong) if a > 0 else right_only(a)

    with pytest.raises(AssertionError, match=r"frac.* -> f\(a \+ h\) - f\(a\) - c h"):
        proves("slope", formula, a=numbers())(right_only)("fails", NOWHERE)
    proof = proves("slope", formula, a=numbers())(both)
    proof("holds", NOWHERE)
    proof("fails", NOWHERE)
    with pytest.raises(AssertionError, match="slope holds at"):
        proves("slope", formula, a=numbers())(lambda a: Fails(_plain(right_only(a))))(
            "holds", NOWHERE
        )
    with pytest.raises(AssertionError, match="no point at which the equation holds"):
        proves("slope", formula, a=numbers())(lambda a: Fails(_plain(right_only(a))))(
            "fails", NOWHERE
        )


def _plain(meanings: Meanings) -> Mapping[str, Any]:
    assert isinstance(meanings, Mapping)
    return meanings


def slope_of_squares(a: Any, x: Any, b: Any) -> Any:
    """A claim: the gradient of the squared length of Ax - b; x and b are columns."""
    return 2 * a.T @ (a @ x - b)


def check_slope_of_squares(claim: Callable[..., Any], a: Any, x: Any, b: Any) -> None:
    def squares(x: Any) -> float:
        return float(sum((row @ x - c) ** 2 for row, c in zip(a, b, strict=True)))

    t = 1e-4
    by_values = [(squares(x + d) - squares(x - d)) / (2 * t) for d in np.eye(3) * t]
    found = claim(a, x[:, None], b[:, None])
    np.testing.assert_allclose(found, np.reshape(by_values, (3, 1)), atol=1e-6)


def test_a_computed_proof_refuses_each_change_of_its_code() -> None:
    points = {"a": matrices(2, 3), "x": columns(3), "b": columns(2)}
    proof = computes("squares", "any", claim=slope_of_squares, **points)(check_slope_of_squares)
    proof("holds", NOWHERE)
    proof("fails", NOWHERE)
    assert proof.proof.kind == "computed"  # type: ignore[attr-defined]

    def lazy(claim: Callable[..., Any], a: Any, x: Any, b: Any) -> None:
        assert claim(a, x[:, None], b[:, None]).shape == (3, 1)

    with pytest.raises(AssertionError, match=r"accepts .*a @ x - b -> a @ x \+ b"):
        computes("squares", "any", claim=slope_of_squares, **points)(lazy)("fails", NOWHERE)


def test_what_is_changed_in_code() -> None:
    def claim(a: Any, b: Any) -> Any:
        return -(a[0] ** 2) * b / 3 if a @ b.T <= 1 else 0

    made = [what for what, _ in code_mutants(claim)]
    for change in (
        "-a[0] ** 2 -> a[0] ** 2",
        "0 -> 1",
        "2 -> 3",
        "3 -> 4",
        "a @ b.T <= 1 -> a @ b.T >= 1",
        "b.T -> b",
        "a @ b.T -> b.T @ a",
        "-a[0] ** 2 * b -> b",
        "-a[0] ** 2 * b / 3 -> -a[0] ** 2 * b * 3",
    ):
        assert change in made
    assert len(made) == len(set(made))
    mutants = dict(code_mutants(claim))
    a, b = np.array([2.0]), np.array([0.25])
    assert claim(a, b) == pytest.approx(-1 / 3)
    assert mutants["a @ b.T <= 1 -> a @ b.T >= 1"](a, b) == 0
    assert mutants["2 -> 3"](a, b) == pytest.approx(-2 / 3)
    assert mutants["3 -> 4"](a, b) == pytest.approx(-1 / 4)


def test_a_statement_needs_a_reason_and_its_tests_run() -> None:
    ran: list[bool] = []
    proof = states("exists", "any", reason="a definition")(lambda: ran.append(True))
    proof("holds", NOWHERE)
    assert ran == [True]
    with pytest.raises(AssertionError, match="why"):
        states("exists", "any", reason=" ")(lambda: None)


def test_the_page_has_the_same_formula_but_for_white_space() -> None:
    proof: Proof = test_warm_up.test_square.proof  # type: ignore[attr-defined]
    is_on_its_page(proof)
    is_on_its_page(replace(proof, tex=f"\n  {proof.tex.replace(' ', '   ')}\n"))
    with pytest.raises(AssertionError, match="prove it again"):
        is_on_its_page(replace(proof, tex=proof.tex.replace("6", "7")))
    with pytest.raises(AssertionError, match="has no equation 'warm-up-cube'"):
        is_on_its_page(replace(proof, label="warm-up-cube"))
    with pytest.raises(AssertionError, match=r"docs/the-map.md has no equation"):
        is_on_its_page(replace(proof, page="the-map.md"))


def test_a_proof_is_counted_where_it_is_written() -> None:
    elsewhere = ModuleType("elsewhere")
    vars(elsewhere)["test_square"] = test_warm_up.test_square
    assert proofs_in(elsewhere) == []
    assert len(proofs_in(test_warm_up)) == 12


def test_the_readme_shows_a_proof_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(@proves.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert shown in (HERE / "test_warm_up.py").read_text("utf-8")


def test_the_points_are_the_same_every_time() -> None:
    points = {"a": numbers(), "x": columns(3)}
    once, again = (drawn_points(points) for _ in range(2))
    assert [p["a"] for p in once] == [p["a"] for p in again]
    np.testing.assert_array_equal([p["x"] for p in once], [p["x"] for p in again])
    assert len({p["a"] for p in once}) > 20
