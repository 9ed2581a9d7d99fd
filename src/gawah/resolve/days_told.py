"""Days that a text names by the calendar: whole dates, dates without a year, months, feasts, decades, years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from gawah.resolve.calendars import fixed_feast, islamic_day, moving_feast, solar_day, solar_year
from gawah.resolve.day_types import Days, Parts, Reader, number_in, one_day, one_month, one_season, one_year, part_of
from gawah.text.clock import ISLAMIC, MONTHS, SEASONS, SOLAR

_UNTOLD = Days(why="the year is not told")
SOON = timedelta(days=31)
"""A day without a year lies at most so far ahead of the day of publication."""


def _iso(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    year, month, day = map(int, parts["iso"].split("-"))
    if 1420 < year < 1500:
        raise ValueError(f"the year {year} may be of the Solar Hijri or of the Islamic calendar")
    return one_day(solar_day(year, month, day) if 1300 < year <= 1420 else date(year, month, day))


def _slash(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    a, b, year = (int(part) for part in parts["slash"].split("/"))
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if a <= 12 and b <= 12 and a != b:
        first, last = sorted([date(year, a, b), date(year, b, a)])
        return Days(first, last, date(year, a, b).isoformat())
    return one_day(date(year, a, b) if a <= 12 else date(year, b, a))


def _solar(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    month, day = SOLAR[parts.get("so_m") or parts["so_m2"]], number_in(parts.get("so_d") or parts["so_d2"])
    if "so_y" in parts:
        return one_day(solar_day(int(parts["so_y"]), month, day))
    if published is None:
        return _UNTOLD
    year = solar_year(published)
    found = solar_day(year, month, day)
    return one_day(found if found <= published + SOON else solar_day(year - 1, month, day), anchored=True)


def _islamic(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    first, last = islamic_day(
        int(parts["is_y"]) if "is_y" in parts else None, ISLAMIC[parts["is_m"]], number_in(parts["is_d"]), published
    )
    return Days(first, last, first.isoformat() if first == last else f"{first}/{last}")


def _feast(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    told = int(parts["fe_y"]) if "fe_y" in parts else None
    if published is None and told is None:
        return Days(why="the year of the feast is not told")
    first, last = moving_feast(parts["feast"], published, told)
    return Days(first, last, f"{first}/{last}", from_anchor=told is None)


def _holiday(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    if published is None and "ho_y" not in parts:
        return Days(why="the year of the feast is not told")
    year = int(parts["ho_y"]) if "ho_y" in parts else published.year if published else 0
    first, last = fixed_feast(parts["holiday"], year)
    if "ho_y" not in parts and published:
        latest = published - timedelta(days=1) if parts.get("ho_w") == "last" else published + SOON / 4
        if parts.get("ho_w") != "next" and first > latest:
            first, last = fixed_feast(parts["holiday"], year - 1)
        elif parts.get("ho_w") == "next" and first <= published:
            first, last = fixed_feast(parts["holiday"], year + 1)
    value = first.isoformat() if first == last else f"{first}/{last}"
    return Days(first, last, value, from_anchor="ho_y" not in parts)


def near_year(month: int, day: int, published: date | None) -> int:
    """The year of a day and month without one: the one that puts it nearest before publication, or within a month after."""
    if published is None:
        raise ValueError("the year is not told")
    year = published.year
    return year - 1 if date(year, month, min(day, monthrange(year, month)[1])) > published + SOON else year


def _date(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    day = number_in(parts.get("da_d1") or parts["da_d2"])
    month = MONTHS[(parts.get("da_m1") or parts["da_m2"]).rstrip(".")]
    told = (parts.get("da_y1") or parts.get("da_y2") or "").lstrip("'")
    part = (parts.get("da_n") and "night") or parts.get("da_p", "")
    if not told and published is None:
        return _UNTOLD
    year = _full_year(told) if told else near_year(month, day, published)
    found = one_day(date(year, month, day), anchored=not told, part=part)
    if parts.get("da_n"):  # a night ends on the day after
        return Days(found.first, date(year, month, day) + timedelta(days=1), found.value, from_anchor=not told)
    return found


def _full_year(told: str) -> int:
    return int(told) if len(told) == 4 else 1900 + int(told) if int(told) > 50 else 2000 + int(told)


def _telegram(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return one_day(date(_full_year(parts["te_y"]), MONTHS[parts["te_m"]], number_in(parts["te_d"])))


def _nth(parts: Parts, published: date | None, before: Days | None) -> Days:
    """A day of the month ("on the 17th"): of the month that the text named last, else the latest before publication."""
    day = number_in(parts["nth"])
    if parts.get("nt_of") == "last month" and published:
        month = published.replace(day=1) - timedelta(days=1)
        return one_day(month.replace(day=day), anchored=True)
    named = before.last if before and before.last and before.first and (before.last - before.first).days < 31 else None
    if named and "nt_of" not in parts:
        return one_day(named.replace(day=day), anchored=before is not None and before.from_anchor)
    if published is None:
        return Days(why="the month is not told")
    if day <= published.day or "nt_of" in parts:
        return one_day(published.replace(day=day), anchored=True)
    month = published.replace(day=1) - timedelta(days=1)
    return one_day(month.replace(day=day), anchored=True)


def _range(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    first_month = parts.get("ra_m1") or parts.get("ra_m3") or parts.get("ra_m4") or ""
    last_month = parts.get("ra_m2") or parts.get("ra_m4") or parts.get("ra_m1") or ""
    months = MONTHS[first_month.rstrip(".")], MONTHS[last_month.rstrip(".")]
    ends = number_in(parts.get("ra_d1") or parts["ra_d3"]), number_in(parts.get("ra_d2") or parts["ra_d4"])
    if "ra_y" not in parts and published is None:
        return _UNTOLD
    year = int(parts["ra_y"]) if "ra_y" in parts else near_year(months[1], ends[1], published)
    first, last = date(year, months[0], ends[0]), date(year, months[1], ends[1])
    if first > last:
        first = date(year - 1, months[0], ends[0])
    return Days(first, last, f"{first}/{last}", from_anchor="ra_y" not in parts)


def _of_month(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    month = MONTHS[parts["mo_m"]]
    if "mo_y" in parts:
        return part_of(one_month(int(parts["mo_y"]), month), parts.get("mo_of", ""))
    if published is None:
        return _UNTOLD
    year = published.year
    match parts.get("mo_rel"):
        case "next":
            year += month <= published.month
        case "last" | "past":
            year -= month >= published.month
        case _:
            year -= month > published.month
    return part_of(one_month(year, month, anchored=True), parts.get("mo_of", ""))


def _decade(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    digits = re.sub(r"\D", "", parts["decade"])
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return part_of(Days(date(year, 1, 1), date(year + 9, 12, 31), str(year)[:3] + "X"), parts.get("de_of", ""))


def _season(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return part_of(one_season(int(parts["se_y"]), SEASONS[parts["se_s"]]), parts.get("se_of", ""))


def _bare_year(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return part_of(one_year(int(parts["year"])), parts.get("ye_of", ""))


def _years(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    first, last = int(parts["ys_1"]), int(parts["ys_2"])
    last += first // 100 * 100 if last < 100 else 0
    if last < first:
        raise ValueError(f"{first} to {last} runs backwards")
    return Days(date(first, 1, 1), date(last, 12, 31), f"{first}/{last}")


def _fraction(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    """A quarter or a half of a year; a fiscal year, which begins on a day that the text does not tell, lies within two."""
    if "fi_y" in parts:
        year = _full_year(parts["fi_y"])
        return Days(date(year - 1, 1, 1), date(year, 12, 31), f"FY{year}")
    told = parts.get("fr_y") or parts.get("fr_y2")
    if told is None and published is None:
        return _UNTOLD
    months, letter = (6, "H") if parts.get("fr_u") == "half" else (3, "Q")
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // months}
    at = ordinals[parts["fr_n"]] if "fr_n" in parts else number_in(parts["fr_q"])
    if at > 12 // months:
        raise ValueError(f"a year has no part {at} of {months} months")
    year = int(told) if told else published.year if published else 0
    if not told and published and date(year, (at - 1) * months + 1, 1) > published:
        year -= 1
    first, last = date(year, (at - 1) * months + 1, 1), one_month(year, at * months).last
    return Days(first, last, f"{year}-{letter}{at}", from_anchor=not told)


READERS: dict[str, Reader] = {
    "iso": _iso,
    "slash": _slash,
    "solar": _solar,
    "islamic": _islamic,
    "feast": _feast,
    "holiday": _holiday,
    "telegram": _telegram,
    "range": _range,
    "date": _date,
    "nth": _nth,
    "fraction": _fraction,
    "month": _of_month,
    "decade": _decade,
    "season": _season,
    "years": _years,
    "year": _bare_year,
}
