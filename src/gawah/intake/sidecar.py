"""The table `sources.csv` beside reports: what its keeper knows of each file. It wins over what the file says of itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from gawah.errors import BadTable
from gawah.intake.decode import decode
from gawah.intake.taken import Unreadable

NAME = "sources.csv"
COLUMNS = ("file", "title", "publisher", "published", "url", "language")


def read_sidecar(path: Path) -> dict[Path, dict[str, str]]:
    """What the table says, by the resolved path of each file; names stand relative to the folder of the table.

    Raises BadTable where the table cannot be read, has no column `file`, a column nobody knows, or one file twice.
    """
    try:
        text, _ = decode(path.read_bytes())
    except (OSError, Unreadable) as error:
        raise BadTable(str(path), 0, f"cannot be read ({error})") from None
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = [name.strip().lower() for name in rows.fieldnames or ()]
        if "file" not in columns or (unknown := [name for name in columns if name not in COLUMNS]):
            told = "has no column `file`" if "file" not in columns else f"has an unknown column {unknown[0]!r}"
            raise BadTable(str(path), 1, f"{told}; the columns are {', '.join(COLUMNS)}")
        if len(set(columns)) < len(columns):
            raise BadTable(str(path), 1, "names a column twice")
        rows.fieldnames = columns
        found: dict[Path, dict[str, str]] = {}
        for row in rows:
            if None in row or None in row.values():
                raise BadTable(str(path), rows.line_num, f"has not {len(columns)} fields, as the first line has")
            if not (name := row["file"].strip()):
                raise BadTable(str(path), rows.line_num, "names no file")
            file = (path.parent / name).resolve()
            if file in found:
                raise BadTable(str(path), rows.line_num, f"names {name} a second time")
            found[file] = {key: value.strip() for key, value in row.items() if key != "file" and value.strip()}
    except csv.Error as error:
        raise BadTable(str(path), rows.line_num + 1, str(error)) from None
    return found


def _delimiter(text: str) -> str:
    """A comma, or what spreadsheets of many countries write instead."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
