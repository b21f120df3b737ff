"""Numbers as people write them, `-1,234.50` or `two hundred`: their value, and how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?:(?<![\w)\u25c6\u25c7])[-+\u2212])?(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)*(?:e[-+]?\d+)?"
)
"""A number in digits: with its sign, unless that joins it to what is before (`1-2`)."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PARTS = "half third quarter fifth sixth seventh eighth ninth tenth"
_POWERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
WORDS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_UNITS.split())},
    **{word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)},
    **{word: 1 / value for value, word in enumerate(_PARTS.split(), start=2)},
    **_POWERS,
    **{f"{word}th": 1 / value for word, value in _POWERS.items()},
    "once": 1.0,
    "twice": 2.0,
}
"""What a word for a number stands for; words side by side multiply (two hundred)."""


@dataclass(frozen=True)
class ShownNumber:
    """A number as it is shown.

    Attributes:
        value: what it says.
        step: one unit of its last digit, 1 for a whole number in words; 0 for a fraction.
    """

    value: float
    step: float

    def fits(self, exact: float) -> bool:
        """Whether `exact`, rounded to the digits shown, is this number."""
        # a value half-way between two neighbours may be rounded to either
        room = self.step / 2 + 1e-9 * max(self.step, abs(self.value))
        return abs(exact - self.value) <= room


def shown_in(text: str) -> list[ShownNumber]:
    """The numbers in digits that a text shows."""
    return [_read(match[0]) for match in NUMBER.finditer(text)]


def read_shown(text: str) -> list[ShownNumber]:
    """The numbers that a text shows, in their order: in digits, or else one in words."""
    digits = shown_in(text)
    if digits:
        return digits
    value, found = 1.0, False
    for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()):
        stem = word if word in WORDS else word.removesuffix("s")
        if stem in WORDS:
            value, found = value * WORDS[stem], True
    return [ShownNumber(value, 1.0 if value >= 1 else 0.0)] if found else []


def _read(digits: str) -> ShownNumber:
    plain = digits.replace(",", "").replace("\u2212", "-")
    mantissa, _, exponent = plain.partition("e")
    decimals = len(mantissa.partition(".")[2])
    try:
        return ShownNumber(float(plain), 10.0 ** (int(exponent or 0) - decimals))
    except ValueError:  # 4.1.12 is the number of a lemma
        return ShownNumber(float("nan"), 0.0)
