"""What is drawn on a page, formulas and figures, taken out of its HTML and put back.

Search and templates read a page's HTML tag by tag, and drawings make up most of the tags. A
formula leaves its line of text behind, for search.
"""

from __future__ import annotations

import re

from proofpress.formula_html import FORMULA

DRAWN = re.compile(f"{FORMULA.pattern}|<svg .*?</svg>", re.DOTALL)
PLACE = re.compile(r"<!--drawn-(\d+)-->.*?<!--drawn-->", re.DOTALL)


def take_out(html: str) -> tuple[str, list[str]]:
    """The HTML with two comments in the place of each drawing, and the drawings."""
    drawings: list[str] = []

    def keep(match: re.Match[str]) -> str:
        drawings.append(match[0])
        return f"<!--drawn-{len(drawings) - 1}-->{match['text'] or ''}<!--drawn-->"

    return DRAWN.sub(keep, html), drawings


def put_back(html: str, drawings: list[str]) -> str:
    """The HTML with each drawing in its place."""
    return PLACE.sub(lambda match: drawings[int(match[1])], html)
