"""Expressions over the names that an example leaves behind."""

from __future__ import annotations

import pytest

from proofpress.guide import Guide, read_guide
from proofpress.number_values import Answer, Question, answers
from tests.conftest import SmallGuide

SQUARE = "jacobian/slope/square.py"


@pytest.fixture
def guide(small_guide: SmallGuide) -> Guide:
    return read_guide(small_guide.root)


def ask(guide: Guide, expression: str, shown: str = "null", example: str = SQUARE) -> Answer:
    question = Question(example, expression, shown)
    return answers(guide, [question])[question]


@pytest.mark.parametrize(
    ("expression", "shown", "value"),
    [
        ("square(3.0)", "null", 9.0),
        ("grad(square)(2.0)", "null", 4.0),
        ("np.array([[1, 2], [3, 4]])", "null", [[1, 2], [3, 4]]),
        ("(1, 2.5)", "null", [1, 2.5]),
        ("square(2.0) < shown", "5.0", True),
        ("np.array(shown) > 1", "[1, 2]", [False, True]),
        ("hessian(lambda x: np.sum(x**3))(np.ones(1))", "null", [[6.0]]),
        ("(lambda y: y + square(1.0))(2)", "null", 3.0),
    ],
)
def test_values(expression: str, shown: str, value: object, guide: Guide) -> None:
    answer = ask(guide, expression, shown)
    assert (answer.value, answer.error, answer.function) == (value, "", None)


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("nothing", "NameError"),
        ("1 / 0", "ZeroDivisionError"),
        ("'nine'", "no number"),
        ("[1, [2, 3]]", "ValueError"),
        ("1j", "no number"),
        ("open('/tmp/there', 'w')", "it wrote outside its folder"),
    ],
)
def test_what_has_no_value_says_why(expression: str, says: str, guide: Guide) -> None:
    answer = ask(guide, expression)
    assert says in answer.error
    assert answer.value is False


def test_a_function_is_known_by_its_values(guide: Guide) -> None:
    found = ask(guide, "lambda x, lambda_: square(x) / (lambda_ > 1)").function
    assert found is not None
    assert found.names == ("x", r"\lambda")
    assert 3 <= len(found.points) < 12  # division by zero has no value
    for (x, _), value in zip(found.points, found.values, strict=True):
        assert value == pytest.approx(x**2)


def test_one_run_answers_all_and_one_question_doesnt_see_another(guide: Guide) -> None:
    asked = [Question(SQUARE, "[(x := 5), x][1]"), Question(SQUARE, "x"), Question("none.py", "1")]
    found = answers(guide, asked)
    assert found[asked[0]].value == 5.0
    assert "NameError" in found[asked[1]].error
    assert asked[2] not in found


def test_drawn_examples_leave_their_names_behind_too(guide: Guide) -> None:
    answer = ask(guide, "np.diff(x)[0]", example="jacobian/slope/drawn.py")
    assert answer.value == 0.25


def test_an_example_that_fails_answers_with_its_failure(small_guide: SmallGuide) -> None:
    small_guide.edit("snippets/jacobian/slope/square.py", "x**2", "x**two")
    assert "two" in ask(read_guide(small_guide.root), "square(3.0)").error


def test_a_changed_example_gives_changed_values(small_guide: SmallGuide) -> None:
    assert ask(read_guide(small_guide.root), "square(3.0)").value == 9.0
    small_guide.edit("snippets/jacobian/slope/square.py", "x**2", "x**3")
    assert ask(read_guide(small_guide.root), "square(3.0)").value == 27.0
