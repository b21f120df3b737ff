"""What an opinion says of an example: declared disagreements, problems, counts, plain data."""

from __future__ import annotations

import json

import pytest

from proofpress.examples import Disagreement, parse_example
from proofpress.runner import run_examples
from proofpress.second_opinion import Opinion, operators_in, second_opinion, second_opinions

KINK = """\
from autograd import grad

# differences disagree: abs has a kink at 0
print(grad(abs)(0.0))
print(grad(abs)(2.0), grad(abs)(3.0))
"""


def opinion_on(source: str, *, fork: bool | None = None, seconds: float = 60) -> Opinion:
    example = parse_example("jacobian/one.py", source)
    return second_opinions([example], fork=fork, seconds=seconds)[example.name]


def told(opinion: Opinion) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in opinion.problems]


@pytest.mark.parametrize("fork", [True, False])
def test_a_declared_disagreement_is_fine_where_there_is_one(fork: bool) -> None:
    opinion = opinion_on(KINK, fork=fork)
    assert opinion.problems == ()
    assert (opinion.checked, opinion.disagreed, opinion.traced) == (2, 1, 0)
    assert opinion.declared == (Disagreement(3, 4, 4, "abs has a kink at 0"),)
    assert [(c.operator, c.line, c.agreed, c.disagreed) for c in opinion.calls] == [
        ("grad", 4, 0, 1),
        ("grad", 5, 2, 0),
    ]


def test_a_disagreement_that_is_not_declared_is_told_with_both_sides() -> None:
    (problem,) = opinion_on(KINK.replace("# differences", "# the differences")).problems
    assert problem.where == "snippets/jacobian/one.py:4"
    assert problem.what == "grad at 0.0: left and right differ."
    assert problem.expected == "from the right 1, from the left -1 (differences)"
    assert problem.got == "0 (autograd)"
    assert "# differences disagree: the reason" in problem.advice


def test_a_disagreement_declared_in_vain_is_told() -> None:
    opinion = opinion_on(KINK.replace("abs)(0.0)", "abs)(1.0)"))
    ((where, what),) = told(opinion)
    assert where == "snippets/jacobian/one.py:3"
    assert what.startswith("differences agree with every derivative here, but it is said: abs has")


def test_a_declaration_is_about_the_statement_below_it_and_no_other() -> None:
    moved = KINK.replace("# differences disagree: abs has a kink at 0\n", "")
    moved = moved.replace("print(grad(abs)(2", "# differences disagree: no\nprint(grad(abs)(2")
    lines = {where.rpartition(":")[2] for where, _ in told(opinion_on(moved))}
    assert lines == {"3", "4"}


def test_a_statement_of_several_lines_in_a_function_may_be_declared() -> None:
    opinion = opinion_on("""\
from autograd import grad


def slope(f):
    # differences disagree: f has a kink at 0
    return (
        grad(f)
        (0.0)
    )


slope(abs)
""")
    assert opinion.problems == ()
    assert opinion.disagreed == 1


def test_one_that_is_never_called_is_told() -> None:
    opinion = opinion_on("""\
from autograd import grad, jacobian as j


def slope(f, x):
    return grad(f)(x)


j(abs)(2.0)
""")
    assert told(opinion) == [
        (
            "snippets/jacobian/one.py:5",
            "it uses grad, but the run under watch never came to that.",
        )
    ]


def test_what_fails_under_watch_is_told_at_its_line() -> None:
    ((where, what),) = told(opinion_on("from autograd import grad\n\ngrad(abs)(2)\n"))
    assert where == "snippets/jacobian/one.py:3"
    assert what.startswith("run under watch, it raised TypeError: Can't differentiate w.r.t.")


def test_one_whose_process_dies_or_takes_too_long_is_told() -> None:
    dies = opinion_on("import os\n\nos._exit(0)\n")
    assert "its process died" in told(dies)[0][1]
    slow = opinion_on(
        "import time\nfrom autograd import grad\n\n\ndef f(x):\n    time.sleep(0.2)\n"
        "    return x**2\n\n\ngrad(f)(1.0)\n",
        seconds=2,
    )
    assert "it took longer than 2 seconds" in told(slow)[0][1]


def test_an_example_that_draws_or_warns_is_watched_as_any_other() -> None:
    opinion = opinion_on("""\
# warns: divide by zero
import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import grad

np.log(np.zeros(1))
plt.plot([1.0, 2.0], [grad(np.sin)(1.0), grad(np.sin)(2.0)])
plt.show()
""")
    assert opinion.problems == ()
    assert opinion.checked == 2


def test_the_run_that_a_reader_sees_knows_nothing_of_it() -> None:
    source = """\
from autograd import grad

calls = []


def f(x):
    calls.append(x)
    print("at", float(x) if isinstance(x, float) else "a traced value")
    return x**2


grad(f)(1.0)
print(len(calls), grad.__module__)
"""
    example = parse_example("jacobian/one.py", source)
    outcome = run_examples([example])[example.name]
    assert outcome["output"] == "at a traced value\n1 autograd.wrap_util\n"
    assert "report" not in outcome
    opinion = second_opinion(example)
    assert opinion.problems == ()
    assert opinion.checked == 1


def test_an_opinion_is_plain_data() -> None:
    data = json.loads(json.dumps(opinion_on(KINK).as_json()))
    assert data["example"] == "jacobian/one.py"
    assert data["declared"][0]["reason"] == "abs has a kink at 0"
    assert data["calls"][0] == {
        "operator": "grad",
        "line": 4,
        "agreed": 0,
        "disagreed": 1,
        "traced": 0,
        "raised": 0,
    }
    assert data["problems"] == []


def test_two_opinions_are_the_same() -> None:
    assert opinion_on(KINK) == opinion_on(KINK, fork=False)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from autograd import grad\ngrad(f)", {"grad": 2}),
        ("from autograd import grad as d\n\nd(f)", {"grad": 3}),
        ("from autograd import grad\n", {}),
        ("import autograd\nautograd.hessian(f)", {"hessian": 2}),
        ("import autograd as a\na.hessian(f)", {"hessian": 2}),
        ("import autograd.core\nautograd.core.make_vjp(f, x)", {"make_vjp": 2}),
        ("from autograd import differential_operators as o\no.deriv(f)", {"deriv": 2}),
        ("from autograd.differential_operators import make_hvp\nmake_hvp(f)", {"make_hvp": 2}),
        (
            "from autograd import hessian_tensor_product as h\nh(f)",
            {"hessian_vector_product": 2},
        ),
        ("import numpy as np\nnp.grad(f)\ngrad = 1\ngrad", {}),
        ("import autograd.numpy as np\nnp.gradient(x)\n", {}),
    ],
)
def test_the_operators_that_a_program_uses_are_found(source: str, found: dict[str, int]) -> None:
    assert operators_in(source) == found
