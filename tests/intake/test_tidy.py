"""Text as it is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.taken import Unreadable
from gawah.intake.tidy import LONGEST_LINE, LONGEST_TEXT, one_line, tidy

CASES = [
    ("Two died.\r\nThree fled.\r", "Two died.\nThree fled."),
    ("  Two   died.\t \n\n\n\n Three\u00a0fled.", "Two died.\n\nThree fled."),
    ("\uf0b7  Two died\n●Three fled", "• Two died\n• Three fled"),
    ("Cafe\u0301 bombed", "Café bombed"),
    ("one\u2028two\x0cthree\x85four", "one\ntwo\nthree\nfour"),
    ("- 17 dead\n* 8 missing", "- 17 dead\n* 8 missing"),
    ("\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f", "\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f"),  # the joiner of Persian stays
]


@pytest.mark.parametrize(("raw", "kept"), CASES)
def test_text_in_its_kept_form(raw: str, kept: str) -> None:
    assert tidy(raw) == (kept, ())


@pytest.mark.parametrize(
    ("raw", "kept", "note"),
    [
        ("\u202e22\u202c killed", "22 killed", "taken out: marks that turn the direction of writing (2)"),
        ("12\u200b0 killed", "120 killed", "taken out: marks that cannot be seen (1)"),
        ("2\x08\x071 killed", "21 killed", "taken out: characters of control (2)"),
        ("\ud800 killed", "killed", "taken out: characters of control (1)"),
        ("1\ufffd killed", "1\ufffd killed", "shown as \ufffd: characters that could not be decoded (1)"),
    ],
)
def test_what_is_taken_out_is_told(raw: str, kept: str, note: str) -> None:
    assert tidy(raw) == (kept, (note,))


@pytest.mark.parametrize("raw", ["", " \n\t\n", "\u200b\ufeff", "\x00"])
def test_a_text_without_text_is_refused(raw: str) -> None:
    with pytest.raises(Unreadable, match="no text"):
        tidy(raw)


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(Unreadable, match="one line of"):
        tidy("a" * (LONGEST_LINE + 1))
    with pytest.raises(Unreadable, match="split it"):
        tidy("word " * 10 + "\n" + "line of a long book\n" * (LONGEST_TEXT // 19))


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(raw: str) -> None:
    try:
        kept, _ = tidy(raw)
    except Unreadable:
        return
    assert tidy(kept)[0] == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in kept.replace("\n", ""))
    assert kept.encode()


@given(st.text(max_size=200))
def test_one_line_is_one_line(raw: str) -> None:
    assert "\n" not in one_line(raw)
    assert one_line(one_line(raw)) == one_line(raw)
