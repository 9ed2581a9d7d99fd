"""The data package of a release (Frictionless): its tables with the type, meaning and HXL tag of every column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gawah.publish.release.columns import Column
from gawah.publish.release.rows import Tables


def write_package(path: Path, tables: Tables, *, name: str, title: str, version: str) -> None:
    """`datapackage.json`, which names the CSV of each table."""
    package = {
        "profile": "tabular-data-package",
        "name": name.lower(),
        "title": title,
        "description": f"{tables.cleared.profile.about} Every figure is somebody's word; empty: not told, or held back.",
        "gawah": {"version": version, "profile": tables.cleared.profile.name},
        "resources": [_resource(table, tables.columns(table), tables.names) for table in tables.names],
    }
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(table: str, columns: Sequence[Column], tables: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    names = {column.name for column in columns}
    if table in ("incidents", "claims"):
        schema["primaryKey"] = [columns[0].name]
    if table == "tolls":
        schema["primaryKey"] = ["toll"]
        if "incidents" in tables and "incident" in names:
            schema["foreignKeys"] = [{"fields": ["incident"], "reference": {"resource": "incidents", "fields": ["incident"]}}]
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    return {"name": column.name, "type": column.type, "description": column.about, "hxl": column.hxl}
