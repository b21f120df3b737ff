"""Numbers as people write them."""

from __future__ import annotations

import pytest

from proofpress.shown_numbers import ShownNumber, read_shown, shown_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5.48", [5.48]),
        ("-1.75", [-1.75]),
        ("\u22121.75", [-1.75]),
        ("+3.75, taller +0.75", [3.75, 0.75]),
        ("10,000 people", [10000]),
        ("12, 16, 20", [12, 16, 20]),
        ("(0, 1) and (-1, 1)", [0, 1, -1, 1]),
        ("4e-17 and 3e-16", [4e-17, 3e-16]),
        ("[[ 0.866  -1.    ]", [0.866, -1]),
        ("2.0 to 3.3.", [2.0, 3.3]),
        ("16 %", [16]),
        ("1-2", [1, 2]),
        ("two hundred", [200]),
        ("a fifth", [0.2]),
        ("a hundredth", [0.01]),
        ("eight times", [8]),
        ("twice", [2]),
        ("three thirds", [1]),
        ("no number", []),
        ("twenty-one", []),
    ],
)
def test_the_numbers_of_a_text(text: str, values: list[float]) -> None:
    assert [number.value for number in read_shown(text)] == pytest.approx(values)


def test_words_count_only_where_there_are_no_digits() -> None:
    assert [number.value for number in read_shown("one of 3")] == [3]


@pytest.mark.parametrize(
    ("text", "fitting", "not_fitting"),
    [
        ("5.48", [5.4779, 5.475, 5.485], [5.4749, 5.4851]),
        ("5.480", [5.4799], [5.4779]),
        ("12", [11.51, 12.49], [11.49, 12.51]),
        ("-0.18", [-0.1792], [0.18, -0.1749]),
        ("10,000", [9999.6], [9999.4]),
        ("3e-16", [2.6e-16], [2.4e-16]),
        ("eight", [7.886], [8.51]),
        ("a fifth", [0.2], [0.201]),
    ],
)
def test_a_number_fits_what_rounds_to_its_digits(
    text: str, fitting: list[float], not_fitting: list[float]
) -> None:
    (shown,) = read_shown(text)
    assert all(shown.fits(exact) for exact in fitting)
    assert not any(shown.fits(exact) for exact in not_fitting)


def test_what_is_no_number_fits_nothing() -> None:
    (lemma,) = shown_in("Lemma 4.1.12")
    assert not lemma.fits(4.1)
    assert not ShownNumber(1.0, 0.1).fits(float("nan"))
