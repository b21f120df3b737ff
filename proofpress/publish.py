"""Bring a site out: built aside, swapped in whole at the end; the files that go with it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from proofpress.checks import CheckedGuide
from proofpress.guide import Guide

EPOCH = "315532800"
"""1 January 1980, the date of a source that has no history: no clock enters the site."""


def aside(site: Path) -> Path:
    """The folder in which a build of `site` is made; on the same file system, to be renamed."""
    return site.with_name(f".{site.name}-{os.getpid()}")


def swap(fresh: Path, site: Path) -> None:
    """Put the finished folder `fresh` in the place of `site`."""
    old = site.with_name(f".{site.name}-old-{os.getpid()}")
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def files(checked: CheckedGuide) -> dict[str, str]:
    """The files that go with the pages, by path: each program, each figure for print."""
    heading = '<?xml version="1.0" encoding="utf-8"?>\n'
    drawn = {
        f"figures/{name.removesuffix('.py')}.svg": f"{heading}{svg}\n"
        for name, outcome in checked.outcomes.items()
        if (svg := outcome["figure"])
    }
    return programs(checked.guide) | drawn


def programs(guide: Guide) -> dict[str, str]:
    """The program of each example, as a reader downloads it, by path."""
    return {f"snippets/{e.name}": e.program for e in guide.examples.values()}


def source_date(root: Path) -> str:
    """Seconds since 1970 of the source: what SOURCE_DATE_EPOCH says, or else the newest commit.

    Where there is no history either it is a fixed date.
    """
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return said
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return EPOCH
    return done.stdout.strip() or EPOCH
