"""Make the pages of a built site light, without changing what anybody sees, hears or copies.

KaTeX says at length how each part of a formula looks. A site has some hundred such looks, and each
gets a short class, in a style sheet of the site's own. The line of text beside each formula goes,
and what tells the search to pass something by: the search index is made by now. So does the white
space of the templates.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count, product
from pathlib import Path
from string import ascii_letters, digits

from proofpress.errors import GuideError, Problem
from proofpress.fonts import STYLE
from proofpress.formula_html import DISPLAY, FORMULA
from proofpress.formula_style import KEPT, Look, short_style

ELEMENT = re.compile(r"<span([^>]*)>")
HIDDEN = ' aria-hidden="true"'
LOOK = re.compile(rf'(?: class="([^"]*)")?(?: style="([^"]*)")?(?:{HIDDEN})?')
FOR_SEARCH = ' data-search-exclude=""'
INDENTED = re.compile(r"\n\s+")


def lighten(site: Path) -> None:
    """Make each page in the folder `site` light, with one style sheet for the formulas of all.

    The style sheet is named by what it says: no page is shown with one that a browser has kept
    from before.

    Raises:
        GuideError: if the pages are light already.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    whole = site / STYLE
    if not whole.exists():
        advice = "build the site anew; it can be finished once only"
        raise GuideError([Problem(f"{site.name}/{STYLE}", "it isn't there.", advice=advice)])
    attributes = count_attributes(
        match["set"] for p in pages.values() for match in FORMULA.finditer(p)
    )
    names = short_names(attributes)
    style = short_style(whole.read_text("utf-8"), names)
    address = f"{STYLE.rpartition('/')[0]}/formulas.{_digest(style)}.css"
    (site / address).write_text(style, "utf-8")
    whole.unlink()
    formula = formula_shortener(attributes, names)
    for path, page in pages.items():
        path.write_text(light_page(page.replace(STYLE, address), formula), "utf-8")


def count_attributes(formulas: Iterable[str]) -> Counter[str]:
    """The attributes of the elements in formulas, each as one text, and how often it stands there.

    Args:
        formulas: the HTML of what shows of each.
    """
    counted: Counter[str] = Counter()
    for html, times in Counter(formulas).items():
        for text in ELEMENT.findall(html):
            counted[text] += times
    return counted


def short_names(attributes: Mapping[str, int]) -> dict[Look, str]:
    """A short class for each look, the shortest for the most frequent.

    Args:
        attributes: the attributes of the elements in formulas, and how often each stands there.
    """
    looks: Counter[Look] = Counter()
    for text, times in attributes.items():
        looks[_look(text)] += times
    ordered = sorted(looks, key=lambda look: (-looks[look], look))
    changing = (look for look in ordered if any(look) and look[0] not in KEPT)
    return {(name, ""): name for name in KEPT} | dict(zip(changing, _classes(), strict=False))


def formula_shortener(
    attributes: Iterable[str], names: Mapping[Look, str]
) -> Callable[[re.Match[str]], str]:
    """What makes a match of `FORMULA` into the HTML that is left of it.

    Args:
        attributes: the attributes of the elements in formulas.
        names: the short class of each look.
    """
    elements = {text: _element(text, names) for text in attributes}

    @cache  # most formulas stand on a page, or on several, more than once
    def drawn(html: str) -> str:
        return ELEMENT.sub(lambda match: elements[match[1]], html).replace("</span>", "</i>")

    def formula(match: re.Match[str]) -> str:
        start, shown, tag = match["open"], drawn(match["set"]), match["tag"]
        if DISPLAY in start:  # what scrolls if it is wide
            shown = f"<b class=formula-set tabindex=0>{shown}</b>"
        return f"{start}{shown}</{tag}>"

    return formula


def light_page(page: str, formula: Callable[[re.Match[str]], str]) -> str:
    """The page with its formulas made short, and with no indentation around its article.

    Args:
        page: the page's HTML.
        formula: what makes a match of `FORMULA` into what is left of it.
    """
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0:
        return page
    before, article, after = page[:start], page[start:end], page[end:]
    article = FORMULA.sub(formula, article).replace(FOR_SEARCH, "")
    return INDENTED.sub("\n", before) + article + INDENTED.sub("\n", after)


def _look(attributes: str) -> Look:
    """How an element with these attributes looks."""
    match = LOOK.fullmatch(attributes)
    if match is None:
        raise ValueError(f"an element of KaTeX's with attributes of another kind: {attributes}")
    return match[1] or "", match[2] or ""


def _element(attributes: str, names: Mapping[Look, str]) -> str:
    """The start tag of the element, short."""
    look = _look(attributes)
    name = f" class={names[look]}" if any(look) else ""
    return f"<i{name}{' aria-hidden=true' if HIDDEN in attributes else ''}>"


def _classes() -> Iterator[str]:
    """One-letter classes, then letters with digits: such as no blocker of adverts looks for."""
    for length in count():
        for letter, *more in product(ascii_letters, *[digits] * length):
            yield letter + "".join(more)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
