"""A figure is laid out like matplotlib's constrained layout does it: nothing cut, nothing over."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from proofpress import figure_layout
from proofpress.figure_layout import FewPasses


def curve(figure: Any) -> None:
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1])
    axes.set(xlabel="time", ylabel="way", title="A way")


def changing(figure: Any) -> None:
    """Once there is more room for the ticks there are more, and their labels are longer."""
    axes = figure.subplots()
    axes.plot([0, 1], [0, 0.0071])
    axes.set(xlabel="long\nlong\nlong\nlong", title="long\nlong\nlong\nlong")


def grid(figure: Any) -> None:
    panels = figure.subplots(2, 3, width_ratios=[3, 2, 1])
    for number, axes in enumerate(panels.flat):
        axes.plot([0, 10**number], [0, 10**number])
        axes.set(title=f"panel {number}", ylabel="a label")


def square(figure: Any) -> None:
    for axes in figure.subplots(1, 2, sharey=True):
        axes.plot([0, 2], [0, 1])
        axes.set_aspect("equal")


def titled(figure: Any) -> None:
    curve(figure)
    figure.suptitle("The whole")


def with_legend(figure: Any) -> None:
    curve(figure)
    figure.legend(handles=figure.axes[0].lines, labels=["way"], loc="outside right")


def with_bar(figure: Any) -> None:
    axes = figure.subplots()
    figure.colorbar(axes.imshow([[1, 2], [3, 4]]))


def spanning(figure: Any) -> None:
    cells = figure.add_gridspec(2, 2)
    for cell in (cells[0, :], cells[1, 0], cells[1, 1]):
        figure.add_subplot(cell).plot([1, 2])


PLAIN = (curve, changing, grid, square)
OTHERS = (titled, with_legend, with_bar, spanning)


def drawn(draw: Callable[[Any], None], engine: Any) -> Any:
    """A figure, drawn."""
    from matplotlib.figure import Figure

    figure: Any = Figure(figsize=(5.2, 3.3), layout=engine)
    draw(figure)
    figure.draw_without_rendering()
    return figure


def boxes(figure: Any) -> list[Any]:
    """What each panel takes up with its labels."""
    return [axes.get_tightbbox(figure._get_renderer()) for axes in figure.axes]


@pytest.mark.parametrize("draw", [*PLAIN, *OTHERS])
def test_nothing_is_cut_or_lies_over_another(draw: Callable[[Any], None]) -> None:
    figure = drawn(draw, FewPasses())
    for box in boxes(figure):
        assert figure.bbox.padded(0.5).containsx(box.x0)
        assert figure.bbox.padded(0.5).containsx(box.x1)
        assert figure.bbox.padded(0.5).containsy(box.y0)
        assert figure.bbox.padded(0.5).containsy(box.y1)
    assert not any(one.overlaps(other) for one, other in combinations(boxes(figure), 2))


@pytest.mark.parametrize("draw", [curve, changing, grid])
def test_a_plain_grid_is_laid_out_alike(draw: Callable[[Any], None]) -> None:
    ours, theirs = drawn(draw, FewPasses()), drawn(draw, "constrained")
    for one, other in zip(ours.axes, theirs.axes, strict=True):
        assert one.get_position().bounds == pytest.approx(other.get_position().bounds, abs=0.02)


@pytest.mark.parametrize("draw", OTHERS)
def test_everything_else_is_left_to_matplotlib(draw: Callable[[Any], None]) -> None:
    ours, theirs = drawn(draw, FewPasses()), drawn(draw, "constrained")
    for one, other in zip(ours.axes, theirs.axes, strict=True):
        assert one.get_position().bounds == other.get_position().bounds


@pytest.mark.parametrize(("draw", "passes"), [(curve, 1), (changing, 2)])
def test_there_is_another_pass_only_if_ticks_change(
    draw: Callable[[Any], None], passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []
    place = figure_layout._place
    monkeypatch.setattr(figure_layout, "_place", lambda *given: done.append(place(*given)))
    drawn(draw, FewPasses())
    assert len(done) == passes
