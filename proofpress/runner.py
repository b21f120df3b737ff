"""Run examples, a process each, several at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Thread

from proofpress.examples import Example
from proofpress.sandbox import Job, Outcome

SECONDS = 20.0
"""How long an example may take, by the clock on the wall."""
WORKERS = os.cpu_count() or 1
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # one thread a process: forking is safe, results repeat
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONSAFEPATH": "1",
}


def run_examples(
    examples: Iterable[Example],
    *,
    fork: bool | None = None,
    seconds: float = SECONDS,
    hash_seed: str = "random",
    watched: bool = False,
) -> dict[str, Outcome]:
    """Run each of `examples` in a process of its own; outcomes by the example's name.

    Args:
        examples: what to run; its files aren't read again.
        fork: fork from a parent that has the libraries loaded, or start a fresh interpreter
            for each; by default fork where the system can.
        seconds: the time limit of each, by the clock on the wall.
        hash_seed: PYTHONHASHSEED of the runs.
        watched: watch autograd's operators; then each outcome is a `WatchedOutcome`, unless the
            process died.
    """
    running = start_examples(
        examples, fork=fork, seconds=seconds, hash_seed=hash_seed, watched=watched
    )
    return {name: outcome.result() for name, outcome in running.items()}


def start_examples(
    examples: Iterable[Example],
    *,
    fork: bool | None = None,
    seconds: float = SECONDS,
    hash_seed: str = "random",
    watched: bool = False,
) -> dict[str, Future[Outcome]]:
    """Start to run `examples` and come back at once; the arguments are those of `run_examples`."""
    chosen = list(examples)
    if not chosen:
        return {}
    forking = hasattr(os, "fork") if fork is None else fork
    environment = {**_clean_environment(), **ENVIRONMENT, "PYTHONHASHSEED": hash_seed}
    futures: dict[str, Future[Outcome]] = {e.name: Future() for e in chosen}

    def run() -> None:
        try:
            made = tempfile.TemporaryDirectory(prefix="examples-", ignore_cleanup_errors=True)
            with made as base:
                folders = {e.name: Path(base).resolve() / str(n) for n, e in enumerate(chosen)}
                launch = _fork_all if forking else _spawn_all
                jobs = [_job(e, folders[e.name], seconds, watched=watched) for e in chosen]
                for name, how in launch(jobs, environment):
                    futures[name].set_result(_outcome(folders[name], how, seconds))
        finally:
            lost = RuntimeError("the process that runs the examples ended early")
            for future in futures.values():
                if not future.done():
                    future.set_exception(lost)

    Thread(target=run, name="examples").start()
    return futures


def _job(example: Example, folder: Path, seconds: float, *, watched: bool) -> Job:
    return {
        "name": example.name,
        "source": example.source,
        "draws": example.draws,
        "warns": list(example.warns),
        "seconds": seconds,
        "watched": watched,
        "folder": str(folder),
    }


def _clean_environment() -> dict[str, str]:
    """The environment without what would change an example's text."""
    return {
        k: v
        for k, v in os.environ.items()
        if k not in ("PYTHONWARNINGS", "PYTHONSTARTUP", "MATPLOTLIBRC", "DISPLAY")
    }


def _fork_all(jobs: list[Job], environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Have the fork server run them; the name of each, and how it ended, as soon as it has."""
    request = {"jobs": jobs, "workers": WORKERS}
    with subprocess.Popen(
        [sys.executable, "-m", "proofpress.fork_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.close()
        for line in server.stdout:
            report = json.loads(line)
            yield report["name"], report["how"]


def _spawn_all(jobs: list[Job], environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Start a fresh interpreter for each; the name of each, and how it ended."""

    def spawn(job: Job) -> str:
        command = [sys.executable, "-m", "proofpress.sandbox"]
        given = json.dumps(job).encode()
        loading = 20.0  # a fresh interpreter has to load the libraries first
        try:
            done = subprocess.run(
                command, env=environment, input=given, timeout=job["seconds"] + loading, check=False
            )
        except subprocess.TimeoutExpired:
            return "late"
        return "ended" if done.returncode >= 0 else f"killed by signal {-done.returncode}"

    with ThreadPoolExecutor(WORKERS) as pool:
        yield from zip([job["name"] for job in jobs], pool.map(spawn, jobs), strict=True)


def _outcome(folder: Path, how: str, seconds: float) -> Outcome:
    path = folder / "outcome.json"
    if how == "ended" and path.exists():
        outcome: Outcome = json.loads(path.read_text("utf-8"))
        return outcome
    if how in ("late", "killed by signal 24"):  # SIGXCPU: its processor time was up
        what = f"it took longer than {seconds:g} seconds and was stopped."
    else:
        what = f"its process died ({how})."
        stderr = folder / "stderr"
        if stderr.exists():
            what += f"\n{stderr.read_text('utf-8', 'replace')[-2000:]}"
    return {"output": "", "figure": "", "failures": [{"what": what, "line": 0}]}
