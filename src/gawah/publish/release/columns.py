"""The columns of a release: name, type, HXL tag and meaning, for every format alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gawah.data import table
from gawah.publish.release.profile import Profile

Cell = str | int | float | bool | None
Row = dict[str, Cell]
TABLES = ("incidents", "tolls", "claims", "sources", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `type` is string, integer, number or boolean."""

    name: str
    type: str
    hxl: str
    about: str


@cache
def all_columns(name: str) -> tuple[Column, ...]:
    """All columns that a table can have."""
    return tuple(Column(**column) for column in table("publish/columns")[name])


def columns_of(profile: Profile, name: str) -> tuple[Column, ...]:
    """The columns of a table that a profile lets out, none where it does not go out; what was withdrawn is told whole."""
    if name == "withdrawn":
        return all_columns(name)
    wanted = set(profile.fields[name])
    return tuple(column for column in all_columns(name) if column.name in wanted)


def cut(rows: Iterable[Row], columns: Iterable[Column]) -> Iterator[Row]:
    """Rows with these columns alone."""
    names = [column.name for column in columns]
    return ({name: row.get(name) for name in names} for row in rows)


def held_columns(profile: Profile) -> Mapping[str, tuple[str, ...]]:
    """The columns of each table that stay inside."""
    return {
        name: tuple(column.name for column in all_columns(name) if column.name not in profile.fields[name])
        for name in TABLES
        if name != "withdrawn"
    }
