"""Every example, run a second time: each derivative in it is computed again by other means."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.examples import parse_example
from proofpress.record import derivatives_key
from proofpress.second_opinion import Opinion, operators_in, second_opinions
from tests.conftest import ROOT
from tests.recording import Recording

SNIPPETS = ROOT / "snippets"
NAMES = sorted(path.relative_to(SNIPPETS).as_posix() for path in SNIPPETS.rglob("*.py"))


def source(name: str) -> str:
    return Path(SNIPPETS / name).read_text("utf-8")


@pytest.fixture(scope="module")
def opinions(request: pytest.FixtureRequest) -> dict[str, Opinion]:
    """An opinion on each example that was asked for, all in one go."""
    chosen = {item.callspec.id for item in request.session.items if hasattr(item, "callspec")}
    return second_opinions(parse_example(n, source(n)) for n in NAMES if n in chosen)


@pytest.mark.parametrize("name", NAMES)
def test_differences_confirm_every_derivative(
    name: str, opinions: dict[str, Opinion], recording: Recording
) -> None:
    opinion = opinions[name]
    assert not opinion.problems, "\n\n".join(map(str, opinion.problems))
    counted = {
        "derivatives": opinion.checked,
        "different": opinion.disagreed,
        "traced": opinion.traced,
    }
    key = derivatives_key(parse_example(name, source(name)))
    recording.note("derivatives", name, counted | {"of": key})


@pytest.mark.parametrize("name", [n for n in NAMES if operators_in(source(n))])
def test_no_operator_escapes_the_watch(name: str, opinions: dict[str, Opinion]) -> None:
    calls = opinions[name].calls
    assert sum(c.agreed + c.disagreed + c.traced + c.raised for c in calls) > 0
    asked = {calls.operator for calls in opinions[name].calls}
    assert operators_in(source(name)).keys() <= asked


@pytest.mark.parametrize("name", [n for n in NAMES if "# differences disagree:" in source(n)])
def test_a_disagreement_that_is_declared_is_there(name: str, opinions: dict[str, Opinion]) -> None:
    opinion = opinions[name]
    for declared in opinion.declared:
        inside = [c for c in opinion.calls if declared.first <= c.line <= declared.last]
        assert sum(c.disagreed for c in inside) > 0, declared
