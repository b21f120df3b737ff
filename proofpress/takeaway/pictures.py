"""Figures as PNG: Jupyter shows no SVG in a notebook that it doesn't trust, such as a new one."""

from __future__ import annotations

import hashlib

PIXELS_PER_INCH = 144
PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"


def png(svg: str) -> bytes:
    """The figure as PNG on white, two pixels to a point.

    Args:
        svg: the SVG for print, its texts drawn as paths.
    """
    import typst  # only here: not every build needs it

    files = {"main": f'{PAGE}#image("figure.svg")'.encode(), "figure.svg": svg.encode()}
    made = typst.compile(files, format="png", ppi=PIXELS_PER_INCH)
    assert isinstance(made, bytes)
    return made


def fingerprint(svg: str) -> str:
    """A short name for a figure."""
    return hashlib.sha256(svg.encode()).hexdigest()[:20]
