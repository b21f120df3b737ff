"""Every operator of autograd is watched, however an example comes by it, and compared rightly."""

from __future__ import annotations

import pytest

from proofpress.examples import parse_example
from proofpress.operators import EVERY, SAME
from proofpress.second_opinion import Opinion, second_opinions

SET_UP = """\
import sys, inspect
sys.modules["funcsigs"] = inspect
import autograd
import autograd.numpy as np
from autograd import *
from builtins import isinstance, tuple, list, dict, type
from autograd.differential_operators import make_jvp_reversemode
from autograd import core, grad as d
from autograd.extend import primitive, defvjp, defjvp
from autograd.misc.flatten import flatten
from autograd.test_util import check_grads
x, v = np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, -1.0])
f = lambda x: np.sum(x**3) * x[0]
g = lambda x: np.array([x[0] * x[1], np.sin(x[2])])
bent = primitive(lambda x: x**3)
defvjp(bent, lambda ans, x: lambda g: 1.001 * 3 * x**2 * g)
defjvp(bent, lambda g, ans, x: 1.001 * 3 * x**2 * g)
sum_bent = lambda x: np.sum(bent(x))
"""

RIGHT: dict[str, tuple[str, dict[str, tuple[int, int]]]] = {
    # name: program, and for each operator how often it agreed and how often it was traced
    "grad": ("grad(f)(x)", {"grad": (1, 0)}),
    "alias": ("d(f)(x)", {"grad": (1, 0)}),
    "attribute": ("autograd.grad(f)(x)", {"grad": (1, 0)}),
    "kept": ("df = grad(f)\nfor t in [x, v, 2 * x]:\n    df(t)\n", {"grad": (3, 0)}),
    "helper": ("def h(p): return grad(f)(p)\nh(x)\nh(v)", {"grad": (2, 0)}),
    "argnum": ("grad(lambda a, b: a * b**2, 1)(2.0, 3.0)", {"grad": (1, 0)}),
    "argnum by name": ("grad(lambda a, b: a * b**2, argnum=1)(2.0, 3.0)", {"grad": (1, 0)}),
    "argnums": ("grad(lambda a, b: a * b**2, (0, 1))(2.0, 3.0)", {"grad": (1, 0)}),
    "keywords": ("grad(lambda a, b=1.0: a * b**2)(2.0, b=3.0)", {"grad": (1, 0)}),
    "containers": (
        "grad(lambda p: p['a'] * p['b'][0] ** 2 + np.sum(p['b'][1]))({'a': 2.0, 'b': [3.0, x]})",
        {"grad": (1, 0)},
    ),
    "one entry": ("grad(lambda x: np.array([x @ x]))(x)", {"grad": (1, 0)}),
    "empty": ("grad(lambda x: np.sum(x))(np.zeros(0))", {"grad": (1, 0)}),
    "complex": ("grad(lambda z: np.abs(z) ** 2)(1 + 2j)", {"grad": (1, 0)}),
    "value_and_grad": ("value_and_grad(f)(x)", {"value_and_grad": (1, 0)}),
    "jacobian": ("jacobian(g)(x)", {"jacobian": (1, 0)}),
    "whole numbers": (
        "jacobian(lambda x: np.ones((2, 3)) @ x)(np.array([1, 2, 3]))",
        {"jacobian": (1, 0)},
    ),
    "matrix": ("jacobian(lambda W: W.T @ W)(np.ones((2, 3)))", {"jacobian": (1, 0)}),
    "by a number": ("jacobian(lambda t: t**2 * x)(2.0)", {"jacobian": (1, 0)}),
    "hessian": ("hessian(f)(x)", {"hessian": (1, 0), "jacobian": (0, 1)}),
    "hessian of several": ("hessian(g)(x)", {"hessian": (1, 0), "jacobian": (0, 1)}),
    "jacobian of grad": ("jacobian(grad(f))(x)", {"jacobian": (1, 0), "grad": (0, 1)}),
    "cross block": (
        "jacobian(grad(lambda a, b: np.sum(a**2) * (b @ v), 0), 1)(x, x)",
        {"jacobian": (1, 0), "grad": (0, 1)},
    ),
    "three deep": ("grad(grad(grad(lambda t: t**5)))(2.0)", {"grad": (1, 2)}),
    "elementwise_grad": ("elementwise_grad(g)(x)", {"elementwise_grad": (1, 0)}),
    "deriv": ("deriv(g)(x)", {"deriv": (1, 0)}),
    "make_vjp": (
        "vjp, y = make_vjp(g)(x)\nvjp(np.array([1.0, 2.0]))\nvjp(np.array([0.0, 2.0]))",
        {"make_vjp": (2, 0)},
    ),
    "vjp to a tuple": (
        "vjp, y = make_vjp(lambda x: autograd.builtins.tuple((x**2, x[0])))(x)\nvjp((v, 2.0))",
        {"make_vjp": (1, 0)},
    ),
    "make_jvp": ("jvp = make_jvp(g)(x)\njvp(v)\njvp(x)", {"make_jvp": (2, 0)}),
    "make_jvp of grad": ("make_jvp(grad(f))(x)(v)", {"make_jvp": (1, 0), "grad": (0, 1)}),
    "make_jvp_reversemode": (
        "make_jvp_reversemode(g)(x)(v)",
        {"make_jvp_reversemode": (1, 0)},
    ),
    "make_hvp": (
        "hvp, gradient = make_hvp(f)(x)\nhvp(v)\nhvp(x)",
        {"make_hvp": (3, 0), "grad": (0, 1)},
    ),
    "hessian_vector_product": (
        "hessian_vector_product(f)(x, v)",
        {"hessian_vector_product": (1, 0), "grad": (0, 1)},
    ),
    "hessian_tensor_product": (
        "hessian_tensor_product(lambda W: np.sum(W**3))(np.ones((2, 2)), np.eye(2))",
        {"hessian_vector_product": (1, 0), "grad": (0, 1)},
    ),
    "vector_jacobian_product": (
        "vector_jacobian_product(g)(x, np.array([1.0, -1.0]))",
        {"vector_jacobian_product": (1, 0)},
    ),
    "tensor_jacobian_product": (
        "tensor_jacobian_product(lambda x: np.outer(x, x), 0)(x, np.ones((3, 3)))",
        {"vector_jacobian_product": (1, 0)},
    ),
    "make_ggnvp": ("make_ggnvp(g)(x)(v)", {"make_ggnvp": (1, 0), "grad": (0, 1)}),
    "make_ggnvp of another": (
        "make_ggnvp(g, lambda y: np.sum(np.exp(y)))(x)(v)",
        {"make_ggnvp": (1, 0), "grad": (0, 1)},
    ),
    "grad_named": ("grad_named(lambda a, b: a * b**2, 'b')(2.0, 3.0)", {"grad_named": (1, 0)}),
    "grad_and_aux": ("grad_and_aux(lambda x: (f(x), x * 2))(x)", {"grad_and_aux": (1, 0)}),
    "multigrad_dict": (
        "multigrad_dict(lambda a, b=2.0: a * b**2)(3.0)",
        {"multigrad_dict": (1, 0)},
    ),
    "holomorphic_grad": ("holomorphic_grad(lambda z: z**3)(1 + 2j)", {"holomorphic_grad": (1, 0)}),
    "checkpoint": ("grad(checkpoint(f))(x)", {"grad": (1, 0)}),
    "core": (
        "core.make_vjp(f, x)[0](1.0)\ncore.make_jvp(g, x)(v)",
        {"make_vjp": (1, 0), "make_jvp": (1, 0)},
    ),
    "flatten": ("flat, back = flatten({'a': x, 'b': (1.0, v)})\nback(flat)", {"make_vjp": (1, 0)}),
    "check_grads": ("check_grads(g, modes=['rev'], order=1)(x)", {"make_vjp": (1, 0)}),
    "inside another": (
        "def q(t):\n    grad(f)(v)\n    return t**2\ngrad(q)(3.0)",
        {"grad": (2, 0)},
    ),
    "printing": ("def loud(t):\n    print(t)\n    return t**2\ngrad(loud)(3.0)", {"grad": (1, 0)}),
    "warning": (
        "import warnings\ndef w(t):\n    warnings.warn('x')\n    return t**2\ngrad(w)(3.0)",
        {"grad": (1, 0)},
    ),
    "its own random numbers": (
        "rng = np.random.default_rng(0)\ngrad(lambda x: x @ rng.normal(size=3))(x)\n"
        "assert rng.normal() == np.random.default_rng(0).normal(size=4)[3]",
        {"grad": (1, 0)},
    ),
    "everyone's random numbers": (
        "np.random.seed(1)\ngrad(lambda x: x @ np.random.normal(size=3))(x)\n"
        "after = np.random.normal()\nnp.random.seed(1)\n"
        "assert after == np.random.normal(size=4)[3]",
        {"grad": (1, 0)},
    ),
    "Python's random numbers": (
        "import random\nrandom.seed(1)\ngrad(lambda x: x * random.random())(2.0)\n"
        "after = random.random()\nrandom.seed(1)\nrandom.random()\nassert after == random.random()",
        {"grad": (1, 0)},
    ),
    "changes its argument": (
        "def c(p):\n    p['n'] = 3.0\n    return p['a'] ** 2\ngrad(lambda a: c({'a': a}))(2.0)",
        {"grad": (1, 0)},
    ),
}
WRONG: dict[str, tuple[str, str, str]] = {
    # name: program, the operator that is wrong, a part of what autograd says
    "rule, by grad": ("grad(sum_bent)(np.ones(2))", "grad", "[3.003 3.003]"),
    "rule, by jacobian": ("jacobian(bent)(np.ones(1))", "jacobian", "3.003"),
    "rule, by hessian": ("hessian(sum_bent)(np.ones(1))", "hessian", "6.006"),
    "rule, by jacobian of grad": ("jacobian(grad(sum_bent))(np.ones(1))", "jacobian", "6.006"),
    "rule, by make_hvp": ("make_hvp(sum_bent)(np.ones(1))", "make_hvp", "3.003"),
    "rule, by hessian_vector_product": (
        "hessian_vector_product(sum_bent)(np.ones(1), np.ones(1))",
        "hessian_vector_product",
        "6.006",
    ),
    "rule, forwards": ("make_jvp(bent)(1.0)(1.0)", "make_jvp", "3.003"),
    "rule, forwards over backwards": (
        "make_jvp(grad(sum_bent))(np.ones(1))(np.ones(1))",
        "make_jvp",
        "6.006",
    ),
    "rule, by deriv": ("deriv(bent)(1.0)", "deriv", "3.003"),
    "rule, by make_vjp": ("make_vjp(bent)(1.0)[0](2.0)", "make_vjp", "6.006"),
    "rule, in the core": ("core.make_vjp(bent, 1.0)[0](2.0)", "make_vjp", "6.006"),
    "rule, by value_and_grad": ("value_and_grad(bent)(1.0)", "value_and_grad", "3.003"),
    "rule, by elementwise_grad": (
        "elementwise_grad(bent)(np.ones(1))",
        "elementwise_grad",
        "3.003",
    ),
    "rule, by a tuple of arguments": (
        "grad(lambda a, b: bent(a) + b, (0, 1))(1.0, 1.0)",
        "grad",
        "3.003",
    ),
    "rule, inside a container": ("grad(lambda p: bent(p[0]) + p[1])((1.0, 1.0))", "grad", "3.003"),
    "rule, in a call inside another": (
        "def q(t):\n    grad(bent)(1.0)\n    return t**2\ngrad(q)(3.0)",
        "grad",
        "3.003",
    ),
    "rule of only the second derivative": (
        "p = primitive(lambda x: x**3)\nr = primitive(lambda x: 3 * x**2)\n"
        "defvjp(p, lambda ans, x: lambda g: g * r(x))\n"
        "defvjp(r, lambda ans, x: lambda g: g * 6.006 * x)\n"
        "grad(p)(1.0)\ngrad(grad(p))(1.0)",
        "grad",
        "6.006",
    ),
    "transposed": (
        "A = np.arange(4.0).reshape(2, 2)\nt = primitive(lambda x: A @ x)\n"
        "defvjp(t, lambda ans, x: lambda g: A @ g)\njacobian(t)(np.ones(2))",
        "jacobian",
        "[0. 1. 2. 3.]",
    ),
    "constant changed after use": (
        "def m(x):\n    c = np.ones(3)\n    y = x * c\n    c *= 10\n    return np.sum(y)\n"
        "grad(m)(x)",
        "grad",
        "[10. 10. 10.]",
    ),
    "hidden from autograd": (
        "import numpy\njacobian(lambda x: numpy.array([x[0] * x[1], x[0]]))(x[:2])",
        "jacobian",
        "[0. 0. 0. 0.]",
    ),
    "not holomorphic": (
        "holomorphic_grad(lambda z: np.conj(z) * z * z)(1 + 2j)",
        "holomorphic_grad",
        "",
    ),
    "value of something else": (
        "n = [0]\ndef s(t):\n    n[0] += 1\n    return t * n[0]\nvalue_and_grad(s)(2.0)",
        "value_and_grad",
        "",
    ),
}
SAID = {
    "raises": ("try:\n    grad(f)('pizza')\nexcept TypeError:\n    pass\n", "grad"),
    "no vector": ("try:\n    make_vjp(f)()\nexcept IndexError:\n    pass\n", "make_vjp"),
}
ESCAPES = {
    "past the operators": "from autograd.tracer import trace\n"
    "from autograd.core import VJPNode\ntrace(VJPNode.new_root(), f, x)\n",
    "hidden in a function": "from autograd.tracer import trace\nfrom autograd.core import VJPNode\n"
    "def h(t):\n    trace(VJPNode.new_root(), f, x)\n    return t**2\ngrad(h)(2.0)\n",
}
LEAKS = {"traced values in the answer": "make_vjp(lambda x: (x**2, x[0]))(x)\n"}
LINE = SET_UP.count("\n")


