"""Examples run in processes of their own, forked or fresh, under guard."""

from __future__ import annotations

import sys

import pytest

from proofpress.examples import parse_example
from proofpress.runner import run_examples
from proofpress.sandbox import Outcome
from tests.proofpress.conftest import failures, run_one

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def run_all(*sources: str, fork: bool | None = None) -> list[Outcome]:
    """The outcomes of several examples that run together."""
    examples = [parse_example(f"jacobian/e{n}.py", source) for n, source in enumerate(sources)]
    return list(run_examples(examples, fork=fork).values())


def printed(outcome: Outcome) -> str:
    """The output of a run that went well."""
    assert outcome["failures"] == []
    return outcome["output"]


SAME = (
    "import autograd.numpy as np\n\nprint(np.ones(2), 'caf\\xe9')\n",
    "import matplotlib.pyplot as plt\n\nplt.plot([1, 2])\nplt.show()\n",
    "print(1)\nraise ValueError('on purpose')\n",
    "import warnings\n\nwarnings.warn('unasked', stacklevel=1)\n",
    "open('/var/tmp/x', 'w')\n",
    "def f(:\n",
)


def test_forked_and_fresh_processes_give_the_same() -> None:
    forked, fresh = run_all(*SAME, fork=True), run_all(*SAME, fork=False)
    assert forked == fresh
    assert forked[0]["output"] == "[1. 1.] café\n"
    assert forked[1]["figure"]
    assert [len(outcome["failures"]) for outcome in forked] == [0, 0, 1, 1, 1, 1]


MEETING = """\
import os
import time

mine, other = "{mine}", "{other}"
with open("ready", "w") as f:
    f.write(mine)
for _ in range(1500):
    if any("ready" in files for _, _, files in os.walk("../../" + other + "/work")):
        print("met")
        break
    time.sleep(0.01)
"""


def test_several_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofpress.runner.WORKERS", 2)
    sources = (MEETING.format(mine="0", other="1"), MEETING.format(mine="1", other="0"))
    for fork in (True, False):
        assert [o["output"] for o in run_all(*sources, fork=fork)] == ["met\n", "met\n"]


def test_a_process_sees_nothing_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofpress.runner.WORKERS", 1)
    source = """\
import autograd.numpy as np

print(hasattr(np, "left"), np.get_printoptions()["precision"])
np.left = 1
np.set_printoptions(precision=2)
"""
    for fork in (True, False):
        assert [o["output"] for o in run_all(source, source, fork=fork)] == ["False 8\n"] * 2


def test_it_runs_as_main_in_an_empty_folder_that_it_may_write_to() -> None:
    source = """\
import os

print(__name__, os.listdir())
os.mkdir("a")
with open("a/b", "w") as f:
    f.write("x")
os.rename("a/b", "c")
print(sorted(os.listdir()))
"""
    assert printed(run_one(source)) == "__main__ []\n['a', 'c']\n"


def test_the_random_state_is_not_the_parents() -> None:
    source = "import random\n\nimport numpy as np\n\nprint(random.random(), np.random.rand())\n"
    first, second = run_all(source, source, fork=True)
    for one, other in zip(first["output"].split(), second["output"].split(), strict=True):
        assert one != other


@needs_limits
@pytest.mark.parametrize("fork", [True, False])
@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    pass\n",
        "x = 1\nimport time; time.sleep(60)\n",
        "while True:\n    try: import time; time.sleep(60)\n    except Exception: pass\n",
    ],
)
def test_one_that_hangs_is_stopped_at_its_line(source: str, fork: bool) -> None:
    ((line, what),) = failures(run_one(source, fork=fork, seconds=0.5))
    assert what == "it took longer than 0.5 seconds and was stopped."
    assert line > 0


@needs_limits
def test_one_that_will_not_stop_is_killed_and_keeps_up_no_other() -> None:
    source = """\
import time

while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
"""
    examples = [parse_example("a/stuck.py", source), parse_example("a/fine.py", "print(1)\n")]
    stuck, fine = run_examples(examples, seconds=0.5).values()
    assert failures(stuck) == [(0, "it took longer than 0.5 seconds and was stopped.")]
    assert printed(fine) == "1\n"


