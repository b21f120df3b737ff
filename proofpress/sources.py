"""The sources behind a module: itself and whatever of ours it imports, directly or not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parent
IMPORT = re.compile(
    r"^[ \t]*from[ \t]+(?P<module>(?:proofpress|tests)(?:\.\w+)*)[ \t]+import[ \t]+"
    r"(?P<names>\([^)]*\)|[^\n]*)|^[ \t]*import[ \t]+(?P<whole>(?:proofpress|tests)(?:\.\w+)*)",
    re.MULTILINE,
)
NAME = re.compile(r"(?<!as )\b(?!as\b)\w+")


def sources_behind(module: Path, root: Path = PACKAGE.parent) -> list[str]:
    """The texts of `module` and of all modules of ours behind it, in the order of their names.

    Args:
        module: the file to begin with; nothing is behind a file that isn't there.
        root: where the package `tests` lies; `proofpress` is this one.
    """
    found: dict[str, str] = {}
    waiting = [module]
    while waiting:
        path = waiting.pop()
        text = _text(path)
        name = path.relative_to(root if path.is_relative_to(root) else PACKAGE.parent).as_posix()
        if text is not None and name not in found:
            found[name] = text
            waiting += _imported(text, root)
    return [found[name] for name in sorted(found)]


def digest_behind(module: Path, root: Path = PACKAGE.parent) -> str:
    """One short name for all the sources behind a module; the arguments are `sources_behind`'s."""
    return digest(sources_behind(module, root))


def digest(texts: Iterable[str]) -> str:
    """A short name for these texts, another for any others."""
    whole = "".join(f"{len(text)}:{text}" for text in texts)
    return hashlib.sha256(whole.encode()).hexdigest()[:20]


def _imported(text: str, root: Path) -> list[Path]:
    paths = []
    for match in IMPORT.finditer(text):
        module = match["module"] or match["whole"]
        base = PACKAGE.parent if module.startswith("proofpress") else root
        folder = base.joinpath(*module.split("."))
        within = [folder / f"{name}.py" for name in NAME.findall(match["names"] or "")]
        paths += [folder.with_suffix(".py"), *within]
    return paths


@lru_cache(maxsize=512)
def _read(path: Path, _changed: int) -> str:
    return path.read_text("utf-8")


def _text(path: Path) -> str | None:
    """The text of a file; it is read once for a state of it, since many proofs share modules."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
