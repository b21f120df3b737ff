"""What a page weighs, compressed: bytes are the same on every machine."""

from __future__ import annotations

from pathlib import Path

from tests.measure.visit import PAGE, heaviest_figure, html_weights

HTML, FIGURE = 25_000, 8_000


def test_the_typical_page_is_light(site: Path) -> None:
    found = html_weights(site / PAGE / "index.html")
    assert found["formulas"] > 150
    assert found["html without figures"] <= HTML


def test_every_figure_is_light(site: Path) -> None:
    assert 1_000 < heaviest_figure(site) <= FIGURE
