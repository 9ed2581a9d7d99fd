"""Days of the Solar Hijri and Islamic calendars and days of feasts, by kept libraries; a day that does not exist is an error.

The Islamic months follow the Umm al-Qura calendar. The sighting of the moon may put a day one off, so a day told in it is an
interval of a day to either side.
"""

from __future__ import annotations

from datetime import date, timedelta

from convertdate import holidays, persian
from hijridate import Gregorian, Hijri

_MOON = timedelta(days=1)
_BY_MOON = {
    "mawlid": (3, 12, 1),
    "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 1),
    "fitr": (10, 1, 3),
    "adha": (12, 10, 4),
    "eid": (10, 1, 3),
}
"""Feasts of the Islamic calendar: month, day, and how many days they last."""


def solar_day(year: int, month: int, day: int) -> date:
    """The day of the Solar Hijri calendar; ValueError where the month has no such day."""
    if not 1 <= day <= persian.month_length(year, month):
        raise ValueError(f"month {month} of {year} has no day {day}")
    return date(*persian.to_gregorian(year, month, day))


def solar_year(day: date) -> int:
    """The Solar Hijri year that a day lies in."""
    return int(persian.from_gregorian(day.year, day.month, day.day)[0])


def islamic_day(year: int | None, month: int, day: int, published: date | None) -> tuple[date, date]:
    """First and last possible day of one told in the Islamic calendar; without a year, the latest before publication."""
    if year is None:
        if published is None:
            raise ValueError("the year is not told")
        year = _islamic_year(published)
        if _gregorian(year, month, day) > published + timedelta(days=2):
            year -= 1
    told = _gregorian(year, month, day)
    return told - _MOON, told + _MOON


def moving_feast(words: str, published: date | None, told: int | None = None) -> tuple[date, date]:
    """First and last day of a feast by the moon or of Ramadan: of a told year (its first), else the latest begun by then."""
    month, first, length = next((feast for name, feast in _BY_MOON.items() if name in words), (9, 1, 0))
    day = published or date(told or 1, 12, 31)
    year = _islamic_year(date(told, 1, 1) if told else day)
    if told:
        year += _gregorian(year, month, first).year < told
    elif _gregorian(year, month, first) > day + _MOON:
        year -= 1
    begin = _gregorian(year, month, first)
    if words.startswith("the end of") and month == 9:
        end = _gregorian(year, 10, 1)
        return end - 2 * _MOON, end + _MOON
    last = begin + timedelta(days=length) if length else _gregorian(year, 10, 1)
    return begin - _MOON, last


def fixed_feast(words: str, year: int) -> tuple[date, date]:
    """First and last day in a year of a feast of the Solar Hijri or of the Christian year, or of the United States."""
    easter = date(*holidays.easter(year))
    named = {
        "nowruz": solar_day(year - 621, 1, 1),
        "christmas eve": date(year, 12, 24),
        "christmas day": date(year, 12, 25),
        "christmas": date(year, 12, 25),
        "new year's eve": date(year, 12, 31),
        "new year's day": date(year, 1, 1),
        "valentine's day": date(year, 2, 14),
        "palm sunday": easter - timedelta(days=7),
        "good friday": easter - timedelta(days=2),
        "easter sunday": easter,
        "easter monday": easter + timedelta(days=1),
        "easter": easter,
        "thanksgiving day": date(*holidays.thanksgiving(year)),
        "thanksgiving": date(*holidays.thanksgiving(year)),
        "memorial day": date(*holidays.memorial_day(year)),
        "labor day": date(*holidays.labor_day(year)),
        "halloween": date(year, 10, 31),
    }
    name = words.replace("’", "'").replace("norouz", "nowruz").replace("nawruz", "nowruz").replace("nauruz", "nowruz")
    if name in {"easter week", "holy week"}:
        return easter - timedelta(days=7), easter
    found = named[name]
    return found, found


def _islamic_year(day: date) -> int:
    return int(Gregorian.fromdate(day).to_hijri().year)


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)
