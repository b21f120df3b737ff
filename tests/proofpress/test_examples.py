"""An example's program, its sections, and the rules it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.examples import Disagreement, example_problems, parse_example, read_examples

SOURCE = """\
import math, os.path

# --8<-- [start:outer]
a = 1
# --8<-- [start:inner]
b = 2
# --8<-- [end:inner]
# --8<-- [end:outer]
print(a, b)
"""


def what_is_wrong(source: str) -> list[tuple[str, str]]:
    """The problems of an example, as place and text."""
    return [(p.where, p.what) for p in example_problems(parse_example("a.py", source))]


def test_the_program_is_the_source_without_markers() -> None:
    program = parse_example("a.py", SOURCE).program
    assert program == "import math, os.path\n\na = 1\nb = 2\nprint(a, b)\n"


def test_sections_nest_and_hold_no_markers() -> None:
    assert parse_example("a.py", SOURCE).sections == {"outer": "a = 1\nb = 2\n", "inner": "b = 2\n"}


def test_good_markers_break_no_rule() -> None:
    assert what_is_wrong(SOURCE) == []


@pytest.mark.parametrize(
    ("source", "where", "what"),
    [
        ("x = 1  # --8<-- [start:s]\n# --8<-- [end:s]\n", "a.py:1", "shares its line"),
        ("# --8<-- [end:s]\n", "a.py:1", "ends but was not started"),
        ("# --8<-- [start:s]\n", "a.py:1", "is never ended"),
        ("for x in []:\n    pass\nx = 1\n", "a.py:3", "is pasted would stop"),
        ("def f():\n    x = 1\n\n    return x\n\n\nf()\n", "a.py:4", "is pasted would stop"),
        (
            "# --8<-- [start:s]\n# --8<-- [end:s]\n# --8<-- [start:s]\n# --8<-- [end:s]\n",
            "a.py:3",
            "starts a second time",
        ),
        ("\n# 8<-- [start:s]\n", "a.py:2", "looks like a section marker"),
        ("x = 1\n" * 41, "a.py", "41 lines, 40 is the most"),
        ("x = 1\n" + "#" * 73, "a.py:2", "73 columns, 72 is the most"),
        ("# é\n", "a.py:1", "outside ASCII"),
        ("from pandas.io import x\n", "a.py", "it imports pandas"),
    ],
)
def test_a_broken_rule_is_named_with_its_line(source: str, where: str, what: str) -> None:
    ((place, text),) = what_is_wrong(source)
    assert place == f"snippets/{where}"
    assert what in text


def test_forty_lines_of_72_columns_with_markers_keep_the_rules() -> None:
    source = "# --8<-- [start:s]\n" + ("#" * 72 + "\n") * 40 + "# --8<-- [end:s]\n"
    assert what_is_wrong(source) == []


DISAGREES = """\
def f(x):
    # differences disagree: here
    # and more words
    y = (
        x
    )
    return y


# differences disagree: there
for x in [1, 2]:
    f(
        x
    )
"""


def test_a_disagreement_is_about_the_statement_below_its_comment() -> None:
    example = parse_example("a.py", DISAGREES)
    assert example_problems(example) == []
    assert example.disagreements == (
        Disagreement(2, 4, 6, "here"),
        Disagreement(10, 11, 11, "there"),
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1  # differences disagree: beside\ny = 1\n", 1),
        ("# differences disagree:\ny = 1\n", 1),
        ("# differences disagree\ny = 1\n", 1),
        ("# difference disagrees: one\ny = 1\n", 1),
        ("# Differences disagree: large\ny = 1\n", 1),
        ("# differences differ: another word\ny = 1\n", 1),
        ("x = 1\n# differences disagree: a gap\n\ny = 1\n", 2),
        ("x = 1\n# differences disagree: nothing below\n", 2),
        ("x = (\n    # differences disagree: within\n    1\n)\n", 2),
    ],
)
def test_a_word_on_differences_that_is_not_one_is_named(source: str, line: int) -> None:
    ((place, what),) = what_is_wrong(source)
    assert place == f"snippets/a.py:{line}"
    assert what.startswith("this looks like a word on differences that disagree but isn't one.")
    assert parse_example("a.py", source).disagreements == ()


def test_only_what_imports_matplotlib_draws() -> None:
    assert parse_example("a.py", "from matplotlib import pyplot\n").draws
    assert not parse_example("a.py", "# matplotlib\nimport numpy\n").draws


def test_an_example_that_is_not_utf8_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"print('caf\xe9')\n")
    (problem,) = example_problems(read_examples(tmp_path)["a.py"])
    assert problem.where == "snippets/a.py:1"
