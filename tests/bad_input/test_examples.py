"""Examples that must not pass: all planted into one guide, and one build that names each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from proofpress import results
from proofpress.guide import read_guide
from tests.bad_input.conftest import copy_guide, problems_at, refused
from tests.conftest import SmallGuide

PAGE = "docs/jacobian/planted.md"
FOLDER = "snippets/jacobian/planted"
OUTSIDE = "/var/tmp/written-by-an-example"


@dataclass(frozen=True)
class Fault:
    """A planted example, the line to blame, and what the error says; `out` None: no file."""

    source: str
    line: int | None
    says: tuple[str, ...]
    out: str | None = ""
    draws: bool = False


DRAW = "import matplotlib.pyplot as plt\n\n"
FAULTS = {
    "raises": Fault(
        "def half(x):\n    return x / 0\n\n\nhalf(1)\n", 2, ("raised ZeroDivisionError", PAGE)
    ),
    "does_not_parse": Fault("x = 1\ny = (\n", 2, ("raised SyntaxError",)),
    "hangs": Fault("import time\n\ntime.sleep(300)\n", 3, ("took longer than 20 seconds",)),
    "eats_memory": Fault(
        "kept = []\nwhile True:\n    kept.append(bytearray(10**8))\n", 3, ("ran out of", "memory")
    ),
    "warns": Fault(
        "import numpy as np\n\nprint(np.log(np.array([0.0])))\n",
        3,
        ("it warned: RuntimeWarning: divide by zero", "# warns: divide by zero"),
        "[-inf]\n",
    ),
    "declares_too_much": Fault(
        "x = 1\n# warns: divide by zero\n", 2, ("a warning that didn't come: divide by zero",)
    ),
    "writes_outside": Fault(
        f'print(1)\nwith open("{OUTSIDE}", "w") as f:\n    f.write("x")\n',
        2,
        ("it wrote outside its folder", OUTSIDE),
    ),
    "network": Fault(
        "import urllib.request\n\nurllib.request.urlopen('http://127.0.0.1:9')\n",
        3,
        ("it reached for the network",),
    ),
    "network_swallowed": Fault(
        "import socket\n\ntry:\n    socket.socket()\nexcept OSError:\n    pass\n",
        4,
        ("it reached for the network",),
    ),
    "subprocess": Fault(
        "import subprocess\n\nsubprocess.run(['true'])\n", 3, ("it started another process",)
    ),
    "random": Fault(
        "import numpy as np\n\nprint(np.random.rand(3))\n",
        3,
        ("something else each time", "expected:", "got:", "seed"),
        "[0.1 0.2 0.3]\n",
    ),
    "set_order": Fault(
        "x = 1\nprint(set('abcdefghij'))\n",
        2,
        ("something else each time", "expected:\n    {'", "got:\n    {'"),
        "{'a'}\n",
    ),
    "marker_with_code": Fault(
        "print(1)  # --8<-- [start:x]\n# --8<-- [end:x]\n",
        1,
        ("a section marker shares its line with code", "expected:", "got:"),
        "1\n",
    ),
    "marker_misspelt": Fault("# --8<- start:x\nprint(1)\n", 1, ("looks like a section marker",)),
    "section_unended": Fault("# --8<-- [start:x]\nx = 1\n", 1, ("section 'x' is never ended",)),
    "not_ascii": Fault("x = 1\nprint('é')\n", 2, ("a character outside ASCII", "é"), "é\n"),
    "too_wide": Fault(
        f"x = 1\ny = {'1' * 69}\n", 2, ("the line has 73 columns, 72 is the most", "111")
    ),
    "foreign": Fault("import proofpress\n", None, ("it imports proofpress",)),
    "never_shows": Fault(f"{DRAW}plt.plot([1, 2])\n", 3, ("doesn't end with plt.show()",)),
    "colour": Fault(
        f'{DRAW}plt.plot([1, 2], color="pink")\nplt.show()\n',
        4,
        ("colours without a name: #ffc0cb",),
    ),
    "blank_figure": Fault(f"{DRAW}plt.figure()\nplt.show()\n", 4, ("a figure with nothing in it",)),
    "stderr": Fault("import sys\n\nprint(1, file=sys.stderr)\n", None, ("to standard error",)),
}
OUTPUTS = {
    "missing": Fault("print(1)\n", None, ("output file is missing", "got:\n    1"), out=None),
    "stale": Fault(
        "print(1)\nprint(3)\n",
        2,
        ("not what snippets/jacobian/planted/stale.py prints", "expected:\n    1\n    2", "got:"),
        "1\n2\n",
    ),
    "edited_by_hand": Fault(
        "print(1.5)\n", 1, ("expected:\n    1.5 \n", "got:\n    1.5\n", "--update"), "1.5 \n"
    ),
    "without_example": Fault("", None, ("an output file without its example",), "1\n"),
}
GOOD = "# warns: divide by zero\nimport numpy as np\n\nprint(np.log(np.array([0.0])))\n"


def plant(guide: SmallGuide) -> None:
    """Plant every fault, each shown on one page, and a good example beside them."""
    named = {**FAULTS, **OUTPUTS, "warns_as_declared": Fault(GOOD, None, (), "[-inf]\n")}
    blocks = []
    for name, fault in named.items():
        if fault.source:
            guide.write(f"{FOLDER}/{name}.py", fault.source)
            blocks.append(f"/// example | jacobian/planted/{name}.py\n///\n")
        if fault.out is not None:
            guide.write(f"{FOLDER}/{name}.out", fault.out)
    levels = "\n\n".join(f"## {level} {{level={level}}}" for level in ("high", "mid", "low"))
    guide.write(PAGE, "---\ntitle: Planted\n---\n\n# Planted\n\n" + levels + "\n\n")
    guide.write(PAGE, (guide.root / PAGE).read_text("utf-8") + "\n".join(blocks))
    guide.write(f"{FOLDER}/on_no_page.py", "print(1)\n")
    guide.write(f"{FOLDER}/on_no_page.out", "1\n")


@pytest.fixture(scope="module")
def said(built_guide: SmallGuide, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one build says to everything that was planted."""
    guide = copy_guide(built_guide, tmp_path_factory.mktemp("examples") / "guide")
    plant(guide)
    return refused(guide)


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_example_is_named_with_its_line(said: str, name: str) -> None:
    fault = FAULTS[name]
    line = "" if fault.line is None else f":{fault.line}"
    problem = problems_at(said, f"{FOLDER}/{name}.py{line}")
    assert [text for text in fault.says if text not in problem] == [], problem


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_bad_output_is_named_with_expected_and_got(said: str, name: str) -> None:
    fault = OUTPUTS[name]
    line = "" if fault.line is None else f":{fault.line}"
    problem = problems_at(said, f"{FOLDER}/{name}.out{line}")
    assert [text for text in fault.says if text not in problem] == [], problem


def test_an_example_on_no_page_is_named(said: str) -> None:
    assert "on no page" in problems_at(said, f"{FOLDER}/on_no_page.py")


def test_a_warning_that_was_declared_and_came_is_fine(said: str) -> None:
    assert "warns_as_declared" not in said


def test_what_an_example_may_not_write_was_not_written(said: str) -> None:
    assert said
    assert not Path(OUTSIDE).exists()


def test_the_second_run_sees_the_order_of_a_set_that_once_matched(small_guide: SmallGuide) -> None:
    square = "snippets/jacobian/slope/square"
    line = 'print("slope at 3:", grad(square)(3.0))'
    small_guide.edit(f"{square}.py", line, 'print(set("abcdefghij"))')
    guide = read_guide(small_guide.root)
    name = "jacobian/slope/square.py"
    lucky = results.outcomes([guide.examples[name]], guide.store / "results")[name]["output"]
    small_guide.write(f"{square}.out", lucky)

    done = small_guide.check()

    assert done.returncode != 0
    where = f"{square}.py:{small_guide.line(f'{square}.py', 'print(')}"
    problem = problems_at(done.stderr, where)
    assert "something else each time" in problem
    assert lucky.strip() in problem
