"""Right derivatives are let through, wrong ones seen: neither blind nor crying wolf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import autograd.numpy as np
import numpy as plain
import pytest
from autograd import grad, hessian, jacobian
from autograd.extend import defjvp, defvjp, primitive

from proofpress.answers import Gradient, Jacobian, Part, Tangent, Value
from proofpress.quotients import Probe, under
from proofpress.second_derivatives import Hessian
from proofpress.verdicts import Verdict, compare

Function = Callable[[Any], Any]

CHANCE = plain.random.default_rng(7)
A = CHANCE.normal(size=(4, 4))
S = A @ A.T + plain.eye(4)


def gradient(function: Function, x: Any) -> Verdict:
    return compare([(Gradient(function, x), grad(function)(x))])


def curvature(function: Function, x: Any) -> Verdict:
    return compare([(Hessian(function, x), hessian(function)(x))])


def every_slope(function: Function, x: Any) -> Verdict:
    return compare([(Jacobian(function, x), jacobian(function)(x))])


def iterated(x: Any) -> Any:
    y = x
    for _ in range(20):
        y = np.cos(y) + 0.1 * x
    return np.sum(y)


SCALARS: dict[str, Function] = {
    "polynomial": lambda x: np.sum(x**3) - x[0] * x[1] * x[2],
    "quadratic": lambda x: x @ S @ x,
    "exponential": lambda x: np.exp(0.3 * np.sum(np.sin(x))),
    "log-sum-exp": lambda x: np.log(np.sum(np.exp(x))),
    "logistic": lambda x: np.sum(1 / (1 + np.exp(-A @ x))),
    "determinant": lambda x: np.linalg.det(np.outer(x, x) + S),
    "solve": lambda x: x @ np.linalg.solve(S + np.diag(x**2), x),
    "Rosenbrock": lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
    "rational": lambda x: x[0] * x[1] / (1 + x[2] ** 2 + x[3] ** 2),
    "network": lambda x: np.sum(np.tanh(A @ np.tanh(S @ x))),
    "narrow": lambda x: np.sum(np.exp(-1e3 * x**2)),
    "fast": lambda x: np.sum(np.sin(300 * x)),
    "large": lambda x: 1e12 * np.sum(x**2) + 1e12,
    "small": lambda x: 1e-12 * np.sum(np.cos(x)),
    "nearly linear": lambda x: np.sum(x) + 1e-9 * np.sum(x**2),
    "beside a constant": lambda x: 1e6 + np.sum(np.sin(x)),
    "iterated": iterated,
}
POINTS = {
    "ordinary": CHANCE.normal(size=4),
    "far": 10 * CHANCE.normal(size=4),
    "near 0": 1e-3 * CHANCE.normal(size=4),
    "zero": plain.zeros(4),
    "whole": plain.array([1.0, 0.0, -1.0, 2.0]),
}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("name", SCALARS)
def test_a_right_gradient_and_hessian_are_let_through(name: str, point: str) -> None:
    assert gradient(SCALARS[name], POINTS[point]) == Verdict(True)
    assert curvature(SCALARS[name], POINTS[point]) == Verdict(True)


@pytest.mark.parametrize(
    ("function", "x"),
    [
        (lambda x: A @ x, POINTS["ordinary"]),
        (lambda x: np.array([1e8 * x[0] ** 2, 1e-8 * np.sin(x[1])]), plain.ones(2)),
        (lambda x: np.exp(x) / np.sum(np.exp(x)), plain.array([1.0, 2.0, 3.0])),
        (lambda x: np.outer(x, np.sin(x)), POINTS["ordinary"]),
        (lambda x: np.linalg.inv(S + np.outer(x, x)), POINTS["ordinary"]),
        (lambda x: A @ x, plain.array([1, 2, 3, 4])),
        (lambda x: x.T @ x, plain.arange(6.0).reshape(2, 3)),
        (lambda t: t * POINTS["ordinary"], 2.0),
        (lambda x: x * 2, plain.zeros(1)),
        (lambda x: np.sum(x) * np.ones(2), plain.zeros((0, 2))),
        (np.exp, plain.array(700.0)),
        (np.log, plain.array(1e-20)),
        (lambda x: x**2, plain.array(1e-20)),
        (lambda x: 1 / x, plain.array(1e-5)),
        (np.sin, plain.array(1e9)),
        (lambda x: np.sin(1000 * x), plain.array(1.0)),
        (lambda x: np.sin(1e9 * x), plain.array(1.0)),
        (abs, plain.array(1e-10)),
        (lambda x: np.sum(x**2), plain.array([0.1, 0.2], dtype=plain.float32)),
        (lambda x: np.sum(np.sin(x) * np.roll(x, 1) ** 2), plain.linspace(0, 1, 300)),
    ],
)
def test_a_right_jacobian_is_let_through(function: Function, x: Any) -> None:
    assert every_slope(function, x) == Verdict(True)


def test_a_hessian_of_many_inputs_is_looked_at_in_some_directions() -> None:
    x = plain.linspace(0, 1, 100)

    def chain(x: Any) -> Any:
        return np.sum(np.sin(x) * np.roll(x, 1) ** 2)

    right = hessian(chain)(x)
    calls = 0

    def counted(x: Any) -> Any:
        nonlocal calls
        calls += 1
        return chain(x)

    assert compare([(Hessian(counted, x), right)]).agrees
    assert calls < 2000
    wrong = right.copy()
    wrong[40, 41] *= 1.001
    assert not compare([(Hessian(chain, x), wrong)]).agrees


def slightly_wrong(answer: Any, by: float) -> Any:
    """The answer with its largest entry wrong by this part."""
    wrong = plain.array(answer, dtype=float)
    where = plain.unravel_index(plain.argmax(plain.abs(wrong)), wrong.shape)
    wrong[where] *= 1 + by
    return wrong


BLUNT = {"nearly linear", "beside a constant"}
"""Their second derivatives are tiny beside their values, and known less exactly."""


@pytest.mark.parametrize("point", ["ordinary", "near 0"])
@pytest.mark.parametrize("name", SCALARS)
def test_an_entry_wrong_by_one_part_in_a_thousand_is_seen(name: str, point: str) -> None:
    function, x = SCALARS[name], POINTS[point]
    answers: list[tuple[Part, Any]] = [(Gradient(function, x), grad(function)(x))]
    if name not in BLUNT:
        answers.append((Hessian(function, x), hessian(function)(x)))
    for part, answer in answers:
        for by in (1e-3, -1e-4):
            verdict = compare([(part, slightly_wrong(answer, by))])
            assert verdict.why == "they differ."


@pytest.mark.parametrize("name", ["polynomial", "quadratic", "logistic", "solve"])
def test_an_ordinary_derivative_is_known_to_one_part_in_a_million(name: str) -> None:
    function, x = SCALARS[name], POINTS["ordinary"]
    for part, answer in [
        (Gradient(function, x), grad(function)(x)),
        (Hessian(function, x), hessian(function)(x)),
    ]:
        assert not compare([(part, slightly_wrong(answer, 1e-6))]).agrees


@primitive
def cube(x: Any) -> Any:
    return x**3


defvjp(cube, lambda _, x: lambda g: 1.001 * 3 * x**2 * g)
defjvp(cube, lambda g, _, x: 1.001 * 3 * x**2 * g)


@primitive
def times_a(x: Any) -> Any:
    return A @ x


defvjp(times_a, lambda _, __: lambda g: A @ g)  # it should be A.T


@pytest.mark.parametrize(
    "verdict",
    [
        lambda: gradient(lambda x: np.sum(cube(x)), plain.ones(3)),
        lambda: every_slope(cube, plain.ones(3)),
        lambda: curvature(lambda x: np.sum(cube(x)), plain.ones(3)),
        lambda: every_slope(times_a, plain.ones(4)),
        lambda: gradient(lambda x: np.sum(times_a(x)), plain.ones(4)),
        lambda: compare([(Jacobian(lambda x: A @ x, plain.ones(4)), A.T)]),
        lambda: compare([(Jacobian(lambda x: S @ x, plain.ones(4)), S[::-1])]),
        lambda: compare([(Tangent(cube, 2.0, 1.0), 12.012)]),
        lambda: compare([(Value(cube, 2.0), 8.008)]),
    ],
)
def test_a_wrong_rule_is_seen(verdict: Callable[[], Verdict]) -> None:
    assert verdict().why == "they differ."


@pytest.mark.parametrize(
    ("part", "answer", "what"),
    [
        (Jacobian(lambda x: A[:2] @ x, plain.ones(4)), A[:2].T, "shape (4, 2) in place of (2, 4)"),
        (Jacobian(np.sum, plain.ones(4)), plain.ones((1, 4)), "shape (1, 4) in place of (4,)"),
        (Hessian(np.sum, plain.ones(2)), plain.zeros(4), "shape (4,) in place of (2, 2)"),
        (Gradient(np.sum, plain.ones(2)), 1j * plain.ones(2), "complex numbers in place"),
        (Gradient(np.sum, plain.ones(2)), [1.0, 1.0], "shape (2,)|a list"),
        (Gradient(np.sum, plain.ones(2)), "12", "'12' is no number"),
    ],
)
def test_an_answer_of_another_form_is_seen(part: Part, answer: Any, what: str) -> None:
    verdict = compare([(part, answer)])
    if "|" in what:  # a list of numbers has the form of an array
        assert verdict.agrees
    else:
        assert what in verdict.why


KINKS: dict[str, tuple[Function, str]] = {
    "abs": (abs, "from the right 1, from the left -1"),
    "maximum": (lambda x: np.maximum(x, 0.0), "from the right 1, from the left 0"),
    "where": (lambda x: np.where(x > 0, x, 0.0), "from the right 1, from the left 0"),
    "times a truth": (lambda x: x * (x > 0), "from the right 1, from the left 0"),
    "half": (lambda x: (abs(x) + x) / 2, "from the right 1, from the left 0"),
}


@pytest.mark.parametrize("name", KINKS)
def test_a_kink_is_seen_whatever_autograd_says_there(name: str) -> None:
    function, said = KINKS[name]
    for answer in (grad(function)(0.0), 0.0, 0.5, 1.0):
        verdict = compare([(Gradient(function, 0.0), answer)])
        assert not verdict.agrees
        assert verdict.differences == said


def test_a_kink_in_the_gradient_is_seen_in_the_hessian() -> None:
    def bent(x: Any) -> Any:
        return np.sum(np.maximum(x, 0) ** 2)

    x = plain.array([1.0, 0.0])
    assert gradient(bent, x).agrees
    assert not curvature(bent, x).agrees


def schwarz(p: Any) -> Any:
    x, y = p
    return x * y * (x**2 - y**2) / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0 * x


@pytest.mark.filterwarnings("ignore:Output seems independent")
def test_where_the_order_of_differentiating_matters_nothing_is_right() -> None:
    origin = plain.zeros(2)
    assert gradient(schwarz, origin).agrees
    verdict = curvature(schwarz, origin)
    assert verdict.why == "the differences depend on which step goes to zero first."
    assert curvature(schwarz, plain.array([1e-8, 0.0])).agrees
    for answer in ([[0.0, -1.0], [1.0, 0.0]], [[0.0, 1.0], [-1.0, 0.0]], plain.zeros((2, 2))):
        assert not compare([(Hessian(schwarz, origin), plain.array(answer))]).agrees


def hidden(x: Any) -> Any:
    return plain.array([x[0] * x[1], x[0]])


@pytest.mark.filterwarnings("ignore:Output seems independent")
@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (lambda: every_slope(hidden, plain.array([2.0, 3.0])), "they differ."),
        (lambda: gradient(lambda x: x + 1 if x else 1.0, 0.0), "they differ."),
        (lambda: gradient(np.linalg.norm, plain.zeros(2)), "the answer isn't finite."),
        (lambda: gradient(np.prod, plain.zeros(3)), "the answer isn't finite."),
        (lambda: gradient(lambda x: x**0.5, plain.float64(0.0)), "the answer isn't finite."),
        (
            lambda: compare([(Gradient(lambda x: 1 / (x - x), 1.0), 0.0)]),
            "the differences have no limit.",
        ),
        (
            lambda: compare([(Gradient(np.floor, 1.0), 0.0)]),
            "",
        ),
    ],
)
def test_zeros_and_what_is_not_finite_are_seen(verdict: Callable[[], Verdict], why: str) -> None:
    with plain.errstate(all="ignore"):
        found = verdict()
    assert not found.agrees
    assert why in found.why


@pytest.mark.filterwarnings("ignore:Output seems independent")
def test_true_zeros_are_let_through() -> None:
    assert gradient(np.floor, 1.5).agrees
    assert curvature(lambda x: A[0] @ x, plain.ones(4)).agrees
    assert gradient(lambda _: 7.0, 1.5).agrees
    assert gradient(lambda x: np.sum(x**4), plain.zeros(3)).agrees
    assert gradient(lambda x: 1e6 + np.sum(x**2), plain.zeros(3)).agrees


def test_a_function_that_ends_at_the_point_is_looked_at_from_one_side() -> None:
    def ends(x: Any) -> Any:
        if x < 0:
            raise ValueError("only from 0 on")
        return x**2 + 3 * x

    assert gradient(ends, 0.0).agrees
    assert not compare([(Gradient(ends, 0.0), 3.003)]).agrees


def test_a_function_without_values_near_by_says_why() -> None:
    def strict(x: Any) -> Any:
        if x != 1.0:
            raise ValueError("it must be 1")
        return x**2

    verdict = compare([(Gradient(strict, 1.0), 2.0)])
    assert verdict.why == "the function has no values near here (ValueError: it must be 1)."


def test_a_function_that_is_different_each_time_does_not_settle() -> None:
    chance = plain.random.default_rng(0)
    verdict = compare([(Gradient(lambda x: x**2 + chance.normal(), 1.0), 2.0)])
    assert not verdict.agrees


def test_complex_points_have_autograds_conjugate() -> None:
    def squared(z: Any) -> Any:
        return np.abs(z) ** 2

    z = 1 + 2j
    assert gradient(squared, z).agrees
    assert compare([(Gradient(squared, z), 2 - 4j)]).agrees
    assert compare([(Gradient(squared, z), 2 + 4j)]).why == "they differ."
    assert gradient(lambda z: np.real(z) ** 3 + np.imag(z), plain.array([1 + 2j])[0]).agrees
    assert every_slope(squared, plain.array([1 + 2j, 3 - 1j])).agrees


def test_containers_are_looked_at_in_every_place() -> None:
    def energy(p: Any) -> Any:
        return p["a"] * p["b"][0] ** 2 + np.sum(p["b"][1])

    point = {"a": 2.0, "b": [3.0, plain.ones(2)]}
    right = grad(energy)(point)
    assert compare([(Gradient(energy, point), right)]).agrees
    wrong = {"a": right["a"], "b": [right["b"][0], right["b"][1] * plain.array([1, 1.001])]}
    assert not compare([(Gradient(energy, point), wrong)]).agrees
    assert "in place of" in compare([(Gradient(energy, point), {"a": 1.0})]).why


def test_what_differs_is_told_with_both_values() -> None:
    verdict = compare([(Gradient(lambda x: x**2, 3.0), 6.006)])
    assert verdict.answer == "6.006"
    assert verdict.differences.startswith("6, within ")


def test_an_answer_that_noise_hides_is_not_let_through() -> None:
    chance = plain.random.default_rng(0)
    verdict = compare([(Gradient(lambda x: x**2 + 1e-3 * chance.normal(), 1.0), 2.0)])
    assert verdict.why == "the differences don't settle."


def test_a_hessian_is_read_inner_derivative_first() -> None:
    part = Hessian(lambda x: np.sum(x**2), plain.ones(2))
    answer = plain.array([[1.0, 2.0], [3.0, 4.0]])
    with under(Probe(1.0)):
        expected = part.expected(answer, plain.eye(2))
    assert expected.reshape(2, 2).tolist() == [[1, 3], [2, 4]]  # rows by the outer derivative
