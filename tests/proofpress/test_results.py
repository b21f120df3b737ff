"""What is kept between builds, and under which key."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

import proofpress
from proofpress import results
from proofpress.examples import Example, parse_example
from proofpress.results import KEPT_SECONDS, RUNNER, key, outcomes, surroundings
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome

ONE = parse_example("a/one.py", "print(1)\n")
TWO = parse_example("a/two.py", "print(2)\n")
BAD = parse_example("a/bad.py", "raise ValueError\n")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the examples that were really run, each done before its outcome is asked for."""
    names: list[str] = []

    def start(examples: Iterable[Example]) -> dict[str, Future[Outcome]]:
        chosen = list(examples)
        names.extend(e.name for e in chosen)
        futures: dict[str, Future[Outcome]] = {e.name: Future() for e in chosen}
        for name, outcome in run_examples(chosen).items():
            futures[name].set_result(outcome)
        return futures

    monkeypatch.setattr(results, "start_examples", start)
    return names


@pytest.fixture(autouse=True)
def fresh_surroundings() -> None:
    surroundings.cache_clear()


def test_touching_one_example_runs_only_that_one(tmp_path: Path, ran: list[str]) -> None:
    outcomes([ONE, TWO], tmp_path)
    touched = parse_example("a/two.py", "print(22)\n")
    again = outcomes([ONE, touched], tmp_path)
    assert ran == ["a/one.py", "a/two.py", "a/two.py"]
    assert [outcome["output"] for outcome in again.values()] == ["1\n", "22\n"]


def test_failures_are_not_kept(tmp_path: Path, ran: list[str]) -> None:
    for _ in range(2):
        assert outcomes([BAD], tmp_path)["a/bad.py"]["failures"]
    assert ran == ["a/bad.py"] * 2


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "{}", '{"output": "1"}'])
def test_a_kept_outcome_that_is_broken_is_ignored(
    tmp_path: Path, ran: list[str], text: str
) -> None:
    outcomes([ONE], tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(text, "utf-8")
    assert outcomes([ONE], tmp_path)["a/one.py"]["output"] == "1\n"
    assert len(ran) == 2


@pytest.mark.usefixtures("ran")
def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    outcomes([ONE], tmp_path)
    (kept,) = tmp_path.iterdir()
    old = time.time() - KEPT_SECONDS - 60
    os.utime(kept, (old, old))
    outcomes([ONE, TWO], tmp_path)
    assert kept.exists()  # it was asked for just now
    os.utime(kept, (old, old))
    outcomes([BAD], tmp_path)
    assert not kept.exists()


def test_the_key_changes_with_source_and_name() -> None:
    around = surroundings()
    keys = {
        key(parse_example(name, source), around)
        for name in ("a/a.py", "a/b.py")
        for source in ("print(1)\n", "print(1) \n")
    }
    assert len(keys) == 4


def test_the_key_changes_with_what_the_source_is_read_as() -> None:
    around = surroundings()
    read = (ONE, replace(ONE, draws=True), replace(ONE, warns=("unasked",)))
    assert len({key(example, around) for example in read}) == 3


@pytest.mark.parametrize("library", ["numpy", "autograd", "matplotlib"])
def test_the_key_changes_with_each_library(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    before = key(ONE, surroundings())
    newer = {library: "99"}
    monkeypatch.setattr("proofpress.results.version", lambda name: newer.get(name) or version(name))
    surroundings.cache_clear()
    assert key(ONE, surroundings()) != before


@pytest.mark.parametrize(
    ("where", "what"),
    [("sys.version", "3.99"), ("platform.machine", lambda: "m"), ("platform.system", lambda: "s")],
)
def test_the_key_changes_with_python_and_platform(
    monkeypatch: pytest.MonkeyPatch, where: str, what: object
) -> None:
    before = key(ONE, surroundings())
    monkeypatch.setattr(f"proofpress.results.{where}", what)
    surroundings.cache_clear()
    assert key(ONE, surroundings()) != before


def test_the_key_changes_with_the_kind_of_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(ONE, surroundings())
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    surroundings.cache_clear()
    assert key(ONE, surroundings()) != before


@pytest.mark.parametrize("module", RUNNER)
def test_the_key_changes_with_the_runner(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str
) -> None:
    before = key(ONE, surroundings())
    package = Path(str(proofpress.__file__)).parent
    for name in RUNNER:
        shutil.copy(package / name, tmp_path / name)
    with (tmp_path / module).open("a", encoding="utf-8") as source:
        source.write("# touched\n")
    monkeypatch.setattr(results, "__file__", str(tmp_path / "results.py"))
    surroundings.cache_clear()
    assert key(ONE, surroundings()) != before


def test_the_runner_is_every_module_that_a_run_loads() -> None:
    source = "import sys\n\nprint(*sorted(m for m in sys.modules if m.startswith('proofpress.')))\n"
    seen: set[str] = set()
    for fork in (True, False):
        outcome = run_examples([parse_example("a/a.py", source)], fork=fork)["a/a.py"]
        seen |= {f"{name.removeprefix('proofpress.')}.py" for name in outcome["output"].split()}
    told = {"errors.py"}  # words for people; an outcome holds none of them
    assert seen - told <= set(RUNNER)
    assert "sandbox.py" in seen
