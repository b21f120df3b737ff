"""Every notebook, run from top to bottom in a fresh kernel: it gives what the page shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import Tag
from nbclient import NotebookClient

from proofpress.examples import parse_example
from tests.conftest import ROOT
from tests.site.conftest import Pages, built_path
from tests.snippets.test_as_a_reader_runs_them import complaints

SOURCES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md"))
UNWANTED = ("PYTHON", "MPL", "JUPYTER", "IPYTHON")


def read_notebook(site: Path, source: str) -> Any:
    return nbformat.read((site / source).with_suffix(".ipynb"), as_version=4)


def programs(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def printed(cell: Any, stream: str = "stdout") -> str:
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == stream)


def drawn(cell: Any) -> int:
    return sum("image/png" in o.data for o in cell.outputs if o.output_type == "display_data")


def strangers(cell: Any) -> list[str]:
    """Outputs of a kind that no page shows, such as the value of a last line."""
    return [o.output_type for o in cell.outputs if o.output_type not in ("stream", "display_data")]


def shown(example: Tag) -> tuple[str, int]:
    """What the page shows below a program: its output, and how many figures."""
    outputs = [output.get_text() for output in example.select(".example-output")]
    return "".join(outputs), len(example.select(".example-figure"))


@pytest.mark.parametrize("source", SOURCES)
def test_it_is_a_valid_notebook_with_the_programs_of_its_page(
    source: str, site: Path, pages: Pages
) -> None:
    notebook = read_notebook(site, source)
    nbformat.validate(notebook)
    examples = pages[built_path(source)].select("[data-example]")
    cells = programs(notebook)
    names = [str(example["data-example"]) for example in examples]
    texts = [(ROOT / "snippets" / name).read_text("utf-8") for name in names]
    wanted = [parse_example(n, t).program for n, t in zip(names, texts, strict=True)]
    assert [f"{cell.source}\n" for cell in cells] == wanted
    assert [(printed(cell), drawn(cell)) for cell in cells] == [shown(e) for e in examples]


@pytest.mark.parametrize("source", SOURCES)
def test_run_from_top_to_bottom_it_gives_what_the_page_shows(
    source: str, site: Path, tmp_path: Path, pages: Pages
) -> None:
    notebook = read_notebook(site, source)
    examples = pages[built_path(source)].select("[data-example]")
    if not examples:
        assert programs(notebook) == []
        return
    environment = {k: v for k, v in os.environ.items() if not k.startswith(UNWANTED)}
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    client.execute(env={**environment, "IPYTHONDIR": str(tmp_path / "ipython")})
    for cell, example in zip(programs(notebook), examples, strict=True):
        name = str(example["data-example"])
        text = (ROOT / "snippets" / name).read_text("utf-8")
        assert (printed(cell), drawn(cell)) == shown(example), name
        assert strangers(cell) == [], name
        assert complaints(printed(cell, "stderr"), parse_example(name, text).warns) == [], name


def test_the_value_of_a_last_line_would_be_seen(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(1)\n2")])
    NotebookClient(notebook, timeout=120).execute(cwd=str(tmp_path))
    assert printed(notebook.cells[0]) == "1\n"
    assert strangers(notebook.cells[0]) == ["execute_result"]
