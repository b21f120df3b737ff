"""Run one example in this very process, under guard, and write down what happened.

A job may ask to have autograd's operators watched: then what counts is the watch's report, and
what the example prints, draws and warns of is nobody's business (that was looked at elsewhere).

The process must be fresh (forked or spawned for this one run): the guards can't be taken off.
They are there against mistakes, not against malice.

As a command: `python -m proofpress.sandbox`, with the job as JSON on standard input.
"""

from __future__ import annotations

import io
import json
import os
import sys
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from proofpress import figures, guards
from proofpress.guards import Failure, Guard

if TYPE_CHECKING:
    from proofpress.watch import Report


class Job(TypedDict):
    """What to run.

    Attributes:
        name: the example's name.
        source: its source.
        draws: whether it draws a figure.
        warns: the starts of the warnings that it declares.
        seconds: how many seconds it may take.
        watched: whether autograd's operators are watched meanwhile.
        folder: a folder to make, for what the run leaves; the example works in a folder in it.
    """

    name: str
    source: str
    draws: bool
    warns: list[str]
    seconds: float
    watched: bool
    folder: str


class Outcome(TypedDict):
    """What a run gave: its output, its figure's SVG (empty if none), its failures."""

    output: str
    figure: str
    failures: list[Failure]


class WatchedOutcome(Outcome):
    """What a run under watch gave; it tells nothing of its figure."""

    report: Report


def run(job: Job) -> Outcome:
    """Run `job` in its folder. Call it once in a process."""
    folder = Path(job["folder"])
    work = folder / "work"
    work.mkdir(parents=True)
    os.chdir(work)
    trouble: BaseException | None = None
    recorder = figures.Recorder(job["name"])
    guard = Guard(work.resolve(), job["name"])
    watch = None
    if job["watched"]:  # loaded here only: other runs need none of it
        from proofpress.watched_operators import install

        watch = install(job["name"])
    with _Captured(folder) as read_back:
        if "numpy" in sys.modules:  # Python seeds its own random numbers anew after a fork
            sys.modules["numpy"].random.seed()
        try:
            _execute(job, recorder, guard)
        except BaseException as error:
            trouble = error
        guard.on = False
        guards.relent()
        raised = [_failure(trouble, job)] if trouble else []
        output, complaints = read_back()
    if watch is not None:
        return _watched(watch.report(), guard.failures[:1] or raised)
    failures = (guard.failures[:1] or raised) + _undeclared(guard, job)
    if not failures:
        failures = _unfulfilled(guard, job)
    if complaints and not failures:
        failures = [{"what": f"it wrote to standard error:\n{complaints}", "line": 0}]
    svg = ""
    if not failures:
        try:
            svg = recorder.svg()
        except figures.FigureError as error:
            line = error.line or len(job["source"].splitlines())
            failures = [{"what": str(error), "line": line}]
    return {"output": output, "figure": svg, "failures": failures}


def _watched(report: Report, failures: list[Failure]) -> WatchedOutcome:
    return {"output": "", "figure": "", "failures": failures, "report": report}


def _execute(job: Job, recorder: figures.Recorder, guard: Guard) -> None:
    """Run the program as `__main__`, with `plt.show` recorded."""
    code = compile(job["source"], job["name"], "exec", dont_inherit=True)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    with (
        warnings.catch_warnings(),
        recorder.recording(draws=job["draws"]),
    ):
        guards.watch(guard)
        guards.limit(job["seconds"])
        guard.on = True
        exec(code, module.__dict__)


def _undeclared(guard: Guard, job: Job) -> list[Failure]:
    """Warnings that the example didn't declare."""
    return [
        failure
        for text, failure in guard.warnings
        if not any(text.startswith(start) for start in job["warns"])
    ]


def _unfulfilled(guard: Guard, job: Job) -> list[Failure]:
    """Warnings that the example declared and that didn't come."""
    came = [text for text, _ in guard.warnings]
    lines = job["source"].splitlines()
    return [
        {
            "what": f"it declares a warning that didn't come: {start}",
            "line": next(n for n, line in enumerate(lines, start=1) if start in line),
        }
        for start in job["warns"]
        if not any(text.startswith(start) for text in came)
    ]


class _Captured:
    """Send file descriptors 1 and 2 to files in `folder`; give a function that reads them."""

    def __init__(self, folder: Path) -> None:
        self.paths = (folder / "stdout", folder / "stderr")
        self.files = [os.open(p, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600) for p in self.paths]
        self.kept: list[int] = []

    def __enter__(self) -> Callable[[], tuple[str, str]]:
        for number, file in zip((1, 2), self.files, strict=True):
            self.kept.append(os.dup(number))
            os.dup2(file, number)
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), "utf-8", newline="\n")
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), "utf-8", newline="\n")
        return self.read

    def read(self) -> tuple[str, str]:
        for stream in (sys.stdout, sys.stderr):
            if not stream.closed:
                stream.flush()
        texts = [path.read_bytes().decode("utf-8", "replace") for path in self.paths]
        return texts[0], texts[1]

    def __exit__(self, *_: object) -> None:
        for number, kept in zip((1, 2), self.kept, strict=True):
            os.dup2(kept, number)
            os.close(kept)
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def _failure(error: BaseException, job: Job) -> Failure:
    """What was raised, told to the author, and the innermost line of the example."""
    if isinstance(error, guards.LateError):
        what = f"it took longer than {job['seconds']:g} seconds and was stopped."
    elif isinstance(error, MemoryError):
        megabytes = guards.MEMORY_LIMIT // 1024**2
        what = f"it ran out of the {megabytes} MB of memory that an example has."
    elif isinstance(error, SystemExit):
        what = "it ends the interpreter (SystemExit); a reader who pastes it would lose theirs."
    else:
        what = f"it raised {type(error).__name__}: {error}"
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == job["name"]:
            line = trace.tb_lineno
        trace = trace.tb_next
    return {"what": what, "line": line}


def run_job(job: Job) -> None:
    """Run `job` and leave its outcome in outcome.json in its folder."""
    outcome = run(job)
    partial = Path(job["folder"], "outcome.partial")
    partial.write_text(json.dumps(outcome), "utf-8")
    partial.rename(partial.with_name("outcome.json"))


if __name__ == "__main__":
    run_job(json.load(sys.stdin))
