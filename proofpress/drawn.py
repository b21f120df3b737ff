"""What is drawn and coloured on a page, taken out of its HTML and put back.

Search and templates read a page's HTML tag by tag, and formulas, figures and the colours of code
make up most of the tags. A formula leaves its line of text behind, for search, and code its text.
"""

from __future__ import annotations

import re

from proofpress.formula_html import FORMULA

DRAWN = re.compile(
    f"{FORMULA.pattern}|<svg .*?</svg>"
    r"|(?<=<pre><span></span><code>)(?P<code>.*?)(?=</code></pre>)",
    re.DOTALL,
)
PLACE = re.compile(r"<!--drawn-(\d+)-->.*?<!--drawn-->", re.DOTALL)
COLOUR = re.compile(r"</?(?:span|i)\b[^>]*>")


def take_out(html: str) -> tuple[str, list[str]]:
    """The HTML with two comments in the place of each drawing, and the drawings."""
    drawings: list[str] = []

    def keep(match: re.Match[str]) -> str:
        drawings.append(match[0])
        text = match["text"] or COLOUR.sub("", match["code"] or "")
        return f"<!--drawn-{len(drawings) - 1}-->{text}<!--drawn-->"

    return DRAWN.sub(keep, html), drawings


def put_back(html: str, drawings: list[str]) -> str:
    """The HTML with each drawing in its place."""
    return PLACE.sub(lambda match: drawings[int(match[1])], html)
