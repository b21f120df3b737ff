"""Lay out a figure in one pass over its panels, where one is enough.

Matplotlib's constrained layout measures all panels twice, in case their ticks change when they are
moved. They seldom do, and measuring is half of what drawing a figure costs.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from matplotlib.layout_engine import ConstrainedLayoutEngine

Cell = tuple[Any, tuple[int, int]]
"""A panel, and its row and column."""
PAD = 3.0
"""Points around each panel with its labels, as constrained layout has it."""
PASSES = 3
"""The most passes: ticks that change at each are not to be waited for."""


class FewPasses(ConstrainedLayoutEngine):
    """Constrained layout, with the fewest passes where the figure is a plain grid of panels."""

    def execute(self, fig: Any) -> None:
        """Give each panel its place: labels fit, and panels of a row or column are in line."""
        cells = _cells(fig)
        if not cells:
            super().execute(fig)
            return
        ticks = _ticks(fig)
        for _ in range(PASSES):
            _place(fig, cells)
            before, ticks = ticks, _ticks(fig)
            if ticks == before:
                return


def _cells(figure: Any) -> list[Cell]:
    """Each panel with its row and column; none if there is more than a plain grid of panels."""
    if figure.get_children() != [figure.patch, *figure.axes]:  # a title of the whole, a legend
        return []
    specs = [axes.get_subplotspec() for axes in figure.axes]
    if not specs or None in specs or any(spec.num1 != spec.num2 for spec in specs):
        return []
    grids = {spec.get_gridspec() for spec in specs}
    if len(grids) != 1 or specs[0].get_topmost_subplotspec() != specs[0]:
        return []
    places = [(spec.rowspan.start, spec.colspan.start) for spec in specs]
    return list(zip(figure.axes, places, strict=True))


def _ticks(figure: Any) -> list[list[float]]:
    """Where the ticks of each axis are."""
    return [list(axis.get_ticklocs()) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]


def _place(figure: Any, cells: list[Cell]) -> None:
    """Measure each panel where it is now, and give it its place."""
    renderer = figure._get_renderer()
    grid = figure.axes[0].get_gridspec()
    left, right = [0.0] * grid.ncols, [0.0] * grid.ncols
    top, bottom = [0.0] * grid.nrows, [0.0] * grid.nrows
    for axes, (row, column) in cells:
        outer, inner = axes.get_tightbbox(renderer, for_layout_only=True), axes.bbox
        left[column] = max(left[column], inner.x0 - outer.x0)
        right[column] = max(right[column], outer.x1 - inner.x1)
        top[row] = max(top[row], outer.y1 - inner.y1)
        bottom[row] = max(bottom[row], inner.y0 - outer.y0)
    pad = PAD * figure.dpi / 72
    across = _shares(figure.bbox.width, grid.get_width_ratios(), left, right, pad)
    down = _shares(figure.bbox.height, grid.get_height_ratios(), top, bottom, pad)
    for axes, (row, column) in cells:
        (x, width), (y, height) = across[column], down[row]
        axes.set_position((x, 1 - y - height, width, height))


def _shares(
    whole: float, ratios: list[float], before: list[float], after: list[float], pad: float
) -> list[tuple[float, float]]:
    """Where each row or column begins and how long it is, in parts of the `whole`.

    Args:
        whole: the length of the figure, in pixels.
        ratios: how the panels' lengths are to each other.
        before: the room that each needs before it.
        after: the room that each needs after it.
        pad: the room around each.
    """
    margins = [b + a + 2 * pad for b, a in zip(before, after, strict=True)]
    free = (whole - sum(margins)) / sum(ratios)
    lengths = [ratio * free for ratio in ratios]
    ends = list(accumulate(m + n for m, n in zip(margins, lengths, strict=True)))
    starts = [0.0, *ends[:-1]]
    return [
        ((start + pad + b) / whole, length / whole)
        for start, b, length in zip(starts, before, lengths, strict=True)
    ]
