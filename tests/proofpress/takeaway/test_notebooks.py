"""A page as a notebook."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from proofpress.checks import CheckedGuide
from proofpress.takeaway import notebooks
from proofpress.takeaway.notebooks import kept_notebook
from tests.proofpress.takeaway.conftest import PATH, Pieces


def made(read: Pieces, checked: CheckedGuide, path: str, store: Path) -> bytes:
    page = checked.guide.page(path)
    assert page is not None
    return kept_notebook(page, read(path, ".ipynb"), "From somewhere.", store)


def cells(notebook: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(notebook)["cells"]
    return found


def test_the_cells_are_the_page_in_order(
    read: Pieces, checked: CheckedGuide, tmp_path: Path
) -> None:
    found = cells(made(read, checked, "jacobian/slope.md", tmp_path))
    kinds = [(cell["cell_type"], cell["id"]) for cell in found]
    assert kinds == [
        ("markdown", "text-1"),
        ("markdown", "text-2"),
        ("code", "program-drawn"),
        ("markdown", "text-4"),
        ("markdown", "text-5"),
        ("code", "program-square"),
        ("markdown", "text-7"),
    ]
    assert "".join(found[0]["source"]).startswith("# Slope\n\n*From somewhere.*")
    assert "".join(found[3]["source"]) == "*Figure 1.* A line that climbs."
    program = checked.guide.examples["jacobian/slope/square.py"].program
    assert "".join(found[5]["source"]) == program.rstrip("\n")


def test_outputs_are_included(read: Pieces, checked: CheckedGuide, tmp_path: Path) -> None:
    found = cells(made(read, checked, "jacobian/slope.md", tmp_path))
    drawn, square = (cell for cell in found if cell["cell_type"] == "code")
    assert square["outputs"] == [
        {"name": "stdout", "output_type": "stream", "text": "slope at 3: 6.0\n"}
    ]
    (figure,) = drawn["outputs"]
    assert base64.b64decode(figure["data"]["image/png"]).startswith(b"\x89PNG")
    assert "A straight line from lower left" in figure["data"]["text/plain"]
    assert [cell["execution_count"] for cell in (drawn, square)] == [1, 2]


def test_what_is_folded_on_the_page_is_folded(
    read: Pieces, checked: CheckedGuide, tmp_path: Path
) -> None:
    slope = cells(made(read, checked, "jacobian/slope.md", tmp_path))
    hidden = {cell["id"]: cell["metadata"].get("jupyter") for cell in slope}
    assert hidden["program-drawn"] == {"source_hidden": True}
    assert hidden["program-square"] is None
    more = cells(made(read, checked, PATH, tmp_path))
    answer = next(place for place, cell in enumerate(more) if cell["id"] == "program-two")
    assert more[answer]["metadata"]["jupyter"] == {"source_hidden": True, "outputs_hidden": True}
    before, after = ("".join(more[place]["source"]) for place in (answer - 1, answer + 1))
    fold = "<details>\n<summary>Answer</summary>\n\n{}\n\n</details>"
    assert before.endswith(fold.format("Ask [a program](#tasks):"))
    assert after == fold.format("Done.")


def test_a_fence_of_text_stays_text(read: Pieces, checked: CheckedGuide, tmp_path: Path) -> None:
    found = cells(made(read, checked, PATH, tmp_path))
    assert [cell["id"] for cell in found if cell["cell_type"] == "code"] == ["program-two"]
    assert any("~~~yaml\na: $1\n~~~" in "".join(cell["source"]) for cell in found)


def test_the_same_page_gives_the_same_bytes_and_is_made_once(
    read: Pieces, checked: CheckedGuide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(read, checked, PATH, tmp_path / "a")
    assert made(read, checked, PATH, tmp_path / "b") == first
    monkeypatch.setattr(notebooks, "notebook", None)  # making one would fail now
    assert made(read, checked, PATH, tmp_path / "a") == first
    with pytest.raises(TypeError):
        made(read, checked, PATH, tmp_path / "c")


def test_it_names_no_machine_and_no_clock(
    read: Pieces, checked: CheckedGuide, tmp_path: Path
) -> None:
    read_back = json.loads(made(read, checked, PATH, tmp_path))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert read_back["metadata"] == {
        "kernelspec": kernel,
        "language_info": {"name": "python"},
        "title": "More",
    }
