"""Sentences of a block: where a full stop ends one and where it does not.

Abbreviations are of three kinds (`packs/LANGUAGE/rules.json`): those that something must follow ("Gen."), those that may end a
sentence ("U.S.", "Jan."), and those before a number ("No."). The case of the next letter decides otherwise; text in capitals
is told by the words that commonly open sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gawah.language.layout import Block, blocks
from gawah.language.rules import Rules

LONGEST = 4_000
"""Characters of one sentence; a longer one is cut at a space."""

_END = re.compile(r"(?<![.!?…؟。])(?P<stop>[.!?…؟。]+)(?P<closing>[\"'”’»)\]]*)(?P<space>\s+|$|(?=[A-Z][a-z]))")
_BEFORE = re.compile(r"[^\s(\[\"“”‘'/—–-]*$")
_NEXT = re.compile(r"[\"'“‘«(\[]*([^\W_][\w'’]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_OPENING = '"“‘«(['


def sentences(text: str, rules: Rules) -> Iterator[Block]:
    """The sentences of a raw text in order, each with the kind of its block."""
    for block in blocks(text):
        start = block.start
        for end in _ends(text, block, rules):
            yield from _bounded(text, start, end, block.kind)
            start = end
        yield from _bounded(text, start, block.end, block.kind)


def _bounded(text: str, start: int, end: int, kind: str) -> Iterator[Block]:
    """The sentence without the spaces around it, cut where it is longer than any sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Block(start, cut, kind)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Block(start, end, kind)


def _ends(text: str, block: Block, rules: Rules) -> Iterator[int]:
    """Ends of the sentences inside a block."""
    if block.kind == "dateline":
        return
    for match in _END.finditer(text, block.start, block.end):
        following = _NEXT.match(text, match.end(), min(block.end, match.end() + 40))
        if match.end() >= block.end:
            return
        word = following.group(1) if following else ""
        if not match.group("space"):
            if word.lower() in rules.starters and text[match.start() - 1].islower():
                yield match.end("closing")
        elif _is_end(text, match, word, block, rules):
            yield match.end("closing")


def _is_end(text: str, match: re.Match[str], word: str, block: Block, rules: Rules) -> bool:
    following = text[match.end()]
    if word[:1].islower() or (not word and following not in _OPENING and not following.isupper()):
        return not word and following in "-–—*•"
    if match.group("stop") != "." or match.group("closing"):
        return True
    before = _BEFORE.search(text, max(block.start, match.start() - 30), match.start())
    last = before.group() if before else ""
    return _ends_after(last, word, following, rules)


def _ends_after(last: str, word: str, following: str, rules: Rules) -> bool:
    """Whether a single full stop after the word `last` ends a sentence that `word` could open."""
    low, opens = last.lower(), rules.opens(word)
    if low in rules.before_number:
        return not following.isdigit()
    if low in rules.never_last:
        return False
    if len(last) == 1 and last.isalpha():
        return (opens and low != "i") or (low == "i" and not last.isupper())
    if rules.is_plain_word(last):
        return not following.isdigit()
    if low in rules.may_last or _INITIALS.match(last):
        if low in rules.clock:
            return word.lower() not in rules.after_clock
        return opens or following in _OPENING
    return True
