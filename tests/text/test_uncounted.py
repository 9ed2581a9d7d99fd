from __future__ import annotations

import pytest

from gawah.text.numbers import counted_in, numbers


@pytest.mark.parametrize(
    "text",
    [
        "a 24-year-old man",
        "boys, ages 11 and 15, ran",
        "between the ages of 11 and 15",
        "in the 2700 block of Orchard Street",
        "at 425 Harbour Street",
        "around 7:30 p.m.",
        "at 5 p.m.",
        "Omar Haleb, 34, of Beled",
        "two women, 28 and 27, fled"[4:],
        "a father of three",
        "a .40-caliber pistol",
        "an AK-47 rifle",
        "the 42nd brigade",
        "a man in his 20s",
        "12 percent",
        "call 555-0100",
        "a 911 call",
        "$50,000",
        "her 12- and 10-year-old sons",
        "dead at 25",
        "called 911 moments before dying",
    ],
)
def test_what_counts_nobody_is_no_number(text: str) -> None:
    assert not numbers(text)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("three 12-year-old boys", 3),
        ("outside the hall at 7:30.\nThree people were hurt", 3),
        ("killing 12.", 12),
        ("Shells fell in Beled, 15 people died", 15),
        ("30 Rebel Street Fighters", 30),
        ("4 of the 7 people died", 4),
        ("60 or more", 60),
    ],
)
def test_counts_beside_such_words_are_read(text: str, low: int) -> None:
    assert numbers(text)[0].low == low


def test_a_number_is_read_where_it_stands() -> None:
    text = "Athar Amin, 27, was shot"
    assert counted_in(text, 12, 14) is None
    assert numbers("27")[0].low == 27
