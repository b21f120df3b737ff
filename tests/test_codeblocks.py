"""The plugin that tests the Python blocks of the pages: it misses none, and keeps them apart."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup
from pytest_codeblocks import CodeBlock

from proofpress.examples import parse_example
from tests.codeblocks import BlockError, blocks, check_block, expand
from tests.conftest import ROOT, clean_environment

TYPED = re.compile(r"^[ >]*(```+|~~~+)[{. ]*py", re.IGNORECASE)
QUOTED = re.compile(r"^([ >]*)(```+|~~~+)(?![{. ]*py).*?^\1\2", re.DOTALL | re.MULTILINE)


def run_pytest(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def collected(text: str) -> list[tuple[int, str, str | None]]:
    """Line, code and expected output of each block that is tested on a page."""
    found = blocks(expand("page.md", text, {}, Path()))
    return [(line, block.code, block.expected_output) for line, block in found]


def test_every_block_that_a_reader_sees_is_collected(site: Path) -> None:
    wanted = []
    for page in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]:
        name = page.relative_to(ROOT).as_posix()
        text = QUOTED.sub(lambda m: "\n" * m[0].count("\n"), page.read_text("utf-8"))
        lines = dict(enumerate(text.splitlines(), start=1))
        shown = {n: line[13:].strip() for n, line in lines.items() if line[:13] == "/// example |"}
        typed = {n for n, line in lines.items() if TYPED.match(line)}
        wanted += [f"{name}::line {number}" for number in sorted(shown.keys() | typed)]
        if name != "README.md":
            built = page.relative_to(ROOT / "docs").with_suffix("")
            built = built.parent if built.name == "index" else built
            html = BeautifulSoup((site / built / "index.html").read_text("utf-8"), "lxml")
            assert [*shown.values()] == [e["data-example"] for e in html.select("[data-example]")]

    listed = run_pytest("--collect-only", "-q", "docs", "README.md", folder=ROOT)

    assert listed.returncode in (0, 5), listed.stdout
    assert [line for line in listed.stdout.splitlines() if "::" in line] == wanted
    assert any(identifier.startswith("docs/jacobian/") for identifier in wanted)


@pytest.mark.parametrize(
    "info",
    ["python", " python", "py", "Python", 'python title="x.py"', "python hl_lines='1'", "{.python}",
     "{ .python .annotate }", "python3"],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["```", "~~~", "`````"])
def test_python_is_tested_however_its_fence_is_written(mark: str, info: str) -> None:
    assert collected(f"# T\n\n{mark}{info}\nx = 1\n{mark}\n") == [(3, "x = 1\n", None)]


@pytest.mark.parametrize("indent", ["", "    ", "> ", "> > "])
def test_python_is_tested_wherever_its_fence_stands(indent: str) -> None:
    lines = ["```python", "if True:", "    x = 1", "```"]
    page = "- item\n\n" + "".join(f"{indent}{line}\n" for line in lines)
    assert collected(page) == [(3, "if True:\n    x = 1\n", None)]


@pytest.mark.parametrize(
    "info", ["", "sh", "bash", "shell", "zsh", "pycon", "ipython", "{.sh}", "py-console"]
)
def test_a_fence_that_would_be_passed_over_or_run_as_commands_is_an_error(info: str) -> None:
    with pytest.raises(BlockError, match=r"^page\.md:3: .*neither tested nor plain text"):
        collected(f"# T\n\n```{info}\nx\n```\n")


@pytest.mark.parametrize("info", ["console", "text", "markdown", "yaml", "toml", "{.console}"])
def test_plain_text_is_neither_tested_nor_an_error(info: str) -> None:
    assert collected(f"```{info}\n/// example | no/such.py\n```\n") == []


def test_a_session_is_an_error_in_any_fence() -> None:
    with pytest.raises(BlockError, match=r"^page\.md:2: a session"):
        collected("```text\n>>> 1 + 1\n2\n```\n")


@pytest.mark.parametrize(
    "comment",
    ["pytest-codeblocks:skipfile", "pytest-codeblocks:skip", "pytest-codeblocks:skipif(True)",
     "pytest-codeblocks:cont", "pytest-codeblocks:importorskip(numpy)", "pytest.mark.skip",
     "pytest-codeblocks:expect-error", "pytest-codeblocks:expected-output-ignore-whitespace"],
)  # fmt: skip
def test_a_comment_that_could_leave_a_block_untested_is_an_error(comment: str) -> None:
    with pytest.raises(BlockError, match=r"^page\.md:1: .*could leave a block untested"):
        collected(f"<!-- {comment} -->\n```python\nraise SystemExit\n```\n")


def test_what_a_comment_hides_is_not_a_part_of_the_page() -> None:
    hidden = "<!-- not yet\n```python\nx = 1\n```\n/// example | no/such.py\n///\n-->\n"
    assert collected(hidden + "```python\ny = 2  # <!--\n```\n") == [(8, "y = 2  # <!--\n", None)]


def test_an_example_on_a_page_becomes_its_program_with_its_output(tmp_path: Path) -> None:
    source = "# --8<-- [start:s]\nprint('``` 1')\n# --8<-- [end:s]\n"
    (tmp_path / "x.out").write_text("``` 1\n", "utf-8")
    page = "---\ntitle: T\n---\n\n//// details | D\n/// example | x.py\n    section: s\n///\n////\n"
    expanded = expand("page.md", page, {"x.py": parse_example("x.py", source)}, tmp_path)
    [(line, block)] = blocks(expanded)
    assert (line, block.code, block.expected_output) == (6, "print('``` 1')\n", "``` 1\n")


def test_an_example_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(BlockError, match=r"^page\.md:2: there is no example no/such\.py"):
        collected("\n/// example | no/such.py\n///\n")


def test_the_output_that_follows_a_block_is_compared() -> None:
    page = "```python\nprint(1)\n```\n\n<!-- pytest-codeblocks:expected-output -->\n\n"
    assert collected(page + "~~~text\n1\n~~~\n") == [(1, "print(1)\n", "1\n")]


@pytest.mark.parametrize("expected", [None, "", "2\n", "1", "1 \n", " 1\n"])
def test_a_block_that_prints_something_else_fails(expected: str | None) -> None:
    with pytest.raises(BlockError) as failure:
        check_block(CodeBlock("print(1)\n", 1, expected_output=expected), "docs/p.md:7")
    shown = expected or "(nothing)"
    assert str(failure.value).startswith("docs/p.md:7: it prints something else")
    assert f"expected:\n{shown}\ngot:\n1\n" in str(failure.value)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("x = 1\nassert x == 2\n", "line 2 of the program raised AssertionError"),
        ("raise SystemExit\n", "line 1 of the program raised SystemExit"),
        ("\nx = (\n", "line 2 of the program raised SyntaxError"),
        ("def f():\n    1 / 0\n\n\nf()\n", "line 2 of the program raised ZeroDivisionError"),
        ("import warnings\nwarnings.warn('oh')\n", "line 2 of the program raised UserWarning: oh"),
    ],
)
def test_a_block_that_fails_says_where_and_how(code: str, message: str) -> None:
    with pytest.raises(BlockError) as failure:
        check_block(CodeBlock(code, 1), "docs/p.md:7")
    assert str(failure.value).startswith(f"docs/p.md:7: {message}")


def test_a_declared_warning_is_no_failure() -> None:
    block = CodeBlock("import warnings\nwarnings.warn('oh dear')\n", 1)
    check_block(block, "docs/p.md:7", declared=("oh",))


def test_a_block_is_the_main_program() -> None:
    code = "if __name__ == '__main__':\n    print('main')\n"
    check_block(CodeBlock(code, 1, expected_output="main\n"), "docs/p.md:7")


def test_showing_a_figure_gives_no_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
    check_block(CodeBlock(code, 1), "docs/p.md:7")


LEAKY = """
import os, random, sys, tempfile, warnings
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
np.set_printoptions(precision=2, suppress=True)
np.seterr(all="raise")
np.random.seed(1)
random.seed(1)
mpl.rcParams["lines.linewidth"] = 9
plt.figure()
os.environ["LEAKED"] = "1"
os.environ.pop("PATH", None)
os.chdir(tempfile.gettempdir())
sys.path.insert(0, "leaked")
warnings.simplefilter("ignore")
"""


def settings() -> dict[str, object]:
    """Whatever one block could leave behind for the next."""
    return {
        "print options": np.get_printoptions(),
        "float errors": np.geterr(),
        "random": (random.getstate(), repr(np.random.get_state())),
        "rcParams": dict(mpl.rcParams),
        "figures": plt.get_fignums(),
        "environment": dict(os.environ),
        "folder": Path.cwd(),
        "path": [*sys.path],
        "filters": [*warnings.filters],
    }


@pytest.mark.parametrize("ending", ["", "raise ValueError\n"])
def test_a_block_leaves_nothing_behind(ending: str) -> None:
    mpl.use("agg")
    before = settings()
    try:
        check_block(CodeBlock(LEAKY + ending, 1), "docs/p.md:7")
    except BlockError:
        assert ending
    after = settings()
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_page_of_blocks_runs_and_reports_its_own_lines(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    (tmp_path / "snippets" / "x.py").write_text("print(1)\n", "utf-8")
    (tmp_path / "snippets" / "x.out").write_text("2\n", "utf-8")
    (tmp_path / "docs" / "page.md").write_text("# Page\n\n/// example | x.py\n///\n", "utf-8")
    (tmp_path / "docs" / "bad.md").write_text("# Bad\n\n```sh\necho 1\n```\n", "utf-8")
    (tmp_path / "README.md").write_text("~~~py\nx = 1\n~~~\n", "utf-8")
    (tmp_path / "NOTES.md").write_text("```python\nraise ValueError\n```\n", "utf-8")

    done = run_pytest("-p", "tests.codeblocks", "--continue-on-collection-errors", folder=tmp_path)

    assert "1 failed, 1 passed, 1 error" in done.stdout
    assert "docs/page.md:3 (snippets/x.py): it prints something else" in done.stdout
    assert "docs/bad.md:3: a fence of the kind 'sh'" in done.stdout
    assert "FAILED docs/page.md::line 3" in done.stdout
