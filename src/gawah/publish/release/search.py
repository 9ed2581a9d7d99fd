"""Searching the files of a release for names that are protected: every byte that a reader of the format can get at."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

from gawah.publish.release.names import Protected
from gawah.publish.release.packs import need

_TAG = re.compile(r"<[^<>]*>")


def search(folder: Path, names: list[str], protected: Protected) -> tuple[tuple[str, str], ...]:
    """The protected names that stand in the named files of a folder, each with the file."""
    if not protected:
        return ()
    found: dict[tuple[str, str], None] = {}
    for name in names:
        for words in words_of(folder / name):
            found |= dict.fromkeys((name, one) for one in protected.found(words))
    return tuple(found)


def words_of(path: Path) -> Iterator[str]:
    """All words of a file, unpacked and unescaped, in pieces."""
    match path.suffix:
        case ".xlsx":
            with ZipFile(path) as book:
                for name in book.namelist():
                    yield from _marked_up(book.read(name).decode("utf-8", "replace"))
        case ".pdf":
            yield from _pdf(path)
        case ".gpkg":
            yield from _database(path)
        case ".parquet":
            yield from _parquet(path)
        case ".html":
            with path.open(encoding="utf-8") as file:
                for line in file:
                    yield from _marked_up(line)
        case _:
            with path.open(encoding="utf-8") as file:
                yield from file


def _marked_up(words: str) -> Iterator[str]:
    """Words with their tags and comments, and without: a name may be cut by a tag, or stand inside one."""
    yield html.unescape(words)
    yield html.unescape(_TAG.sub("", words))


def _pdf(path: Path) -> Iterator[str]:
    with closing(need("pypdfium2", "reading a PDF back").PdfDocument(path)) as document:
        yield from document.get_metadata_dict().values()
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                yield text.get_text_bounded()


def _database(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        tables = [
            row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree%'")
        ]
        for table in tables:
            for row in base.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name of our own file
                yield " | ".join(cell for cell in row if isinstance(cell, str))


def _parquet(path: Path) -> Iterator[str]:
    with need("pyarrow.parquet", "reading Parquet back").ParquetFile(path) as file:
        yield from (f"{key!r} {value!r}" for key, value in (file.schema_arrow.metadata or {}).items())
        for batch in file.iter_batches(batch_size=5_000):
            for row in batch.to_pylist():
                yield " | ".join(str(cell) for cell in row.values() if isinstance(cell, str))
