"""Time expressions of a text."""

from __future__ import annotations

import re

from gawah.model import Mention, Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)|(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)|{_MONTH}\s+\d{{4}}|{_DAY}(?:\s+(?:night|morning|evening|afternoon))?|"
    rf"yesterday|today|last\s+(?:night|week|month|year)|\d{{4}}-\d{{2}}-\d{{2}}|(?:in|since)\s+{_MONTH})\b"
)


def find(text: str) -> tuple[Mention, ...]:
    """The time expressions of a text, in order."""
    return tuple(Mention(words=m.group(), span=Span(m.start(), m.end())) for m in _TIME.finditer(text))
