"""The ground of the map: outlines of countries that are shipped with gawah. Near the case they are exact, elsewhere coarse."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from shapely import make_valid
from shapely.geometry import Polygon, box

from gawah.data import table

ROOM = 2
"""Degrees round the case in which countries are drawn closely."""
_COARSE, _FINE = 1.0, 0.03
"""Degrees by which a line may run beside the border that it stands for."""
Box = tuple[int, int, int, int]


@lru_cache(maxsize=32)
def outlines(around: Box | None) -> list[list[list[float]]]:
    """Rings of latitude and longitude; `around` is west, south, east, north of the case in whole degrees, None: unknown."""
    near = box(around[0] - ROOM, around[1] - ROOM, around[2] + ROOM, around[3] + ROOM) if around else None
    found: list[list[list[float]]] = []
    for shape, coarse in _ground():
        close = near is not None and shape.intersects(near)
        found += _rings(shape.simplify(_FINE), 0.02) if close else coarse
    return found


@cache
def _ground() -> list[tuple[Any, list[list[list[float]]]]]:
    """Every part of every country, with the rings by which it is drawn from afar."""
    shapes = [
        make_valid(Polygon([(x / 100, y / 100) for x, y in ring]))
        for country in table("publish/outlines")
        for ring in country["rings"]
    ]
    return [(shape, _rings(shape.simplify(_COARSE), 0.5)) for shape in shapes]


def _rings(shape: Any, least: float) -> list[list[list[float]]]:
    """The rings of a shape that are worth drawing: of so many square degrees at least."""
    parts = getattr(shape, "geoms", [shape])
    return [
        [[round(y, 2), round(x, 2)] for x, y in part.exterior.coords]
        for part in parts
        if part.geom_type == "Polygon" and part.area > least
    ]
