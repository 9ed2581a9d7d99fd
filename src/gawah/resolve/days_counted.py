"""Days that a text counts from another day: "Tuesday", "two weeks ago", "the night before"; and lengths of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gawah.resolve.day_types import Days, Parts, Reader, length_of, one_day, one_season, shifted
from gawah.text.clock import SEASONS, UNITS, WEEKDAYS, amount


def _ago(parts: Parts, published: date | None, before: Days | None) -> Days:
    unit, count = UNITS[parts["ag_u"]], amount(parts["ag_n"])
    back = parts["ag_way"] in {"ago", "earlier", "before", "previously"}
    anchor = published if parts["ag_way"] in {"ago", "hence"} else (before.last if before and before.last else None)
    if "ag_of" in parts:  # it counts from a happening, whose day the words do not tell
        return Days(why="it counts from something whose day is not told", value=length_of(count, unit))
    if anchor is None:
        return Days(why="the day that it counts from is not told", value=length_of(count, unit))
    if not count:
        return Days(None, anchor, "PAST_REF" if back else "FUTURE_REF", from_anchor=True)
    found = shifted(anchor, -count if back else count, unit)
    return Days(found.first, found.last, found.value, from_anchor=parts["ag_way"] == "ago")


def _past(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    unit, count = UNITS[parts["pa_u"]], amount(parts["pa_n"])
    value = length_of(count, unit)
    if published is None:
        return Days(value=value, why="the day that it counts from is not told")
    reach = {"D": 1, "W": 7, "F": 14, "M": 31, "Y": 366, "DE": 3660}.get(unit, 0) * (count or 0)
    if parts["pa_way"] in {"next", "coming"}:
        return Days(published, published + timedelta(days=reach) if reach else None, value, from_anchor=True)
    return Days(published - timedelta(days=reach) if reach else None, published, value, from_anchor=True)


def _recent(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(None, published, length_of(None, UNITS[parts["re_u"]]), from_anchor=True)


def _this(parts: Parts, published: date | None, before: Days | None) -> Days:
    way, unit = parts["th_way"], parts["th_u"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(way, 0)
    from_before = way in {"previous", "following", "same", "that"} or (way == "next" and unit in {"day", "night", "morning"})
    anchor = before.last if from_before and before and before.last else published
    if anchor is None:
        return Days(why="the day that it counts from is not told")
    if way == "past" and unit in {"week", "month", "year", "decade", "century"}:
        return _past({"pa_u": unit, "pa_n": "one", "pa_way": "past"}, published, before)
    if unit in SEASONS:
        return _last_season(SEASONS[unit], anchor, step)
    if unit in {"night", "evening"} and way == "last":
        return Days(anchor - timedelta(days=1), anchor, (anchor - timedelta(days=1)).isoformat() + "TNI", from_anchor=True)
    if unit in {"day", "night", "morning", "afternoon", "evening"}:
        return one_day(anchor + timedelta(days=step), anchored=True, part=unit)
    if unit in {"week", "weekend"}:
        return _week(anchor, step, weekend=unit == "weekend")
    found = shifted(anchor, step, UNITS[unit])
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


def _last_season(code: str, anchor: date, step: int) -> Days:
    """The words "last autumn" mean the latest that had ended, "this autumn" the one that the day lies in or nears."""
    for year in (anchor.year + 1, anchor.year, anchor.year - 1, anchor.year - 2):
        found = one_season(year, code)
        if (
            found.first
            and found.last
            and (found.last < anchor if step < 0 else found.first <= anchor if step == 0 else found.first > anchor)
        ):
            return Days(found.first, found.last, found.value, from_anchor=True)
    return Days(why="the season is not told")


def _weekday(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
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
    return one_day(day, anchored=True, part=part)


def _deictic(parts: Parts, published: date | None, before: Days | None) -> Days:
    words = parts["deictic"]
    told = before.last if before and before.last else None
    if words.endswith("weekend"):
        return _week(published, -1, weekend=True) if published else Days(why="the day of telling is not known")
    shifts = {"the day before yesterday": -2, "the day after tomorrow": 2, "today": 0, "tonight": 0, "overnight": 0}
    if words in shifts or words.startswith(("yesterday", "tomorrow")):
        if published is None:
            return Days(why="the day of telling is not known")
        step = shifts.get(words, -1 if words.startswith("yesterday") else 1)
        day = published + timedelta(days=step)
        if words == "overnight":
            return Days(day - timedelta(days=1), day, day.isoformat(), from_anchor=True)
        return one_day(day, anchored=True, part="night" if words == "tonight" else words.split()[-1])
    anchor = told or published
    if anchor is None:
        return Days(why="the day that it counts from is not told")
    back = any(word in words for word in ("before", "previous", "preceding", "earlier"))
    step = 0 if "same" in words else -1 if back else 1
    day = anchor + timedelta(days=step)
    return one_day(day, anchored=told is None, part="night" if "night" in words else "")


def _daypart(parts: Parts, published: date | None, before: Days | None) -> Days:
    words = parts["daypart"]
    anchor = published if words.startswith("this") else (before.last if before and before.last else published)
    if anchor is None:
        return Days(why="the day is not told")
    return one_day(anchor, anchored=True, part=words.split()[-1])


def _clock(parts: Parts, published: date | None, before: Days | None) -> Days:
    anchor = before.last if before and before.last else published
    if anchor is None:
        return Days(why="the day is not told")
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?", parts["clock"])
    hour, minute = (int(match.group(1)), int(match.group(2) or 0)) if match else (0, 0)
    if match and match.group(3) and hour <= 12:
        hour = hour % 12 + (12 if match.group(3) == "p" else 0)
    return Days(anchor, anchor, f"{anchor}T{hour:02d}:{minute:02d}", from_anchor=True)


def _now(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    words = parts["now"]
    if "future" in words or words == "soon":
        return Days(published, None, "FUTURE_REF", from_anchor=True)
    if words in {"now", "currently", "at present", "presently", "the moment"}:
        return Days(published, published, "PRESENT_REF", from_anchor=True)
    return Days(None, published, "PAST_REF", from_anchor=True)


def _set(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    """What recurs: a weekday as "XXXX-WXX-2", all else as the length of time that it recurs after."""
    words = parts["set"].split()[-1].rstrip("s")
    if words in WEEKDAYS:
        return Days(value=f"XXXX-WXX-{WEEKDAYS[words] + 1}", why="it recurs")
    often = {"daily": "D", "nightly": "D", "weekly": "W", "monthly": "M", "annually": "Y", "yearly": "Y", "hourly": "TH"}
    return Days(value=length_of(1, often.get(words) or UNITS.get(words, "D")), why="it recurs")


def _span(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(value=length_of(amount(parts["sp_n"]), UNITS[parts["sp_u"]]), why="a length of time, no day")


def _spans(parts: Parts, published: date | None, before: Days | None) -> Days:  # noqa: ARG001
    return Days(value=length_of(None, UNITS[parts["ss_u"].rstrip("s")]), why="a length of time, no day")


READERS: dict[str, Reader] = {
    "ago": _ago,
    "past": _past,
    "recent": _recent,
    "this": _this,
    "weekday": _weekday,
    "deictic": _deictic,
    "daypart": _daypart,
    "clock": _clock,
    "now": _now,
    "set": _set,
    "span": _span,
    "spans": _spans,
}
