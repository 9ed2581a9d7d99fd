"""Expressions of time with the days they may mean: just enough to learn which time tells the day of a claim."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_M = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|"
    r"july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_W = rf"(?:{'|'.join(DAYS)})"
_N = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|couple of)"
_UNIT = r"(?:hour|day|night|week|fortnight|month|year)s?"
_PART = r"(?:morning|afternoon|evening|night|dawn|dusk|midday|noon|midnight)"
TIME = re.compile(
    rf"""\b(?:
      {_D}(?:\s*(?:-|–|to|and)\s*{_D})?\s+(?:of\s+)?{_M}(?:,?\s+(?:{_Y}|\d\d(?=\b(?!:))))?
    | {_M}\s+{_D}(?:\s*(?:-|–|to|and)\s*{_D})?(?!\d)(?:,?\s+{_Y})?
    | (?:early|late|mid|since|in|last|of|until|by|from|this)[-\s]+{_M}(?:\s+{_Y})?
    | {_M}\s+{_Y}
    | \d{{4}}-\d\d-\d\d
    | (?:last|next|this|on|since|late|early|by|until)?\s*{_W}(?:['’]s)?(?:\s+{_PART})?
    | (?:yesterday|today|tonight|overnight)(?:\s+{_PART})?
    | (?:last|this|that|the\s+same|the\s+previous|the\s+next|the\s+following|the\s+past)\s+
      (?:{_PART}|{_UNIT}|weekend|summer|winter|spring|autumn)
    | the\s+(?:day|night|week|month|year)\s+(?:before|after|earlier)
    | (?:some\s+)?{_N}\s+{_UNIT}\s+(?:ago|earlier|later|before|after)
    | (?:hours|days|weeks|months|years)\s+(?:ago|earlier|later|before)
    | (?:the\s+)?(?:past|last)\s+{_N}\s+{_UNIT}
    | (?:early|late|mid)[-\s]{_Y}
    | {_Y}(?:\s*[-–]\s*(?:{_Y}|\d\d))?
    | (?:at\s+)?(?:dawn|dusk|midday|noon|midnight)
    )\b""",
    re.I | re.X,
)


def expressions(text: str) -> list[tuple[int, int]]:
    """The character spans of expressions of time. "May" and years must look like what they are."""
    found = []
    for m in TIME.finditer(text):
        s = m.group()
        low = s.lower().strip()
        if low.startswith("may") and not re.search(r"\d", s):
            continue
        if re.fullmatch(_Y, low) and not re.search(
            r"\b(?:in|since|of|from|to|until|by|and|between|during|after|before|early|late|,)\s*$",
            text[max(0, m.start() - 9) : m.start()].lower(),
        ):
            continue
        start = m.start() + (len(s) - len(s.lstrip()))
        start += len(re.match(r"(?:(?:since|in|of|until|by|from|on|at)[-\s]+)?", text[start : m.end()], re.I).group())
        if m.end() > start:
            found.append((start, m.end()))
    return found


def _month(s: str) -> int | None:
    m = re.search(rf"\b({_M})\b", s, re.I)
    return next((i for i, n in enumerate(MONTHS, 1) if m and n.startswith(m.group(1).lower().strip(".")[:3])), None)


def values(s: str, published: date | None) -> set[str]:
    """EDTF values the expression may have, ends of intervals included, given the day of publication."""
    low, out = s.lower(), set()
    year = re.search(_Y, low)
    years = [int(year.group())] if year else ([published.year, published.year - 1] if published else [])
    month = _month(low)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", low):
        return {low}
    if month:
        days = [
            int(d) for d in re.findall(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?![\d:])", re.sub(_Y, " ", low)) if 0 < int(d) < 32
        ]
        for y in years:
            out |= (
                {f"{y}-{month:02}-{d:02}" for d in days}
                if days
                else {f"{y}-{month:02}", f"{y}-{month:02}-01", f"{y}-{month:02}-{monthrange(y, month)[1]}"}
            )
        return out
    if year:
        return {str(years[0]), f"{years[0]}-01", f"{years[0]}-01-01"}
    if not published:
        return out
    for i, name in enumerate(DAYS):
        if name in low:
            back = (published.weekday() - i) % 7
            return {(published - timedelta(back + k)).isoformat() for k in (0, 7)}
    return out | _relative(low, published)


def _relative(low: str, published: date) -> set[str]:
    def day(back: int) -> str:
        return (published - timedelta(back)).isoformat()

    if "yesterday" in low:
        return {day(1)}
    if re.search(r"today|tonight|this (?:morning|afternoon|evening)", low):
        return {day(0)}
    if re.search(r"overnight|last night", low):
        return {day(0), day(1)}
    first = published.replace(day=1)
    if "last month" in low:
        return {(first - timedelta(1)).strftime("%Y-%m")}
    if "last year" in low or "previous year" in low:
        return {str(published.year - 1)}
    if "this month" in low:
        return {first.strftime("%Y-%m"), first.isoformat()}
    if "this year" in low:
        return {str(published.year), f"{published.year}-01", f"{published.year}-01-01"}
    if re.search(r"(?:last|past) week|week ago", low):
        return {day(k) for k in range(5, 14)}
    words = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1, "an": 1}
    m = re.search(r"(\d+|[a-z]+)\s+(day|week|month|year)s?", low)
    n = (int(m.group(1)) if m.group(1).isdigit() else words.get(m.group(1))) if m else None
    if not n:
        return set()
    if m.group(2) == "year" and n < 100:
        return {str(published.year - n)}
    if m.group(2) == "month" and n < 120:
        k = published.year * 12 + published.month - 1 - n
        return {f"{k // 12}-{k % 12 + 1:02}"}
    return {day(n * (7 if m.group(2) == "week" else 1))} if n < 400 else set()
