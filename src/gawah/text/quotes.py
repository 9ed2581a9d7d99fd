"""Quoted speech: where a text says that words are another's, paragraph after paragraph.

A quotation that runs over several paragraphs opens each of them and closes only the last; one that is never closed ends with
its paragraph. Found in one pass over the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[“”«»]|(?<!\w)\"|\"(?!\w)|\n+")
OPENING = "“«"


class Quoted(NamedTuple):
    """A stretch of quoted text, its quotation marks included."""

    start: int
    end: int


def quoted(text: str) -> list[Quoted]:
    """The quoted stretches of a text, in order; none lies inside another."""
    found: list[Quoted] = []
    open_at = -1
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark.startswith("\n"):
            after = text[match.end() : match.end() + 1]
            if open_at >= 0 and after not in {"“", "«", '"'}:
                open_at = _end(found, open_at, match.start())
        elif mark in OPENING or (mark == '"' and open_at < 0 and not text[match.start() - 1 : match.start()].isalnum()):
            open_at = match.start() if open_at < 0 else open_at
        elif open_at >= 0 and not (mark == '"' and _opens_paragraph(text, match.start())):
            open_at = _end(found, open_at, match.end())
    if open_at >= 0:
        _end(found, open_at, len(text))
    return found


def _end(found: list[Quoted], start: int, end: int) -> int:
    found.append(Quoted(start, end))
    return -1


def _opens_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"
