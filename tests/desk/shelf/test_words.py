"""Words for search: spellings that meet, words that do not, and marks that stand where the words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.desk.shelf.words import asked, excerpt, keys, keys_of, spots, wanted


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("Worsaj", "Fighting in Versuj, then in Varsuj district.", ["Versuj", "Varsuj"]),
        ("Worsaj", "درگیری در ورسج ادامه دارد", ["ورسج"]),
        ("ورسج", "Clashes reached Worsaj.", ["Worsaj"]),
        ("Anaba", "عنابه", ["عنابه"]),
        ("war", "They were here before the war.", ["war"]),
        ("2022", "In 2022 and in 2023", ["2022"]),
        ("killed TALIBAN", "Nine taliban Killed", ["taliban", "Killed"]),
        ("O'Neil", "O’Neil spoke", ["O’Neil"]),
        ("پنجشیر", "پنج‌شیر و پنجشیر", ["پنج‌شیر", "پنجشیر"]),
        ("", "anything", []),
        ("…!", "anything…!", []),
    ],
)
def test_a_word_is_found_in_its_other_spellings_alone(question: str, text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in spots(text, question)] == found


@pytest.mark.parametrize(("question", "text"), [("Kabul", "Kapisa"), ("war", "were"), ("Andarab", "under")])
def test_a_like_word_is_not_the_word(question: str, text: str) -> None:
    assert spots(text, question) == []


def test_short_words_have_no_spelling_key() -> None:
    assert keys_of("war") == ("war",)
    assert len(keys_of("Worsaj")) == 2


@given(st.text(), st.text())
def test_what_is_marked_can_be_looked_up(text: str, question: str) -> None:
    held = set(keys([text]).split())
    for span in spots(text, question):
        assert any(set(group) & held for group in wanted(question)), text[span.start : span.end]


@given(st.text())
def test_keys_are_letters_and_digits_parted_by_spaces(text: str) -> None:
    made = keys([text])
    assert made == " ".join(sorted(set(made.split())))
    assert all(key.isalnum() for key in made.split())


@given(st.text(max_size=600), st.text(max_size=12))
def test_an_excerpt_lies_in_the_text(text: str, question: str) -> None:
    start, end = excerpt(text, spots(text, question))
    assert 0 <= start <= end <= len(text)


def test_an_excerpt_shows_what_was_found() -> None:
    text = "word " * 500 + "Worsaj fell " + "word " * 500
    start, end = excerpt(text, spots(text, "Varsuj"))
    assert "Worsaj fell" in text[start:end]
    assert len(text[start:end]) < 400


def test_a_question_of_many_words_is_cut() -> None:
    assert len(asked(" ".join(f"w{n}" for n in range(100)))) == 12
