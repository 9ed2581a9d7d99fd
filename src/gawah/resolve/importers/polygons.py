"""Areas as polygons: geoBoundaries, or any GeoJSON whose features have a name.

An area stands at its middle, or where that lies outside at a point inside it; the radius is that of a circle as large as the
area, or half the way to its furthest corner where it is long. Each lies in the smallest coarser area of the same file that
holds its point; where the file has none, in the province that most of the places inside it lie in, by the gazetteer so far.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import cos, radians
from pathlib import Path
from typing import Any

from shapely import Point, STRtree, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import shape

from gawah.errors import BadInput
from gawah.resolve.gazetteer_file import Name, Record
from gawah.resolve.importers.countries import two_letters
from gawah.resolve.importers.report import Report
from gawah.resolve.place_points import kilometres, on_globe
from gawah.text.spelling import plain

_NAMES = ("shapeName", "name", "NAME", "NAME_EN", "ADM2_EN", "ADM1_EN", "adm2_name", "adm1_name", "wof:name")
_IDS = ("shapeID", "id", "ID", "pcode", "ADM2_PCODE", "ADM1_PCODE", "wof:id")
_OTHERS = ("shapeName", "name_en", "name:en", "name:fa", "name:ps", "name:ar", "name:ru", "name:uk", "alt_name")
_KINDS = {"ADM0": "PCLI", "ADM1": "ADM1", "ADM2": "ADM2", "ADM3": "ADM3", "ADM4": "ADM4"}


Around = Callable[[float, float, float, float], list[tuple[float, float, str]]]
"""Places in a box (south, west, north, east) with the id of their province: (lat, lon, id)."""


def read_polygons(path: Path, report: Report, around: Around = lambda *_: []) -> Iterator[tuple[int, Record]]:
    """Areas of a GeoJSON file; the number is that of the feature. Features without name or shape are reported."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name}: not GeoJSON ({error})") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise BadInput(f"{path.name}: not GeoJSON with features")
    made = [(number, *one) for number, feature in enumerate(features, 1) if (one := _record(path, number, feature, report))]
    tree = STRtree([area for _, _, area in made])
    for number, record, area in made:
        point = Point(record.lon or 0.0, record.lat or 0.0)
        holders = [made[at] for at in tree.query(point) if made[at][1].kind < record.kind and made[at][2].covers(point)]
        holders.sort(key=lambda holder: (holder[2].area, holder[1].id))
        parent = holders[0][1].id if holders else _by_places(area, around)
        yield number, replace(record, parent=parent)


def _by_places(area: Any, around: Around) -> str:
    """The province that at least two thirds of the places inside an area lie in; empty where there is none."""
    west, south, east, north = area.bounds
    votes = Counter(province for lat, lon, province in around(south, west, north, east) if area.covers(Point(lon, lat)))
    if not votes:
        return ""
    province, count = votes.most_common(1)[0]
    return province if count * 3 >= votes.total() * 2 else ""


def _first(properties: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(properties[key]).strip() for key in keys if properties.get(key)), "")


def _record(path: Path, number: int, feature: Any, report: Report) -> tuple[Record, Any] | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not plain(name := _first(properties, _NAMES)):
        report.fault("malformed features", path.name, number, "a feature without a name")
        return None
    try:
        area = shape(feature["geometry"])
        area = area if area.is_valid else make_valid(area)
        west, south, east, north = area.bounds
        middle = area.centroid if area.contains(area.centroid) else area.representative_point()
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        report.fault("malformed features", path.name, number, f"{name} has no shape ({error})")
        return None
    if not (on_globe(south, west) and on_globe(north, east)):
        report.fault("points off the globe", path.name, number, f"{name} reaches {south}, {west} to {north}, {east}")
        return None
    lat, lon = round(middle.y, 5), round(middle.x, 5)
    record = Record(
        id=f"area.{_first(properties, _IDS) or f'{path.stem}.{number}'}",
        name=name,
        lat=lat,
        lon=lon,
        kind=_KINDS.get(_first(properties, ("shapeType", "level")).upper(), _kind_of(path)),
        country=two_letters(_first(properties, ("shapeGroup", "iso_a2", "ISO_A2", "iso3", "country"))),
        radius=_radius(area, lat, lon),
        source=path.name,
        names=tuple(Name(words=str(properties[key])) for key in _OTHERS if properties.get(key)),
    )
    return record, area


def _kind_of(path: Path) -> str:
    return next((kind for level, kind in _KINDS.items() if level.lower() in path.stem.lower()), "ADM2")


def _radius(area: Any, lat: float, lon: float) -> int:
    """Metres of a circle as large as the area, at least half the way to its furthest corner."""
    west, south, east, north = area.bounds
    large = (float(area.area) * 111.2**2 * max(0.05, cos(radians(lat))) / 3.14159) ** 0.5
    corner = max(kilometres((lat, lon), point) for point in ((south, west), (south, east), (north, west), (north, east)))
    return int(max(large, corner / 2) * 1000)
