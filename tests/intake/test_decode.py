"""Encodings, told honestly."""

from __future__ import annotations

import codecs
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.intake.decode import decode
from gawah.intake.taken import Unreadable
from tests.intake.made import tried

ENGLISH = "The ministry’s spokesman said – “no civilians” died near the café in Ciudad Juárez; señor Muñoz disagreed. " * 3
PERSIAN = "سخنگوی طالبان گفت که شش تن از جنگجویان این گروه در درگیری های دیروز کشته شدند. منابع محلی این رقم را رد کردند. " * 3
RUSSIAN = "Представитель администрации сообщил, что в результате обстрела погибли пять человек, ещё семеро ранены. " * 3


@pytest.mark.parametrize("text", [ENGLISH, PERSIAN, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_note(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_noted(encoding: str) -> None:
    text, notes = decode(ENGLISH.encode(encoding))
    assert text == ENGLISH
    assert encoding.upper() in notes[0]


@pytest.mark.parametrize(
    ("text", "encoding"), [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (PERSIAN.replace("ی", "ي").replace("ک", "ك"), "cp1256")]
)
def test_old_encodings_are_guessed_and_noted(text: str, encoding: str) -> None:
    read, notes = decode(text.encode(encoding))
    assert read == text
    assert notes[0].startswith(f"read as {encoding}")


def test_a_declared_encoding_is_taken_where_it_fits() -> None:
    assert decode("Café".encode("cp1252"), "iso-8859-1") == ("Café", ())
    assert decode("“Café”".encode("cp1252"), "latin-1") == ("“Café”", ())
    assert decode(RUSSIAN.encode("koi8_r"), "koi8-r") == (RUSSIAN, ())
    assert decode(ENGLISH.encode(), "cp1252") == (ENGLISH, ())  # what is UTF-8 is not taken for anything else
    assert decode(ENGLISH.encode("cp1252"), "rot13")[0] == ENGLISH
    assert decode(ENGLISH.encode("cp1252"), "no-such")[0] == ENGLISH


def test_a_few_damaged_bytes_do_not_turn_the_rest_to_nonsense() -> None:
    data = ENGLISH.encode()
    text, notes = decode(data[:10] + b"\xff" + data[10:])
    assert "señor Muñoz" in text
    assert text.count("\ufffd") == 1
    assert "not UTF-8" in notes[0]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        os.urandom(5000),
        b"\x00\x01\x02" * 500,
        b"text " * 10 + b"\x00" * 500,
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00",
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


def test_a_mark_that_lies_is_told() -> None:
    with pytest.raises(Unreadable, match="says it is UTF-8"):
        decode(codecs.BOM_UTF8 + b"caf\xe9 bombed")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "cp1252", "x"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, declared: str) -> None:
    assert tried(decode, data, declared)
