"""Incidents as areas of a map: what is known closely is gathered by squares, what is known coarsely stands as its own area.

Nothing becomes a pin. A place is a circle within which the happening may lie, or the corners that a reviewer drew; a square of
the map that holds several places is drawn as the box that holds them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, IntegerField, Max, Min, Q, QuerySet

from gawah.desk.shelf.models import IncidentRow
from gawah.desk.shelf.parts import SQUARES, corners_of, square
from gawah.model import Precision

MOST = 250
"""Areas of one kind that are drawn; those with the most incidents first."""
CLOSEST = 14
ROOM = 4.0
"""Degrees round the window in which a place still reaches into it; a province reaches no farther."""
DRAWABLE = Q(x__isnull=False, precision__lt=Precision.COUNTRY.value, summary=False)
"""What is drawn: one happening each, at a place known more closely than to its country."""
_ROUND = 40_075_016.0
"""Metres round the equator."""


@dataclass(frozen=True, slots=True)
class Window:
    """What of the world is looked at: edges in degrees, and how close (0 to CLOSEST, as web maps count)."""

    west: float
    south: float
    east: float
    north: float
    zoom: int

    @property
    def shift(self) -> int:
        """Bits by which squares are coarser than those of the shelf: a square of the window is 64 pixels wide."""
        return SQUARES.bit_length() - 1 - (self.zoom + 2)

    @property
    def reach(self) -> int:
        """Half the width of a square in metres, in the middle of the window."""
        across = _ROUND * max(0.05, cos(radians((self.south + self.north) / 2)))
        return int(across / 2 ** (self.zoom + 3))


def on_map(rows: QuerySet[IncidentRow]) -> QuerySet[IncidentRow]:
    """Those of some incidents that are drawn."""
    return rows.filter(DRAWABLE)


def areas(rows: QuerySet[IncidentRow], window: Window) -> tuple[list[dict[str, Any]], int]:
    """The areas of a window, the widest first, so that narrower ones lie on top; and how many incidents no area stands for."""
    drawn = on_map(rows)
    wide = _reaching(drawn.filter(radius_m__gte=window.reach), window)
    near = drawn.filter(radius_m__lt=window.reach)
    west, north = square(window.north, window.west)
    east, south = square(window.south, window.east)
    near = near.filter(x__gte=west, x__lte=east, y__gte=north, y__lte=south)
    places, squares = [_place(row) for row in by_place(wide, MOST)], _squares(near, window)
    left = sum(
        inside.count() - sum(area["n"] for area in found)
        for inside, found in ((wide, places), (near, squares))
        if len(found) == MOST
    )
    return sorted([*places, *squares], key=lambda area: -area["metres"]), left


def by_place(rows: QuerySet[IncidentRow], most: int) -> list[dict[str, Any]]:
    """Incidents by place, those places first that have the most."""
    where = {"south": Min("lat"), "north": Max("lat"), "west": Min("lon"), "east": Max("lon")}
    same = (
        rows.order_by().values(one=F("place")).annotate(n=Count("seq"), name=Min("place_name"), reach=Max("radius_m"), **where)
    )
    return list(same.order_by("-n", "one")[:most])


def _reaching(rows: QuerySet[IncidentRow], window: Window) -> QuerySet[IncidentRow]:
    """Incidents whose place may reach into the window."""
    box = {"lat__gte": window.south - ROOM, "lat__lte": window.north + ROOM}
    return rows.filter(**box, lon__gte=window.west - ROOM, lon__lte=window.east + ROOM)


def _squares(rows: QuerySet[IncidentRow], window: Window) -> list[dict[str, Any]]:
    """Incidents by square of the window: a place where all of one are at it, else a box."""
    whole: IntegerField[int, int] = IntegerField()
    squared = rows.annotate(
        column=ExpressionWrapper(F("x").bitrightshift(window.shift), whole),
        line=ExpressionWrapper(F("y").bitrightshift(window.shift), whole),
    )
    edges = {"south": Min("lat"), "north": Max("lat"), "west": Min("lon"), "east": Max("lon")}
    names = {"one": Min("place"), "other": Max("place"), "name": Min("place_name")}
    grouped = squared.order_by().values("column", "line").annotate(n=Count("seq"), reach=Max("radius_m"), **names, **edges)
    return [_place(row) if row["one"] == row["other"] else _box(row) for row in grouped.order_by("-n", "one")[:MOST]]


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """A place: its circle, or the corners that were drawn."""
    corners = corners_of(row["one"])
    return {
        "n": row["n"],
        "name": row["name"],
        "place": row["one"],
        "at": [round((row["south"] + row["north"]) / 2, 4), round((row["west"] + row["east"]) / 2, 4)],
        "metres": max(row["reach"], 1),
        **({"corners": corners} if corners else {}),
    }


def _box(row: dict[str, Any]) -> dict[str, Any]:
    """A box that holds all the places of a square, each with its reach."""
    up = row["reach"] / 111_320
    across = up / max(0.05, cos(radians((row["south"] + row["north"]) / 2)))
    return {
        "n": row["n"],
        "box": [
            [round(row["south"] - up, 4), round(row["west"] - across, 4)],
            [round(row["north"] + up, 4), round(row["east"] + across, 4)],
        ],
        "metres": max(int((row["north"] - row["south"] + 2 * up) * 111_320 / 2), 1),
    }
