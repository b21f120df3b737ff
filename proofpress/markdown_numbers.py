"""Numbers with a source, `[5.48][gain]`: what is published is the number, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from proofpress.number_sources import COMPUTED, GIVEN


class Numbers(Treeprocessor):
    """Takes the links away that Markdown makes of such numbers, and leaves what they hold."""

    def run(self, root: etree.Element) -> None:
        """Unwrap each of them."""
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "a" and (child.get("href") or "").startswith((COMPUTED, GIVEN)):
                    _unwrap(parent, child)


def _unwrap(parent: etree.Element, child: etree.Element) -> None:
    """Put what `child` holds in its place."""
    place = list(parent).index(child)
    parts = list(child)
    _append(parent, place, child.text)
    if parts:
        parts[-1].tail = (parts[-1].tail or "") + (child.tail or "")
    else:
        _append(parent, place, child.tail)
    parent[place : place + 1] = parts


def _append(parent: etree.Element, place: int, text: str | None) -> None:
    """Add `text` to what stands before the child at `place`."""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")
