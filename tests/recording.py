"""A pytest plugin for the record of what was proved: compare what proofs find with it, or write it.

A proof hands what it found to the fixture `recording`. With `--update-record` the record is written
from that when the session ends, if nothing failed; without, a proof that found something else than
the record says fails. Proofs run first, since everything else builds on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from proofpress.guide import Guide, read_guide
from proofpress.record import Record, equation_key, merged, read_record, versions, write_record

PROOFS = ("snippets", "equations", "numbers")
"""Folders below tests/ that hold proofs, in the order in which they run."""


@dataclass
class Recording:
    """What the proofs of this session found, beside what the record says."""

    guide: Guide
    kept: Record
    update: bool
    found: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    passed: dict[str, set[str]] = field(default_factory=dict)

    def note(self, part: str, name: str, entry: Mapping[str, Any]) -> None:
        """Take what a proof found of `name`.

        Args:
            part: "derivatives", "equations" or "numbers".
            name: an example, a label or a page.
            entry: what was found; under "of" the key of what was looked at.
        """
        if not self.update:
            advice = f"{part} of {name}: the record is stale; pytest --update-record writes it anew"
            assert getattr(self.kept, part).get(name) == entry, advice
        self.found.setdefault(part, {})[name] = entry

    def note_equation(self, proof: Any, aspect: str, aspects: frozenset[str]) -> None:
        """Take that a proof passed in one of its aspects; it is noted once it passed in all.

        Args:
            proof: a `tests.equations.proofs.Proof`.
            aspect: what was seen of it by now.
            aspects: all that has to be seen.
        """
        passed = self.passed.setdefault(proof.label, set())
        passed.add(aspect)
        page = self.guide.page(proof.page)
        if passed == aspects and page is not None:
            tex = next(b.body for b in page.blocks if b.argument == proof.label)
            found = {"how": proof.kind, "of": equation_key(self.guide, page, tex)}
            why = {"why": proof.reason} if proof.reason else {}
            self.note("equations", proof.label, found | why)

    def write(self) -> None:
        """Write what was found into the record."""
        found = Record(**self.found, versions=versions())
        write_record(self.guide.root, merged(self.kept, found, self.guide))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-record",
        action="store_true",
        help="write what the proofs find into tests/record.json",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    places = [config.rootpath / "tests" / folder for folder in PROOFS]

    def rank(item: pytest.Item) -> int:
        ranks = (n for n, place in enumerate(places) if item.path.is_relative_to(place))
        return next(ranks, len(places))

    items.sort(key=rank)


@pytest.fixture(scope="session")
def recording(request: pytest.FixtureRequest) -> Recording:
    """The record, and what this session finds; written in the end, if asked for."""
    update = bool(request.config.getoption("--update-record"))
    root = request.config.rootpath
    made = Recording(read_guide(root), read_record(root), update)
    request.config.stash[KEY] = made
    return made


KEY = pytest.StashKey[Recording]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    made = session.config.stash.get(KEY, None)
    if made is not None and made.update and exitstatus == pytest.ExitCode.OK:
        made.write()
