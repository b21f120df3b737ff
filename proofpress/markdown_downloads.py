"""The block `/// downloads | all`: a box that stays empty until the site is finished.

Only then is it known what there is to take along, and how large it is.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from pymdownx.blocks.block import Block


class DownloadsBlock(Block):  # type: ignore[misc]
    """Makes the empty box."""

    NAME = "downloads"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Make the box."""
        return etree.SubElement(parent, "div", {"class": "downloads"})
