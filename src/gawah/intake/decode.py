"""Bytes to text, honestly: what the file says of itself, then UTF-8, then the likeliest of the old encodings, with a note."""

from __future__ import annotations

import codecs
import re

from gawah.intake.taken import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that reports are met in, by the languages of the newsrooms; UTF-8 and UTF-16 are tried before.
_OLD = (
    "cp1252",
    "cp1256",
    "cp1251",
    "cp1250",
    "cp1254",
    "cp1255",
    "cp1253",
    "cp1258",
    "koi8_r",
    "gb18030",
    "big5",
    "cp932",
    "cp949",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW = 1000
"""One broken byte in so many characters may be damage; more is another encoding."""


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, and a note where the encoding had to be guessed or bytes were damaged.

    `declared` is an encoding that the file names itself. Raises Unreadable where the bytes are not text, or no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding)), ()
    if wide := _wide(data):
        return _checked(_strict(data, wide)), (f"read as {wide.upper()}, which the file does not say",)
    try:
        return _checked(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(data, declared)) is not None:
        return _checked(text), ()
    mended = data.decode("utf-8", errors="replace")
    broken, beyond = mended.count("\ufffd"), sum(1 for char in mended if char > "\x7f")
    if broken * 4 <= beyond and broken * _FEW <= max(len(mended), _FEW) and beyond > broken:
        return _checked(mended), ("a few bytes are not UTF-8, as the rest of the file is",)
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    """By the looks of the text that each encoding gives."""
    from charset_normalizer import from_bytes

    if _CONTROLS.search(data.decode("latin-1")):
        raise Unreadable("it is not text but binary data", "give the report as text, Markdown, HTML, PDF or DOCX")
    matches = from_bytes(data[:200_000], cp_isolation=list(_OLD), enable_fallback=False)
    best = matches.best()
    if best is None:
        raise Unreadable("its encoding cannot be told", "save it as UTF-8")
    # Where several give as likely a text, the most common of them, which is the first of our list.
    level = [match for match in matches if match.chaos <= best.chaos + 0.01 and match.coherence >= best.coherence - 0.01]
    likely = {name for match in level for name in match.could_be_from_charset}
    encoding = min(likely & set(_OLD) or {best.encoding}, key=lambda name: (*_OLD, name).index(name))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(f"it begins in the encoding {encoding} and does not go on in it", "save it as UTF-8") from None
    return text, (f"read as {encoding}: the file does not say its encoding, and this one gives the likeliest text",)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"it says it is {encoding.upper()} and is not, at byte {error.start}", "save it as UTF-8") from None


def _declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding that the file names; None where there is no such encoding or it does not fit."""
    # Browsers read "latin-1" as its Windows superset, and so do those who write it.
    name = (
        "cp1252" if declared.lower().replace("_", "-") in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared
    )
    try:
        return data.decode(name) if codecs.lookup(name)._is_text_encoding else None  # noqa: SLF001 - rot13 and zip are codecs too
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: Latin text has a zero in every second byte."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return ""
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.05 else ""


def _checked(text: str) -> str:
    """Text that is text: a few control characters are damage, many are another kind of file."""
    sample = text[:200_000]
    if len(_CONTROLS.findall(sample)) > max(2, len(sample) // 200):
        raise Unreadable("it is not text but binary data", "give the report as text, Markdown, HTML, PDF or DOCX")
    return text
