"""Every copy button of every page, on the web and on disk: what it gives runs wherever it lands.

What was copied is handed to a fresh interpreter that has numpy, autograd, matplotlib, what these
need, and nothing else.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import Browser, Page

from proofpress.examples import parse_example
from tests.browser.conftest import ADDRESSES, on_disk, opener
from tests.conftest import ROOT
from tests.snippets.test_as_a_reader_runs_them import LIBRARIES, complaints, paste

PLACES = ("on the web", "on disk")
BUTTON = "button[title='Copy to clipboard']"
BESIDE = """(button) => {
  const example = button.closest("[data-example]"), block = button.closest("pre, .highlight")
  const output = example && example.querySelector(".example-output")
  return {
    name: example ? example.dataset.example : "",
    shown: block.querySelector("code").textContent,
    output: output ? output.textContent : "",
  }
}"""


@dataclass(frozen=True)
class Copied:
    """What a button gave: the address of its page, its example, its text; what stands beside it."""

    address: str
    name: str
    text: str
    shown: str
    output: str


def program(name: str) -> str:
    """The program as its file holds it; Material's button leaves out the last line's end."""
    text = (ROOT / "snippets" / name).read_text("utf-8")
    return parse_example(name, text).program.rstrip("\n")


def press_all(page: Page, address: str) -> Iterator[Copied]:
    """Press every copy button of the page and read the clipboard."""
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
    for block in page.locator("pre:has(> code)").all():
        block.scroll_into_view_if_needed()  # Material gives a block its button when it is in view
        button = block.locator(BUTTON)
        page.evaluate("() => navigator.clipboard.writeText('nothing was copied')")
        button.click()
        text = str(page.evaluate("() => navigator.clipboard.readText()"))
        yield Copied(address, text=text, **button.evaluate(BESIDE))


@pytest.fixture(scope="module")
def copied(browser: Browser, base: str, unpacked: Path) -> dict[str, list[Copied]]:
    """What all buttons of all pages give, on the web and on disk."""
    found: dict[str, list[Copied]] = {}
    for place, start in zip(PLACES, (base, f"{unpacked.as_uri()}/"), strict=True):
        found[place] = []
        for address in ADDRESSES:
            if place == "on disk" and address == "404.html":
                continue
            with opener(browser, start) as visit:
                page = visit(on_disk(address) if place == "on disk" else address)
                found[place] += press_all(page, address)
    return found


def needed(names: set[str]) -> dict[str, Distribution]:
    """The distributions `names` and all that they need, by name."""
    found: dict[str, Distribution] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = distribution(name)
            for text in found[name].requires or []:
                requirement = Requirement(text)
                if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                    waiting.append(requirement.name)
    return found


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter that has the three libraries, what they need, and nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "python"
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for each in needed(LIBRARIES).values():
        tops = {file.parts[0] for file in each.files or [] if file.parts[0] != ".."}
        for top in tops - {"__pycache__"}:
            there = packages / top
            if not there.exists():
                there.symlink_to(Path(str(each.locate_file(top))))
    return str(folder / "bin" / "python")


def test_the_bare_interpreter_has_nothing_else(bare: str, tmp_path: Path) -> None:
    listed = "import pkgutil\nprint(*sorted(m.name for m in pkgutil.iter_modules()))"
    names = set(paste(listed, "0", tmp_path / "a", bare).stdout.decode().split())
    own = [sys.executable, "-I", "-S", "-c", listed]  # what Python has without any package
    foreign = names - set(
        subprocess.run(own, capture_output=True, text=True, check=True).stdout.split()
    )
    tops = {file.parts[0] for each in needed(LIBRARIES).values() for file in each.files or []}
    assert foreign >= LIBRARIES
    assert foreign <= {top.partition(".")[0] for top in tops}
    assert foreign.isdisjoint({"proofpress", "tests", "mkdocs", "pytest", "IPython", "pip", "yaml"})
    refused = paste("import proofpress", "0", tmp_path / "b", bare)
    assert "No module named 'proofpress'" in refused.stderr.decode()


@pytest.mark.parametrize("place", PLACES)
def test_every_block_of_code_has_its_button(place: str, copied: dict[str, list[Copied]]) -> None:
    names = sorted(
        path.relative_to(ROOT / "snippets").as_posix() for path in ROOT.glob("snippets/**/*.py")
    )
    assert sorted(each.name for each in copied[place] if each.name) == names
    others = [each for each in copied[place] if not each.name]
    typed = [path.read_text("utf-8").count("\n```console") for path in ROOT.glob("docs/**/*.md")]
    assert len(others) >= sum(typed)


@pytest.mark.parametrize("place", PLACES)
def test_a_button_gives_the_whole_program(place: str, copied: dict[str, list[Copied]]) -> None:
    for each in copied[place]:
        wanted = program(each.name) if each.name else each.shown.rstrip("\n")
        assert each.text == wanted, (each.address, each.name)


def test_what_is_copied_runs_and_prints_what_stands_beside_it(
    copied: dict[str, list[Copied]], bare: str, tmp_path: Path
) -> None:
    paste("import matplotlib.pyplot", "0", tmp_path / "first", bare)  # builds a cache of fonts
    distinct = {(e.text, e.output): e for each in copied.values() for e in each if e.name}
    with ThreadPoolExecutor() as pool:
        runs = {
            each: pool.submit(paste, each.text, "0", tmp_path / str(number), bare)
            for number, each in enumerate(distinct.values())
        }
    assert len(runs) > 10
    for each, run in runs.items():
        done = run.result()
        source = (ROOT / "snippets" / each.name).read_text("utf-8")
        assert done.returncode == 0, (each.name, done.stderr.decode())
        assert done.stdout.decode() == each.output, each.name
        warned = complaints(done.stderr.decode(), parse_example(each.name, source).warns)
        assert warned == [], each.name


def test_what_is_copied_of_a_command_can_be_run(
    copied: dict[str, list[Copied]], tmp_path: Path
) -> None:
    commands = {each.text for texts in copied.values() for each in texts if not each.name}
    lines = {line for text in commands for line in text.split("\n")}
    installing = {line for line in lines if line.startswith("python -m pip install ")}
    readme = (ROOT / "README.md").read_text("utf-8").split("\n")
    assert lines - installing <= set(readme)  # these run whenever a change lands
    assert installing
    environment = {"PATH": str(Path(sys.executable).parent), "PIP_NO_INDEX": "1"}
    for command in installing:  # all is here already, and pip says so
        shell = ["/bin/sh", "-c", command]
        done = subprocess.run(
            shell, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr.decode())
        named = done.stdout.decode().lower()
        assert [name for name in LIBRARIES if f"satisfied: {name}" not in named] == []
