"""Every example, run the way a reader runs it: pasted into a fresh interpreter, nothing else set.

Nothing of the package takes part, apart from reading the file.
"""

from __future__ import annotations

import ast
import codeop
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from proofpress.examples import parse_example
from tests.conftest import ROOT

SNIPPETS = ROOT / "snippets"
NAMES = sorted(path.relative_to(SNIPPETS).as_posix() for path in SNIPPETS.rglob("*.py"))
HASH_SEEDS = ("0", "20260")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:e[+-]?\d+)?(?![\w.]*\w)")
LIBRARIES = {"numpy", "autograd", "matplotlib"}

Runs = dict[tuple[str, str], Future[subprocess.CompletedProcess[bytes]]]


def program(name: str) -> str:
    return parse_example(name, (SNIPPETS / name).read_text("utf-8")).program


def output(name: str) -> bytes:
    return (SNIPPETS / name).with_suffix(".out").read_bytes()


def paste(
    text: str, hash_seed: str, folder: Path, python: str = sys.executable
) -> subprocess.CompletedProcess[bytes]:
    """Hand a program to a fresh interpreter in an empty folder, with a clean environment."""
    folder.mkdir(parents=True)
    return subprocess.run(
        [python, "-"],
        input=text.encode(),
        cwd=folder,
        env={"MPLBACKEND": "agg", "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runs]:
    """A run of each example that was asked for, with each hash seed, several at once."""
    base = tmp_path_factory.mktemp("reader")
    chosen = {item.callspec.id for item in request.session.items if hasattr(item, "callspec")}
    names = [name for name in NAMES if any(id_.startswith(name) for id_ in chosen)]
    paste("import matplotlib.pyplot", "0", base / "first")  # may build a cache of fonts, and say so
    with ThreadPoolExecutor() as pool:
        yield {
            (name, seed): pool.submit(paste, program(name), seed, base / seed / name)
            for seed in HASH_SEEDS
            for name in names
        }
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("seed", HASH_SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_sees_exactly_the_output_shown(name: str, seed: str, runs: Runs) -> None:
    done = runs[name, seed].result()
    declared = parse_example(name, (SNIPPETS / name).read_text("utf-8")).warns
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == output(name).decode()
    assert complaints(done.stderr.decode(), declared) == []


def complaints(said: str, declared: tuple[str, ...]) -> list[str]:
    """What stands on standard error that wasn't declared, and what was declared in vain."""
    lines = [line for line in said.splitlines() if not line.startswith("  ")]
    warned = [line.split("Warning: ", 1)[-1] for line in lines]
    foreign = [
        line
        for line, text in zip(lines, warned, strict=True)
        if not re.match(r"\S+:\d+: \w*Warning: ", line) or not text.startswith(declared)
    ]
    missing = [text for text in declared if not any(w.startswith(text) for w in warned)]
    return [*foreign, *(f"declared, but not there: {text}" for text in missing)]


def test_only_a_declared_warning_may_stand_on_standard_error() -> None:
    warned = "<stdin>:3: RuntimeWarning: divide by zero\n  x = 1 / y\n"
    assert complaints("", ()) == []
    assert complaints(warned, ("divide by",)) == []
    assert complaints(warned, ()) == ["<stdin>:3: RuntimeWarning: divide by zero"]
    assert complaints(f"{warned}oh\n", ("divide by",)) == ["oh"]
    assert complaints("", ("divide by",)) == ["declared, but not there: divide by"]


def breaches(text: str, printed: str) -> list[str]:
    """What in a program, or in what it prints, breaks the rules of the house."""
    tree = ast.parse(text)
    imports = {
        (alias.name, alias.asname)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    modules = {name for name, _ in imports} | {
        node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    found = [f"imports {module}" for module in sorted(modules) if not _allowed(module)]
    uses_np = any(isinstance(node, ast.Name) and node.id == "np" for node in ast.walk(tree))
    if uses_np and {name for name, alias in imports if alias == "np"} != {"autograd.numpy"}:
        found.append("np is not autograd.numpy")
    lines = text.splitlines()
    found += [f"line {n} is wider than 72" for n, line in enumerate(lines, 1) if len(line) > 72]
    if line := _refused_line(text):
        found.append(f"line {line} can't be pasted: put a blank line before it")
    if len(lines) > 40:
        found.append("longer than 40 lines")
    if not (text + printed).isascii():
        found.append("not ASCII")
    for number in NUMBER.findall(printed):
        value = Decimal(number)
        digits = value.as_tuple().digits if "." in number else value.normalize().as_tuple().digits
        if len(str(int("".join(map(str, digits))))) > 6:
            found.append(f"{number} has more than 6 digits")
        if 0 < value < Decimal("1e-12"):
            found.append(f"{number} is rounding residue")
    return found


def _refused_line(text: str) -> int:
    """The first line that an interactive interpreter, given line by line, refuses; 0 if none."""
    statement: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        statement.append(line)
        try:
            if codeop.compile_command("\n".join(statement)) is not None:
                statement.clear()
        except SyntaxError:
            return number
    return 0


def _allowed(module: str) -> bool:
    top = module.partition(".")[0]
    return top in LIBRARIES or top in sys.stdlib_module_names


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_to_the_rules_of_the_house(name: str) -> None:
    assert breaches(program(name), output(name).decode()) == []


NP = "import autograd.numpy as np\nx = np.pi\n"


@pytest.mark.parametrize(
    ("text", "printed", "breach"),
    [
        ("import numpy as np\nx = np.pi\n", "", "np is not autograd.numpy"),
        ("import scipy.linalg\n", "", "imports scipy.linalg"),
        ("from proofpress import runner\n", "", "imports proofpress"),
        (f"x = '{'y' * 70}'\n", "", "line 1 is wider than 72"),
        (
            "for x in []:\n    pass\nx = 1\n",
            "",
            "line 3 can't be pasted: put a blank line before it",
        ),
        ("x = 1\n" * 41, "", "longer than 40 lines"),
        ("x = '\u00e9'\n", "", "not ASCII"),
        (NP, "a 0.30000000000000004\n", "0.30000000000000004 has more than 6 digits"),
        (NP, "[1. -3.1415927]\n", "3.1415927 has more than 6 digits"),
        (NP, "1234567\n", "1234567 has more than 6 digits"),
        (NP, "J: 1e-17\n", "1e-17 is rounding residue"),
        (NP, "[-2.22045e-16 1.]\n", "2.22045e-16 is rounding residue"),
    ],
)
def test_a_breach_of_the_rules_is_seen(text: str, printed: str, breach: str) -> None:
    assert breaches(text, printed) == [breach]


def test_what_the_rules_allow_is_let_through() -> None:
    printed = "0.0001234 0.160000 -1e-05 1000000 (3, 2) [1. 0.5] x1234567 1.5e-10\n"
    assert breaches(NP + "import math\n\n\ndef f():\n    pass\n\n\nf()\n", printed) == []