@needs_limits
@pytest.mark.parametrize("fork", [True, False])
def test_memory_is_bounded(fork: bool) -> None:
    source = "import numpy as np\n\nkept = [np.empty(10**7) for _ in range(1000)]\n"
    ((line, what),) = failures(run_one(source, fork=fork))
    assert line == 3
    assert "ran out of the 2048 MB of memory" in what


@needs_limits
def test_what_it_prints_is_bounded() -> None:
    ((line, what),) = failures(run_one("while True:\n    print('a' * 10**6)\n"))
    assert line == 2
    assert "File too large" in what


REFUSED = {
    "import socket\nsocket.socket()\n": "reached for the network",
    "import socket\nsocket.getaddrinfo('localhost', 1)\n": "reached for the network",
    "import subprocess\nsubprocess.run(['true'])\n": "started another process",
    "import os\nos.system('true')\n": "started another process",
    "import os\nos.fork()\n": "started another process",
    "from multiprocessing import Process\nProcess(target=print).start()\n": "another process",
    "import multiprocessing as m\nm.get_context('spawn').Process().start()\n": "another process",
    "x = 1\nopen('/var/tmp/x', 'a')\n": "wrote outside its folder",
    "import os\nos.mkdir('../x')\n": "wrote outside its folder",
    "import os\nos.remove('../../../x')\n": "wrote outside its folder",
    "import os\nos.rename('/var/tmp/x', 'x')\n": "wrote outside its folder",
    "import numpy as np\nnp.save('/var/tmp/x.npy', np.ones(1))\n": "wrote outside its folder",
    "import sqlite3\nsqlite3.connect('/var/tmp/x.db')\n": "wrote outside its folder",
}


def test_what_an_example_must_not_do_is_refused_at_its_line() -> None:
    for (source, what), outcome in zip(REFUSED.items(), run_all(*REFUSED), strict=True):
        ((line, text),) = failures(outcome)
        assert what in text, source
        assert line == 2, source


def test_a_refusal_cannot_be_swallowed() -> None:
    source = "try:\n    open('/var/tmp/x', 'w')\nexcept OSError:\n    print('fine')\n"
    ((line, what),) = failures(run_one(source))
    assert (line, "wrote outside" in what) == (2, True)


def test_reading_elsewhere_is_fine() -> None:
    outcome = run_one("import os\n\nwith open(os.__file__) as f:\n    print(len(f.read()) > 9)\n")
    assert printed(outcome) == "True\n"


def test_a_declared_warning_is_fine_and_another_is_not() -> None:
    source = """\
# warns: divide by zero
import numpy as np

print(np.log(np.zeros(1)))
print(np.log(-np.ones(1)))
"""
    ((line, what),) = failures(run_one(source))
    assert line == 5
    assert "invalid value" in what


def test_a_warning_that_python_would_hide_counts_too() -> None:
    source = "import warnings\n\nwarnings.warn('old', PendingDeprecationWarning, stacklevel=1)\n"
    ((line, what),) = failures(run_one(source))
    assert line == 3
    assert "PendingDeprecationWarning: old" in what


def test_an_error_names_the_innermost_line_of_the_example() -> None:
    source = "import json\n\n\ndef f():\n    json.loads('')\n\n\nf()\n"
    ((line, what),) = failures(run_one(source))
    assert line == 5
    assert what.startswith("it raised JSONDecodeError")


def test_an_end_without_an_outcome_is_a_failure() -> None:
    exits = run_all("import os\n\nos._exit(0)\n", "raise SystemExit\n", "import sys\nsys.exit(0)\n")
    assert "its process died" in failures(exits[0])[0][1]
    assert [failures(outcome)[0][0] for outcome in exits[1:]] == [1, 2]
    assert all("it ends the interpreter" in failures(outcome)[0][1] for outcome in exits[1:])


def test_the_shells_settings_do_not_reach_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("MPLBACKEND", "svg")
    warns = "import warnings\n\nwarnings.warn('unasked', stacklevel=1)\n"
    draws = (
        "import matplotlib\nimport matplotlib.pyplot as plt\nprint(matplotlib.get_backend())\n"
        "plt.plot([1, 2])\nplt.show()\n"
    )
    for fork in (True, False):
        warned, drew = run_all(warns, draws, fork=fork)
        assert warned["failures"]
        assert printed(drew) == "agg\n"
