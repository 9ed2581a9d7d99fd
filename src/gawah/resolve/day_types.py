"""The days of an expression of time, and the days, months, years and seasons that they are made of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day (None = open), the TIMEX3 value, and why where it stays unresolved.

    `from_anchor` tells whether the days were counted from the day of publication.
    """

    first: date | None = None
    last: date | None = None
    value: str = ""
    why: str = ""
    from_anchor: bool = False


Parts = dict[str, str]
Reader = Callable[[Parts, date | None, Days | None], Days]
"""Reads the parts of an expression, with the day of publication and the last days named before it."""
_PARTS = {
    "morning": "TMO",
    "dawn": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
}
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_THIRDS = {"early": (0.0, 0.4), "mid": (0.25, 0.75), "late": (0.6, 1.0), "first": (0.0, 0.5), "second": (0.5, 1.0)}
"""Shares of a month or year that "early", "mid" and "late" may mean; they overlap, since no one draws the line."""


def one_day(day: date, *, anchored: bool = False, part: str = "") -> Days:
    """A day, with a part of it ("night") in its value."""
    return Days(day, day, day.isoformat() + _PARTS.get(part, ""), from_anchor=anchored)


def one_month(year: int, month: int, *, anchored: bool = False) -> Days:
    """A month."""
    last = monthrange(year, month)[1]
    return Days(date(year, month, 1), date(year, month, last), f"{year:04d}-{month:02d}", from_anchor=anchored)


def one_year(year: int, *, anchored: bool = False) -> Days:
    """A year."""
    return Days(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", from_anchor=anchored)


def one_season(year: int, code: str) -> Days:
    """A season of the northern half of the world, by whole months; winter ends in the year after."""
    first, last = _SEASONS[code]
    end = year + (last < first)
    return Days(date(year, first, 1), date(end, last, monthrange(end, last)[1]), f"{year}-{code}")


def part_of(days: Days, words: str) -> Days:
    """The part of a month or a year that "early", "mid", "late", "the end of" may mean; the value stays as it was."""
    if days.first is None or days.last is None or not words:
        return days
    words = words.removeprefix("the ")
    code = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(words.split()[0], words.split()[0])
    low, high = _THIRDS.get(code, (0.0, 1.0))
    length = (days.last - days.first).days
    first, last = days.first + timedelta(days=int(low * length)), days.first + timedelta(days=round(high * length))
    return replace(days, first=first, last=last)


def number_in(words: str) -> int:
    """The digits of "9th" as a number."""
    return int(re.sub(r"\D", "", words))


def length_of(count: int | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; an untold number is X."""
    number = str(count) if count else "X"
    if unit in {"DE", "CE"} and count:
        return f"P{count * {'DE': 10, 'CE': 100}[unit]}Y"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return {"WE": "P2D", "F": "P2W"}.get(unit, f"P{number}{unit[0]}")


def shifted(day: date, count: int, unit: str) -> Days:
    """The day, month or year that lies `count` units away, as exact as the unit."""
    match unit:
        case "D":
            return one_day(day + timedelta(days=count))
        case "W" | "F":
            middle = day + timedelta(weeks=count * (2 if unit == "F" else 1))
            year, week, _ = middle.isocalendar()
            return Days(middle - timedelta(days=3), middle + timedelta(days=3), f"{year}-W{week:02d}")
        case "M":
            at = day.year * 12 + day.month - 1 + count
            return one_month(at // 12, at % 12 + 1)
        case "Y" | "DE" | "CE":
            return one_year(day.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit])
        case _:
            return Days(day - timedelta(days=1), day, day.isoformat())
