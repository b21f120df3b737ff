"""A page as one Markdown file that says everything itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from proofpress.pages import Page
from proofpress.takeaway.expanded import Fold, Piece, Program, Text

SUFFIX = ".md"


def plain_markdown(page: Page, pieces: Iterable[Piece], source: str) -> str:
    """The page as Markdown, with programs, outputs and figures in their places.

    Args:
        page: the page.
        pieces: its pieces.
        source: a line that says what the page is a part of; it stands below the title.
    """
    steps = "../" * page.path.count("/")
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            parts.append(piece.text)
        elif isinstance(piece, Program):
            parts += _program(piece, steps)
        elif isinstance(piece, Fold):
            parts.append(f"**{piece.title}**")
    return below_title("\n\n".join(parts) + "\n", source)


def below_title(text: str, line: str) -> str:
    """The Markdown `text` with a line in italics below its title."""
    title, end, rest = text.partition("\n")
    return f"{title}\n\n*{line}*\n{end if rest else ''}{rest.lstrip()}"


def _program(program: Program, steps: str) -> Iterator[str]:
    name = program.example.name
    yield f"{program.anchors}[{posixpath.basename(name)}]({steps}snippets/{name}):"
    yield f"```python\n{program.example.program}```"
    if program.output:
        yield "It prints:"
        yield f"```text\n{program.output.rstrip()}\n```"
    if program.figure:
        alt = program.alt.replace("[", "\\[").replace("]", "\\]")
        yield f"![{alt}]({steps}figures/{name.removesuffix('.py')}.svg)"
        yield f"*{program.label}.* {program.caption}"
