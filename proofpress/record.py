"""The record of what was proved: which content the proofs looked at, and what they found.

The proofs run under pytest and write tests/record.json. A build reads it. What has changed since
its proof, or never had one, `standing` tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from proofpress.examples import Example
from proofpress.guide import Guide
from proofpress.pages import Page
from proofpress.sources import digest, digest_behind

FILE = "tests/record.json"
"""The record, below the guide's root."""
MACROS = "docs/macros.yml"
LIBRARIES = ("autograd", "matplotlib", "numpy")
"""Whose versions the record names: the guide speaks about what these do."""

PACKAGE = Path(__file__).parent
DERIVATIVES = PACKAGE / "second_opinion.py"
NUMBERS = PACKAGE / "number_checks.py"

Behind = Callable[..., str]
"""Names the sources behind a module; many keys in a row want one that keeps what it found."""
Entry = Mapping[str, Any]
"""What a proof found; under "of" stands the key of what it looked at."""


@dataclass(frozen=True)
class Record:
    """What was proved, and with which versions of the libraries.

    Attributes:
        derivatives: for each example, how many of its derivatives were computed a second time.
        equations: for each label, how its equation was proved.
        numbers: for each page, how many of its numbers were compared with their source.
        versions: the libraries that the proofs ran with.
    """

    derivatives: Mapping[str, Entry] = field(default_factory=dict)
    equations: Mapping[str, Entry] = field(default_factory=dict)
    numbers: Mapping[str, Entry] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def read_record(root: Path) -> Record:
    """The record of the guide below `root`; an empty one where there is none that can be read."""
    try:
        return Record(**json.loads((root / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Record()


def write_record(root: Path, record: Record) -> None:
    """Write the record, one line an entry, so that a change shows as what it is."""
    parts = []
    for part in fields(record):
        entries: Mapping[str, Any] = getattr(record, part.name)
        lines = [
            f"  {json.dumps(name)}: {json.dumps(entry, sort_keys=True)}"
            for name, entry in sorted(entries.items())
        ]
        inside = "\n" + ",\n".join(lines) + "\n " if lines else ""
        parts.append(f' "{part.name}": {{{inside}}}')
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def merged(record: Record, found: Record, guide: Guide) -> Record:
    """The record with what was `found` by now, without what the guide no longer has."""
    keep = {
        "derivatives": set(guide.examples),
        "equations": set(guide.equations()),
        "numbers": {page.path for page in guide.pages},
    }
    joined: dict[str, Any] = {
        part: {
            name: entry
            for name, entry in {**getattr(record, part), **getattr(found, part)}.items()
            if name in names
        }
        for part, names in keep.items()
    }
    return replace(found, **joined)


def versions() -> dict[str, str]:
    """The libraries that are installed here."""
    return {library: version(library) for library in LIBRARIES}


def derivatives_key(example: Example, behind: Behind = digest_behind) -> str:
    """What the second opinion on the derivatives of `example` looks at."""
    return digest([example.source, behind(DERIVATIVES)])


def equation_key(guide: Guide, page: Page, tex: str, behind: Behind = digest_behind) -> str:
    """What the proof of the equation `tex` on `page` looks at."""
    proof = behind(guide.root / proof_file(page), guide.root)
    return digest([tex.strip(), _macros(guide), proof])


def numbers_key(guide: Guide, page: Page, behind: Behind = digest_behind) -> str:
    """What the comparison of the numbers on `page` with their sources looks at."""
    text = "\n".join(page.lines)
    named = [example.source for name, example in guide.examples.items() if name in text]
    return digest([text, _macros(guide), *named, behind(NUMBERS)])


def proof_file(page: Page) -> str:
    """The module that holds the proofs of the equations on `page`, below the guide's root."""
    folder, slash, name = page.path.removesuffix(".md").replace("-", "_").rpartition("/")
    return f"tests/equations/{folder}{slash}test_{name}.py"


def _macros(guide: Guide) -> str:
    path = guide.root / MACROS
    return path.read_text("utf-8") if path.exists() else ""
