"""The words of a text as keys that its other spellings share, for looking up; and where in a text what was looked for stands.

Every word has its plain form (small Latin letters, no accents) and, where that keeps enough consonants to mean something, the
key of `gawah.text.spelling.fold` behind a "0". So "Worsaj", "Varsuj" and "ورسج" find each other. Equal keys mean "may be one
name": what is shown is held against `near` first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from gawah.model import Span
from gawah.text.spelling import fold, near, plain

MOST = 12
"""So many words of a question are looked for."""
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d"
"""Marks on letters, and the joiners inside words of the Arabic script: they part no words."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’][^\W_]+)*")
_FEWEST = 3
"""A key of fewer consonants is shared by too many words."""
_NEAR = 0.82
"""From here on two spellings are shown as one word."""


@lru_cache(maxsize=65536)
def keys_of(word: str) -> tuple[str, ...]:
    """The keys of one word: its plain form, and its spelling key where that is long enough."""
    bare = plain(word).replace(" ", "")
    key = fold(word) if not bare.isdigit() else ""
    found = (bare,) if bare else ()
    return (*found, f"0{key}") if len(key) >= _FEWEST else found


def keys(texts: Iterable[str]) -> str:
    """All keys of some texts, each once, in alphabetical order, parted by spaces: what is kept for search."""
    found: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            found.update(keys_of(match.group()))
    return " ".join(sorted(found))


def asked(question: str) -> tuple[str, ...]:
    """The words of a question, each once; at most MOST."""
    return tuple(dict.fromkeys(match.group() for match in _WORD.finditer(question)))[:MOST]


def wanted(question: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a question the keys one of which a text must have; all words must be met. Empty where it has none."""
    return tuple(found for word in asked(question) if (found := keys_of(word)))


def spots(text: str, question: str, most: int = 200) -> list[Span]:
    """Where the words of a question stand in a text, in other spellings too, in order; at most `most`."""
    looked = asked(question)
    if not looked:
        return []
    found: list[Span] = []
    for match in _WORD.finditer(text):
        if any(_fits(word, match.group()) for word in looked):
            found.append(Span(match.start(), match.end()))
            if len(found) == most:
                break
    return found


@lru_cache(maxsize=65536)
def _fits(asked_word: str, word: str) -> bool:
    wanted_keys, held = keys_of(asked_word), keys_of(word)
    if not wanted_keys or not held:
        return False
    return wanted_keys[0] == held[0] or (not set(wanted_keys).isdisjoint(held) and near(asked_word, word) >= _NEAR)


def excerpt(text: str, found: list[Span], around: int = 140) -> tuple[int, int]:
    """Start and end of the stretch of a text that shows most of what was found, cut at spaces; else its beginning."""
    if not found:
        return 0, _cut(text, 2 * around)
    best = max(found, key=lambda span: sum(1 for other in found if span.start <= other.start < span.start + 2 * around))
    start = max(0, best.start - around)
    if start:
        start = text.find(" ", start, best.start) + 1 or start
    return start, _cut(text, best.end + around)


def _cut(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - 40), end)
    return space if space > 0 else end
