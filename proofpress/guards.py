"""What keeps an example from harm: limits of memory and time, and a watch on what it reaches for.

They are there against mistakes, not against malice, and can't be taken off again.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
import types
import warnings
from pathlib import Path
from typing import Any, TypedDict

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space; numpy, autograd and matplotlib together take about 0.6e9."""
FILE_LIMIT = 16 * 1024**2
"""Bytes that any one file, standard output included, may grow to."""
GRACE = 3
"""Seconds that a process has, past its time limit, to say where it was."""
ROOM = 256 * 1024**2
"""Bytes that a process has, past its memory limit, to say where it was."""

WRITING = (
    frozenset({"open", "shutil.move", "shutil.rmtree", "sqlite3.connect"})
    | {f"os.{name}" for name in ("chmod", "chown", "link", "mkdir", "remove", "rename", "rmdir")}
    | {"os.symlink", "os.truncate"}
)
STARTING = frozenset({"pty.spawn", "subprocess.Popen"}) | {
    f"os.{name}"
    for name in ("exec", "fork", "forkpty", "posix_spawn", "spawn", "startfile", "system")
}


class Failure(TypedDict):
    """How an example failed: a sentence, and the line of the example, 0 if there is none."""

    what: str
    line: int


class ForbiddenError(PermissionError):
    """Raised inside an example that reaches outside its folder."""


class LateError(BaseException):
    """Raised inside an example when its time is up; `except Exception` doesn't catch it."""


class Guard:
    """An audit hook that refuses what an example must not do, and remembers that it did."""

    def __init__(self, work: Path, name: str) -> None:
        self.on = False
        self.work = str(work)
        self.name = name
        self.failures: list[Failure] = []
        self.warnings: list[tuple[str, Failure]] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at one audit event; raise if it must not be."""
        if not self.on:
            return
        if event.startswith("socket."):
            self.refuse(f"it reached for the network ({event})")
        elif event in STARTING or self.prepares_process(event, arguments):
            self.refuse(f"it started another process ({event})")
        elif event in WRITING and self.writes_elsewhere(event, arguments):
            self.refuse(f"it wrote outside its folder ({event} {arguments[0]!r})")

    def refuse(self, what: str) -> None:
        """Note the failure, so that an example can't swallow it, and raise."""
        self.failures.append({"what": f"{what}.", "line": line_in_stack(self.name)})
        raise ForbiddenError(what)

    def prepares_process(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether multiprocessing is about to start one, which it does without a word."""
        return event == "import" and str(arguments[0]).startswith("multiprocessing.popen_")

    def writes_elsewhere(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether a path that is written to lies outside the working folder."""
        if event == "open":
            path, _, flags = arguments
            writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
            if not isinstance(path, (str, bytes)) or not (flags or 0) & writing:
                return False
            targets: tuple[Any, ...] = (path,)
        else:
            targets = tuple(a for a in arguments[:2] if isinstance(a, (str, bytes, os.PathLike)))
        paths = [os.path.realpath(os.fsdecode(target)) for target in targets]
        inside = (self.work, os.devnull)
        return not all(p in inside or p.startswith(self.work + os.sep) for p in paths)

    def warned(self, message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        """Take the place of `warnings.showwarning`."""
        what = f"it warned: {category.__name__}: {message}"
        advice = f"If a reader should see this, declare it in the example: # warns: {message}"
        failure: Failure = {"what": f"{what}\n{advice}", "line": line_in_stack(self.name)}
        self.warnings.append((str(message), failure))


def watch(guard: Guard) -> None:
    """Have `guard` see every audit event and every warning of this process."""
    sys.addaudithook(guard)
    warnings.simplefilter("always")
    warnings.showwarning = guard.warned


def limit(seconds: float) -> None:
    """Bound memory, time and file sizes, where the system can (Windows can't)."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _late)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    if resource is None:
        return
    # a process that has loaded its libraries has used processor time already
    processor = math.ceil(time.process_time() + seconds) + GRACE
    for kind, bound, room in (
        (resource.RLIMIT_AS, MEMORY_LIMIT, ROOM),
        (resource.RLIMIT_CPU, processor, 1),  # a soft limit of its own gives a signal of its own
        (resource.RLIMIT_FSIZE, FILE_LIMIT, FILE_LIMIT),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = bound + room if hard == resource.RLIM_INFINITY else min(bound + room, hard)
        _set_limit(kind, min(bound, most), most)


def relent() -> None:
    """Stop the clock, and give the process the room that it needs to report."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    if resource is None:
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE):
        _, hard = resource.getrlimit(kind)
        _set_limit(kind, hard, hard)


def line_in_stack(name: str) -> int:
    """The line of the example `name` that is running now, 0 if none is."""
    frame: types.FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == name:
            return frame.f_lineno
        frame = frame.f_back
    return 0


def _set_limit(kind: int, soft: int, hard: int) -> None:
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        return  # macOS refuses some of them


def _late(*_: object) -> None:
    raise LateError
