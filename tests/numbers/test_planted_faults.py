"""A number that is changed, on a page or in an example, is noticed, where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from proofpress.examples import parse_example
from proofpress.guide import Guide
from proofpress.number_census import GIVEN
from proofpress.number_sources import sources
from proofpress.page_text import visible_text
from tests.numbers.conftest import PAGES, Check

JACOBIAN = "jacobian/the-jacobian.md"


@dataclass(frozen=True)
class Fault:
    """What is changed on a page, and what the problem says.

    It names the place, unless TeX is declared at the page's end that a formula no longer has.
    """

    page: str
    old: str
    new: str
    says: str = "this number isn't what"
    here: bool = True


FAULTS = {
    "prose": Fault(JACOBIAN, "[5.48][true-gain]", "[5.47][true-gain]"),
    "a digit more than is true": Fault(JACOBIAN, "[5.48][true-gain]", "[5.480][true-gain]"),
    "a word": Fault(JACOBIAN, "[eight][odd-power] times", "[nine][odd-power] times"),
    "a relation": Fault(JACOBIAN, "[two hundred][one-part]", "[three hundred][one-part]", "hold"),
    "a caption": Fault(JACOBIAN, "[ten][closer] times smaller", "[nine][closer] times smaller"),
    "a text alternative": Fault(JACOBIAN, "[+0.50, taller -1.25,", "[+0.50, taller +1.25,"),
    "an entry of a matrix": Fault(
        JACOBIAN, "0.05 & -0.125 & 0.25", "0.05 & -0.125 & 0.26", "agree"
    ),
    "a sign in a matrix": Fault(JACOBIAN, "0.05 & -0.125 & 0.25", "0.05 & 0.125 & 0.25", "agree"),
    "a coefficient": Fault(JACOBIAN, r"J_c(0) = \tfrac14 W", r"J_c(0) = \tfrac13 W", "agree"),
    "what is given": Fault(JACOBIAN, "1.5 & 0.3 & -0.7", "1.5 & 0.3 & -0.8", "agree"),
    "arithmetic": Fault(JACOBIAN, "0.375 = 0.0375$]", "0.385 = 0.0375$]", "agree"),
    "a rounded value": Fault(
        JACOBIAN, r"\sigma(3) \approx 0.95", r"\sigma(3) \approx 0.96", "agree"
    ),
    "an exercise's answer": Fault(
        JACOBIAN, r"\tfrac{\sqrt3}{2} & -1", r"\tfrac{\sqrt2}{2} & -1", "agree"
    ),
    "a power of ten": Fault(JACOBIAN, "[$10^{-16}$]", "[$10^{-15}$]"),
    "an exponent beside letters": Fault(
        JACOBIAN, "q(x, y) = (x^2 - y^2", "q(x, y) = (x^2 - y^3", "square([x, y])"
    ),
    "a letter's exponent in an equation": Fault(
        "groundwork/partial-derivatives.md",
        "[$3x^2 + y^2 = 3$]",
        "[$3x^2 + y^3 = 3$]",
        "has the side",
        here=False,
    ),
    "worked out on one line": Fault(
        "groundwork/gradient.md", r"0.6 \cdot 2 + 0.8", r"0.6 \cdot 2 + 0.7", "agree"
    ),
    "both signs at once": Fault(
        "warm-up.md", r"[$x = \pm 1/\sqrt2$]", r"[$x = \pm 1/\sqrt3$]", "hold"
    ),
    "a derivative worked out by hand": Fault(
        "warm-up.md", r"[$-2x\, e^{-x^2}$]", r"[$-3x\, e^{-x^2}$]", "grad(lambda"
    ),
    "a line of the output": Fault(
        "how-to-read.md", "[2, 0][second-row]", "[2, 1][second-row]", "print"
    ),
    "no source": Fault(JACOBIAN, "[5.48][true-gain]", "5.48", "no source"),
    "a number too many": Fault(
        JACOBIAN, "[0.00022 and 0.00001][misses]", "[0.00022, 0.00001 and 3][misses]", "3 numbers"
    ),
    "a new number in a formula": Fault(JACOBIAN, "r(t, t) = t/2$ for", "t = 7$ for", "no source"),
    "quoted code": Fault(JACOBIAN, "decimals, `1.0`", "decimals, `1.7`", "no source"),
    "code in a table": Fault(
        "jacobian/linear-maps.md",
        "[denominator] | `(2, 3)` |",
        "[denominator] | `(2, 4)` |",
        "no source",
    ),
    "a shape in a table": Fault(
        "jacobian/linear-maps.md", r"[$1 \times 3$][one-out]", r"[$1 \times 2$][one-out]"
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_changed_number_is_noticed_on_its_line(name: str, guide: Guide, check: Check) -> None:
    fault = FAULTS[name]
    page = guide.page(fault.page)
    assert page is not None
    text = "\n".join(page.lines)
    place = text.index(fault.old)
    assert text.count(fault.old) == 1
    changed = check(fault.page, text.replace(fault.old, fault.new))
    said = [problem for problem in changed.problems if fault.says in str(problem)]
    assert said, "\n".join(map(str, changed.problems))
    if not fault.here:
        return
    line = text[:place].count("\n") + 1
    first = text.rfind("\n\n", 0, place)  # a displayed formula is named by its first line
    assert min(abs(int(p.where.split(":")[1]) - line) for p in said) <= text[first:place].count(
        "\n"
    )


def test_a_changed_constant_in_an_example_is_noticed(guide: Guide, check: Check) -> None:
    name = "jacobian/the_jacobian/prediction.py"
    source = guide.examples[name].source.replace(
        "np.array([0.1, 0.0, -0.1])", "np.array([0.2, 0.0, -0.1])"
    )
    assert source != guide.examples[name].source
    changed = replace(guide, examples={**guide.examples, name: parse_example(name, source)})
    said = "\n".join(map(str, check(JACOBIAN, within=changed).problems))
    assert "got:\n    5.48" in said
    assert "got:\n    5.5" in said


def nudged(text: str) -> str:
    """The text with its last digit one higher, 9 going to 0; words are left."""
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1)


@pytest.mark.parametrize("path", PAGES)
def test_each_number_with_a_source_is_compared(path: str, guide: Guide, check: Check) -> None:
    """All at once: the last digit of each reference is changed, and each is told."""
    page = guide.page(path)
    assert page is not None
    text, known = "\n".join(page.lines), sources(visible_text(page))
    lines = []
    for span in reversed(visible_text(page).spans):
        if span.kind != "reference" or span.name not in known or known[span.name].reason:
            continue
        shown = text[span.start : span.end].rpartition("][")[0]
        changed = nudged(shown)
        if changed != shown:
            lines.append(text[: span.start].count("\n") + 1)
            text = text[: span.start] + changed + text[span.start + len(shown) :]
    missed = set(lines) - check(path, text).lines
    assert not missed, f"docs/{path}: nobody noticed what was changed on {sorted(missed)}"


def test_a_source_that_is_given_says_why(check: Check) -> None:
    given = [number for path in PAGES for number in check(path).numbers if number.kind == GIVEN]
    assert given
    assert all(number.source for number in given)
    assert len(given) < 30
