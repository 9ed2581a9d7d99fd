"""The registry of actors: who is known by which names, what they are, to whom they belong."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Self

import yaml

from gawah.data import table
from gawah.errors import BadTable
from gawah.model import Actor, ActorKind
from gawah.text.spelling import fold, near

_SHORT_FORM = re.compile(r"(?<![\w.])(?:[A-Z]\.?){2,6}(?![\w.])")
_ALIKE = 0.93
"""How much a spelling must agree with a known name: what only shares its consonants ("Jama", "JeM") is another name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with all its names and its people."""

    actor: Actor
    names: tuple[str, ...]
    people: tuple[str, ...] = ()


class Registry:
    """Actors by their names. Immutable; `with_entries` gives a new one."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.actor.id: entry for entry in entries}
        self._by_name: dict[str, list[str]] = {}
        self._exact: dict[str, dict[str, None]] = {}
        self._by_person: dict[str, list[str]] = {}
        for entry in self._entries.values():
            for name in entry.names:
                self._by_name.setdefault(key(name), []).append(entry.actor.id)
                self._exact.setdefault(_bare(name).casefold(), {})[entry.actor.id] = None
            for person in entry.people:
                self._by_person.setdefault(key(person), []).append(entry.actor.id)

    @classmethod
    def open(cls) -> Registry:
        """The registry that gawah brings."""
        return _default()

    def with_entries(self, entries: Iterable[Entry]) -> Self:
        """This registry with more entries; one with a known id takes the place of the old."""
        return type(self)([*self._entries.values(), *entries])

    def actor(self, identity: str) -> Actor | None:
        """The actor of this id, or None."""
        entry = self._entries.get(identity)
        return entry.actor if entry else None

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors known by a name: written so, else in a spelling that folds to the same key and sounds alike."""
        exact = self._exact.get(_bare(name).casefold())
        if exact:
            return tuple(self._entries[one].actor for one in exact)
        found = (self._entries[one] for one in dict.fromkeys(self._by_name.get(key(name), ())))
        return tuple(one.actor for one in found if any(near(name, known) >= _ALIKE for known in one.names))

    def led_by(self, person: str) -> tuple[Actor, ...]:
        """The actors that a person leads or speaks for."""
        return tuple(self._entries[one].actor for one in dict.fromkeys(self._by_person.get(key(person), ())))

    def line(self, actor: Actor) -> Iterator[Actor]:
        """The actor and those it belongs to, nearest first; a circle in the parents ends where it closes."""
        seen: set[str] = set()
        found: Actor | None = actor
        while found is not None and found.id not in seen:
            seen.add(found.id)
            yield found
            found = self.actor(found.parent) if found.parent else None

    def __len__(self) -> int:
        return len(self._entries)


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").strip()


def key(name: str) -> str:
    """A name for looking up: short forms in capitals ("US", "HTS") as they stand, all else folded by spelling."""
    bare = _bare(name)
    if bare.isupper() and bare.isascii() and len(bare) <= 6:
        return "=" + bare.lower().replace(".", "")
    shorts = [] if bare.isupper() else _SHORT_FORM.findall(bare)
    return " ".join(
        [*("=" + short.lower().replace(".", "") for short in shorts), fold(_SHORT_FORM.sub(" ", bare) if shorts else bare)]
    )


@cache
def _default() -> Registry:
    folder = resources.files("gawah.data").joinpath("actors")
    names = sorted(path.name.removesuffix(".json") for path in folder.iterdir() if path.name.endswith(".json"))
    rows = [row for name in names if name != "kinds" for row in table(f"actors/{name}")]
    return Registry(entry(row) for row in rows)


def entry(row: Mapping[str, Any]) -> Entry:
    """An entry of a row of the tables; KeyError or ValueError where a field is missing or unknown."""
    if not row["id"] or not row["name"]:
        raise ValueError("id or name is empty")
    actor = Actor(
        id=str(row["id"]),
        name=str(row["name"]),
        kind=ActorKind(row.get("kind", "unknown")),
        parent=str(row.get("parent") or ""),
        side=str(row.get("side") or ""),
    )
    return Entry(actor, (actor.name, *map(str, row.get("also") or ())), tuple(map(str, row.get("people") or ())))


def read_list(path: Path) -> list[Entry]:
    """The entries of a user's list (YAML as in `resources/actors/`, or CSV with id, name, kind, also, parent, side).

    In CSV, `also` and `people` hold several names parted by "|". BadTable names the line that cannot be used.
    """
    if path.suffix.lower() in {".yml", ".yaml"}:
        rows = [(0, row) for row in yaml.safe_load(path.read_text("utf-8")) or []]
    else:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [(at, _split(row)) for at, row in enumerate(csv.DictReader(lines), 2)]
    return list(_entries(path, rows))


def read_ucdp(path: Path) -> list[Entry]:
    """The entries of UCDP's actor file (CSV with ActorId, NameData, NameFull, NameOrig...): names only, kind unknown."""
    found = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for at, row in enumerate(csv.DictReader(lines), 2):
            identity, name = (
                (row.get("ActorId") or row.get("actorid") or "").strip(),
                (row.get("NameData") or row.get("namedata") or "").strip(),
            )
            if not identity or not name:
                raise BadTable(path.name, at, "a row of UCDP's actor file needs ActorId and NameData")
            kind = ActorKind.GOVERNMENT if name.startswith("Government of") else ActorKind.UNKNOWN
            also = [value.strip() for column, value in row.items() if column and column.lower().startswith("name") and value]
            found.append(Entry(Actor(id=f"ucdp-{identity}", name=name, kind=kind), tuple(dict.fromkeys([name, *also]))))
    return found


def _split(row: Mapping[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {name: (value or "").strip() for name, value in row.items() if name}
    return parts | {name: [one.strip() for one in parts.get(name, "").split("|") if one.strip()] for name in ("also", "people")}


def _entries(path: Path, rows: Iterable[tuple[int, Any]]) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for at, row in rows:
        try:
            made = entry(row)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise BadTable(
                path.name, at, f"cannot be used as an actor: {error}; it needs id and name, and a known kind"
            ) from error
        if made.actor.id in seen:
            raise BadTable(path.name, at, f"the id {made.actor.id} stands on line {seen[made.actor.id]} too")
        seen[made.actor.id] = at
        yield made
