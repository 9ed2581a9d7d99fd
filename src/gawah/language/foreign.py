"""What a reader should be told of a text that the pack cannot read well: its length, its letters, its language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from gawah.language.rules import Rules

SAMPLE = 20_000
"""Characters from the front of a text that are looked at."""
FEWEST_WORDS = 40
FEWEST_KNOWN = 0.08
"""Share of common English words below which a text is likely in another language; English news has 0.2 to 0.4."""
MOST_FOREIGN = 0.2

_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")


def notes_on(text: str, longest: int, rules: Rules) -> tuple[str, ...]:
    """Notes for the reading report, in words; empty for a text as it should be."""
    notes: list[str] = []
    if len(text) > longest:
        notes.append(f"the text has {len(text):,} characters; only the first {longest:,} were read")
    sample = text[:SAMPLE]
    hidden = _HIDDEN.findall(sample)
    if hidden:
        notes.append(f"{len(hidden)} control, direction or damaged characters stand in the text")
    foreign = _foreign(sample)
    if foreign:
        notes.append(foreign)
    else:
        words = [word.lower() for word in _WORD.findall(sample)]
        known = sum(word in rules.starters for word in words)
        if len(words) >= FEWEST_WORDS and known < FEWEST_KNOWN * len(words):
            notes.append("few of the words are common ones of the language of the pack: the text may be in another language")
    return tuple(notes)


def _foreign(sample: str) -> str:
    """A note on letters of other scripts, or nothing."""
    others = [letter for letter in sample if ord(letter) > 0x24F and letter.isalpha()]
    if not others:
        return ""
    letters = sum(map(str.isalpha, sample))
    scripts = Counter(unicodedata.name(letter, "unknown").split()[0].lower() for letter in others)
    scripts.pop("latin", None)
    share = scripts.total() / letters
    if share < MOST_FOREIGN:
        return ""
    script = scripts.most_common(1)[0][0]
    return f"{share:.0%} of the letters are not Latin (mostly {script}): what they say was not read"
