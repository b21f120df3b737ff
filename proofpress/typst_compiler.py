"""Make a PDF of a Typst source; say by page and line what doesn't fit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from proofpress.errors import GuideError, Problem
from proofpress.guide import Guide

STANDARDS = ["a-3a", "ua-1"]
SHORT = 100
"""Points of text, about seven lines, that a chapter's last page has at least."""
LEADINGS = (0.575, 0.625, 0.56, 0.64, 0.6)
"""Distances of lines that are tried, in em, until no chapter ends with less."""
NO_GLYPH = re.compile(r'the text `?"(.+?)"`? could not be displayed')
OVER_WIDE = re.compile(r"proofpress\|([^|]*)\|([^|]*)\|([^|]*)\|([\d.]+pt)")


def compiled(text: str, files: Mapping[str, bytes], guide: Guide, time: int) -> bytes:
    """The PDF of a Typst source.

    Raises:
        GuideError: if something doesn't fit on the page, or no font has a character.
    """
    typst: Any = import_module("typst")  # big: only who prints loads it

    given: dict[str, Any] = {"input": {"main": text.encode(), **files}, "ignore_system_fonts": True}
    leadings: dict[str, float] = {}
    try:
        for leading in LEADINGS:
            given["sys_inputs"] = {"leadings": json.dumps(leadings)}
            thin = nearly_empty(json.loads(typst.query(**given, selector="<chapter-end>")))
            if not thin:
                break
            leadings |= dict.fromkeys(thin, leading)
        made: Any = typst.compile(
            **given,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=time,
        )
    except RuntimeError as error:  # a TypstError is one; `query` raises no other
        raise GuideError(_problems(str(error), guide)) from error
    return bytes(made)


def nearly_empty(ends: list[dict[str, Any]]) -> list[str]:
    """The chapters whose last page has less than `SHORT` on it.

    Args:
        ends: what guide.typ says of each chapter's end, in order.
    """
    found = []
    page = 0
    for end in (entry["value"] for entry in ends):
        if end["reach"] < SHORT and end["page"] > page + 1:
            found.append(str(end["name"]))
        page = end["page"]
    return found


def _problems(message: str, guide: Guide) -> list[Problem]:
    """What a message of Typst's means for the guide."""
    wide = [
        Problem(
            where,
            f"the {what} is wider than the page.",
            expected=f"at most {has}",
            got=needs,
            advice="break it into lines",
        )
        for where, what, needs, has in OVER_WIDE.findall(message)
    ]
    if wide:
        return wide
    unknown = NO_GLYPH.search(message)
    if unknown:
        what = f"no font of the PDF has the character {unknown[1]!r}."
        advice = "write it with characters that Typst's own fonts have"
        return [Problem(_holding(unknown[1], guide), what, advice=advice)]
    return [Problem("the PDF", message)]


def _holding(text: str, guide: Guide) -> str:
    """The first place in the guide's sources that holds a text."""
    for page in guide.pages:
        for number, line in enumerate(page.lines, start=1):
            if text in line:
                return page.where(number)
    for example in guide.examples.values():
        for number, line in enumerate(example.program.split("\n"), start=1):
            if text in line:
                return example.where(number)
    return "the PDF"
