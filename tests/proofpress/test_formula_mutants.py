"""Which changes are made to a formula."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from proofpress.formula_expressions import parts
from proofpress.formula_meanings import Columns
from proofpress.formula_mutants import mutants
from proofpress.formula_statements import Reading, claims, read
from proofpress.formula_writing import tex
from proofpress.formulas import read_macros
from tests.conftest import ROOT

MACROS = read_macros(ROOT / "docs" / "macros.yml")
MEANINGS: dict[str, Any] = {
    "A": np.array([[1.0, 2], [4, 5]]),
    "B": np.array([[0.0, 1], [3, 1]]),
    "x": np.array([1.0, -2]),
    "e": Columns(np.eye(2)),
    "c": 2.0,
    "k": 3.0,
    "i": 1,
    "j": 2,
    "n": 2,
    "f": lambda x: x[0] * x[1] ** 2,
    "s": np.sin,
}


def changes(formula: str) -> list[str]:
    """What is changed in a formula, one by one."""
    read_as, here = read(formula, MEANINGS, MACROS)
    list(claims(read_as, here, Reading({"c": 1})))
    return [mutant.what for mutant in mutants(read_as, here.seen)]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("c = k - 2", {"c -> -c", "k - 2 -> -k - 2", "k - 2 -> k + 2", "k - 2 -> k",
                       "k - 2 -> -2", "2 -> 3"}),
        ("c = -k", {"-k -> k"}),
        ("c k = 1", {"c k -> c", "c k -> k", "1 -> 2"}),
        ("c^2 = k^n", {"2 -> 3", "n -> n + 1"}),
        ("A B = B A", {"A B -> B A", "B A -> A B", r"A -> A^\top", r"B -> B^\top"}),
        (r"A^\top x = x", {r"A^\top -> A", r"x -> x^\top"}),
        ("A_{12} = A_{ij}", {"A_{1, 2} -> A_{2, 1}", "A_{i, j} -> A_{j, i}", "1 -> next(1)",
                             "2 -> next(2)", "i -> next(i)", "j -> next(j)"}),
        (r"A e_j = x", {"j -> next(j)"}),
        (r"c \le k", {r"c \le k -> c \ge k"}),
        (r"c > k", {"c > k -> c < k"}),
        (r"\sum_{j=1}^n x_j = c", {"1 -> 2", "n -> n - 1", "j -> next(j)"}),
        (r"x_1 + \dots + x_n = c", {"1 -> 2", "n -> n - 1", "# -> next(#)"}),
        (r"A \in \R^{n \times k}", {r"\R^{n \times k} -> \R^{k \times n}", "n -> n + 1",
                                    "k -> k + 1"}),
        (r"\frac{c}{k} = 1", {r"\frac{c}{k} -> c", r"\frac{c}{k} -> \frac{k}{c}"}),
        (r"\sin c = |k|", {r"\sin(c) -> \cos(c)", "|k| -> k"}),
        (r"\sqrt{c} = k", {r"\sqrt[2]{c} -> c", "2 -> 3"}),
        (r"s'(c) = s(c)", {"s' -> s", "s(c) -> c", "s'(c) -> c"}),
        (r"(s \circ s)'(c) = k", {r"s \circ s -> s \circ s"}),
        (r"\frac{\partial f}{\partial x_j}(x) = \frac{\partial f}{\partial x_1}(x)",
         {"j -> next(j)", "1 -> next(1)"}),
    ],
)  # fmt: skip
def test_each_sign_index_exponent_transpose_and_factor_is_changed(
    formula: str, expected: set[str]
) -> None:
    made = changes(formula)
    assert len(made) == len(set(made))
    assert expected <= set(made)


def test_what_changes_nothing_for_any_formula_is_not_made() -> None:
    assert not [what for what in changes("c k = k c") if what in ("c k -> k c", "c -> c^\\top")]
    assert r"A x = 0 -> \-A x" not in changes("A_{11} = 0")
    assert "c -> -c" not in changes(r"\cos c = k")
    assert "A_{1, 1} -> A_{1, 1}" not in changes("A_{11} = 1")


def test_a_mutant_differs_in_one_place() -> None:
    read_as, here = read(r"x^\top A x = c^2 - x_1", MEANINGS, MACROS)
    list(claims(read_as, here, Reading()))
    whole = tex(read_as)
    for mutant in mutants(read_as, here.seen):
        assert tex(mutant.formula) != whole
        old, new = (list(map(type, dict(parts(f)).values())) for f in (read_as, mutant.formula))
        assert abs(len(old) - len(new)) <= 6


def test_the_index_after_the_last_is_the_first() -> None:
    read_as, here = read("x_2 = -2", MEANINGS, MACROS)
    list(claims(read_as, here, Reading()))
    (shifted,) = [m for m in mutants(read_as, here.seen) if m.what == "2 -> next(2)"]
    assert [claim.left for claim in claims(shifted.formula, here, Reading())] == [1]
