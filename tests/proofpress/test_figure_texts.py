"""A text is measured once, and each that looks different by itself."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.figure_texts import measured_once

matplotlib = pytest.importorskip("matplotlib")

BASE = {"s": "one line\n$x^2$", "fontsize": 10}
OTHER: dict[str, dict[str, object]] = {
    "text": {"s": "another line\nand $y$"},
    "size": {"fontsize": 14},
    "weight": {"fontweight": "bold"},
    "rotation": {"rotation": 30},
    "rotation's mode": {"rotation": 30, "rotation_mode": "anchor"},
    "line spacing": {"linespacing": 2.0},
    "horizontal": {"horizontalalignment": "right"},
    "vertical": {"verticalalignment": "top"},
    "lines": {"multialignment": "right"},
    "no formula": {"parse_math": False},
    "wrapped": {"s": "a long line " * 30, "wrap": True},
}


@pytest.fixture
def figure() -> Any:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    drawn: Any = Figure()
    FigureCanvasSVG(drawn)
    return drawn


def measures(figure: Any) -> list[Any]:
    """What matplotlib says of each text: its box, and where each of its lines stands."""
    renderer = figure._get_renderer()
    for text in figure.texts:
        text._renderer = renderer  # as if it had been drawn: to wrap it looks there
    return [repr(text._get_layout(renderer)) for text in figure.texts]


@pytest.mark.parametrize("other", OTHER)
def test_what_looks_different_is_measured_by_itself(figure: Any, other: str) -> None:
    figure.text(0.5, 0.5, **BASE)
    figure.text(0.5, 0.5, **BASE, rotation=30)
    figure.text(0.5, 0.5, **(BASE | OTHER[other]))
    figure.text(0.2, 0.5, **(BASE | OTHER[other]))
    plain = measures(figure)
    with measured_once():
        assert measures(figure) == plain
    assert plain[0] != plain[2]


def test_what_looks_the_same_is_measured_once(figure: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.text import Text

    measured: list[str] = []
    text_class: Any = Text
    measure = text_class._get_layout

    def note(text: Any, renderer: Any) -> Any:
        measured.append(text.get_text())
        return measure(text, renderer)

    monkeypatch.setattr(Text, "_get_layout", note)
    for place in (0.1, 0.2, 0.3):
        figure.text(place, 0.5, **BASE)
    with measured_once():
        measures(figure)
    assert measured == [BASE["s"]]
    measures(figure)
    assert len(measured) == 4
