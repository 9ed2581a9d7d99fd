"""Places and days made as coarse as a profile asks: never finer than it says, and always still true."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import cos, radians

from gawah.errors import UnknownRecord
from gawah.model import Basis, Place, Precision, When

Areas = Callable[[str], Place]
"""The area of an id; UnknownRecord where there is none."""
_ABOVE = {Precision.COUNTRY: 1, Precision.PROVINCE: 2, Precision.DISTRICT: 3}
METRES_PER_DEGREE = 111_320


def nowhere(identity: str) -> Place:
    """Areas where no gazetteer is at hand: none is known, and coarsened places have a name but no point."""
    raise UnknownRecord(f"no place {identity} without a gazetteer")


def coarse_place(where: Place | None, finest: Precision, areas: Areas, grid_km: float = 0) -> Place | None:
    """The area of at least that coarseness that the place lies in; None where none of its areas is known."""
    if where is None or where.precision is Precision.UNKNOWN:
        return None
    found = where if where.precision >= finest else _area(where, finest, areas)
    return _on_grid(found, grid_km) if found is not None and grid_km else found


def _area(where: Place, finest: Precision, areas: Areas) -> Place | None:
    """The smallest of its containers that is coarse enough."""
    for at, identity in enumerate(where.containers):
        try:
            found = areas(identity)
        except UnknownRecord:
            found = _unpointed(where, at)
        if found.precision >= finest:
            return found
    return None


def _unpointed(where: Place, at: int) -> Place:
    """A container of which only id and name are known; its level is told by its place in the chain, country last."""
    behind = len(where.containers) - at
    level = next((level for level, above in _ABOVE.items() if above == behind), Precision.DISTRICT)
    names = where.container_names
    return Place(
        id=where.containers[at],
        name=names[at] if at < len(names) else where.containers[at],
        precision=level,
        containers=where.containers[at + 1 :],
        container_names=names[at + 1 :],
        country=where.country,
    )


def _on_grid(place: Place, grid_km: float) -> Place:
    """The place moved to the middle of its square, its radius no smaller than the square."""
    if place.lat is None or place.lon is None:
        return place
    step = grid_km * 1000 / METRES_PER_DEGREE
    lat = max(-90.0, min(90.0, (int(place.lat // step) + 0.5) * step))
    across = step / max(0.05, cos(radians(lat)))
    lon = (int(place.lon // across) + 0.5) * across
    radius = max(place.radius_m, int(grid_km * 1000))
    return replace(place, lat=round(lat, 3), lon=round(lon, 3), radius_m=radius)


def area_name(where: Place | None, level: Precision) -> str:
    """The name of the area of a level that a place is or lies in; empty where the place is coarser."""
    if where is None:
        return ""
    if where.precision is level:
        return where.name
    if where.precision > level:
        return ""
    names, above = where.container_names, _ABOVE.get(level, 0)
    return names[len(names) - above] if above and len(names) >= above else ""


def coarse_when(when: When, finest: str) -> When:
    """The days widened to whole weeks (Monday to Sunday), months or years; an open end stays open.

    What the days were read from is no longer told: a day of telling that was widened is no day of telling.
    """
    if finest == "day" or not when.known:
        return when
    first = _begin(when.first, finest) if when.first else None
    last = _end(when.last, finest) if when.last else None
    return When(first=first, last=last, basis=Basis.TEXT)


def _begin(day: date, finest: str) -> date:
    if finest == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day.replace(day=1) if finest == "month" else day.replace(month=1, day=1)


def _end(day: date, finest: str) -> date:
    if finest == "week":
        return date.fromordinal(min(date.max.toordinal(), day.toordinal() + 6 - day.weekday()))
    if finest == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31)


def coarser(one: str, other: str) -> str:
    """The coarser of two stretches of days."""
    order = ("day", "week", "month", "year")
    return max(one, other, key=order.index)
