"""The timeline: how many incidents each week or month has, those that are known to lie in it apart from those that may."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gawah.desk.browse.look import around, asked, tidied
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import IncidentRow

MOST = 60
"""Bars on one page, the latest first kept."""
HEIGHT, WIDTH, GAP = 180, 14, 3
Counts = Mapping[int, tuple[int, int]]
"""For each week or month that has any: how many incidents stand under it, and how many of them are known to lie in it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A week or a month: its first and last day, how many incidents are known to lie in it, and how many only may."""

    first: date
    last: date
    known: int
    may: int
    link: str
    x: int = 0
    height: int = 0
    known_height: int = 0

    @property
    def top(self) -> int:
        """Upper edge of the bar."""
        return HEIGHT - self.height

    @property
    def known_top(self) -> int:
        """Upper edge of the part that is known."""
        return HEIGHT - self.known_height


def timeline(request: HttpRequest) -> HttpResponse:
    """The page of the timeline."""
    if tidy := tidied(request):
        return tidy
    wanted, faults = asked(request)
    context = around(request, "timeline", wanted, faults)
    weeks, months, undated = counts(find.incidents(wanted) if not faults else IncidentRow.objects.none())
    unit = request.GET.get("by", "")
    unit = unit if unit in ("week", "month") else _fitting(weeks)
    upto = request.GET.get("upto", "")
    last = int(upto) if upto.isascii() and upto.isdigit() and len(upto) < 9 else None
    found = _bars(weeks if unit == "week" else months, unit, wanted, last)
    context |= {
        "bars": found,
        "unit": unit,
        "units": [(name, wanted.link(by=name)) for name in ("week", "month")],
        "undated": undated,
        "earlier": wanted.link(by=unit, upto=str(_number(found[0].first, unit) - 1)) if found and len(found) == MOST else "",
        "latest": wanted.link(by=unit) if upto else "",
        "most": max((bar.known + bar.may for bar in found), default=0),
        "width": len(found) * (WIDTH + GAP),
        "width_of_bar": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "desk/browse/timeline.html", context, status=400 if faults else 200)


def counts(rows: QuerySet[IncidentRow]) -> tuple[Counts, Counts, int]:
    """The counts of each week and of each month, and how many incidents have no day at all. The rows are gone through once."""
    weeks: dict[int, tuple[int, int]] = {}
    months: dict[int, tuple[int, int]] = {}
    undated = 0
    groups = rows.order_by().values_list("week", "month", "within_week", "within_month").annotate(n=Count("seq"))
    for week, month, in_week, in_month, n in groups:
        if week == date.min.toordinal():
            undated += n
            continue
        for held, at, known in ((weeks, week, in_week), (months, month, in_month)):
            all_, sure = held.get(at, (0, 0))
            held[at] = all_ + n, sure + (n if known else 0)
    return weeks, months, undated


def _fitting(weeks: Counts) -> str:
    """Weeks where they fit on one page, else months."""
    return "week" if not weeks or (max(weeks) - min(weeks)) // 7 < MOST else "month"


def _bars(counted: Counts, unit: str, wanted: Filter, upto: int | None) -> list[Bar]:
    """The bars of a page, empty weeks and months among them."""
    inside = [at for at in counted if upto is None or at <= upto]
    if not inside:
        return []
    step, end = 7 if unit == "week" else 1, max(inside)
    begin = max(min(inside), end - (MOST - 1) * step)
    most = max(counted[at][0] for at in inside if at >= begin)
    bars = [_bar(at, unit, counted.get(at, (0, 0)), wanted) for at in range(begin, end + 1, step)]
    return [_laid(bar, number, most) for number, bar in enumerate(bars)]


def _bar(at: int, unit: str, counted: tuple[int, int], wanted: Filter) -> Bar:
    first, last = _days(at, unit)
    all_, known = counted
    return Bar(
        first=first,
        last=last,
        known=known,
        may=all_ - known,
        link=wanted.but(since=max(first, wanted.since or first), until=min(last, wanted.until or last)).link(),
    )


def _laid(bar: Bar, number: int, most: int) -> Bar:
    """The bar in its place, the tallest as tall as the picture."""
    whole = bar.known + bar.may
    tall, known = ceil(HEIGHT * whole / most), ceil(HEIGHT * bar.known / most)
    return replace(bar, x=number * (WIDTH + GAP), height=tall, known_height=known)


def _days(at: int, unit: str) -> tuple[date, date]:
    if unit == "week":
        monday = date.fromordinal(at)
        return monday, monday + timedelta(days=6)
    year, month = divmod(at, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def _number(day: date, unit: str) -> int:
    return day.toordinal() if unit == "week" else day.year * 12 + day.month - 1
