"""How the guide stands with its proofs: what is proved of each page, and what no longer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from proofpress import record
from proofpress.checks import CheckedGuide
from proofpress.errors import Problem
from proofpress.guide import Guide
from proofpress.pages import Page
from proofpress.record import Entry, Record
from proofpress.sources import digest_behind

ADVICE = "run the proofs: pytest tests/snippets tests/equations tests/numbers --update-record"


Counts = Mapping[str, int]
"""How much was checked: pages, examples run, outputs and figures, and what the record counts.

Of derivatives: "derivatives" computed a second time, "traced" inside of those, "different" as
their example declares. Of equations: "evaluated", "computed", "stated". Of text: "numbers".
"""


@dataclass(frozen=True)
class Standing:
    """The record, held against the guide as it is.

    Attributes:
        unproved: what no proof has looked at in its present state, by the path of its page.
        versions: a problem if the proofs ran with other versions than those that are here.
    """

    record: Record
    unproved: Mapping[str, list[Problem]]
    versions: list[Problem]

    @property
    def problems(self) -> list[Problem]:
        """All that stands in the way of publishing."""
        return [*self.versions, *(p for problems in self.unproved.values() for p in problems)]


@lru_cache(maxsize=2)  # every page asks
def standing(checked: CheckedGuide) -> Standing:
    """How the guide stands with its proofs."""
    guide, kept = checked.guide, record.read_record(checked.guide.root)
    found: dict[str, list[Problem]] = {page.path: [] for page in guide.pages}
    for page, problem in _unproved(guide, kept):
        found[page.path].append(problem)
    return Standing(kept, found, _version_problems(kept))


def counts(checked: CheckedGuide, pages: Iterable[Page]) -> Counts:
    """What was checked of these pages; what isn't proved as it stands doesn't count."""
    guide, stands = checked.guide, standing(checked)
    found: Counter[str] = Counter(pages=0)
    for page in pages:
        stale = {problem.where for problem in stands.unproved[page.path]}
        found["pages"] += 1
        for block in page.blocks:
            if block.name == "example" and block.argument in guide.examples:
                example = guide.examples[block.argument]
                found["examples"] += 1
                found["outputs"] += (guide.snippets / example.output_name).stat().st_size > 0
                found["figures"] += example.draws
                if example.where() not in stale:
                    found.update(_numbers(stands.record.derivatives[example.name]))
            elif block.name == "equation" and page.where(block.line) not in stale:
                found[str(stands.record.equations[block.argument]["how"])] += 1
        if page.where(page.title_line) not in stale:
            found.update(_numbers(stands.record.numbers[page.path]))
    return found


def _numbers(entry: Entry) -> dict[str, int]:
    return {name: value for name, value in entry.items() if isinstance(value, int)}


def _unproved(guide: Guide, kept: Record) -> Iterator[tuple[Page, Problem]]:
    behind = cache(digest_behind)  # the same few modules are behind everything
    for name, places in guide.shown().items():
        example = guide.examples.get(name)
        entry = kept.derivatives.get(name)
        if example and not _holds(entry, record.derivatives_key(example, behind)):
            what = "no second opinion on the derivatives of this example, as it stands now."
            problem = Problem(example.where(), what, advice=ADVICE)
            yield from ((place.page, problem) for place in places)
    for page, _, block in guide.blocks("equation"):
        key = record.equation_key(guide, page, block.body, behind)
        if not _holds(kept.equations.get(block.argument), key):
            what = f"no proof of the equation {block.argument!r}, as it stands now."
            yield page, Problem(page.where(block.line), what, advice=ADVICE)
    for page in guide.pages:
        if not _holds(kept.numbers.get(page.path), record.numbers_key(guide, page, behind)):
            what = "the numbers of this page, as it stands now, weren't held against their sources."
            yield page, Problem(page.where(page.title_line), what, advice=ADVICE)


def _version_problems(kept: Record) -> list[Problem]:
    here = record.versions()
    if dict(kept.versions) == here:
        return []
    what = "the proofs ran with other versions of the libraries."
    return [Problem(record.FILE, what, _listing(here), _listing(kept.versions), ADVICE)]


def _listing(libraries: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {libraries[name]}" for name in sorted(libraries)) or "none"


def _holds(entry: Entry | None, key: str) -> bool:
    return entry is not None and entry.get("of") == key
