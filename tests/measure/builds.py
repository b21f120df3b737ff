"""How long our builds take beside plain mkdocs-material: `python -m tests.measure.builds`.

Each kind of build is run in turn, five rounds, each a process of its own. The times of one round
are compared with each other, since the machine may be busier in the next.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from proofpress.examples import read_examples
from tests.measure import record
from tests.measure.plain import write_plain

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
PLAIN = "plain"
SENTENCE = "docs/jacobian/the-jacobian.md"
NOT_SOURCES = shutil.ignore_patterns("__pycache__")


def copy_guide(target: Path) -> None:
    """Copy what a build reads; nothing that an earlier build left."""
    for folder in ("docs", "snippets", "proofpress", "tests"):
        shutil.copytree(ROOT / folder, target / folder, ignore=NOT_SOURCES)
    shutil.copy(ROOT / "mkdocs.yml", target)


@dataclass(frozen=True)
class Took:
    """How long a build took: by the clock, and by the processors' own, which no neighbour slows."""

    clock: float
    processors: float


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(folder: Path) -> Took:
    """Build the site in `folder`; how long it took."""
    environment = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL")}
    more = {"PAGES_ONLY": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
    start, used = time.perf_counter(), _processors()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env={**environment, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    took = Took(time.perf_counter() - start, _processors() - used)
    if done.returncode != 0:
        raise SystemExit(f"the build in {folder} failed:\n{done.stdout}{done.stderr}")
    return took


def forget(folder: Path) -> None:
    """Make the next build a cold one."""
    for kept in (".cache", "site"):
        shutil.rmtree(folder / kept, ignore_errors=True)


def touch_sentence(folder: Path, number: int) -> None:
    """Add a sentence to the end of a page, another one each time."""
    with (folder / SENTENCE).open("a", encoding="utf-8") as page:
        page.write(f"\nThis is touch number {number}.\n")


def toucher(name: str) -> Callable[[Path, int], None]:
    """A function that changes the example `name` so that it has to run again."""

    def touch(folder: Path, number: int) -> None:
        path = folder / "snippets" / name
        text = path.read_text("utf-8").split("# touched")[0]
        path.write_text(f"{text}# touched {number}\n", "utf-8")

    return touch


def touches() -> dict[str, Callable[[Path, int], None]]:
    """What is touched before a build: a sentence, an example that prints, one that draws."""
    examples = read_examples(ROOT / "snippets")
    prints = next(name for name, e in examples.items() if not e.draws)
    draws = next(name for name, e in examples.items() if e.draws)
    return {
        "sentence": touch_sentence,
        "example": toucher(prints),
        "drawn example": toucher(draws),
    }


def measure(rounds: int, folder: Path) -> dict[str, list[Took]]:
    """How long each kind of build took, round by round."""
    ours, plain = folder / "ours", folder / PLAIN
    ours.mkdir()
    plain.mkdir()
    copy_guide(ours)
    write_plain(ROOT, plain)
    build(ours)  # Python compiles its modules once; that is no part of a build
    build(plain)
    seconds: dict[str, list[Took]] = {}
    for number in range(rounds):
        forget(plain)
        seconds.setdefault(PLAIN, []).append(build(plain))
        forget(ours)
        seconds.setdefault("cold", []).append(build(ours))
        for kind, touch in touches().items():
            touch(ours, number)
            seconds.setdefault(kind, []).append(build(ours))
    return seconds


def summary(times: dict[str, list[Took]]) -> dict[str, dict[str, float]]:
    """Median times of each kind, and the median of its ratios to the plain build."""
    found = {}
    for kind, taken in times.items():
        ratios = [ours.clock / plain.clock for ours, plain in zip(taken, times[PLAIN], strict=True)]
        found[kind] = {
            "seconds": round(statistics.median(took.clock for took in taken), 2),
            "processors": round(statistics.median(took.processors for took in taken), 2),
            "ratio": round(statistics.median(ratios), 2),
        }
    return found


def main() -> None:
    """Measure, print, record."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="builds-") as folder:
        found = summary(measure(rounds, Path(folder)))
    for kind, numbers in found.items():
        print(
            f"{kind:15} {numbers['seconds']:6.2f} s  {numbers['ratio']:5.2f} times plain"
            f"  ({numbers['processors']:5.2f} s of processors)"
        )
    if rounds == ROUNDS:
        record.write(ROOT, "builds", {"rounds": rounds, "kinds": found})


if __name__ == "__main__":
    main()
