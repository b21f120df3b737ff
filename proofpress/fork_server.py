"""A parent with numpy and autograd loaded, from which each example is forked.

It reads one line of JSON from standard input, {"folders": [...], "draws": [...], "workers": n},
and writes one line of JSON for each folder that is done: {"folder": ..., "how": ...}, where
"how" is "ended", "late" or "killed by signal N". A run that is late says so
itself; one that can't, because it sits in compiled code, is killed a little after. `draws` are
the folders whose jobs need matplotlib; the others run while it is loaded.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections import deque
from pathlib import Path

from proofpress.guards import GRACE

TICK = 0.002
"""Seconds between two looks at the children."""


def serve() -> None:
    """Serve the one request on standard input."""
    import autograd
    import autograd.numpy  # noqa: F401  (loaded here, once, for every child)

    from proofpress import sandbox  # noqa: F401

    request = json.loads(sys.stdin.readline())
    drawing = set(request["draws"])
    plain = deque(f for f in request["folders"] if f not in drawing)
    figures = deque(f for f in request["folders"] if f in drawing)
    gc.freeze()  # so that the children needn't look through what is loaded
    artist = os.fork() if figures else None
    if artist == 0:  # a server of its own, so that the others don't carry matplotlib along
        _load_matplotlib()
        _serve(figures, request["workers"])
        os._exit(0)
    _serve(plain, request["workers"])
    if artist is not None:
        os.waitpid(artist, 0)


def _serve(waiting: deque[str], workers: int) -> None:
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


def _fill(running: dict[int, tuple[str, float]], waiting: deque[str], workers: int) -> None:
    while waiting and len(running) < workers:
        folder = waiting.popleft()
        seconds = json.loads((Path(folder) / "job.json").read_text("utf-8"))["seconds"]
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _child(folder)
        running[child] = (folder, time.monotonic() + seconds + GRACE)


def _child(folder: str) -> None:
    from proofpress import sandbox

    status = 1
    try:
        os.setsid()
        sandbox.run_in_folder(Path(folder))
        status = 0
    finally:
        os._exit(status)


def _reap(running: dict[int, tuple[str, float]]) -> None:
    for child, (folder, deadline) in list(running.items()):
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
            print(json.dumps({"folder": folder, "how": how}), flush=True)


if __name__ == "__main__":
    serve()
