"""What went wrong, told to a person: where, what, expected, got, what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.exceptions import BuildError as _Base
elif "mkdocs.exceptions" in sys.modules:
    _Base = sys.modules["mkdocs.exceptions"].BuildError
else:  # Zensical or a plain command runs: there need be no MkDocs
    _Base = Exception


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, at one place.

    Attributes:
        where: `path:line`, or a path where no line is to blame.
        what: one sentence that says what is wrong.
        expected: what should have been there; empty if there is nothing to compare.
        got: what was there instead.
        advice: what to do about it.
    """

    where: str
    what: str
    expected: str = ""
    got: str = ""
    advice: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}"]
        parts += [
            f"  {name}:\n{_indent(text)}"
            for name, text in (("expected", self.expected), ("got", self.got))
            if text
        ]
        if self.advice:
            parts.append(f"  what to do: {self.advice}")
        return "\n".join(parts)


class GuideError(_Base):
    """The guide can't be published; carries every problem that was found.

    Where MkDocs runs, it is a `BuildError`, so that the message is printed and no traceback.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        count = len(self.problems)
        heading = "1 problem" if count == 1 else f"{count} problems"
        listing = "\n\n".join(map(str, self.problems))
        super().__init__(f"{heading} in the guide:\n\n{listing}\n")


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n"))
