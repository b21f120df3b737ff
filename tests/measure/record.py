"""The result file that both measurements write: docs/measurements.json."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = "docs/measurements.json"
LIBRARIES = ("mkdocs-material", "mkdocs", "numpy", "autograd", "matplotlib")


def write(root: Path, part: str, values: dict[str, Any]) -> None:
    """Put the `values` of one measurement into the result file, with where they come from."""
    path = root / FILE
    results = json.loads(path.read_text("utf-8")) if path.exists() else {}
    results[part] = {"of": surroundings(root), **values}
    path.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n", "utf-8")


def surroundings(root: Path) -> dict[str, Any]:
    """The commit, its date, the kind of machine, the versions."""
    changed = _git(root, "status", "--porcelain", "--", "docs", "snippets", "proofpress")
    return {
        "commit": _git(root, "rev-parse", "--short=12", "HEAD"),
        "changed since": bool(changed.replace(FILE, "").split()[1:]),
        "date": _git(root, "log", "-1", "--format=%cs"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        "versions": {library: version(library) for library in LIBRARIES},
    }


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
