"""KaTeX's style sheet: what it needs of the HTML that it styles, and the same with short names.

Nothing is known here of what KaTeX's classes mean; all is read from the style sheet itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
CHILD = re.compile(r"\.([\w-]+)>span(>span)?")
NOT = re.compile(r":not\([^)]*\)")
SPAN = re.compile(r"\bspan\b(?=[>\s:]|$)")
KEPT = frozenset({"katex", "katex-display"})
"""Classes that keep their names: the guide's own style sheet knows them."""

Look = tuple[str, str]
"""How an element looks: its classes and its style, as they stand in its attributes."""


def named_classes(style: str) -> frozenset[str]:
    """The classes that the style sheet names; any other makes nothing look different."""
    return frozenset(chain.from_iterable(CLASS.findall(s) for s in _selectors(style)))


def generations(style: str) -> dict[str, int]:
    """For each class: through how many generations below it the style sheet styles every element.

    Where it says `.vlist>span>span`, a child and a grandchild of no class are styled all the same.
    """
    found: dict[str, int] = {}
    for selector in _selectors(style):
        for name, deeper in CHILD.findall(selector):
            found[name] = max(found.get(name, 0), 2 if deeper else 1)
    return found


def short_style(style: str, names: Mapping[Look, str]) -> str:
    """The style sheet for elements `<i>` that have one short class in the place of a look.

    Rules for what isn't among the looks are left out. Everything else has the weight that it had:
    `.a` becomes `:is(.x,.y)`, which weighs as much, and a style attribute becomes a rule that
    nothing can beat.

    Args:
        style: KaTeX's style sheet.
        names: the short class of each look.
    """
    holders: dict[str, list[str]] = {}
    styled: dict[str, list[str]] = {}
    for (classes, declarations), short in names.items():
        for name in classes.split():
            holders.setdefault(name, []).append(short)
        if declarations:
            styled.setdefault(declarations, []).append(f".katex .{short}")
    rules = [_rule(selectors, body, holders) for selectors, body in RULE.findall(style)]
    rules.append(".katex i{font-style:inherit}")
    for declarations, selectors in styled.items():
        body = declarations.rstrip(";").replace(";", "!important;")
        rules.append(f"{','.join(selectors)}{{{body}!important}}")
    return "".join(rules)


def _rule(selectors: str, body: str, holders: Mapping[str, list[str]]) -> str:
    """The rule with short names; empty if it fits no element."""
    if selectors.startswith("@"):
        return f"{selectors}{{{body}}}"
    fitting = [
        CLASS.sub(lambda match: _any_of(holders.get(match[1], [match[1]])), SPAN.sub("i", selector))
        for selector in selectors.split(",")
        if all(name in holders for name in CLASS.findall(NOT.sub("", selector)))
    ]
    return f"{','.join(fitting)}{{{body}}}" if fitting else ""


def _any_of(names: list[str]) -> str:
    return f".{names[0]}" if len(names) == 1 else f":is({','.join(f'.{n}' for n in names)})"


def _selectors(style: str) -> Iterable[str]:
    for selectors, _ in RULE.findall(style):
        yield from selectors.split(",")
