"""What the tests of numbers share: the guide, and a look at one page of it, perhaps changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from proofpress import results
from proofpress.errors import Problem
from proofpress.guide import Guide, read_guide
from proofpress.number_census import Number
from proofpress.number_checks import check_numbers
from proofpress.number_sources import source_problems
from proofpress.pages import parse_page
from tests.conftest import ROOT

PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))


@dataclass(frozen=True)
class Checked:
    """The numbers of a page, and everything that is wrong with them."""

    numbers: tuple[Number, ...]
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> set[int]:
        """The lines that have a problem."""
        return {int(problem.where.split(":")[1]) for problem in self.problems}


Check = Callable[..., Checked]


@pytest.fixture(scope="session")
def guide() -> Guide:
    """This repository's guide."""
    return read_guide(ROOT)


@pytest.fixture(scope="session")
def check(guide: Guide) -> Check:
    """Check a page of the guide as it is, or with another text, or other examples."""
    outcomes = results.outcomes(guide.examples.values(), guide.store / "results")

    def checked(path: str, text: str | None = None, within: Guide = guide) -> Checked:
        page = within.page(path) if text is None else parse_page(path, text)
        assert page is not None
        pages = tuple(page if p.path == path else p for p in within.pages)
        changed = replace(within, pages=pages)
        read = check_numbers(changed, [page])[path]
        return Checked(read.numbers, (*source_problems(page, changed, outcomes), *read.problems))

    return checked
