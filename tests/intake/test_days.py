"""Days of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.days import day

SAME = [
    "2022-05-09",
    "2022/5/9",
    "2022.05.09",
    "20220509",
    "2022-05-09T21:40:00+04:30",
    "2022-05-09 21:40",
    "9 May 2022",
    "09 May 2022",
    "9th May, 2022",
    "Monday, 9 May 2022",
    "May 9, 2022",
    "Mon, May 9th 2022",
    "MAY 9 2022",
    "Mon, 09 May 2022 10:00:00 GMT",
    " 2022-05-09 ",
]


@pytest.mark.parametrize("words", SAME)
def test_one_day_in_many_forms(words: str) -> None:
    assert day(words) == (date(2022, 5, 9), ())


@pytest.mark.parametrize("words", ["2022-02-30", "2022-13-01", "31 June 2022", "Feb 29, 2023", "0000-01-01"])
def test_a_day_that_does_not_exist_is_left_open_with_a_note(words: str) -> None:
    found, notes = day(words)
    assert found is None
    assert "does not exist" in notes[0]


@pytest.mark.parametrize(
    "words", ["2022", "2022-05", "May 2022", "09/05/2022", "yesterday", "May be 9, 2022 or so", "<b>2022-05-09</b>"]
)
def test_what_names_no_one_day_is_left_open_with_a_note(words: str) -> None:
    found, notes = day(words)
    assert found is None
    assert "does not name one day" in notes[0]


def test_nothing_is_nothing() -> None:
    assert day("") == (None, ())


@given(st.dates())
def test_every_day_comes_back(one: date) -> None:
    assert day(one.isoformat()) == (one, ())


@given(st.text(max_size=60))
def test_no_words_fail(words: str) -> None:
    day(words)
