r"""Levels: a heading like `## Its heading {level=high}` opens a section that is that level."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from proofpress.guide import LEVELS


class Levels(Treeprocessor):
    """Wraps each level, from its heading to the next heading as high, in one section."""

    def run(self, root: etree.Element) -> None:
        """Move the elements of each level into a `<section data-level="...">`."""
        children = list(root)
        section: etree.Element | None = None
        for child in children:
            level = child.attrib.pop("level", None)
            if level is not None:
                section = etree.Element("section", {"data-level": level, "class": "level"})
                root.insert(list(root).index(child), section)
                name = etree.SubElement(
                    section, "p", {"class": "level-name", "data-search-exclude": ""}
                )
                name.text = f"{level.capitalize()}: {LEVELS[level]}"
            elif child.tag in ("h1", "h2"):
                section = None
            if section is not None:
                root.remove(child)
                section.append(child)
