"""Figures as PNG: Jupyter shows no SVG in a notebook that it doesn't trust, such as a new one."""

from __future__ import annotations

from typing import Any

PIXELS_PER_INCH = 144
PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"


def png(svg: str) -> bytes:
    """The figure as PNG on white, two pixels to a point.

    Args:
        svg: the SVG for print, its texts drawn as paths.
    """
    import typst  # only here: not every build needs it

    files = {"main": f'{PAGE}#image("figure.svg")'.encode(), "figure.svg": svg.encode()}
    compiler: Any = typst.compile  # its types don't tell that it takes several files
    made = compiler(files, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
