"""The file of a gazetteer: its tables, and the one way to write it.

A gazetteer is written aside and moved into place when it is whole, so whoever reads sees the old one or the new one. Places are
kept once, with the id of their container; names are clustered by their key (`gawah.text.spelling.fold`).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gawah.errors import BadInput, FullDisk
from gawah.text.spelling import fold, plain

SCHEMA = 3
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    at INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lat REAL, lon REAL, kind TEXT NOT NULL,
    country TEXT NOT NULL, population INTEGER NOT NULL, radius INTEGER NOT NULL, parent TEXT NOT NULL, source TEXT NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL);
CREATE TABLE name (
    key TEXT NOT NULL, plain TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (key, plain, place, name)) WITHOUT ROWID;
"""
_OLD = "country = ? AND source = ? AND kind NOT LIKE 'PCL%'"
INDEXES = "CREATE INDEX place_country ON place (country, kind); CREATE INDEX IF NOT EXISTS name_place ON name (place); ANALYZE;"
# A file made afresh takes its names unsorted and sorts them once: quicker, and no page stays half empty.
STAGE = "CREATE TEMP TABLE fresh (key, plain, place, name, language, since, until);"
SORTED = "INSERT OR IGNORE INTO name SELECT * FROM fresh ORDER BY key, plain, place, name; DROP TABLE fresh;"
NO_INDEXES = "DROP INDEX IF EXISTS place_country;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One form of a place's name; `language` is a code or empty, `since` and `until` bound its use where that is known."""

    words: str
    language: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A place as a source gives it; `parent` is the id of the smallest area it lies in, `radius` in metres (0: by its kind)."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    kind: str
    country: str = ""
    population: int = 0
    radius: int = 0
    parent: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    names: tuple[Name, ...] = field(default=())


class Writer:
    """Writes places into a gazetteer file that nobody reads yet."""

    def __init__(self, base: sqlite3.Connection, *, every_form: bool = True, staged: bool = False) -> None:
        self.base, self._every_form = base, every_form
        self._names = "fresh" if staged else "name"
        self._next = int(base.execute("SELECT coalesce(max(at), 0) + 1 FROM place").fetchone()[0])

    def add(self, record: Record) -> bool:
        """Keep a place with all forms of its name; one of the same id is replaced. False: its id was there before."""
        known = self.base.execute("SELECT at FROM place WHERE id = ?", (record.id,)).fetchone()
        if known:
            at = int(known[0])
            self.base.execute("DELETE FROM place WHERE at = ?", (at,))
            self.base.execute(f"DELETE FROM {self._names} WHERE place = ?", (at,))  # noqa: S608
        else:
            at, self._next = self._next, self._next + 1
        self.base.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                at, record.id, record.name, record.lat, record.lon, record.kind, record.country, record.population,
                record.radius, record.parent, record.source, record.since, record.until,
            ),
        )  # fmt: skip
        self.name(at, (Name(words=record.name), *record.names))
        return known is None

    def name(self, at: int, names: Iterable[Name]) -> None:
        """Keep forms of a name for the place in row `at`; of those that differ in accents only, the first or every one."""
        rows: dict[str, tuple[str, ...] | tuple[object, ...]] = {}
        for form in names:
            letters = plain(form.words)
            kept = form.words if self._every_form else letters
            if letters and kept not in rows:
                rows[kept] = (fold(form.words), letters, at, form.words, form.language, form.since, form.until)
        self.base.executemany(f"INSERT OR IGNORE INTO {self._names} VALUES (?,?,?,?,?,?,?)", rows.values())  # noqa: S608

    def count(self) -> int:
        """The number of places kept."""
        return int(self.base.execute("SELECT count(*) FROM place").fetchone()[0])

    def around(self, south: float, west: float, north: float, east: float) -> list[tuple[float, float, str]]:
        """Places in a box with the id of the province they lie in: (lat, lon, id); those of no known province left out."""
        rows = self.base.execute(
            "SELECT lat, lon, parent FROM place WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND parent != ''",
            (south, north, west, east),
        ).fetchall()
        provinces = {parent: self._province(parent) for parent in {row[2] for row in rows}}
        return [(lat, lon, provinces[parent]) for lat, lon, parent in rows if provinces[parent]]

    def _province(self, at: str) -> str:
        """The province that an area is or lies in; empty where none is known."""
        for _ in range(6):
            row = self.base.execute("SELECT kind, parent FROM place WHERE id = ?", (at,)).fetchone()
            if row is None or row[0] == "ADM1":
                return at if row else ""
            at = row[1]
        return ""

    def has(self, at: str) -> bool:
        """Whether a place of this id is kept."""
        return self.base.execute("SELECT 1 FROM place WHERE id = ?", (at,)).fetchone() is not None

    def give_way(self, country: str, world: str, ours: str) -> dict[str, str]:
        """Forget what the default gazetteer has of a country, the country itself and our own districts left in.

        Returns the names of the provinces that went, by id, for `take_over`.
        """
        provinces = dict(self.base.execute("SELECT id, name FROM place WHERE country = ? AND kind = 'ADM1'", (country,)))
        self.base.execute(f"DELETE FROM name WHERE place IN (SELECT at FROM place WHERE {_OLD})", (country, world))  # noqa: S608
        self.base.execute(f"DELETE FROM place WHERE {_OLD}", (country, world))  # noqa: S608
        self.base.execute("UPDATE place SET source = ? WHERE country = ? AND source = ?", (f"{ours} kept", country, ours))
        return provinces

    def take_over(self, country: str, ours: str, provinces: dict[str, str]) -> None:
        """After an import: our districts that it brings too go, the others lie in its provinces."""
        for old, name in provinces.items():
            new = self.base.execute(
                "SELECT p.id FROM name n JOIN place p ON p.at = n.place WHERE n.key = ? AND p.country = ? AND p.kind = 'ADM1'",
                (fold(name), country),
            ).fetchone()
            if new:
                self.base.execute("UPDATE place SET parent = ? WHERE parent = ?", (new[0], old))
        mine = self.base.execute(
            "SELECT at, id, kind FROM place WHERE country = ? AND source = ?", (country, f"{ours} kept")
        ).fetchall()
        for at, gone, kind in mine:
            twin = self.base.execute(
                "SELECT p.id FROM name mine JOIN name n ON n.key = mine.key JOIN place p ON p.at = n.place "
                "WHERE mine.place = ? AND p.country = ? AND substr(p.kind, 1, 3) = ? AND p.source != ?",
                (at, country, kind[:3], f"{ours} kept"),
            ).fetchone()
            if twin:
                self.base.execute("DELETE FROM name WHERE place = ?", (at,))
                self.base.execute("DELETE FROM place WHERE at = ?", (at,))
                self.base.execute("UPDATE place SET parent = ? WHERE parent = ?", (twin[0], gone))
        self.base.execute("UPDATE place SET source = ? WHERE source = ?", (ours, f"{ours} kept"))

    def about(self, key: str, value: str) -> None:
        """Keep a fact about the file itself."""
        self.base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))


