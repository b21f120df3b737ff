"""A formula as it stands on a page: how it is found in the page's HTML, and how its TeX is read.

On every built page, a formula is an element of the class `formula`. It carries its TeX as
`data-tex`; a displayed one has the class `formula-display` as well. Within it is what shows, with
MathML for those who can't see it. Until the site is finished there is also a line of text, for
search.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

TEX = "data-tex"
"""The attribute that carries a formula's TeX."""
DISPLAY = "formula-display"
"""The class of a formula that stands by itself."""
FORMULA = re.compile(
    r'(?P<open><(?P<tag>span|div) class="formula(?: [^"]*)?"[^>]*>)'
    r'<b class="formula-set"[^>]*>(?P<set>[^<]*(?:<(?!/b>)[^<]*)*)</b>'
    r'(?:<span class="formula-text"[^>]*>(?P<text>.*?)</span>)?</(?P=tag)>',
    re.DOTALL,
)
"""A formula in the HTML of a page: what shows is the group `set`, its line of text is `text`."""


def tex_of(element: Tag) -> tuple[str, bool]:
    """The TeX of a formula on a built page, and whether it is displayed.

    Args:
        element: an element of the class `formula`, as `page.select(".formula")` finds them.

    Raises:
        ValueError: if it is no formula.
    """
    tex = element.get(TEX)
    if not isinstance(tex, str):
        raise ValueError(f"an element without {TEX}, so no formula: {str(element)[:80]}")
    return tex, DISPLAY in element.get_attribute_list("class")
