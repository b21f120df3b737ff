"""What must hold on one page, as far as its source tells: its levels, its blocks, no typed code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from proofpress.errors import Problem
from proofpress.examples import Example
from proofpress.guide import LEVELS, Guide, is_concept
from proofpress.number_sources import source_problems
from proofpress.pages import Block, Page
from proofpress.sandbox import Outcome

OPTIONS: dict[str, dict[str, type]] = {
    "example": {"section": str, "alt": str, "fold": bool},
    "equation": {},
    "exercise": {},
    "measurements": {},
    "record": {},
    "downloads": {},
    "details": {"type": str, "open": bool},
}
"""The blocks that a page may use, and the kinds of their options."""
TYPED_LANGUAGES = frozenset({"console", "text", "markdown", "yaml", "toml"})
"""What a fence on a page may hold. Python comes from snippets/ alone."""

_QUOTE = re.compile(r"^(?: {0,3}> ?)+")
_ITEM = re.compile(r"(?:[-*+]|\d+\.|:|\[\^[^\]]+\]:)\s")
_INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def page_problems(page: Page, guide: Guide, outcomes: Mapping[str, Outcome]) -> list[Problem]:
    """What is wrong on one page, as far as its source tells."""
    problems = [*level_problems(page), *code_problems(page)]
    problems += source_problems(page, guide, outcomes)
    seen: dict[str, int] = {}
    for block in page.blocks:
        problems += block_problems(page, block)
        if block.name != "example":
            continue
        problems += show_problems(page, block, guide.examples.get(block.argument), outcomes)
        stem = block.argument.rsplit("/", 1)[-1]
        if stem in seen:
            problems.append(
                Problem(
                    page.where(block.line),
                    f"a second example called {stem} on this page.",
                    advice=f"the first is on line {seen[stem]}",
                )
            )
        seen.setdefault(stem, block.line)
    return problems


def level_problems(page: Page) -> list[Problem]:
    """Levels that a page lacks, has twice, out of order, or should not have."""
    found = [heading.level for heading in page.levels]
    wanted = list(LEVELS) if is_concept(page) else []
    if found == wanted:
        return []
    line = next(
        (h.line for h, w in zip_longest(page.levels, wanted) if h is not None and h.level != w),
        page.title_line,
    )
    what = "a concept page has the levels high, mid and low, in this order."
    advice = "put the levels in this order, each once"
    missing = [level for level in wanted if level not in found]
    if not wanted:
        what, advice = "this page marks a level.", "only concept pages have levels"
    elif missing:
        line = page.title_line
        advice = f"add a section with a heading like: ## Its heading {{level={missing[0]}}}"
    expected, got = ", ".join(wanted) or "none", ", ".join(found) or "none"
    return [Problem(page.where(line), what, expected, got, advice)]


def code_problems(page: Page) -> list[Problem]:
    """Code that was typed by hand: in a fence, by indentation, or as raw HTML."""
    problems = []
    for fence in page.fences:
        where = page.where(fence.line)
        language = fence.info.split(" ")[0].strip("{.}").lower()
        if language not in TYPED_LANGUAGES or ">>>" in fence.text:
            problems.append(
                Problem(
                    where,
                    f"code typed by hand on a page (a {fence.info or 'bare'} fence).",
                    got=fence.text,
                    advice="make it an example below snippets/ and show that; commands and plain "
                    f"text stand in one of: {', '.join(sorted(TYPED_LANGUAGES))}",
                )
            )
        if not fence.closed:
            problems.append(Problem(where, "this fence is never closed."))
    problems += [
        Problem(
            page.where(number),
            "a code block by indentation or raw HTML.",
            got=line,
            advice="make it an example below snippets/ and show that",
        )
        for number, line in _unfenced_code(page)
    ]
    return problems


def block_problems(page: Page, block: Block) -> list[Problem]:
    """A block of a kind that doesn't exist, or with an option that it doesn't have.

    Markdown would leave such a block on the page as plain text, without a word.
    """
    where = page.where(block.line)
    if block.name not in OPTIONS:
        what = f"there is no block called {block.name!r}."
        return [Problem(where, what, expected=", ".join(OPTIONS), got=block.name)]
    kinds = OPTIONS[block.name]
    problems = []
    for option, value in block.options.items():
        if option not in kinds:
            what = f"a block {block.name!r} has no option {str(option)!r}."
            expected = ", ".join(sorted(kinds)) or "no options"
            problems.append(Problem(where, what, expected, got=str(option)))
        elif not isinstance(value, kinds[option]):
            what = f"the option {option!r} has a value of another kind."
            expected = "true or false" if kinds[option] is bool else "text (in quotes, if need be)"
            problems.append(Problem(where, what, expected, got=str(value)))
    if not block.argument and block.name != "exercise":
        what = f"a block {block.name!r} needs a name after the bar."
        problems.append(Problem(where, what, expected=f"/// {block.name} | name"))
    if not block.closed:
        what = f"this block {block.name!r} is never closed."
        problems.append(Problem(where, what, advice="end it with a line of as many slashes"))
    return problems


def show_problems(
    page: Page, block: Block, example: Example | None, outcomes: Mapping[str, Outcome]
) -> list[Problem]:
    """What is wrong with the way a page shows an example."""
    where = page.where(block.line)
    if example is None:
        what = f"there is no example snippets/{block.argument}."
        return [Problem(where, what, advice="write the file, or mend the name")]
    problems = []
    section = block.options.get("section")
    if section is not None and section not in example.sections:
        what = f"snippets/{example.name} has no section {section!r}."
        expected = ", ".join(example.sections) or "a file with sections"
        problems.append(Problem(where, what, expected, got=str(section)))
    if outcomes[example.name]["figure"]:
        if not str(block.options.get("alt") or "").strip():
            advice = "say in `alt:` what a reader sees who can't see it"
            problems.append(Problem(where, "a figure without a text alternative.", advice=advice))
        if not block.body.strip():
            advice = "the body of the block is the caption"
            problems.append(Problem(where, "a figure without a caption.", advice=advice))
    elif "alt" in block.options and not outcomes[example.name]["failures"]:
        problems.append(Problem(where, "a text alternative, but the example draws nothing."))
    return problems


def _unfenced_code(page: Page) -> Iterator[tuple[int, str]]:
    """Lines that Markdown would take for code though no fence says so."""
    skipped = {n for fence in page.fences for n in fence.lines}
    for block in page.blocks:
        end = block.body.count("\n") + 1 if block.name == "equation" else 0
        skipped |= set(range(block.line, block.body_line + end))
    home = 0  # how far the list item, footnote or definition we are in is indented
    fresh = True  # whether a new block may begin here
    for number, line in enumerate(page.lines, start=1):
        if number <= page.body_line or number in skipped:
            fresh = True
            continue
        text = _QUOTE.sub("", line).expandtabs(4)
        indent = len(text) - len(text.lstrip())
        if fresh and text.strip():
            home = min(home, indent // 4 * 4)
        code = fresh and text.strip() and indent >= home + 4
        if code or re.search("<(?:pre|code)", _INLINE_CODE.sub("", text), re.IGNORECASE):
            yield number, line
        elif (fresh or home or text.startswith(":")) and _ITEM.match(text.lstrip()):
            home = indent // 4 * 4 + 4
        fresh = text.startswith(("#", "/")) or not text.strip(" =-*_")
