"""Who's On First: features as GeoJSON (one a file, or a collection), and its meta tables as CSV.

Properties and place types: the Who's On First documentation (wof:id, wof:name, wof:placetype, wof:parent_id, wof:country,
geom:latitude, geom:longitude, wof:population, edtf:inception, edtf:cessation, name:XXX_x_preferred, name:XXX_x_variant).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gawah.errors import BadInput
from gawah.resolve.gazetteer_file import Name, Record
from gawah.resolve.importers.geonames import LONGEST, read_lines
from gawah.resolve.importers.report import Report
from gawah.resolve.place_points import on_globe
from gawah.text.spelling import plain

KINDS = {
    "continent": "CONT",
    "country": "PCLI",
    "dependency": "TERR",
    "disputed": "RGN",
    "macroregion": "RGNP",
    "region": "ADM1",
    "macrocounty": "ADM2",
    "county": "ADM2",
    "localadmin": "ADM3",
    "locality": "PPL",
    "borough": "PPLX",
    "macrohood": "PPLX",
    "neighbourhood": "PPLX",
    "microhood": "PPLX",
    "campus": "S",
    "venue": "S",
    "ocean": "OCN",
    "marinearea": "SEA",
}
_OPEN = frozenset({"", "u", "uuuu", "open", ".."})


def is_table(head: str) -> bool:
    """Whether a line is the head of a meta table of Who's On First."""
    fields = {field.strip().strip('"') for field in head.split(",")}
    return {"id", "name", "placetype"} <= fields


def is_whosonfirst(path: Path) -> bool:
    """Whether a GeoJSON file is of Who's On First, by its head."""
    with path.open("rb") as file:
        return b'"wof:' in file.read(1 << 16)


def read_features(paths: list[Path], report: Report) -> Iterator[tuple[int, Record]]:
    """Places of GeoJSON files; the number counts features. Files and features that do not hold are reported."""
    number = 0
    for path in paths:
        try:
            data = json.loads(path.read_text("utf-8-sig"))
        except (OSError, ValueError) as error:
            report.fault("malformed files", path.name, 0, f"not GeoJSON ({error})")
            continue
        for feature in data.get("features", [data]) if isinstance(data, dict) else []:
            number += 1
            properties = feature.get("properties") if isinstance(feature, dict) else None
            if not isinstance(properties, dict):
                report.fault("malformed features", path.name, number, "a feature without properties")
                continue
            record = _record(path.name, number, properties, report)
            if record is not None:
                yield number, record


def read_table(path: Path, report: Report) -> Iterator[tuple[int, Record]]:
    """Places of a meta table, with the numbers of their lines."""
    lines = list(read_lines(path, report))
    csv.field_size_limit(LONGEST)
    try:
        rows = csv.reader(text for _, text in lines)
        head = next(rows)
        for at, cells in enumerate(rows, 1):
            number = lines[min(at, len(lines) - 1)][0]
            if len(cells) != len(head):
                report.fault("malformed lines", path.name, number, f"{len(cells)} cells, not {len(head)}")
                continue
            row = dict(zip(head, cells, strict=True))
            properties = {
                "wof:id": row.get("id"),
                "wof:name": row.get("name"),
                "wof:placetype": row.get("placetype"),
                "wof:parent_id": row.get("parent_id"),
                "wof:country": row.get("iso_country") or row.get("wof_country") or row.get("iso"),
                "geom:latitude": row.get("lbl_latitude") or row.get("geom_latitude"),
                "geom:longitude": row.get("lbl_longitude") or row.get("geom_longitude"),
                "edtf:inception": row.get("inception"),
                "edtf:cessation": row.get("cessation"),
            }
            record = _record(path.name, number, properties, report)
            if record is not None:
                yield number, record
    except csv.Error as error:
        raise BadInput(f"{path.name}: not a table of Who's On First ({error})") from error


def _record(file: str, number: int, properties: dict[str, Any], report: Report) -> Record | None:
    at, name = str(properties.get("wof:id") or "").strip(), str(properties.get("wof:name") or "").strip()
    if not at or not plain(name):
        report.fault("malformed features", file, number, "no wof:id or no wof:name")
        return None
    try:
        lat = float(properties.get("lbl:latitude") or properties["geom:latitude"])
        lon = float(properties.get("lbl:longitude") or properties["geom:longitude"])
        people = max(0, int(float(properties.get("wof:population") or 0)))
    except (KeyError, TypeError, ValueError, OverflowError):
        report.fault("malformed features", file, number, f"{name} has no point")
        return None
    if not on_globe(lat, lon):
        report.fault("points off the globe", file, number, f"{name} at {lat}, {lon}")
        return None
    parent = str(properties.get("wof:parent_id") or "")
    return Record(
        id=at,
        name=name,
        lat=lat,
        lon=lon,
        kind=KINDS.get(str(properties.get("wof:placetype")), "S"),
        country=str(properties.get("wof:country") or "")[:2].upper(),
        population=people,
        parent="" if parent.startswith("-") or parent == "0" else parent,
        source=file if file.endswith(".csv") else "whosonfirst",
        since=_day(properties.get("edtf:inception")),
        until=_day(properties.get("edtf:cessation")),
        names=tuple(_names(properties)),
    )


def _names(properties: dict[str, Any]) -> Iterator[Name]:
    """Names in all languages: "name:prs_x_preferred" is the usual one in Dari."""
    for key, words in properties.items():
        if key.startswith("name:") and isinstance(words, list):
            for form in words[:200]:
                yield Name(words=str(form), language=key[5:8])


def _day(edtf: Any) -> str:
    return "" if edtf is None or str(edtf) in _OPEN else str(edtf)
