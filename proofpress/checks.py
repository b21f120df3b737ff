"""Everything that must hold before a page is rendered: one function, all problems at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from proofpress import outputs, results
from proofpress.errors import GuideError, Problem
from proofpress.examples import example_problems
from proofpress.guide import Guide, read_guide
from proofpress.page_checks import page_problems
from proofpress.sandbox import Outcome


@dataclass(frozen=True)
class CheckedGuide:
    """A guide of which everything held, with what its examples gave."""

    guide: Guide
    outcomes: dict[str, Outcome]


def check(guide: Guide, *, twice: bool = False) -> CheckedGuide:
    """Run what has to be run and check everything that can be checked in the source.

    Args:
        guide: the guide, as it was read.
        twice: also run every example in fresh interpreters, to see that it repeats.

    Raises:
        GuideError: with every problem that was found.
    """
    examples = list(guide.examples.values())
    outcomes = results.outcomes(examples, guide.store / "results")
    problems = [
        *(p for example in examples for p in example_problems(example)),
        *(p for page in guide.pages for p in page_problems(page, guide, outcomes)),
        *label_problems(guide),
        *run_problems(guide, outcomes),
        *output_problems(guide, outcomes, twice=twice),
    ]
    if problems:
        raise GuideError(problems)
    return CheckedGuide(guide, outcomes)


def run_problems(guide: Guide, outcomes: dict[str, Outcome]) -> list[Problem]:
    """Examples that failed, and the pages that show them."""
    shown = guide.shown()
    problems = []
    for name, outcome in outcomes.items():
        places = ", ".join(place.where for place in shown.get(name, []))
        for failure in outcome["failures"]:
            advice = f"shown at {places}" if places else ""
            where = guide.examples[name].where(failure["line"])
            problems.append(Problem(where, failure["what"], advice=advice))
    return problems


def output_problems(guide: Guide, outcomes: dict[str, Outcome], *, twice: bool) -> list[Problem]:
    """Outputs that are missing, stale, edited by hand, or different each time."""
    examples = list(guide.examples.values())
    different = outputs.differences(examples, outcomes, guide.snippets)
    suspects = examples if twice else [d.example for d in different if d.recorded is not None]
    unsteady = outputs.unsteady(suspects, outcomes) if suspects else []
    blamed = {problem.where.split(":")[0] for problem in unsteady}
    stale = [d.problem() for d in different if d.example.where() not in blamed]
    wanted = {e.output_name for e in examples}
    orphans = [
        Problem(f"snippets/{name}", "an output file without its example.", advice="remove it")
        for path in sorted(guide.snippets.rglob("*.out"))
        if (name := path.relative_to(guide.snippets).as_posix()) not in wanted
    ]
    return [*unsteady, *stale, *orphans]


def label_problems(guide: Guide) -> list[Problem]:
    """Labels used twice, and examples on no page."""
    problems = [
        Problem(
            place.where,
            f"the label {label!r} is used a second time.",
            advice=f"it stands at {places[0].where}; give one of them another label",
        )
        for label, places in guide.equations().items()
        for place in places[1:]
    ]
    shown = guide.shown()
    problems += [
        Problem(
            example.where(),
            "this example is on no page.",
            advice=f"show it with a block `/// example | {name}`, or remove it and its .out file",
        )
        for name, example in guide.examples.items()
        if name not in shown
    ]
    return problems


_lock = threading.Lock()
_latest: dict[Path, tuple[object, CheckedGuide]] = {}


def checked_guide(root: Path) -> CheckedGuide:
    """The guide below `root`, checked: once for a state of its files, however often one asks.

    Raises:
        GuideError: with every problem that was found.
    """
    with _lock:
        state = tuple(
            (path.as_posix(), stat.st_mtime_ns, stat.st_size)
            for folder in ("docs", "snippets")
            for path in sorted((root / folder).rglob("*"))
            if path.is_file() and (stat := path.stat())
        )
        known = _latest.get(root)
        if known is None or known[0] != state:
            _latest[root] = (state, check(read_guide(root)))
        return _latest[root][1]
