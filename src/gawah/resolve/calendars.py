"""Days of the Solar Hijri and Islamic calendars, by kept libraries; a day that does not exist is an error, never moved.

The Islamic months follow the Umm al-Qura calendar. The sighting of the moon may put a day one off, so a day told in it is an
interval of a day to either side.
"""

from __future__ import annotations

from datetime import date, timedelta

from convertdate import persian
from hijridate import Gregorian, Hijri


def solar_day(year: int, month: int, day: int) -> date:
    """The day of the Solar Hijri calendar; ValueError where the month has no such day."""
    if not 1 <= day <= persian.month_length(year, month):
        raise ValueError(f"month {month} of {year} has no day {day}")
    return date(*persian.to_gregorian(year, month, day))


def islamic_day(year: int | None, month: int, day: int, published: date | None) -> tuple[date, date]:
    """First and last possible day of one told in the Islamic calendar; without a year, the latest before publication."""
    if year is None:
        if published is None:
            raise ValueError("the year is not told")
        year = _islamic_year(published)
        if _gregorian(year, month, day) > published + timedelta(days=2):
            year -= 1
    told = _gregorian(year, month, day)
    return told - timedelta(days=1), told + timedelta(days=1)


def feast_days(words: str, published: date) -> tuple[date, date]:
    """First and last day of a feast or of Ramadan, the latest that had begun by the day of publication."""
    month, first, length = (12, 10, 4) if "adha" in words else (10, 1, 3) if "eid" in words else (9, 1, 0)
    year = _islamic_year(published)
    if _gregorian(year, month, first) > published + timedelta(days=1):
        year -= 1
    begin = _gregorian(year, month, first)
    if words.startswith("the end of") and month == 9:
        end = _gregorian(year, 10, 1)
        return end - timedelta(days=2), end + timedelta(days=1)
    last = begin + timedelta(days=length) if length else _gregorian(year, 10, 1)
    return begin - timedelta(days=1), last


def _islamic_year(day: date) -> int:
    return int(Gregorian.fromdate(day).to_hijri().year)


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)
