"""A parent with numpy and autograd loaded, from which each example is forked.

It reads one line of JSON from standard input, {"jobs": [...], "workers": n}, and writes one line
of JSON for each job that is done: {"name": ..., "how": ...}, where "how" is "ended", "late" or
"killed by signal N". A run that is late says so itself; one that can't, because it sits in
compiled code, is killed a little after. The jobs that don't draw run while matplotlib is loaded.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections import deque
from typing import TYPE_CHECKING

from proofpress.guards import GRACE

if TYPE_CHECKING:
    from proofpress.sandbox import Job

TICK = 0.002
"""Seconds between two looks at the children."""


def serve() -> None:
    """Serve the one request on standard input."""
    import autograd
    import autograd.numpy  # noqa: F401  (loaded here, once, for every child)

    from proofpress import sandbox  # noqa: F401

    request = json.loads(sys.stdin.readline())
    plain = deque(job for job in request["jobs"] if not job["draws"])
    figures = deque(job for job in request["jobs"] if job["draws"])
    gc.freeze()  # so that the children needn't look through what is loaded
    artist = os.fork() if figures else None
    if artist == 0:  # a server of its own, so that the others don't carry matplotlib along
        _load_matplotlib()
        _serve(figures, request["workers"])
        os._exit(0)
    _serve(plain, request["workers"])
    if artist is not None:
        os.waitpid(artist, 0)


def _serve(waiting: deque[Job], workers: int) -> None:
    running: dict[int, tuple[str, float]] = {}
    while running or waiting:
        _fill(running, waiting, workers)
        _reap(running)
        time.sleep(TICK)


def _load_matplotlib() -> None:
    """Load what drawing needs, its parser for formulas and its fonts included, once for all."""
    import matplotlib.pyplot as plt

    from proofpress import figures

    recorder = figures.Recorder("")
    with recorder.recording(draws=True):
        plt.plot([1, 100], label="$J_f(a)^2$")
        plt.title("a b")
        plt.legend()
        plt.show()
    recorder.svg()
    gc.collect()
    gc.freeze()


def _fill(running: dict[int, tuple[str, float]], waiting: deque[Job], workers: int) -> None:
    while waiting and len(running) < workers:
        job = waiting.popleft()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _child(job)
        running[child] = (job["name"], time.monotonic() + job["seconds"] + GRACE)


def _child(job: Job) -> None:
    from proofpress import sandbox

    status = 1
    try:
        os.setsid()
        sandbox.run_job(job)
        status = 0
    finally:
        os._exit(status)


def _reap(running: dict[int, tuple[str, float]]) -> None:
    for child, (name, deadline) in list(running.items()):
        how = ""
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            killed = os.WIFSIGNALED(status)
            how = f"killed by signal {os.WTERMSIG(status)}" if killed else "ended"
        elif time.monotonic() > deadline:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            how = "late"
        if how:
            del running[child]
            print(json.dumps({"name": name, "how": how}), flush=True)


if __name__ == "__main__":
    serve()
