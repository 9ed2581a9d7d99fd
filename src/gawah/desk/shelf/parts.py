"""Parts that rows of several kinds share: days, places, sides, lists of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from math import asinh, pi, radians, tan
from typing import Any, NamedTuple

from gawah.model import Actor, Place, Precision, Resolution, Resolved, When
from gawah.review.meant import DRAWN
from gawah.weigh.totals import area

Columns = dict[str, Any]


class Item(NamedTuple):
    """A row in the making: its id, what it is made from, and how. Where the `basis` is as it was, it need not be made again."""

    id: str
    basis: tuple[object, ...]
    make: Callable[[], tuple[Columns, Columns]]
    """Gives the columns of the row and those of its text."""


SQUARES = 2**20
"""Columns and rows of the world map that points are laid on."""
_MOST_NORTH = 85.05


def day_columns(when: When, told: date | None) -> Columns:
    """The days of a happening, the day it is sorted under, and the week and month of that day."""
    at = when.last or told or when.first or date.min
    monday = at - timedelta(days=at.weekday()) if at > date.min else at
    first, last = when.first, when.last
    return {
        "first": first,
        "last": last,
        "sort_day": at,
        "week": monday.toordinal(),
        "month": at.year * 12 + at.month - 1,
        "within_week": bool(first and last and first >= monday),
        "within_month": bool(first and last and (first.year, first.month) == (last.year, last.month)),
    }


def place_columns(where: Place | None, words: str) -> Columns:
    """Where it was: ids and names of the place and its province; the sources' words where the place is not known."""
    province, province_name = area(where, Precision.PROVINCE)
    return {
        "place": where.id if where else "",
        "place_name": where.full_name if where else words,
        "province": province,
        "province_name": province_name,
        "country": where.country if where else "",
        "precision": (where.precision if where else Precision.UNKNOWN).value,
    }


def point_columns(where: Place | None) -> Columns:
    """The point, how far round it the happening may lie, and its square on the world map; null where there is none."""
    if where is None or where.lat is None or where.lon is None:
        return {"lat": None, "lon": None, "x": None, "y": None, "radius_m": 0}
    x, y = square(where.lat, where.lon)
    return {"lat": where.lat, "lon": where.lon, "x": x, "y": y, "radius_m": where.radius_m}


def square(lat: float, lon: float) -> tuple[int, int]:
    """Column and row of a point on the world map in web Mercator, from the north-west."""
    north = radians(max(-_MOST_NORTH, min(_MOST_NORTH, lat)))
    x, y = (lon + 180) / 360, (1 - asinh(tan(north)) / pi) / 2
    return min(SQUARES - 1, max(0, int(x * SQUARES))), min(SQUARES - 1, max(0, int(y * SQUARES)))


def corners_of(place: str) -> list[list[float]]:
    """Latitude and longitude of the corners of a place that a reviewer drew, by its id; none where it is a circle."""
    points = place.removeprefix(DRAWN).split(" ") if place.startswith(DRAWN) else []
    found = [[float(part) for part in point.split(",")] for point in points if "," in point]
    return found if len(found) > 2 else []


def parties_of(resolved: Resolved) -> Iterable[Resolution[Actor]]:
    """Agents and targets, resolved."""
    return (*resolved.agents, *resolved.targets)


def camps_of(resolved: Resolved) -> set[str]:
    """The camps that its parties belong to, as far as a registry knows them."""
    chosen = (party.chosen for party in parties_of(resolved))
    return {actor.side or actor.parent or actor.id for actor in chosen if actor and not actor.provisional}


def listed(words: Iterable[str]) -> str:
    """Words as one column: "|one|two|", empty where there are none; a bar inside a word becomes a stroke."""
    kept = sorted({bar_free(word) for word in words if word})
    return f"|{'|'.join(kept)}|" if kept else ""


def bar_free(word: str) -> str:
    """A word as it stands in such a column."""
    return word.replace("|", "/")


def names_of(claim: Resolved) -> Iterable[str]:
    """The names in a claim, as written and as resolved."""
    said = claim.claim
    for party in (*said.agents, *said.targets):
        yield party.name
    for mention in said.places:
        yield mention.words
    if said.speaker:
        yield said.speaker.name
    if claim.where:
        yield claim.where.full_name
    for found in parties_of(claim):
        if found.chosen:
            yield found.chosen.name


def counted(claims: Mapping[str, Any], key: str) -> int:
    """How often something was counted."""
    return int(claims.get(key, 0))
