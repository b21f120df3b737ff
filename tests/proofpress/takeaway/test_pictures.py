"""Figures as PNG."""

from __future__ import annotations

import io

from matplotlib.image import imread

from proofpress.takeaway.pictures import png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40pt" height="20pt" viewBox="0 0 40 20">'
    '<path d="M0 0H20V20H0Z" fill="#0068a6"/></svg>'
)


def test_it_has_two_pixels_to_a_point_on_white() -> None:
    pixels = imread(io.BytesIO(png(SVG)))
    assert pixels.shape[:2] == (40, 80)
    left, right = pixels[20, 10], pixels[20, 70]
    assert [round(255 * part) for part in left[:3]] == [0x00, 0x68, 0xA6]
    assert [round(255 * part) for part in right[:3]] == [255, 255, 255]
    assert png(SVG) == png(SVG)
