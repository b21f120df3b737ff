"""A page as a Jupyter notebook: its text, formulas and programs in order, outputs included.

Jupytext reads the page as Markdown, which gives the cells; nbformat writes them. A program is a
cell of its own, whole, so that each runs whatever ran before.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from proofpress.pages import Page
from proofpress.sources import digest
from proofpress.takeaway.expanded import Fold, Piece, Program, Text, Unfold
from proofpress.takeaway.kept import kept
from proofpress.takeaway.pictures import PIXELS_PER_INCH, png
from proofpress.takeaway.plain_markdown import below_title

SUFFIX = ".ipynb"
LIBRARIES = ("jupytext", "nbformat", "typst")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
CSS_PIXELS_PER_INCH = 96


def kept_notebook(page: Page, found: Sequence[Piece], source: str, store: Path) -> bytes:
    """The notebook of a page, as bytes; made once for the same page.

    Args:
        page: the page.
        found: its pieces.
        source: a line that says what the page is a part of; it stands below the title.
        store: the folder where it is kept.
    """
    text = cells_as_markdown(found, source)
    programs = [piece for piece in found if isinstance(piece, Program)]
    of = [
        *(version(library) for library in LIBRARIES),
        *(page.path, page.title, text),
        *(
            part
            for p in programs
            for part in (p.output, p.figure, p.alt, str((p.folded, p.hidden)))
        ),
    ]

    def picture(svg: str) -> bytes:
        return kept(store, "figure.png", [version("typst"), svg], lambda: png(svg))

    def make() -> bytes:
        return written(notebook(page, text, programs, picture))

    return kept(store, f"{digest([page.path])}.ipynb", of, make)


def notebook(
    page: Page, text: str, programs: Sequence[Program], picture: Callable[[str], bytes]
) -> Any:
    """The notebook of a page.

    Args:
        page: the page.
        text: what `cells_as_markdown` gives.
        programs: the page's programs, in order.
        picture: makes an SVG a PNG.
    """
    import jupytext  # only here: a server and most builds need neither

    read = jupytext.reads(text, fmt={"extension": ".md", "split_at_heading": True})
    read.metadata = {
        "kernelspec": KERNEL,
        "language_info": {"name": "python"},
        "title": page.title,
    }
    waiting = iter(programs)
    count = 0
    for number, cell in enumerate(read.cells, start=1):
        cell.metadata = {}
        cell.id = f"text-{number}"
        if cell.cell_type == "code":
            count += 1
            add_outputs(cell, next(waiting), count, picture)
    assert next(waiting, None) is None, "jupytext has taken a program for text"
    return read


def cells_as_markdown(found: Iterable[Piece], source: str) -> str:
    """The text and the programs of a page, as jupytext reads them: no outputs, folds kept whole.

    What is folded away on the page is folded away in each cell, since no fold goes across cells.
    """
    parts: list[str] = []
    folded: list[str] = []
    for piece in found:
        if isinstance(piece, Fold):
            folded.append(piece.title)
        elif isinstance(piece, Unfold):
            folded.pop()
        elif isinstance(piece, Text):
            parts.append(_in_fold(piece.text, folded))
        else:
            if piece.anchors:
                parts.append(piece.anchors)
            parts.append(f"```python\n{piece.example.program}```")
            if piece.figure:
                parts.append(_in_fold(f"*{piece.label}.* {piece.caption}", folded))
    return below_title("\n\n".join(parts) + "\n", source)


def _in_fold(text: str, folded: Sequence[str]) -> str:
    for title in reversed(folded):
        text = f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"
    return text


def add_outputs(cell: Any, program: Program, count: int, picture: Callable[[str], bytes]) -> None:
    """Give a program's cell what the program prints and draws, as if it had just run."""
    stem = program.example.name.rsplit("/", 1)[-1].removesuffix(".py")
    cell.id = f"program-{stem.replace('_', '-')}"[:64]
    cell.execution_count = count
    hidden = {"source_hidden": program.folded or program.hidden, "outputs_hidden": program.hidden}
    if any(hidden.values()):
        cell.metadata = {"jupyter": {part: True for part, is_hidden in hidden.items() if is_hidden}}
    cell.outputs = list(_outputs(program, picture))


def _outputs(program: Program, picture: Callable[[str], bytes]) -> Iterator[Any]:
    import nbformat

    new_output: Any = nbformat.v4.new_output
    if program.output:
        yield new_output("stream", name="stdout", text=program.output)
    if program.figure:
        drawn = picture(program.figure)
        width, height = (
            round(pixels * CSS_PIXELS_PER_INCH / PIXELS_PER_INCH) for pixels in _size(drawn)
        )
        yield new_output(
            "display_data",
            {
                "image/png": f"{base64.b64encode(drawn).decode()}\n",
                "text/plain": f"<{program.label}: {program.alt}>",
            },
            metadata={"image/png": {"width": width, "height": height}},
        )


def _size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG, which come first in it."""
    return int.from_bytes(image[16:20]), int.from_bytes(image[20:24])


def written(read: Any) -> bytes:
    """The notebook as a file; the same notebook gives the same bytes."""
    import nbformat

    nbformat.validate(read)
    return f"{json.dumps(read, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
