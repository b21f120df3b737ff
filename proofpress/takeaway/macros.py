r"""TeX with the guide's macros replaced by what they stand for, for readers that don't know them.

It follows TeX: a macro swallows the blanks after its name; an argument is a group or a single
token; what a macro stands for may hold other macros.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|#[1-9]|.", re.DOTALL)
MOST_STEPS = 1000
"""Replacements in one formula after which macros must be going round in a circle."""


def expand_macros(tex: str, macros: Mapping[str, str]) -> str:
    """`tex` without any of `macros`.

    Args:
        tex: the TeX of one formula.
        macros: what each stands for, by its name with the backslash; `#1` is its first argument.

    Raises:
        ValueError: if an argument is missing, or the macros go round in a circle.
    """
    waiting = list(reversed(TOKEN.findall(tex)))
    done: list[str] = []
    steps = 0
    while waiting:
        token = waiting.pop()
        if token not in macros:
            done.append(token)
            continue
        steps += 1
        if steps > MOST_STEPS:
            raise ValueError(f"the macro {token} goes round in a circle")
        body = TOKEN.findall(macros[token])
        wanted = max((int(part[1]) for part in body if part[0] == "#" and part[1:]), default=0)
        arguments = {f"#{n}": _argument(waiting, token) for n in range(1, wanted + 1)}
        waiting += reversed([t for part in body for t in arguments.get(part, [part])])
    return _joined(done)


def _argument(waiting: list[str], macro: str) -> list[str]:
    """Take the tokens of the next argument: a group without its braces, or one token."""
    while waiting and waiting[-1].isspace():
        waiting.pop()
    if not waiting or waiting[-1] == "}":
        raise ValueError(f"the macro {macro} lacks an argument")
    token = waiting.pop()
    if token != "{":
        return [token]
    group: list[str] = []
    depth = 1
    while waiting:
        token = waiting.pop()
        depth += (token == "{") - (token == "}")
        if not depth:
            return group
        group.append(token)
    raise ValueError(f"the macro {macro} lacks the end of an argument")


def _joined(tokens: list[str]) -> str:
    """The tokens as text; a letter that comes to stand after a command gets a blank before it."""
    parts: list[str] = []
    for token in tokens:
        if parts and token[0].isascii() and token.isalpha() and re.match(r"\\[A-Za-z]", parts[-1]):
            parts.append(" ")
        parts.append(token)
    return "".join(parts)
