"""Which kind of file something is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.kinds import kind_of
from gawah.intake.taken import Unreadable
from tests.intake.made import tried

KINDS = [
    (".txt", b"Nine died.", "text"),
    ("", b"Nine died.", "text"),
    (".md", b"# Nine died", "markdown"),
    (".html", b"<p>Nine died", "html"),
    (".txt", b"<!DOCTYPE html><html>", "html"),
    (".txt", b"\n<?xml version='1.0'?>\n<!-- saved -->\n<html lang='en'>", "html"),
    (".pdf", b"%PDF-1.4", "pdf"),
    (".txt", b"%PDF-1.4", "pdf"),
    (".docx", b"PK\x03\x04", "docx"),
]
REFUSED = [
    (".txt", b"", "empty"),
    (".pdf", b"  \n ", "empty"),
    (".txt", b"\x89PNG\r\n", "PNG picture, whatever its name"),
    (".jpg", b"\xff\xd8\xff\xe0", "JPEG picture"),
    (".txt", b"PK\x03\x04", "ZIP archive"),
    (".odt", b"PK\x03\x04", "office file"),
    (".doc", b"\xd0\xcf\x11\xe0", "old office file"),
    (".docx", b"\xd0\xcf\x11\xe0", "encrypted Word file or one of an old version"),
    (".pdf", b"Nine died.", "no PDF file, whatever its name"),
    (".docx", b"Nine died.", "no DOCX file, whatever its name"),
    (".csv", b"a,b", 'no files of the kind ".csv"'),
    (".rtf", b"{\\rtf1", "RTF"),
    (".txt", b"SQLite format 3\x00", "database"),
]


@pytest.mark.parametrize(("suffix", "data", "kind"), KINDS)
def test_kinds(suffix: str, data: bytes, kind: str) -> None:
    assert kind_of(suffix, data) == kind


@pytest.mark.parametrize(("suffix", "data", "cause"), REFUSED)
def test_what_is_refused_says_what_it_is(suffix: str, data: bytes, cause: str) -> None:
    with pytest.raises(Unreadable) as told:
        kind_of(suffix, data)
    assert cause in told.value.cause
    assert told.value.remedy


@given(st.sampled_from([".txt", ".pdf", ".docx", ".x", ""]), st.binary(max_size=60))
def test_any_bytes_have_a_kind_or_a_reason(suffix: str, data: bytes) -> None:
    assert tried(kind_of, suffix, data)
