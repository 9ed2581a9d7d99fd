from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.text.clock import amount, time_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The shelling began on 9 May 2022 at dawn.", [("9 May 2022", "date"), ("at dawn", "daypart")]),
        ("Fighting went on from May 3-5 in the hills.", [("from May 3-5", "range")]),
        ("Between 3 and 5 May 2022 nine were hurt.", [("Between 3 and 5 May 2022", "range")]),
        ("In February 2022 the road was cut.", [("February 2022", "month")]),
        ("On Tuesday night gunmen came.", [("Tuesday night", "weekday")]),
        ("Two weeks ago, and again last Friday.", [("Two weeks ago", "ago"), ("last Friday", "weekday")]),
        ("over the past few days", [("over the past few days", "past")]),
        ("the night before", [("the night before", "deictic")]),
        ("On 18 Saur 1401 and 10 Shawwal 1443.", [("18 Saur 1401", "solar"), ("10 Shawwal 1443", "islamic")]),
        ("after the end of Ramadan", [("the end of Ramadan", "feast")]),
        ("SAN PEDRO, 3 JAN 90 -- SOLDIERS", [("3 JAN 90", "telegram")]),
        ("in the 1980s", [("the 1980s", "decade")]),
        ("a siege of three days", [("three days", "span")]),
        ("every Friday", [("every Friday", "set")]),
        ("last autumn", [("last autumn", "this")]),
    ],
)
def test_times_are_found_and_told_apart(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.words, one.kind) for one in time_words(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "a 44-year-old farmer",
        "the second man",
        "1,200 people fled",
        "2000 people fled",
        "room 12",
        "May all be well",
        "in his 30s",
        "a boy of 13 years of age",
        "aged 13 years",
        "the daily Hasht-e Subh",
        "on the 9th floor",
        "Mr Eid Kabalu",
        "18 Asad troops",
        "the March for Peace",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert time_words(text) == []


@pytest.mark.parametrize(
    ("words", "number"), [("two", 2), ("12", 12), ("a", 1), ("a few", 0), ("twenty-five", 25), ("x", None)]
)
def test_amounts(words: str, number: int | None) -> None:
    assert amount(words) == number


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    for one in time_words(text):
        assert text[one.start : one.end] == one.words


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "hostile",
    ["1 ", "May ", "a day ", "the ", "9", "over a ", "between 1 and ", "12:00 ", "on the 1st ", "the first half ", "2014-20"],
)
def test_hostile_repetition_is_read_in_bounded_time(hostile: str) -> None:
    begun = time.process_time()
    time_words(hostile * (60_000 // len(hostile)))
    assert time.process_time() - begun < 15