def programs() -> dict[str, str]:
    several = {**RIGHT, **WRONG, **SAID}
    return {name: case[0] for name, case in several.items()} | ESCAPES | LEAKS


@pytest.fixture(scope="module")
def opinions() -> dict[str, Opinion]:
    names = {f"jacobian/{n}.py": name for n, name in enumerate(programs())}
    examples = [parse_example(path, SET_UP + programs()[name]) for path, name in names.items()]
    return {names[path]: found for path, found in second_opinions(examples).items()}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_is_compared_and_let_through(
    name: str, opinions: dict[str, Opinion]
) -> None:
    opinion = opinions[name]
    assert opinion.problems == ()
    counted = {calls.operator: (0, 0) for calls in opinion.calls}
    for calls in opinion.calls:
        agreed, traced = counted[calls.operator]
        counted[calls.operator] = (agreed + calls.agreed, traced + calls.traced)
    assert counted == RIGHT[name][1]
    assert all(calls.line > LINE for calls in opinion.calls)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_told_at_its_line(name: str, opinions: dict[str, Opinion]) -> None:
    program, operator, said = WRONG[name]
    (problem,) = opinions[name].problems
    lines = (SET_UP + program).splitlines()
    number = int(problem.where.split(":")[1])
    assert operator in lines[number - 1] or operator == "grad"
    assert problem.what.startswith(f"{operator} at ")
    assert said in problem.got
    assert problem.got.endswith("(autograd)")
    assert problem.expected.endswith("(differences)")
    assert sum(calls.disagreed for calls in opinions[name].calls) == 1


