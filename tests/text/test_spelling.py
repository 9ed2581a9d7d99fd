"""Spellings: one key for one name, in any script, and no crash on anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.text.spelling import fold, near, plain, voiced, writes_vowels

# Each line: spellings of one name.
ONE_NAME = [
    ["Worsaj", "Varsuj", "Versuj", "Versaj", "Warsaj", "ورسج"],
    ["Panjshir", "Pandjshir", "Panjsher", "Panjshair", "پنجشیر", "Панджшер"],
    ["Shotul", "Shutul", "Shotol", "Shotūl", "شتل"],
    ["Abdullah Khel", "AbdullahKhil", "Abdullahkhil", "Abdulla Khel", "عبدالله‌خیل"],
    ["Andarab", "Andrab", "Andarāb", "اندراب"],
    ["Dara", "Darreh", "Darrah", "Darah", "دره"],
    ["Sar-e-Hawz", "Sar-i Hauz", "Sar e Hawz", "سرحوض"],
    ["Khost", "Khowst", "Xost", "خوست"],
    ["Parwan", "Parvan", "پروان"],
    ["Doab", "Do Ab", "Du Āb", "دوآب"],
    ["Qal'a", "Qala", "Qal’eh", "Kala", "قلعه"],
    ["Pul-e Khumri", "Pol-e Khomri", "Puli Khumri", "Pulkhumri", "پل خمری"],
    ["Deir ez-Zor", "Dayr az-Zawr", "Deir al-Zor", "دير الزور"],
    ["Ar-Raqqah", "Raqqa", "al-Raqqa", "الرقة"],
    ["Mosul", "al-Mawsil", "Mawsil", "الموصل"],
    ["Homs", "Hims", "Ḥimṣ", "حمص"],
    ["Kharkiv", "Kharkov", "Харків", "Харьков"],
    ["Slovyansk", "Slaviansk", "Slovyans'k", "Славянск", "Слов’янськ"],
    ["Dzhankoy", "Jankoi", "Джанкой"],
    ["Nazari", "Nazary", "نظری"],
    ["Pazigyi", "Pa Zi Gyi", "Pazi Gyi"],
    ["Hpakant", "Hpa Kant"],
    ["Faizabad", "Fayzabad", "Fayẕābād", "Feyzabad", "فیض آباد"],
    ["Nangarhar", "Nangrahar", "ننگرهار"],
    ["Qunduz", "Kunduz", "Konduz", "Kondoz", "کندز", "قندوز"],
    ["Saint-Louis", "St. Louis", "St Louis"],
]


@pytest.mark.parametrize("names", ONE_NAME, ids=lambda names: names[0])
def test_spellings_of_one_name_share_a_key(names: list[str]) -> None:
    assert len({fold(name) for name in names}) == 1, {name: fold(name) for name in names}


@pytest.mark.parametrize("names", ONE_NAME, ids=lambda names: names[0])
def test_spellings_of_one_name_are_near(names: list[str]) -> None:
    assert min(near(names[0], name) for name in names) >= 0.86


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khost", "Kunduz"),
        ("Panjshir", "Parwan"),
        ("Andarab", "Anaba"),
        ("Herat", "Harare"),
        ("Mali", "Oman"),
        ("پروان", "Panjshir"),
    ],
)
def test_other_names_are_less_near(one: str, other: str) -> None:
    assert near(one, other) < 0.86


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sar-e-Hawz", "sar e hawz"),
        ("  Ḩişārak ", "hisharak"),
        ("پنجشیر", "pnjshir"),
        ("عنابه", "anabh"),
        ("St. Paul", "saint paul"),
        ("Łódź", "lodz"),
        ("東京", "東京"),
        ("", ""),
        ("–", ""),
    ],
)
def test_plain_letters(name: str, letters: str) -> None:
    assert plain(name) == letters


def test_vowels_are_told_apart_where_both_scripts_write_them() -> None:
    assert fold("Dara") == fold("Dori")
    assert near("Dara", "Darreh") > near("Dara", "Dori")
    assert voiced("Shotul") == voiced("Shutol")
    assert writes_vowels("Homs")
    assert not writes_vowels("حمص")


def test_an_article_alone_is_a_name() -> None:
    assert fold("Al")
    assert fold("E")
    assert fold("As Sa") == fold("as-Sa")


def test_controls_that_turn_the_line_leave_no_trace() -> None:
    assert fold("\u202eKabul\u202c\u200f") == fold("Kabul")
    assert plain("Ka\u00adbul\ufeff") == "kabul"


@given(st.text(max_size=60))
def test_any_text_folds_without_marks_or_blanks(text: str) -> None:
    key = fold(text)
    assert key == "".join(key.split())
    assert bool(key) == any(c.isalnum() for c in plain(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -'دهرمپنکیو Ёйжшх", max_size=25))
def test_near_is_symmetric_and_within_bounds(text: str) -> None:
    for other in ("Kabul", text.upper(), text[::-1]):
        assert near(text, other) == near(other, text)
        assert 0.0 <= near(text, other) <= 1.0


@given(st.text(alphabet="abdefghklmnoprstuvz", min_size=1, max_size=20))
def test_case_accents_and_apostrophes_do_not_matter(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(f"’{text}’") == fold(text.replace("a", "ā"))
