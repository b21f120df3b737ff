"""Compare what an example printed with its .out file, or write the file: one code path."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofpress.errors import Problem
from proofpress.examples import Example
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome

ADVICE = "if the new output is right: python -m proofpress check --update"


@dataclass(frozen=True)
class Difference:
    """An example whose output and .out file differ; `recorded` is None where there is no file."""

    example: Example
    recorded: str | None
    printed: str

    def problem(self) -> Problem:
        """The difference, as an error names it: file and line, expected and got."""
        where = f"snippets/{self.example.output_name}"
        if self.recorded is None:
            return Problem(where, "the output file is missing.", got=self.printed, advice=ADVICE)
        old, new = self.recorded.split("\n"), self.printed.split("\n")
        pairs = zip(old, new, strict=False)
        line = next(
            (n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(len(old), len(new))
        )
        return Problem(
            f"{where}:{line}",
            f"it is not what snippets/{self.example.name} prints.",
            expected=self.recorded or "(nothing)",
            got=self.printed or "(nothing)",
            advice=ADVICE,
        )

    def as_patch(self) -> str:
        """The change that an update makes, as a unified diff."""
        name = f"snippets/{self.example.output_name}"
        lines = difflib.unified_diff(
            (self.recorded or "").splitlines(keepends=True),
            self.printed.splitlines(keepends=True),
            name if self.recorded is not None else "/dev/null",
            name,
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def differences(
    examples: Iterable[Example], outcomes: Mapping[str, Outcome], snippets: Path
) -> list[Difference]:
    """Where the .out files below `snippets` are not what the examples printed."""
    found = []
    for example in examples:
        if outcomes[example.name]["failures"]:
            continue
        before, printed = recorded(example, snippets), outcomes[example.name]["output"]
        if printed != before:
            found.append(Difference(example, before, printed))
    return found


def recorded(example: Example, snippets: Path) -> str | None:
    """What stands in the .out file of `example` below `snippets`, None if there is no file."""
    path = snippets / example.output_name
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else None


def update(found: Iterable[Difference], snippets: Path) -> None:
    """Write the .out files anew."""
    for difference in found:
        path = snippets / difference.example.output_name
        path.write_bytes(difference.printed.encode())


def unsteady(examples: Iterable[Example], outcomes: Mapping[str, Outcome]) -> list[Problem]:
    """Which of `examples` print or draw something else in a fresh interpreter, differently hashed.

    A fork shares its parent's random state and hash seed, so a second fork would prove nothing.
    """
    chosen = [e for e in examples if not outcomes[e.name]["failures"]]
    again = [run_examples(chosen, fork=False, hash_seed=seed) for seed in ("1", "2")]
    problems = []
    for example in chosen:
        first = outcomes[example.name]
        for second in (run[example.name] for run in again):
            if second["failures"]:
                text = "; ".join(f["what"] for f in second["failures"])
                problems.append(Problem(example.where(), f"run a second time, it failed: {text}"))
            elif second["output"] != first["output"]:
                problems.append(
                    Problem(
                        example.where(
                            _first_other_line(first["output"], second["output"], example)
                        ),
                        "it prints something else each time.",
                        expected=first["output"],
                        got=second["output"],
                        advice="seed its random numbers; sort what comes out of a set",
                    )
                )
            elif second["figure"] != first["figure"]:
                problems.append(
                    Problem(
                        example.where(),
                        "it draws something else each time.",
                        advice="seed its random numbers",
                    )
                )
            else:
                continue
            break
    return problems


def _first_other_line(first: str, second: str, example: Example) -> int:
    """The line of the example to look at first: its only print, or its last."""
    lines = example.source.splitlines()
    prints = [n for n, line in enumerate(lines, start=1) if "print(" in line]
    changed = next(
        (
            n
            for n, (a, b) in enumerate(zip(first.split("\n"), second.split("\n"), strict=False))
            if a != b
        ),
        0,
    )
    if not prints:
        return len(lines)
    return prints[min(changed, len(prints) - 1)]
