"""Files whose values carry their types: incidents as a GeoPackage that QGIS and GDAL read, any table as Parquet."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gawah.publish.release.columns import Cell, Column, Row
from gawah.publish.release.packs import need

BATCH = 20_000
"""Rows that are held in memory at once."""
_TIME = "1980-01-01T00:00:00.000Z"


def write_geopackage(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Incidents as points (no geometry where none goes out), every other column as a typed field."""
    pyogrio = need("pyogrio", "a GeoPackage")
    shown = [column for column in columns if column.name not in {"latitude", "longitude"}]
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _TIME})
    try:
        append = False
        for batch in _batches(rows):
            data = [_array(column, batch) for column in shown]
            pyogrio.raw.write(
                path,
                geometry=np.array([_point(row) for row in batch], dtype=object),
                field_data=[values for values, _ in data],
                field_mask=[missing for _, missing in data],
                fields=[column.name for column in shown],
                geometry_type="Point",
                crs="EPSG:4326",
                driver="GPKG",
                layer="incidents",
                append=append,
            )
            append = True
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in batches; one empty batch where there are none, so that the file is there and says so."""
    rows = iter(rows)
    first = list(itertools.islice(rows, BATCH))
    yield first
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _point(row: Row) -> bytes | None:
    lat, lon = row.get("latitude"), row.get("longitude")
    return struct.pack("<BIdd", 1, 1, float(lon), float(lat)) if lat is not None and lon is not None else None


def _array(column: Column, rows: Sequence[Row]) -> tuple[Any, Any]:
    """The values of a column and where they are missing."""
    kinds: dict[str, tuple[Any, Cell]] = {
        "string": (object, ""),
        "integer": (np.int64, 0),
        "number": (np.float64, 0.0),
        "boolean": (np.bool_, False),
    }
    kind, filler = kinds[column.type]
    values = [row[column.name] for row in rows]
    missing = np.array([value is None for value in values], dtype=bool)
    return np.array([filler if value is None else value for value in values], dtype=kind), missing


def write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """A table as Parquet, each column with its type."""
    pyarrow, parquet = need("pyarrow", "Parquet"), need("pyarrow.parquet", "Parquet")
    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    schema = pyarrow.schema([pyarrow.field(column.name, kinds[column.type]) for column in columns])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_batch(pyarrow.RecordBatch.from_pylist(batch, schema=schema))
