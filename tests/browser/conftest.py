"""The built site in a browser: one Chromium for all tests, each page looked at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, build_guide, served
from tests.site.conftest import built_path

OPTIONS = [
    "--no-sandbox",  # a container's root can't have one; what is opened here is our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADDRESSES = [
    *(
        built_path(path.relative_to(ROOT / "docs").as_posix()).removesuffix("index.html")
        for path in sorted((ROOT / "docs").rglob("*.md"))
    ),
    "404.html",
]
"""The pages of the site, by their addresses."""

Visit = Callable[..., Page]
"""Opens an address, with options for the browser's context, in a context of its own."""


@cache
def installed_chromium() -> str | None:
    """Where Chromium is: where the environment says, on the path, or Playwright's own."""
    named = os.environ.get("PLAYWRIGHT_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = named or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
        found = own if Path(own).exists() else None
    return found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Chromium one line says so, in the place of all these tests."""
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    if ours and installed_chromium() is None:
        reason = f"no Chromium for {len(ours)} browser tests; README.md says how to get it"
        ours[0].add_marker(pytest.mark.skip(reason=reason))
        items[:] = [item for item in items if item not in ours[1:]]
        config.hook.pytest_deselected(items=ours[1:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide as published: instant navigation works only where it is set."""
    folder = tmp_path_factory.mktemp("published") / "site"
    with served(folder) as address:
        build_guide(folder, SITE_URL=address, REPO_URL="https://github.com/example/guide")
        yield address


@pytest.fixture(scope="session")
def base_without_instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide without instant navigation."""
    folder = tmp_path_factory.mktemp("not instant") / "site"
    with served(folder) as address:
        build_guide(folder, SITE_URL=address, NAV_INSTANT="false")
        yield address


@pytest.fixture(scope="session")
def unpacked(base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder to take along, as a reader gets it: downloaded and unpacked."""
    folder = tmp_path_factory.mktemp("taken along")
    with urlopen(f"{base}downloads/jacobians-and-hessians-site.zip", timeout=20) as answer:
        ZipFile(BytesIO(answer.read())).extractall(folder)
    (top,) = folder.iterdir()
    return top


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Visit]:
    """Open pages as a new reader; in the end, nothing may have gone wrong in them."""
    with opener(browser, base) as open_page:
        yield open_page


@pytest.fixture
def visit_on_disk(browser: Browser, unpacked: Path) -> Iterator[Visit]:
    """Open pages of the unpacked folder, by the addresses that they have on the web."""
    with opener(browser, f"{unpacked.as_uri()}/") as open_page:
        yield lambda address, **options: open_page(on_disk(address), **options)


def on_disk(address: str) -> str:
    """The file of a page, below the unpacked folder, by the address that it has on the web."""
    parts = urlsplit(address)
    whole = not parts.path or parts.path.endswith("/")
    return parts._replace(path=f"{parts.path}index.html" if whole else parts.path).geturl()


@contextmanager
def opener(browser: Browser, base: str) -> Iterator[Visit]:
    """A function that opens pages below `base`, each as a new reader."""
    wrong: list[str] = []
    with ExitStack() as stack:

        def open_page(address: str, **options: Any) -> Page:
            options = {"viewport": {"width": 1280, "height": 800}, **options}
            context = stack.enter_context(
                browser.new_context(base_url=base, reduced_motion="reduce", **options)
            )
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            context.set_default_timeout(10_000)
            page = context.new_page()
            note_errors(page, wrong)
            page.goto(address)
            return page

        yield open_page
    assert wrong == []


def note_errors(page: Page, wrong: list[str]) -> None:
    """Keep what the console of `page` says that isn't good, in `wrong`."""
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None,
    )
