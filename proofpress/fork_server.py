"""A parent with numpy and autograd loaded, from which each example is forked.

It reads one line of JSON from standard input, {"folders": [...], "draws": [...], "workers": n},
and writes one line of JSON for each folder that is done: {"folder": ..., "how": ...}, where
"how" is "ended", "late" or "killed by signal N". A run that is late says so
itself; one that can't, because it sits in compiled code, is killed a little after. `draws` are
the folders whose jobs need matplotlib; they come last, so that the others run while it is loaded.
"""

from __future__ import annotations

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
    running: dict[int, tuple[str, float]] = {}
    _fill(running, plain, request["workers"])
    if figures:
        import matplotlib.pyplot  # noqa: F401

        plain.extend(figures)
    while running or plain:
        _fill(running, plain, request["workers"])
        _reap(running)
        time.sleep(TICK)


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
