"""Which digits need no source: kinds of numbers that nobody computed, each by a narrow rule.

A rule looks at the words around a number. What no rule covers has a source or is declared given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.page_text import VisibleText

_DOTTED = r"\d+(?:\.\d+)*"
_WHOLE = r"\d+(?!\d|\.\d)"


@dataclass(frozen=True)
class Rule:
    """A kind of digits that need no source.

    Attributes:
        kind: what they are.
        pattern: the words around them; its groups are the numbers.
        within: the kind of place where the rule holds; everywhere if empty.
    """

    kind: str
    pattern: re.Pattern[str]
    within: str = ""


def _rule(kind: str, pattern: str, within: str = "") -> Rule:
    spaced = pattern.replace(" ", r"\s+").replace("##", f"({_DOTTED})").replace("#", f"({_WHOLE})")
    return Rule(kind, re.compile(spaced, re.MULTILINE), within)


RULES = (
    # where something stands: in this guide, or in a book
    _rule("reference", r"\b(?:[Pp]art|[Pp]roof of) #"),
    _rule("reference", r"\b(?:Theorem|Lemma|Example|Exercise|page) ##", "footnote"),
    _rule("reference", r"\b(?:[Cc]hapter|[Ss]ection) ##", "footnote"),
    _rule("reference", r"\bTheorems ## and ##", "footnote"),
    _rule("reference", r"theorem: ## in\b", "footnote"),
    _rule("reference", r"\* # \([12]\d{3}\)", "footnote"),  # the volume of a journal, and its year
    _rule("date", r"(?:\b[A-Z][\w-]* |\()((?:1[5-9]|20)\d\d)\b(?!\.\d)", "footnote"),
    _rule("version", r"\bCC BY ##"),
    # where counting begins, and how many axes there are
    _rule("count", r"\b(?:counts|counted) from #(?:, Python from #)?"),
    _rule("count", r"\border(?:\*\* is)? #"),
    # exact by what the words mean
    _rule("unit vector", r"(?:\b(?:has )?a |: |\()(1) (?:in place|on the diagonal)"),
    _rule("unit vector", r"\bon the diagonal, (0) elsewhere"),
    _rule("length one", r"\b(?:length|rate) (1)\b(?!\.\d)"),
    _rule("zero", r"\b(?:at|near|to|than|from|by|leave|of height) (0)(?!\.?\d)"),
    _rule("zero", r"\b(?:is|isn't|are|be|both|constant) (0)(?!\.?\d)"),
    _rule("zero", r"\b(?:prints|derivative|gradient|divides) (0)(?!\.?\d)"),
    _rule("zero", r"\band (0) (?:otherwise|makes)"),
    _rule("near one", r"\bnear (1)\b(?!\.\d)"),
    _rule("base of a rate", r"\b(?:for|in)(?: every)? (100)\b"),
)


def ruled(text: VisibleText) -> dict[int, str]:
    """The kind of each number to which a rule applies, by the place where its digits begin."""
    found: dict[int, str] = {}
    for rule in RULES:
        for match in rule.pattern.finditer(text.prose):
            for group in range(1, len(match.groups()) + 1):
                place = match.start(group)
                if match[group] and (not rule.within or text.within(place, rule.within)):
                    found.setdefault(place, rule.kind)
    for span in text.spans:
        if span.kind == "list number":
            found[span.end - len(text.prose[span.start : span.end].lstrip())] = "list number"
    return found
