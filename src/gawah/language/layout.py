"""The blocks of a raw text: paragraphs whose lines are wrapped, bullets, headings and datelines, by their places.

Line breaks mean different things: in wire text they fall anywhere, in text taken from a web page each line is a paragraph. A
break counts as a wrap if the next line goes on in lower case, or if its first word would not have fitted on the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

WIDEST_WRAP = 130
"""Characters: lines that are longer were not wrapped by hand or by a printer."""
RAGGED = 14
HEADING_WORDS = 16
LONGEST_DATELINE = 100

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"\s*(?:[-*•●○▪▫■□◦‣⁃–—·►▶➤✓✔☑☒✅❌➔o»>]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\(?[A-Z]\)|\(\d{1,2}\))[ \t\u00a0]+(?=\S)"
)
_HASHES = re.compile(r"\s*#{1,6}\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;,…][\"'”’»)\]]*\s*$")
_PLACE = r"[A-Z][A-Z.'’/\-]+(?: [A-Z(][A-Z.'’/\-)]+){0,4}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?i:\d{{1,2}} {_MONTH}(?: \d{{2,4}})?|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?)"
_AGENCY = r"\([A-Z][\w ./,&-]{1,38}\)"
_DASH = r"-{1,2}|–|—|>>|&gt;&gt;"
_DATELINE = re.compile(
    rf"\s*(?:{_PLACE}(?:, ?[A-Z][\w.' -]{{1,25}}?)?(?:, ?{_DAY})?(?: ?{_AGENCY})?\s*(?:{_DASH})(?=\s)"
    rf"|[A-Z][\w.'’ -]{{1,30}}(?:, ?[A-Z][\w.' -]{{1,25}}?)?(?:, ?{_DAY})?,? ?{_AGENCY}\s*(?:{_DASH}|:)(?=\s)"
    rf"|[A-Z][\w.'’ -]{{1,30}}(?:, ?[A-Z][\w.' -]{{1,25}}?)?, ?{_DAY}\s*(?:{_DASH})(?=\s)"
    rf"|{_DAY}\s*(?:{_DASH})(?=\s))"
    r"\s*"
)
_TAGS = re.compile(r"\s*(?:\[[A-Z][^\]]{1,80}\]\s*)+")


class Block(NamedTuple):
    """Characters `start` to `end` that belong together: prose, bullet, heading or dateline."""

    start: int
    end: int
    kind: str


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order. Bullet signs and the spaces between blocks belong to none."""
    found = [(start, end) for group in _groups(text) for start, end in _paragraphs(text, group)]
    for start, end in found:
        yield from _kinds(text, start, end, alone=len(found) == 1)


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without an empty line between them."""
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        between = text[group[-1][1] : match.start()] if group else ""
        blank = not match.group().strip()
        if group and (blank or between.replace("\r\n", "\n").count("\n") + between.count("\u2029") + between.count("\x0c") > 1):
            yield group
            group = []
        if not blank:
            group.append(match.span())
    if group:
        yield group


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines of a group joined where the break is a wrap."""
    width = max(end - start for start, end in lines)
    first = lines[0][0]
    for (start, end), (following, last) in pairwise(lines):
        if not _wraps(text[start:end], text[following:last], width):
            yield first, end
            first = following
    yield first, lines[-1][1]


def _wraps(line: str, following: str, width: int) -> bool:
    if _BULLET.match(following) or _HASHES.match(following) or _HASHES.match(line):
        return False
    word = following.split(None, 1)[0]
    if word[0].islower() and not _ENDS.search(line):
        return True
    return width <= WIDEST_WRAP and len(line.rstrip()) + 1 + len(word) + RAGGED > width and len(line) > width // 2


def _kinds(text: str, start: int, end: int, *, alone: bool) -> Iterator[Block]:
    """One paragraph as its blocks: a dateline and what follows, a bullet without its sign, a heading or prose."""
    if hashes := _HASHES.match(text, start, end):
        yield from _block(text, hashes.end(), end, "heading")
        return
    if bullet := _BULLET.match(text, start, end):
        yield from _block(text, bullet.end(), end, "bullet")
        return
    opening = start
    while start < end and (
        part := _DATELINE.match(text, start, min(end, start + LONGEST_DATELINE)) or _TAGS.match(text, start, end)
    ):
        start = part.end()
    if dateline := opening < start < end:
        yield from _block(text, opening, start, "dateline")
    else:
        start = opening
    short = text.count(" ", start, end) < HEADING_WORDS and not _ENDS.search(text, max(start, end - 8), end)
    heading = short and not alone and not dateline and not text[start:end].lstrip()[:1].islower()
    yield from _block(text, start, end, "heading" if heading else "prose")


def _block(text: str, start: int, end: int, kind: str) -> Iterator[Block]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Block(start, end, kind)
