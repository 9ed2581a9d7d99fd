"""The plain formats of a release: CSV, CSV with a row of HXL tags, JSON lines, GeoJSON. Rows are written as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from gawah.publish.release.columns import Cell, Column, Row
from gawah.publish.tables import safe_cell


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row], *, tags: bool = False) -> None:
    """Rows as CSV (RFC 4180) that no spreadsheet takes for formulas; `tags`: a second row of HXL tags."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        if tags:
            writer.writerow([column.hxl for column in columns])
        writer.writerows([_cell(row[column.name]) for column in columns] for row in rows)


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_cell(value)


def write_lines(path: Path, rows: Iterable[Row]) -> None:
    """Rows as JSON lines, the values as they are: nothing is quoted against spreadsheets here."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_lines(path: Path) -> Iterator[Row]:
    """Rows that `write_lines` wrote."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def write_geojson(path: Path, rows: Iterable[Row]) -> None:
    """Incidents as GeoJSON (RFC 7946): points where they go out, null geometry where not."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, row in enumerate(rows):
            file.write(("," if number else "") + "\n" + json.dumps(_feature(row), ensure_ascii=False))
        file.write("\n]}\n")


def _feature(row: Row) -> dict[str, Any]:
    lat, lon = row.get("latitude"), row.get("longitude")
    located = lat is not None and lon is not None
    return {
        "type": "Feature",
        "id": row["incident"],
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
        "properties": {name: value for name, value in row.items() if name not in {"latitude", "longitude"}},
    }