def _sweep(target: Path) -> None:
    """Remove what writers that were killed left behind a day ago or more."""
    for left in target.parent.glob(f".{target.name}.*.new"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - 86400:
                left.unlink()


@contextmanager
def rewriting(target: Path, *, base: Path | None = None, every_form: bool = True) -> Iterator[Writer]:
    """A writer on a copy of `base` (or an empty file), which takes the place of `target` when the block ends well.

    Without `every_form`, of the forms of a name that differ only in accents and marks the first is kept: the world is large.

    Raises FullDisk where there is no room, and BadInput where the folder cannot be written; the old file then stands as it was.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        handle, aside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    except OSError as error:
        raise BadInput(f"{target.parent}: cannot write here ({error.strerror}); set GAWAH_HOME to a folder of yours") from error
    os.close(handle)
    try:
        with closing(sqlite3.connect(aside)) as new:
            if base is not None:
                with closing(sqlite3.connect(f"{base.absolute().as_uri()}?mode=ro", uri=True)) as old:
                    old.backup(new)
            new.execute("PRAGMA journal_mode = OFF")
            new.execute("PRAGMA synchronous = OFF")
            new.executescript(NO_INDEXES if base is not None else TABLES + STAGE)
            yield Writer(new, every_form=every_form, staged=base is None)
            new.executescript(INDEXES if base is not None else SORTED + INDEXES)
            new.execute("INSERT OR REPLACE INTO about VALUES ('schema', ?)", (str(SCHEMA),))
            new.commit()
        with Path(aside).open("rb") as whole:
            os.fsync(whole.fileno())
        Path(aside).replace(target)
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise FullDisk(f"{target}: no room left to write the gazetteer; the old one stands as it was") from error
        raise
    finally:
        Path(aside).unlink(missing_ok=True)