@pytest.mark.parametrize("name", SAID)
def test_an_operator_that_raises_is_counted_apart(name: str, opinions: dict[str, Opinion]) -> None:
    (calls,) = opinions[name].calls
    assert opinions[name].problems == ()
    assert (calls.operator, calls.raised, calls.agreed) == (SAID[name][1], 1, 0)


@pytest.mark.parametrize("name", ESCAPES)
def test_a_derivative_that_no_operator_saw_is_told(name: str, opinions: dict[str, Opinion]) -> None:
    what = [problem.what for problem in opinions[name].problems]
    assert any("that no watched operator has seen" in text for text in what)


@pytest.mark.parametrize("name", LEAKS)
def test_an_answer_that_is_no_number_is_told(name: str, opinions: dict[str, Opinion]) -> None:
    (problem,) = opinions[name].problems
    assert "the answer isn't what was to be expected: ArrayBox is not made of" in problem.what


def test_every_operator_that_autograd_has_is_watched() -> None:
    import autograd
    from autograd import differential_operators

    no_operators = {"primitive", "checkpoint", "unary_to_nary", "vspace", "defvjp_argnum"}
    public = {
        name
        for module in (autograd, differential_operators)
        for name, value in vars(module).items()
        if callable(value) and not isinstance(value, type) and not name.startswith("_")
    }
    containers = {"dict", "isinstance", "list", "tuple", "type", "atuple"}
    assert public - no_operators - containers == set(EVERY)


def test_each_operator_is_among_the_cases() -> None:
    tried = {operator for _, counted in RIGHT.values() for operator in counted}
    assert tried == set(EVERY) - set(SAME)
