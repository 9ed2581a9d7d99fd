"""Days of publication as files write them. A day that does not exist is left open, with a note, never mended."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?:[a-z]+,? +)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? +{_MONTH},? +(?P<y>\d{{4}})(?: +\d{{1,2}}:\d{{2}}.*)?",
        rf"(?:[a-z]+,? +)?{_MONTH} +(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<y>\d{{4}})(?:,? +\d{{1,2}}:\d{{2}}.*)?",
    )
)


def day(words: str) -> tuple[date | None, tuple[str, ...]]:
    """The day that the words name, or None with a note where they name none. Days written as 05/06/2022 are not told apart."""
    words = words.strip()
    if not words:
        return None, ()
    for form in _FORMS:
        if match := form.fullmatch(words):
            parts = match.groupdict()
            month = int(parts["m"]) if "m" in parts else 1 + _MONTHS.index(parts["month"][:3].lower())
            try:
                return date(int(parts["y"]), month, int(parts["d"])), ()
            except ValueError:
                return None, (f'published "{words[:40]}" is a day that does not exist, so the day of publication is left open',)
    return None, (f'published "{words[:40]}" does not name one day, so the day of publication is left open',)
