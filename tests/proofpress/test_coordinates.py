"""Numbers in containers as one vector of reals, and back."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np
import pytest

from proofpress.coordinates import (
    FormError,
    as_reals,
    copied,
    entries_of,
    form_of,
    from_reals,
    is_imaginary,
    magnitudes,
    to_reals,
)

Pair = namedtuple("Pair", "left right")

VALUES: list[Any] = [
    2.5,
    1 - 2j,
    np.float64(3.0),
    np.array(4.0),
    np.zeros((0, 3)),
    np.arange(6.0).reshape(2, 3),
    np.array([1 + 2j, 3 - 4j]),
    (1.0, [2.0, np.array([3.0, 4.0])], {"b": 5.0, "a": 6j}),
    Pair(np.ones(2), 1.0),
    (),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_there_and_back(value: Any) -> None:
    form = form_of(value)
    reals = to_reals(form, value)
    again = from_reals(form, reals)
    assert reals.dtype == float
    assert type(again) is type(value) or isinstance(again, type(value) | np.generic)
    assert form_of(again) == form
    assert np.array_equal(to_reals(form, again), reals)
    assert np.array_equal(as_reals(entries_of(value).astype(complex))[::2], entries_of(value).real)


def test_a_complex_number_has_two_coordinates_side_by_side() -> None:
    value = (np.array([1 + 2j, 3 - 4j]), 5.0)
    form = form_of(value)
    reals = to_reals(form, value)
    assert reals.tolist() == [1, 2, 3, -4, 5]
    assert is_imaginary(form).tolist() == [False, True, False, True, False]
    assert magnitudes(form, reals).tolist() == [5**0.5, 5**0.5, 5, 5, 5]


def test_whole_numbers_become_floats_as_numpy_has_them() -> None:
    again = from_reals(form_of([np.array([1, 2]), 3]), np.array([1.5, 2.0, 3.0]))
    assert again[0].dtype == float
    assert isinstance(again[1], np.float64)
    with np.errstate(all="ignore"):
        assert again[1] / 0.0 == np.inf  # and doesn't raise, as Python's floats do


def test_keys_of_a_dict_may_come_in_another_order() -> None:
    assert to_reals(form_of({"a": 1.0, "b": 2.0}), {"b": 4.0, "a": 3.0}).tolist() == [3, 4]


def test_a_real_number_may_stand_for_a_complex_one_but_not_the_reverse() -> None:
    assert to_reals(form_of(1j), 2.0).tolist() == [2, 0]
    assert to_reals(form_of(1.0), 2 + 0j).tolist() == [2]
    with pytest.raises(FormError, match="complex numbers in place of real ones"):
        to_reals(form_of(1.0), 1j)


@pytest.mark.parametrize(
    ("form_like", "value", "what"),
    [
        (np.ones(2), np.ones((2, 1)), r"shape \(2, 1\) in place of \(2,\)"),
        ((1.0, 2.0), (1.0,), "1 things in place of 2"),
        ({"a": 1.0}, {"b": 1.0}, "or other ones"),
        ({"a": 1.0}, (1.0,), "a tuple in place of a dict"),
        ((1.0,), 1.0, "a float in place of a tuple"),
        (1.0, "1.0", "is no number"),
        (1.0, None, "is not made of numbers"),
    ],
)
def test_another_form_is_refused(form_like: Any, value: Any, what: str) -> None:
    with pytest.raises(FormError, match=what):
        to_reals(form_of(form_like), value)


@pytest.mark.parametrize("value", ["abc", [1.0, "abc"], object(), {"a": print}])
def test_what_is_no_number_has_no_form(value: Any) -> None:
    with pytest.raises(FormError):
        form_of(value)


def test_an_array_of_objects_that_are_numbers_is_read_as_numbers() -> None:
    assert to_reals(form_of(np.ones(2)), np.array([1.0, 2], dtype=object)).tolist() == [1, 2]


def test_a_copy_shares_no_array_with_what_it_was_made_from() -> None:
    value = ({"a": [np.zeros(2)]}, "text", Pair(np.zeros(1), 2))
    again = copied(value)
    value[0]["a"][0][0] = 1.0
    value[2].left[0] = 1.0
    assert again[0]["a"][0].tolist() == [0, 0]
    assert again[2].left.tolist() == [0]
    assert again[1] == "text"
    assert type(again[2]) is Pair
