"""Outputs: what compares them is what writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofpress import outputs
from proofpress.__main__ import main
from proofpress.examples import Example, parse_example
from proofpress.sandbox import Outcome
from tests.conftest import SmallGuide

NAMES = ("same", "stale", "missing", "failing")
PAGE = "docs/jacobian/slope.md"
SQUARE = "snippets/jacobian/slope/square"


@pytest.fixture
def printing_guide(small_guide: SmallGuide) -> SmallGuide:
    """The small guide with only the example that prints: matplotlib takes long to load."""
    text = (small_guide.root / PAGE).read_text("utf-8")
    small_guide.write(PAGE, re.sub(r"/// example \| \S+drawn.*?\n///\n", "", text, flags=re.DOTALL))
    for path in (small_guide.root / "snippets").rglob("drawn.*"):
        path.unlink()
    return small_guide


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    """Four examples of which one is recorded as it prints."""
    (tmp_path / "same.out").write_bytes(b"1\n")
    (tmp_path / "stale.out").write_bytes(b"1\r\n")
    return [parse_example(f"{name}.py", "print(1)\n") for name in NAMES]


@pytest.fixture
def printed() -> dict[str, Outcome]:
    """What they print."""
    good: Outcome = {"output": "1\n", "figure": "", "failures": []}
    bad: Outcome = {"output": "", "figure": "", "failures": [{"what": "it broke", "line": 1}]}
    return {f"{name}.py": bad if name == "failing" else good for name in NAMES}


def test_differences_are_what_is_stale_or_missing(
    tmp_path: Path, examples: list[Example], printed: dict[str, Outcome]
) -> None:
    found = outputs.differences(examples, printed, tmp_path)
    assert [(d.example.name, d.recorded) for d in found] == [
        ("stale.py", "1\r\n"),
        ("missing.py", None),
    ]


def test_after_an_update_nothing_differs(
    tmp_path: Path, examples: list[Example], printed: dict[str, Outcome]
) -> None:
    outputs.update(outputs.differences(examples, printed, tmp_path), tmp_path)
    assert outputs.differences(examples, printed, tmp_path) == []
    assert (tmp_path / "stale.out").read_bytes() == b"1\n"
    assert not (tmp_path / "failing.out").exists()


@pytest.mark.parametrize(
    ("recorded", "output", "line"),
    [
        ("1\n2\n", "1\n3\n", 2),
        ("1\n2\n", "1\n", 2),
        ("1\n", "1\n2\n", 2),
        ("", "1\n", 1),
        ("1\n2", "1\n2\n", 2),
    ],
)
def test_a_difference_names_its_first_line(recorded: str, output: str, line: int) -> None:
    problem = outputs.Difference(parse_example("a.py", ""), recorded, output).problem()
    assert problem.where == f"snippets/a.out:{line}"
    assert (problem.expected, problem.got) == (recorded or "(nothing)", output)


def test_a_patch_shows_what_goes_and_what_comes() -> None:
    patch = outputs.Difference(parse_example("a.py", ""), "1\n2\n", "1\n3").as_patch()
    assert patch.splitlines()[:2] == ["--- snippets/a.out", "+++ snippets/a.out"]
    assert patch.splitlines()[-2:] == ["-2", "+3"]


def test_the_command_checks_and_with_a_flag_updates(
    printing_guide: SmallGuide, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check", "--root", str(printing_guide.root)]
    printing_guide.write(f"{SQUARE}.out", "slope at 3: 7.0\n")

    assert main(command) == 1
    told = capsys.readouterr().err
    assert f"{SQUARE}.out:1" in told
    assert (printing_guide.root / f"{SQUARE}.out").read_text("utf-8") == "slope at 3: 7.0\n"

    assert main([*command, "--update"]) == 0
    assert "-slope at 3: 7.0\n+slope at 3: 6.0\n" in capsys.readouterr().out
    assert (printing_guide.root / f"{SQUARE}.out").read_text("utf-8") == "slope at 3: 6.0\n"


@pytest.mark.parametrize("line", ["raise ValueError", "print(set('abcdefgh'))"])
def test_an_update_writes_nothing_where_something_is_wrong(
    printing_guide: SmallGuide, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    printing_guide.edit(f"{SQUARE}.py", 'print("slope at 3:", grad(square)(3.0))', line)
    assert main(["check", "--update", "--root", str(printing_guide.root)]) == 1
    assert f"{SQUARE}.py:" in capsys.readouterr().err
    assert (printing_guide.root / f"{SQUARE}.out").read_text("utf-8") == "slope at 3: 6.0\n"


def test_a_folder_without_pages_is_not_all_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 1
    assert "no pages" in capsys.readouterr().err


def test_an_unsteady_figure_is_named() -> None:
    source = "import matplotlib.pyplot as plt\n\nplt.plot([1, 2])\nplt.show()\n"
    once: Outcome = {"output": "", "figure": "<svg/>", "failures": []}
    (problem,) = outputs.unsteady([parse_example("a.py", source)], {"a.py": once})
    assert (problem.where, problem.what) == ("snippets/a.py", "it draws something else each time.")


def test_an_example_that_fails_the_second_time_is_named() -> None:
    once: Outcome = {"output": "", "figure": "", "failures": []}
    (problem,) = outputs.unsteady([parse_example("a.py", "1 / 0\n")], {"a.py": once})
    assert "run a second time, it failed: it raised ZeroDivisionError" in problem.what
