"""Every formula of every notebook, set by the MathJax that JupyterLab uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from proofpress.formulas import read_macros
from tests.conftest import ROOT
from tests.site.conftest import built_path

HERE = Path(__file__).parent
SOURCES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md"))


@pytest.fixture(scope="module")
def mathjax(browser: Browser) -> Iterator[Page]:
    """A page on which MathJax is ready."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.abort())  # it would ask for its fonts
    page.add_script_tag(content=(HERE / "set_math.js").read_text("utf-8"))
    page.add_script_tag(content=(HERE / "vendored/mathjax/tex-chtml-full.js").read_text("utf-8"))
    page.evaluate("() => MathJax.startup.promise.then(() => true)")
    yield page
    page.close()


def set_math(mathjax: Page, texts: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = mathjax.evaluate("(texts) => setMath(texts)", texts)
    return found


def texts_of(notebook: Path) -> list[str]:
    """The text cells of a notebook."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("source", SOURCES)
def test_every_formula_of_a_notebook_is_set(source: str, site: Path, mathjax: Page) -> None:
    texts = texts_of((site / source).with_suffix(".ipynb"))
    found = set_math(mathjax, texts)
    assert [error for cell in found for error in cell["errors"]] == []
    assert [rest for cell in found for rest in cell["rest"]] == []
    page = BeautifulSoup((site / built_path(source)).read_text("utf-8"), "lxml")
    assert sum(len(cell["tex"]) for cell in found) == len(page.select("article .formula"))
    macros = read_macros(ROOT / "docs/macros.yml")
    tex = " ".join(t for cell in found for t in cell["tex"])
    assert [name for name in macros if f"{name} " in tex or f"{name}{{" in tex] == []


def test_the_version_is_the_one_that_jupyterlab_asks_for(mathjax: Page) -> None:
    assert mathjax.evaluate("() => MathJax.version") == "3.2.2"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (r"a macro of ours, $\norm{x}$", r"Undefined control sequence \norm"),
        (r"$$\frac{1}$$", r"Missing argument for \frac"),
        (r"$$\begin{nothing}x\end{nothing}$$", "Unknown environment 'nothing'"),
    ],
)
def test_bad_tex_is_seen(text: str, error: str, mathjax: Page) -> None:
    (found,) = set_math(mathjax, [text])
    assert error in found["errors"]


def test_a_formula_is_seen_as_one_and_code_is_not(mathjax: Page) -> None:
    (found,) = set_math(mathjax, ["`$no$` $a_1$ and\n\n$$\nb \\tag{2}\n$$\n\n~~~yaml\n$no$\n~~~\n"])
    assert found["tex"] == ["a_1", r"b \tag{2}"]
    assert found["errors"] == []


def test_a_formula_that_is_not_seen_leaves_its_tex_behind(mathjax: Page) -> None:
    (found,) = set_math(mathjax, [r"$$\frac{1}{$$"])
    assert found["rest"] == [r"\frac"]
