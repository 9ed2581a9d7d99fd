"""The tables of a release as one XLSX workbook: typed cells, no formula, the same bytes each time."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from gawah.publish.release.archive import STAMP, add
from gawah.publish.release.columns import Cell
from gawah.publish.release.packs import need
from gawah.publish.release.rows import Tables
from gawah.publish.tables import safe_cell

MOST_ROWS = 1_048_575
"""Rows that a sheet can hold below its head."""
MOST_LETTERS = 32_767
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_TIME = datetime(*STAMP)  # noqa: DTZ001 - a workbook knows no time zones


def write_workbook(path: Path, tables: Tables, about: Iterable[tuple[str, str]]) -> None:
    """Each table as a sheet, and a sheet that says what the release is. A longer table goes on in a further sheet."""
    openpyxl = need("openpyxl", "a workbook (XLSX)")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator, book.properties.created, book.properties.modified = "gawah", _NO_TIME, _NO_TIME
    sheet = book.create_sheet("about")
    for pair in about:
        sheet.append([_text(openpyxl, sheet, value) for value in pair])
    for name in tables.names:
        columns = tables.columns(name)
        sheet = _sheet(book, name, [column.name for column in columns])
        for number, row in enumerate(tables.rows(name), start=1):
            if number % MOST_ROWS == 0:
                sheet = _sheet(book, f"{name} {number // MOST_ROWS + 1}", [column.name for column in columns])
            sheet.append([_typed(openpyxl, sheet, row[column.name]) for column in columns])
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".book-") as part:
        book.save(part)
        _settle(Path(part.name), path)


def _sheet(book: Any, name: str, heads: list[str]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(heads)
    return sheet


def _typed(openpyxl: Any, sheet: Any, value: Cell) -> Any:
    """Numbers and truth values as such; words as text, whatever they begin with."""
    if isinstance(value, str):
        return _text(openpyxl, sheet, value) if value else None
    return value


def _text(openpyxl: Any, sheet: Any, words: str) -> Any:
    words = str(safe_cell(_ILLEGAL.sub("\ufffd", words)))
    if len(words) > MOST_LETTERS:
        words = words[: MOST_LETTERS - 1] + "…"
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=None)
    cell.value = words
    cell.data_type = "s"
    return cell


def _settle(made: Path, path: Path) -> None:
    """Write the parts again with times that say nothing."""
    with ZipFile(made) as source, ZipFile(path, "w") as target:
        for name in sorted(source.namelist()):
            raw = source.read(name)
            if name == "docProps/core.xml":
                raw = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", raw)
            add(target, name, raw)
