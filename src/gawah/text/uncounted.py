"""Numbers that count nobody: ages, hours, ordinals, addresses, sums of money, shares, calibres, lines of a telephone.

Only the letters right before and right after a number are looked at, a fixed number of them.
"""

from __future__ import annotations

import re

_BACK = 28
"""Characters looked at before a number."""
_AFTER = re.compile(
    r"[-–\s]{0,2}(?:year|yr|month|week|day)s?[-\s]{0,2}olds?\b"  # a 24-year-old
    r"|-\s?(?:and|or|to)\s\d{1,2}-?(?:year|month)"  # 12- and 10-year-old sons
    r"|[A-Za-z]"  # 2nd, 20s, 9mm, 7am
    r"|\s?(?:[ap]\.?\s?m\b|o['’]clock)"  # 5 p.m.
    r"|:\d|[-/]\d|\.\d"  # 7:30, 555-0100, 4/12
    r"|\s(?:call|caller|dispatcher|operator)s?\b"  # a 911 call
    r"|\s?(?:%|per\s?cent\b)"
    r"|[-\s](?:hundred\s)?blocks?\s+(?:of|on)\b"  # the 2700 block of
    r"|[-\s](?:calib(?:er|re)|gauge)\b"
    r"|-(?:hour|day|week|month|year|minute|mile|foot|inch|metre|meter|story|storey|bedroom|acre|lane|man|member|vehicle)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:[$€£#]\s?|\b(?:No|Apt|I)[.-]|\d[:/.-]|[A-Za-z]-|(?<![\w.])\.)\Z"
    r"|\b(?:aged?|ages|ages?\s+(?:of|between|from)|aged\s+between|between\s+the\s+ages\s+of|ages?\s(?:of\s)?\d{1,2}\s(?:and|to)|(?:in|into)\s+(?:his|her|their))\s+\Z"
    r"|\b(?:fathers?|mothers?|parents?|dad|mom|mum|grand(?:father|mother))\s+of\s+\Z"
    r"|\b(?:dead|dies|died)\s+at\s+\Z"
    r"|\b(?:route|highway|interstate|apartment|unit|room|chapter|section|article|grade|precinct|channel|resolution|flight)\s+\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[\w'’.\"”-],\s(?:\d{1,2},?\s(?:and\s)?)?\Z")
"""A name or a noun and a comma: a bare figure after them is an age ("Omar Haleb, 34,", "two women, 28 and 27,")."""
EMERGENCY = frozenset(["911", "999", "112", "110", "119"])
_CALLED = re.compile(r"\b(?:call|dial|phon|ring)(?:e?d|l?ed|l?ing|s|e)?\s+\Z", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[,;.)]|$|\n)|\s+(?:and|of|from|was|were|is|has|died)\b")
_STREET = re.compile(
    r"(?:\s+(?:[NSEW]{1,2}\.?|North|South|East|West))?(?:\s+[A-Z0-9][\w.'’]*){1,3}?"
    r"\s+(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Dr\b|Lane|Ln\b|Boulevard|Blvd|Highway|Court|Way|Place|Circle|Terrace)"
)


def counts_nobody(text: str, start: int, end: int) -> bool:
    """Whether the number at `start` to `end` of a text is no count: an age, an hour, a house, a calibre and the like."""
    before = text[max(0, start - _BACK) : start]
    if _AFTER.match(text, end) or _BEFORE.search(before):
        return True
    digits = text[start:end]
    if not digits.isdecimal():
        return False
    if digits in EMERGENCY and _CALLED.search(before):
        return True
    if len(digits) >= 3 and _STREET.match(text, end, end + 80):
        return True
    return len(digits) <= 2 and bool(
        (_NAMED.search(before) and _CLOSED.match(text, end)) or (before.endswith("(") and text[end : end + 1] == ")")
    )
