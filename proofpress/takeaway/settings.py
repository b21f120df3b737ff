"""What mkdocs.yml says about the guide as a whole, read without MkDocs: Zensical has none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from proofpress.guide import Guide
from proofpress.pages import Page

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """The guide's name, what it says about itself, its address, and its pages in their order.

    Attributes:
        name: the guide's name.
        description: a sentence or two about it.
        rights: under which licences it stands.
        address: where it is published, with a slash at the end; empty where nothing tells.
        order: paths of pages below docs/, as the navigation has them.
    """

    name: str
    description: str
    rights: str
    address: str
    order: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name as a part of a file's name."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def in_order(self, guide: Guide) -> list[Page]:
        """The guide's pages: those of the navigation in its order, then the others."""
        places = {path: place for place, path in enumerate(self.order)}
        return sorted(guide.pages, key=lambda page: places.get(page.path, len(places)))


def read_settings(root: Path) -> Settings:
    """Read mkdocs.yml below `root`."""
    read: dict[str, Any] = yaml.load((root / FILE).read_text("utf-8"), _Loader)
    address = str(read.get("site_url") or "")
    return Settings(
        name=str(read["site_name"]),
        description=_line(read.get("site_description")),
        rights=_line(read.get("copyright")),
        address=address and f"{address.rstrip('/')}/",
        order=tuple(_paths(read.get("nav") or [])),
    )


def _line(text: Any) -> str:
    return " ".join(str(text or "").split())


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _paths(value)
    else:
        for entry in nav:
            yield from _paths(entry)


class _Loader(yaml.SafeLoader):
    """Reads values from the environment; what only a builder can read becomes None."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(loader.construct_scalar(node)))
    assert isinstance(node, yaml.SequenceNode)
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
