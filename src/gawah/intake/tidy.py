"""Text as it was read, to text as it is kept: one Unicode form, no invisible characters, a paragraph or list item a line.

What is taken out is told in notes, because a character that nobody sees can turn a figure or a name round.
"""

from __future__ import annotations

import re
import unicodedata

from gawah.intake.taken import Unreadable

LONGEST_TEXT = 2_000_000
"""Characters of one document, a book of some 800 pages."""
LONGEST_LINE = 100_000
"""Characters of one paragraph."""
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_GAPS = re.compile("\n{3,}")
_BULLET = re.compile("^[•‣◦▪▫●○■□➢➤✓·∙\uf0b7\uf0a7] *")


def tidy(raw: str) -> tuple[str, tuple[str, ...]]:
    """The text in its kept form and notes on what was taken out; Unreadable where it is empty or too long.

    Paragraphs are parted by line breaks, blank lines between them stay (one at most); list items begin with "• ".
    """
    text, notes = _seen(raw)
    text = _GAPS.sub("\n\n", "\n".join(_line(line) for line in text.split("\n"))).strip("\n")
    if not text:
        raise Unreadable("it holds no text", "give a file with text in it")
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"its text is {len(text):,} characters long, more than {LONGEST_TEXT:,}", "split it into parts")
    longest = max(len(line) for line in text.split("\n"))
    if longest > LONGEST_LINE:
        raise Unreadable(f"it has one line of {longest:,} characters, no report has such", "give the text with its line breaks")
    return text, notes


def one_line(raw: str) -> str:
    """A title, a name or an address on one line, without invisible characters."""
    return _line(" ".join(_seen(raw)[0].split()))[:1000].strip()


def _seen(raw: str) -> tuple[str, tuple[str, ...]]:
    """The text without what cannot be seen."""
    text = _BREAKS.sub("\n", raw)
    text, bidi = _BIDI.subn("", text)
    text, unseen = _UNSEEN.subn("", text)
    text, control = _CONTROL.subn("", text)
    text = unicodedata.normalize("NFC", text)
    lost = text.count("\ufffd")
    told = (
        (bidi, "taken out: marks that turn the direction of writing"),
        (unseen, "taken out: marks that cannot be seen"),
        (control, "taken out: characters of control"),
        (lost, "shown as \ufffd: characters that could not be decoded"),
    )
    return text, tuple(f"{what} ({number})" for number, what in told if number)


def _line(line: str) -> str:
    return _BULLET.sub("• ", _SPACES.sub(" ", line).strip())
