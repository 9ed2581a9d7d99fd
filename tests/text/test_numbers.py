from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.text.numbers import counted, numbers, value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("22", 22),
        ("1,700", 1700),
        ("1.2 million", 1_200_000),
        ("twenty-two", 22),
        ("SIX", 6),
        ("two hundred and six", 206),
        ("a hundred", 100),
        ("three thousand", 3000),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("twelve thousand five hundred", 12_500),
        ("teacher", None),
        ("", None),
    ],
)
def test_words_say_a_number(words: str, value: int | None) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("two farmers", 2, 2),
        ("more than 22 fighters", 23, None),
        ("over a hundred people", 101, None),
        ("at least 60 men", 60, None),
        ("no fewer than 50 residents", 50, None),
        ("60 or more soldiers", 60, None),
        ("around 100 rebels", 100, 100),
        ("nearly 40 people", 40, 40),
        ("almost a hundred villagers", 100, 100),
        ("up to 20 fighters", None, 20),
        ("as many as fifteen", None, 15),
        ("no more than 12", None, 12),
        ("fewer than 10 cattle", None, 9),
        ("20 to 30 militants", 20, 30),
        ("between 15 and 18 people", 15, 18),
        ("15-18 people", 15, 18),
        ("two or three men", 2, 3),
        ("dozens of families", 24, None),
        ("tens of people", 20, None),
        ("scores of houses", 40, None),
        ("hundreds of people", 200, None),
        ("several hundred fighters", 300, None),
        ("thousands of fighters", 2000, None),
        ("tens of thousands of people", 20_000, None),
        ("at least several dozen people", 36, None),
        ("several others", 3, None),
        ("a number of people", 3, None),
        ("a few shops", 2, None),
        ("a couple of guards", 2, None),
        ("a teacher", 1, 1),
        ("another man", 1, 1),
        ("one child", 1, 1),
        ("no civilians", 0, 0),
        ("nobody", 0, 0),
        ("none", 0, 0),
        ("TWENTY-THREE SOLDIERS", 23, 23),
        ("more than dozens", 24, None),
        ("1,700 prisoners", 1700, 1700),
    ],
)
def test_a_counted_phrase_has_bounds(phrase: str, low: int | None, high: int | None) -> None:
    number = counted(phrase)
    assert number is not None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("phrase", ["civilians", "heavy casualties", "the dead", "its forces"])
def test_a_phrase_without_a_number_has_none(phrase: str) -> None:
    assert counted(phrase) is None


def test_numbers_of_a_sentence_stand_where_they_say() -> None:
    text = "More than 22 were killed and seven injured in the village, 2 others in the next, and dozens fled 15 km."
    assert [text[n.start : n.end] for n in numbers(text)] == ["More than 22", "seven", "2", "dozens", "15"]


def test_a_share_is_not_a_count() -> None:
    assert not numbers("12% of the houses")


@given(st.integers(0, 999_999))
def test_digits_say_themselves(value: int) -> None:
    assert value_of(str(value)) == value
    assert value_of(f"{value:,}") == value


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for number in numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high


@pytest.mark.parametrize(
    "hostile", ["one " * 25_000, "1," * 50_000, "twenty-" * 14_000, "between 1 and " * 7_000, "a " * 50_000]
)
def test_hostile_repetition_is_read_in_bounded_time(hostile: str) -> None:
    begun = time.perf_counter()
    numbers(hostile)
    assert time.perf_counter() - begun < 2
