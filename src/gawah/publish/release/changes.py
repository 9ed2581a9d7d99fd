"""What a release changes against an earlier one: what was added, what reads otherwise, what was withdrawn and why.

Only what went out is compared with what goes out, so a difference tells nothing that neither of the two tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gawah.model import Account
from gawah.publish.release.cleared import Cleared
from gawah.publish.release.columns import Cell, Row
from gawah.publish.release.names import WITHHELD, Protected

KEYS = {"incidents": "incident", "claims": "claim"}
"""The tables that are compared, each with the column of its ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row that reads otherwise: the cells before and after, by column."""

    table: str
    id: str
    cells: Mapping[str, tuple[Cell, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A row that an earlier release had and this one has not; `by` are the ids that stand in its place."""

    table: str
    id: str
    why: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is different from the release `since`; empty where there was none before."""

    release: str = ""
    since: str = ""
    whole: bool = True
    """False: the two were made by different rules, so that only what came and went is told."""
    added: tuple[tuple[str, str], ...] = ()
    changed: tuple[Change, ...] = ()
    withdrawn: tuple[Tombstone, ...] = field(default_factory=tuple)

    def rows(self) -> Iterator[Row]:
        """The feed of what was withdrawn."""
        for stone in self.withdrawn:
            yield {
                "table": stone.table,
                "id": stone.id,
                "superseded_by": " ".join(stone.by),
                "release": self.release,
                "why": stone.why,
            }

    def plain(self) -> dict[str, Any]:
        """As what JSON knows."""
        return {
            "release": self.release,
            "since": self.since,
            "cells_compared": self.whole,
            "added": [{"table": table, "id": id_} for table, id_ in self.added],
            "changed": [
                {"table": one.table, "id": one.id, "cells": {name: list(pair) for name, pair in one.cells.items()}}
                for one in self.changed
            ],
            "withdrawn": [
                {"table": one.table, "id": one.id, "why": one.why, "superseded_by": list(one.by)} for one in self.withdrawn
            ],
        }


Before = Callable[[str], Iterable[Row]]
"""The rows of a table, by its name."""


def compare(before: Before, now: Before, why: Why, *, release: str, since: str, whole: bool, protected: Protected) -> Changes:
    """The differences between two releases. A cell of the earlier one that now holds a protected name is not told again."""
    added: list[tuple[str, str]] = []
    changed: list[Change] = []
    withdrawn: list[Tombstone] = []
    for table, key in KEYS.items():
        old = {str(row[key]): row for row in before(table)}
        seen = set()
        for row in now(table):
            id_ = str(row[key])
            seen.add(id_)
            if id_ not in old:
                added.append((table, id_))
            elif whole and (cells := _cells(old[id_], row, protected)):
                changed.append(Change(table=table, id=id_, cells=cells))
        withdrawn += [why.stone(table, id_, old[id_]) for id_ in sorted(old.keys() - seen)]
    return Changes(
        release=release,
        since=since,
        whole=whole,
        added=tuple(added),
        changed=tuple(changed),
        withdrawn=tuple(withdrawn),
    )


def _cells(old: Row, new: Row, protected: Protected) -> dict[str, tuple[Cell, Cell]]:
    found: dict[str, tuple[Cell, Cell]] = {}
    for name, after in new.items():
        before = old.get(name)
        if before != after:
            found[name] = (WITHHELD if isinstance(before, str) and protected.found(before) else before, after)
    return found


class Why:
    """Why a row is gone, told without a word that might name anyone."""

    def __init__(self, account: Account, cleared: Cleared, merged: Mapping[str, str]) -> None:
        self._account, self._cleared, self._merged = account, cleared, merged
        self._owner = {member.claim: one.id for one in account.incidents for member in one.members}
        self._out = {one.id for one in cleared.account.incidents}
        self._inside = {one.id for one in account.incidents}

    def stone(self, table: str, id_: str, row: Row) -> Tombstone:
        """The tombstone of a row that went out before."""
        why, by = self._claim(id_) if table == "claims" else self._incident(id_, str(row.get("claims") or "").split())
        return Tombstone(table=table, id=id_, why=why, by=tuple(one for one in by if one in self._out))

    def _claim(self, id_: str) -> tuple[str, tuple[str, ...]]:
        if id_ in self._account.set_aside:
            return "rejected", ()
        return ("withheld" if id_ in self._account.claims else "no longer read"), ()

    def _incident(self, id_: str, claims: list[str]) -> tuple[str, tuple[str, ...]]:
        if id_ in self._inside:
            return "withheld", ()
        target = self._merged.get(id_, "")
        if target:
            return "merged", (self._end(target),)
        heirs = tuple(sorted({self._owner[claim] for claim in claims if claim in self._owner}))
        if heirs:
            return ("merged" if len(heirs) == 1 else "split"), heirs
        if claims and all(claim in self._account.set_aside for claim in claims):
            return "rejected", ()
        return ("no longer read" if claims and not any(claim in self._account.claims for claim in claims) else "gone"), ()

    def _end(self, id_: str) -> str:
        """Where a chain of mergers ends."""
        for _ in range(len(self._merged)):
            if id_ not in self._merged:
                break
            id_ = self._merged[id_]
        return id_
