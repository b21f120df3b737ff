"""The proofs there are, and the pages that they belong to."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from proofpress.formulas import read_macros
from proofpress.pages import read_pages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclass(frozen=True)
class Proof:
    """A proof of one labelled equation, as plain data.

    Attributes:
        label: the equation's label.
        page: the page that has it, below docs/.
        tex: its TeX, as it was proved.
        kind: "evaluated" from this TeX, "computed" by the proof's own code, or "stated".
        reason: why nothing is computed, if it is only stated.
        unchanged: changes to the formula that the proof accepts, and why that is right.
    """

    label: str
    page: str
    tex: str
    kind: str
    reason: str = ""
    unchanged: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """All of it in plain types, for a record."""
        return {**asdict(self), "unchanged": dict(self.unchanged)}


def is_on_its_page(proof: Proof) -> None:
    """The page has this equation, with this TeX."""
    printed = equations().get(proof.page, {}).get(proof.label)
    assert printed is not None, f"docs/{proof.page} has no equation {proof.label!r}"
    assert " ".join(printed.split()) == " ".join(proof.tex.split()), (
        f"docs/{proof.page} has another formula for {proof.label!r} than its proof: prove it again"
    )


@cache
def equations() -> dict[str, dict[str, str]]:
    """The TeX of every labelled equation, by page and label."""
    found: dict[str, dict[str, str]] = {}
    for page in read_pages(ROOT / "docs"):
        for block in page.blocks:
            if block.name == "equation":
                found.setdefault(page.path, {})[block.argument] = block.body.strip()
    return found


@cache
def macros() -> dict[str, str]:
    """The guide's macros."""
    return read_macros(ROOT / "docs" / "macros.yml")


def page_of(function: Any) -> str:
    """The page that the test module of `function` mirrors."""
    path = Path(function.__code__.co_filename).relative_to(HERE)
    name = path.name.removeprefix("test_").removesuffix(".py").replace("_", "-")
    return path.with_name(f"{name}.md").as_posix()


def modules() -> Iterator[Any]:
    """Every module of proofs."""
    for path in sorted(HERE.rglob("test_*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield importlib.import_module(name)


def proofs() -> list[Proof]:
    """Every proof there is, in the order of the modules and of the proofs in them.

    In a pytest run the proof of a test is `item.function.proof`; it is proved if its test passes in
    every aspect.
    """
    return [proof for module in modules() for proof in proofs_in(module)]


def proofs_in(module: Any) -> list[Proof]:
    """The proofs that a module holds itself, not those that it imports."""
    tests = [test for test in vars(module).values() if hasattr(test, "proof")]
    return [test.proof for test in tests if test.__module__ == module.__name__]
