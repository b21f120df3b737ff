"""A second opinion for every derivative that an example computes.

Each example runs once more, in a process of its own, with autograd's operators watched. What an
operator answers is compared with difference quotients of the function's own values. Where the two
rightly disagree, the example says so above the statement, with a reason:

    # differences disagree: abs has a kink at 0
    print(grad(abs)(0.0))

and then they have to disagree there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, cast

from proofpress.errors import Problem
from proofpress.examples import Disagreement, Example
from proofpress.operators import EVERY, SAME
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome, WatchedOutcome
from proofpress.watch import Difference, Report

SECONDS = 120.0
"""How long an example may take while its functions are called over and over."""
SOURCES = (
    *("answers.py", "chance.py", "coordinates.py", "differences.py", "operators.py"),
    *(
        "quotients.py",
        "second_derivatives.py",
        "second_opinion.py",
        "verdicts.py",
        "watch.py",
        "watched_operators.py",
    ),
)
"""The modules, beside those that run an example, on which an opinion depends."""
ADVICE = (
    "if autograd is right, or rightly wrong, say why in a line above the statement: "
    "# differences disagree: the reason"
)


@dataclass(frozen=True)
class Calls:
    """The calls of one operator at one line.

    Attributes:
        operator: its name.
        line: the line of the example.
        agreed: how often its answer and the differences were the same.
        disagreed: how often they weren't.
        traced: how often it was called by way of another operator, with values that are traced;
            those calls were looked at in the answer of the outermost one.
        raised: how often it raised an error, which the example caught.
    """

    operator: str
    line: int
    agreed: int
    disagreed: int
    traced: int
    raised: int


@dataclass(frozen=True)
class Opinion:
    """What a second run of one example showed.

    Attributes:
        example: its name.
        calls: what was called where.
        declared: what it says of differences that disagree.
        problems: what is wrong; empty if every derivative is what it should be.
    """

    example: str
    calls: tuple[Calls, ...]
    declared: tuple[Disagreement, ...]
    problems: tuple[Problem, ...]

    @property
    def checked(self) -> int:
        """How many answers were computed a second time and found the same."""
        return sum(calls.agreed for calls in self.calls)

    @property
    def disagreed(self) -> int:
        """How many answers rightly differ, if there are no problems."""
        return sum(calls.disagreed for calls in self.calls)

    @property
    def traced(self) -> int:
        """How many calls were made by way of others."""
        return sum(calls.traced for calls in self.calls)

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def second_opinion(example: Example) -> Opinion:
    """Run `example` a second time and compare every derivative in it."""
    return second_opinions([example])[example.name]


def second_opinions(
    examples: Iterable[Example], *, fork: bool | None = None, seconds: float = SECONDS
) -> dict[str, Opinion]:
    """Opinions on `examples`, several at once, by name; the arguments are `run_examples`'s."""
    chosen = list(examples)
    outcomes = run_examples(chosen, fork=fork, seconds=seconds, watched=True)
    return {example.name: opinion(example, outcomes[example.name]) for example in chosen}


def opinion(example: Example, outcome: Outcome) -> Opinion:
    """What the watched run `outcome` says about `example`."""
    problems = [
        Problem(example.where(failure["line"]), f"run under watch, {failure['what']}")
        for failure in outcome["failures"]
    ]
    if "report" not in outcome:  # its process died
        return Opinion(example.name, (), example.disagreements, tuple(problems))
    report = cast("WatchedOutcome", outcome)["report"]
    calls = tuple(
        Calls(t["operator"], t["line"], t["agreed"], t["disagreed"], t["traced"], t["raised"])
        for t in report["tallies"]
    )
    if not problems:
        problems = _problems(example, report)
    return Opinion(example.name, calls, example.disagreements, tuple(problems))


def _problems(example: Example, report: Report) -> list[Problem]:
    told = [
        _difference(example, difference)
        for difference in report["differences"]
        if not any(d.first <= difference["line"] <= d.last for d in example.disagreements)
    ]
    lines = {difference["line"] for difference in report["differences"]}
    in_vain = [
        Problem(
            example.where(declared.line),
            f"differences agree with every derivative here, but it is said: {declared.reason}",
            advice="remove this line, or put it right above the statement that it is about",
        )
        for declared in example.disagreements
        if not any(declared.first <= line <= declared.last for line in lines)
    ]
    return [*told, *in_vain, *_unseen(example, report)]


def _difference(example: Example, difference: Difference) -> Problem:
    return Problem(
        example.where(difference["line"]),
        f"{difference['operator']} at {difference['point']}: {difference['why']}",
        expected=difference["differences"] and f"{difference['differences']} (differences)",
        got=difference["answer"] and f"{difference['answer']} (autograd)",
        advice=ADVICE,
    )


def _unseen(example: Example, report: Report) -> list[Problem]:
    """Operators that the example uses and that the watch never saw, and what escaped it."""
    missing = operators_in(example.source)
    problems = [
        Problem(
            example.where(line),
            f"it uses {operator}, but the run under watch never came to that.",
            advice="call it, or remove it",
        )
        for operator, line in sorted(missing.items(), key=lambda item: item[1])
        if operator not in report["asked"]
    ]
    problems += [
        Problem(
            example.where(line),
            "here a derivative is taken, by autograd, that no watched operator has seen.",
            advice="take it with one of autograd's operators",
        )
        for line in sorted(set(report["escaped"]))
    ]
    return problems


def operators_in(source: str) -> dict[str, int]:
    """The differential operators that `source` uses, and the first line where each stands."""
    tree = ast.parse(source)
    by_name: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograd":
            for alias in node.names:
                if alias.name in EVERY:
                    by_name[alias.asname or alias.name] = alias.name
                else:
                    modules.add(alias.asname or alias.name)
        elif isinstance(node, ast.Import):
            modules |= {
                alias.asname or "autograd"
                for alias in node.names
                if alias.name.split(".")[0] == "autograd"
            }
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        operator = _operator(node, by_name, modules)
        if operator and isinstance(node, ast.expr):
            canonical = SAME.get(operator, operator)
            found[canonical] = min(node.lineno, found.get(canonical, node.lineno))
    return found


def _operator(node: ast.AST, by_name: dict[str, str], modules: set[str]) -> str | None:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return by_name.get(node.id)
    if isinstance(node, ast.Attribute) and node.attr in EVERY:
        root = node.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id in modules:
            return node.attr
    return None
