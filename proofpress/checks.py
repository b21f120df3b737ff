"""Everything that must hold before a site comes out: one function, all problems at once."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proofpress import outputs, results
from proofpress.errors import GuideError, Problem
from proofpress.examples import Example, example_problems, read_examples
from proofpress.guide import Guide, read_guide, store
from proofpress.page_checks import page_problems
from proofpress.pages import read_pages
from proofpress.record import FILE as RECORD
from proofpress.sandbox import Outcome


@dataclass(frozen=True, eq=False)
class CheckedGuide:
    """A guide with what its examples gave.

    From `begin` until `settle` nothing is known to hold, and an outcome that isn't there yet is
    waited for. Pages are rendered meanwhile, without waiting: from the recorded outputs, which
    `settle` compares, and with places for the figures. They may not be brought out before.
    """

    guide: Guide
    outcomes: Mapping[str, Outcome]
    settled: bool = True


def check(guide: Guide, *, twice: bool = False) -> CheckedGuide:
    """Run what has to be run and check everything that can be checked in the source.

    Args:
        guide: the guide, as it was read.
        twice: also run every example in fresh interpreters, to see that it repeats.

    Raises:
        GuideError: with every problem that was found.
    """
    checked = CheckedGuide(guide, run(guide.root, guide.examples))
    problems = guide_problems(checked, twice=twice)
    if problems:
        raise GuideError(problems)
    return checked


def run(root: Path, examples: Mapping[str, Example]) -> results.Outcomes:
    """Begin to run what has to be run of the `examples` of the guide below `root`."""
    return results.outcomes(examples.values(), store(root) / "results")


def guide_problems(checked: CheckedGuide, *, twice: bool = False) -> list[Problem]:
    """Everything that is wrong, as far as the source and the outcomes tell."""
    guide, outcomes = checked.guide, checked.outcomes
    return [
        *(p for example in guide.examples.values() for p in example_problems(example)),
        *(p for page in guide.pages for p in page_problems(page, guide, outcomes)),
        *label_problems(guide),
        *run_problems(guide, outcomes),
        *output_problems(guide, outcomes, twice=twice),
    ]


def run_problems(guide: Guide, outcomes: Mapping[str, Outcome]) -> list[Problem]:
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


def output_problems(guide: Guide, outcomes: Mapping[str, Outcome], *, twice: bool) -> list[Problem]:
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
_begun: dict[Path, tuple[object, CheckedGuide]] = {}


def checked_guide(root: Path) -> CheckedGuide:
    """The guide below `root`, checked: once for a state of its files, however often one asks.

    Between `begin` and `settle` it is the guide that was begun.

    Raises:
        GuideError: with every problem that was found.
    """
    with _lock:
        if root in _begun:
            return _begun[root][1]
        state = _state(root)
        known = _latest.get(root)
        if known is None or known[0] != state:
            _latest[root] = (state, check(read_guide(root)))
        return _latest[root][1]


def begin(root: Path) -> CheckedGuide:
    """Read the guide below `root` and begin to run it, so that its pages are rendered meanwhile.

    Whoever begins has to `settle`.
    """
    with _lock:
        state = _state(root)
        known = _latest.get(root)
        if known is None or known[0] != state:
            examples = read_examples(root / "snippets")
            outcomes = run(root, examples)  # first of all: it takes longest
            guide = Guide(root, read_pages(root / "docs"), examples)
            known = (state, CheckedGuide(guide, outcomes, settled=False))
        _begun[root] = known
        return known[1]


def settle(root: Path) -> None:
    """Check the guide that was begun; all outcomes are waited for.

    Raises:
        GuideError: with every problem that was found.
    """
    with _lock:
        begun = _begun.pop(root, None)
        if begun is None or _latest.get(root) is begun:
            return
        state, checked = begun
        problems = guide_problems(checked)
        if problems:
            raise GuideError(problems)
        _latest[root] = (state, replace(checked, settled=True))


def _state(root: Path) -> object:
    """What tells one state of the guide's files from another."""
    return tuple(
        (path.as_posix(), stat.st_mtime_ns, stat.st_size)
        for folder in ("docs", "snippets", "tests/equations")
        for path in [*sorted((root / folder).rglob("*")), root / RECORD]
        if path.is_file() and (stat := path.stat())
    )
