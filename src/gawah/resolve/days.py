"""Which days an expression of time means, counted from a day: intervals, never more exact than the words.

Rules: a weekday is the latest one not after the day of publication, unless the words say "next"; a month without a year is the
latest one that had begun by then; vague spans ("recently", "over the past few days") open backwards and never name a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from gawah.resolve.calendars import feast_days, islamic_day, solar_day
from gawah.text.clock import ISLAMIC, MONTHS, SEASONS, SOLAR, UNITS, WEEKDAYS, TimeWords, amount


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


def days_of(time: TimeWords, published: date | None, before: Days | None = None) -> Days:
    """The days that an expression means. `published` is the day it counts from; `before` the last days named before it."""
    reader = READERS[time.kind]
    try:
        return reader(time.parts, published, before)
    except (ValueError, OverflowError) as error:
        return Days(why=f"“{time.words}” is no day of the calendar: {error}")


def _day(day: date, *, anchored: bool = False, part: str = "") -> Days:
    return Days(day, day, day.isoformat() + _part(part), from_anchor=anchored)


def _part(words: str) -> str:
    codes = {
        "morning": "TMO",
        "dawn": "TMO",
        "afternoon": "TAF",
        "evening": "TEV",
        "night": "TNI",
        "noon": "T12:00",
        "midday": "T12:00",
    }
    return codes.get(words, "")


def _month(year: int, month: int, *, anchored: bool = False) -> Days:
    last = monthrange(year, month)[1]
    return Days(date(year, month, 1), date(year, month, last), f"{year:04d}-{month:02d}", from_anchor=anchored)


def _year(year: int, *, anchored: bool = False) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", from_anchor=anchored)


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _iso(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    year, month, day = map(int, parts["iso"].split("-"))
    if 1420 < year < 1500:
        raise ValueError(f"the year {year} may be of the Solar Hijri or of the Islamic calendar")
    return _day(solar_day(year, month, day) if 1300 < year <= 1420 else date(year, month, day))


def _slash(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    a, b, year = (int(part) for part in parts["slash"].split("/"))
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if a <= 12 and b <= 12 and a != b:
        first, last = sorted([date(year, a, b), date(year, b, a)])
        return Days(first, last, date(year, a, b).isoformat())
    return _day(date(year, a, b) if a <= 12 else date(year, b, a))


def _solar(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return _day(solar_day(int(parts["so_y"]), SOLAR[parts["so_m"]], _number(parts["so_d"])))


def _islamic(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    first, last = islamic_day(
        int(parts["is_y"]) if "is_y" in parts else None, ISLAMIC[parts["is_m"]], _number(parts["is_d"]), published
    )
    return Days(first, last, first.isoformat() if first == last else f"{first}/{last}")


def _feast(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    if published is None:
        return Days(why="the year of the feast is not told")
    first, last = feast_days(parts["feast"], published)
    return Days(first, last, f"{first}/{last}", from_anchor=True)


def _near_year(month: int, day: int, published: date | None) -> int:
    """The year of a day and month without one: the one that puts it nearest before publication, or within a month after."""
    if published is None:
        raise ValueError("the year is not told")
    year = published.year
    return year - 1 if date(year, month, min(day, monthrange(year, month)[1])) > published + timedelta(days=31) else year


def _date(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    day = _number(parts.get("da_d1") or parts["da_d2"])
    month = MONTHS[(parts.get("da_m1") or parts["da_m2"]).rstrip(".")]
    told = (parts.get("da_y1") or parts.get("da_y2") or "").lstrip("'")
    if told:
        year = int(told) if len(told) == 4 else 1900 + int(told) if int(told) > 50 else 2000 + int(told)
        return _day(date(year, month, day), part=parts.get("da_p", ""))
    if published is None:
        return Days(why="the year is not told")
    return _day(date(_near_year(month, day, published), month, day), anchored=True, part=parts.get("da_p", ""))


def _range(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    first_month = parts.get("ra_m1") or parts.get("ra_m3") or parts.get("ra_m4") or ""
    last_month = parts.get("ra_m2") or parts.get("ra_m4") or parts.get("ra_m1") or ""
    months = MONTHS[first_month.rstrip(".")], MONTHS[last_month.rstrip(".")]
    ends = _number(parts.get("ra_d1") or parts["ra_d3"]), _number(parts.get("ra_d2") or parts["ra_d4"])
    if "ra_y" not in parts and published is None:
        return Days(why="the year is not told")
    year = int(parts["ra_y"]) if "ra_y" in parts else _near_year(months[1], ends[1], published)
    first, last = date(year, months[0], ends[0]), date(year, months[1], ends[1])
    if first > last:
        first = date(year - 1, months[0], ends[0])
    return Days(first, last, f"{first}/{last}")


def _of_month(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    month = MONTHS[parts["mo_m"]]
    if "mo_y" in parts:
        return _month(int(parts["mo_y"]), month)
    if published is None:
        return Days(why="the year is not told")
    year = published.year
    match parts.get("mo_rel"):
        case "next":
            year += month <= published.month
        case "last" | "past":
            year -= month >= published.month
        case _:
            year -= month > published.month
    return _month(year, month, anchored=True)


def _decade(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    digits = re.sub(r"\D", "", parts["decade"])
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Days(date(year, 1, 1), date(year + 9, 12, 31), str(year)[:3] + "X")


def _shifted(day: date, count: int, unit: str) -> Days:
    """The day, month or year that lies `count` units away, as exact as the unit."""
    match unit:
        case "D":
            return _day(day + timedelta(days=count))
        case "W" | "F":
            middle = day + timedelta(weeks=count * (2 if unit == "F" else 1))
            year, week, _ = middle.isocalendar()
            return Days(middle - timedelta(days=3), middle + timedelta(days=3), f"{year}-W{week:02d}")
        case "M":
            at = day.year * 12 + day.month - 1 + count
            return _month(at // 12, at % 12 + 1)
        case "Y" | "DE" | "CE":
            return _year(day.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit])
        case _:
            return Days(day - timedelta(days=1), day, day.isoformat())


def _ago(parts: dict[str, str], published: date | None, before: Days | None) -> Days:
    unit, count = UNITS[parts["ag_u"]], amount(parts["ag_n"])
    back = parts["ag_way"] in {"ago", "earlier", "before", "previously"}
    anchor = published if parts["ag_way"] in {"ago", "hence"} else (before.last if before and before.last else None)
    if anchor is None:
        return Days(why="the day that it counts from is not told", value=_length(count, unit))
    if not count:
        return Days(None, anchor, "PAST_REF" if back else "FUTURE_REF", from_anchor=True)
    found = _shifted(anchor, -count if back else count, unit)
    return Days(found.first, found.last, found.value, from_anchor=parts["ag_way"] == "ago")


def _length(count: int | None, unit: str) -> str:
    number = str(count) if count else "X"
    if unit in {"DE", "CE"} and count:
        return f"P{count * {'DE': 10, 'CE': 100}[unit]}Y"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return {"WE": "P2D", "F": "P2W"}.get(unit, f"P{number}{unit[0]}")


def _past(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    unit, count = UNITS[parts["pa_u"]], amount(parts["pa_n"])
    value = _length(count, unit)
    if published is None:
        return Days(value=value, why="the day that it counts from is not told")
    reach = {"D": 1, "W": 7, "F": 14, "M": 31, "Y": 366, "DE": 3660}.get(unit, 0) * (count or 0)
    if parts["pa_way"] in {"next", "coming"}:
        return Days(published, published + timedelta(days=reach) if reach else None, value, from_anchor=True)
    return Days(published - timedelta(days=reach) if reach else None, published, value, from_anchor=True)


def _recent(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(None, published, _length(None, UNITS[parts["re_u"]]), from_anchor=True)


def _this(parts: dict[str, str], published: date | None, before: Days | None) -> Days:
    way, unit = parts["th_way"], parts["th_u"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(way, 0)
    from_before = way in {"previous", "following", "same", "that"} or (way == "next" and unit in {"day", "night", "morning"})
    anchor = before.last if from_before and before and before.last else published
    if anchor is None:
        return Days(why="the day that it counts from is not told")
    if unit in SEASONS:
        return _last_season(SEASONS[unit], anchor, step)
    if unit in {"night", "evening"} and way == "last":
        return Days(anchor - timedelta(days=1), anchor, (anchor - timedelta(days=1)).isoformat() + "TNI", from_anchor=True)
    if unit in {"day", "night", "morning", "afternoon", "evening"}:
        return _day(anchor + timedelta(days=step), anchored=True, part=unit)
    if unit in {"week", "weekend"}:
        return _week(anchor, step, weekend=unit == "weekend")
    found = _shifted(anchor, step, UNITS[unit])
    if "th_of" in parts and unit == "year" and step == 0:
        return Days(found.first, anchor, found.value, from_anchor=True)
    return Days(found.first, found.last, found.value, from_anchor=True)


def _week(anchor: date, step: int, *, weekend: bool) -> Days:
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
    year, week, _ = monday.isocalendar()
    if weekend:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step if anchor.weekday() < 5 else min(0, step + 1))
        year, week, _ = monday.isocalendar()
        return Days(monday + timedelta(days=5), monday + timedelta(days=6), f"{year}-W{week:02d}-WE", from_anchor=True)
    return Days(monday, monday + timedelta(days=6), f"{year}-W{week:02d}", from_anchor=True)


_SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def _season_of(year: int, code: str) -> Days:
    first, last = _SEASON[code]
    end = year + (last < first)
    return Days(date(year, first, 1), date(end, last, monthrange(end, last)[1]), f"{year}-{code}")


def _season(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return _season_of(int(parts["se_y"]), SEASONS[parts["se_s"]])


def _last_season(code: str, anchor: date, step: int) -> Days:
    """The words "last autumn" mean the latest that had ended, "this autumn" the one that the day lies in or nears."""
    for year in (anchor.year + 1, anchor.year, anchor.year - 1, anchor.year - 2):
        found = _season_of(year, code)
        if (
            found.first
            and found.last
            and (found.last < anchor if step < 0 else found.first <= anchor if step == 0 else found.first > anchor)
        ):
            return Days(found.first, found.last, found.value, from_anchor=True)
    return Days(why="the season is not told")


def _weekday(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    if published is None:
        return Days(why="the week is not told")
    back = (published.weekday() - WEEKDAYS[parts["we_w"]]) % 7
    way = parts.get("we_way", "").removeprefix("the ")
    if way in {"next", "following"}:
        day = published + timedelta(days=7 - back)
    elif way == "last":
        day = published - timedelta(days=back or 7)
    else:
        day = published - timedelta(days=back)
    part = "" if "we_clock" in parts else parts.get("we_p", "")
    if part == "night":
        return Days(day, day, f"{day}TNI", from_anchor=True)
    return _day(day, anchored=True, part=part)


def _deictic(parts: dict[str, str], published: date | None, before: Days | None) -> Days:
    words = parts["deictic"]
    told = before.last if before and before.last else None
    shifts = {"the day before yesterday": -2, "the day after tomorrow": 2, "today": 0, "tonight": 0, "overnight": 0}
    if words in shifts or words.startswith(("yesterday", "tomorrow")):
        if published is None:
            return Days(why="the day of telling is not known")
        step = shifts.get(words, -1 if words.startswith("yesterday") else 1)
        day = published + timedelta(days=step)
        if words == "overnight":
            return Days(day - timedelta(days=1), day, day.isoformat(), from_anchor=True)
        return _day(day, anchored=True, part="night" if words == "tonight" else words.split()[-1])
    anchor = told or published
    if anchor is None:
        return Days(why="the day that it counts from is not told")
    back = any(word in words for word in ("before", "previous", "preceding", "earlier"))
    step = 0 if "same" in words else -1 if back else 1
    day = anchor + timedelta(days=step)
    return _day(day, anchored=told is None, part="night" if "night" in words else "")


def _daypart(parts: dict[str, str], published: date | None, before: Days | None) -> Days:
    words = parts["daypart"]
    anchor = published if words.startswith("this") else (before.last if before and before.last else published)
    if anchor is None:
        return Days(why="the day is not told")
    return _day(anchor, anchored=True, part=words.split()[-1])


def _clock(parts: dict[str, str], published: date | None, before: Days | None) -> Days:
    anchor = before.last if before and before.last else published
    if anchor is None:
        return Days(why="the day is not told")
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?", parts["clock"])
    hour, minute = (int(match.group(1)), int(match.group(2) or 0)) if match else (0, 0)
    if match and match.group(3) and hour <= 12:
        hour = hour % 12 + (12 if match.group(3) == "p" else 0)
    return Days(anchor, anchor, f"{anchor}T{hour:02d}:{minute:02d}", from_anchor=True)


def _bare_year(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return _year(int(parts["year"]))


def _now(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    words = parts["now"]
    if "future" in words or words == "soon":
        return Days(published, None, "FUTURE_REF", from_anchor=True)
    if words in {"now", "currently", "at present", "presently", "the moment"}:
        return Days(published, published, "PRESENT_REF", from_anchor=True)
    return Days(None, published, "PAST_REF", from_anchor=True)


def _set(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    words = parts["set"].split()[-1].rstrip("s")
    unit = {"daily": "D", "weekly": "W", "monthly": "M", "annually": "Y", "yearly": "Y", "nightly": "D", "hourly": "TH"}.get(
        words
    )
    return Days(value=_length(1, unit or UNITS.get(words, "W")), why="it recurs")


def _span(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(value=_length(amount(parts["sp_n"]), UNITS[parts["sp_u"]]), why="a length of time, no day")


def _spans(parts: dict[str, str], published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(value=_length(None, UNITS[parts["ss_u"].rstrip("s")]), why="a length of time, no day")


READERS = {
    "iso": _iso,
    "slash": _slash,
    "solar": _solar,
    "islamic": _islamic,
    "feast": _feast,
    "range": _range,
    "date": _date,
    "month": _of_month,
    "decade": _decade,
    "ago": _ago,
    "past": _past,
    "recent": _recent,
    "this": _this,
    "season": _season,
    "weekday": _weekday,
    "deictic": _deictic,
    "daypart": _daypart,
    "clock": _clock,
    "year": _bare_year,
    "now": _now,
    "set": _set,
    "span": _span,
    "spans": _spans,
}
