"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from gawah.model import Place

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance between two points, on a sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = radians(a[0]), radians(a[1]), radians(b[0]), radians(b[1])
    height = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(height)))


def distance_words(away: float) -> str:
    """A distance in words, no more exact than a reader needs."""
    return f"{away:.0f} km away" if away >= 10 else f"{away:.1f} km away"


def on_globe(lat: float, lon: float) -> bool:
    """Whether two numbers are a latitude and a longitude."""
    return -90 <= lat <= 90 and -180 <= lon <= 180


def point_of(place: Place) -> Point | None:
    """The middle of a place, where it is known."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)
