"""The registry of actors: who is known by which names on which days, what they are, to whom they belong, who leads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, Self

from gawah.data import table
from gawah.model import Actor, ActorKind, When
from gawah.text.spelling import fold, near

ALWAYS = When()
"""Days that are not known: such an entry is a candidate on every day."""
_SHORT_FORM = re.compile(r"(?<![\w.])(?:[A-Z]\.?){2,6}(?![\w.])")
_ALIKE = 0.93
"""How much a spelling must agree with a known name: what only shares its consonants ("Jama", "JeM") is another name."""
_LETTERS = 4
"""Names with fewer consonants are known only as they are written: too many words sound alike."""


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone who leads an actor or speaks for it, as what, and on which days."""

    name: str
    role: str = ""
    days: When = ALWAYS


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with all its names, its people, and the days on which it existed.

    `home` are the countries (ISO 3166-1) whose own body it is; there `common` nouns ("army") mean it, where no other is named.
    `phases` says what it was on which days, where that changed ("rebel group", then "state force").
    """

    actor: Actor
    names: tuple[str, ...]
    people: tuple[Leader, ...] = ()
    days: When = ALWAYS
    home: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    phases: tuple[tuple[When, ActorKind], ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    """Its side in a conflict (by id), where that is another than its usual one."""

    def on(self, when: When) -> Actor:
        """The actor as it was on some days."""
        kind = next((kind for days, kind in self.phases if when.known and days.meets(when)), self.actor.kind)
        return self.actor if kind is self.actor.kind else replace(self.actor, kind=kind)

    def led_on(self, person: str, when: When) -> Leader | None:
        """The part that a person had in it on some days, by name; None where they had none."""
        return next((one for one in self.people if key(one.name) == key(person) and one.days.meets(when)), None)


class Registry:
    """Actors by their names. Immutable; `with_entries` gives a new one."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.actor.id: entry for entry in entries}
        self._by_name: dict[str, list[str]] = {}
        self._exact: dict[str, dict[str, None]] = {}
        self._by_person: dict[str, list[str]] = {}
        self._heads: dict[str, int] = {}
        self._common: dict[tuple[str, str], list[str]] = {}
        for entry in self._entries.values():
            for name in entry.names:
                self._by_name.setdefault(key(name), []).append(entry.actor.id)
                self._exact.setdefault(bare(name).casefold(), {})[entry.actor.id] = None
            for country in entry.home:
                for noun in entry.common:
                    self._common.setdefault((country, noun), []).append(entry.actor.id)
            for person in entry.people:
                self._by_person.setdefault(key(person.name), []).append(entry.actor.id)
            for name in (*entry.names, *(person.name for person in entry.people)):
                words = bare(name).casefold().split()
                head = words[0].rstrip(".")
                self._heads[head] = max(len(words), self._heads.get(head, 0))

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

    def entry(self, identity: str) -> Entry | None:
        """The entry of this id, or None."""
        return self._entries.get(identity)

    def known(self, name: str) -> tuple[Entry, ...]:
        """The entries known by a name: written so, else in a spelling that folds to the same key and sounds alike."""
        exact = self._exact.get(bare(name).casefold())
        if exact:
            return tuple(self._entries[one] for one in exact)
        folded = key(name)
        if len(folded) < _LETTERS and name.isascii() and not folded.startswith("="):
            return ()
        found = (self._entries[one] for one in dict.fromkeys(self._by_name.get(folded, ())))
        return tuple(one for one in found if any(near(name, known) >= _ALIKE for known in one.names))

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors known by a name, on whatever day."""
        return tuple(entry.actor for entry in self.known(name))

    def led_by(self, person: str) -> tuple[Entry, ...]:
        """The entries that a person leads or speaks for, on whatever day."""
        return tuple(self._entries[one] for one in dict.fromkeys(self._by_person.get(key(person), ())))

    def common_in(self, country: str, noun: str) -> tuple[Entry, ...]:
        """The entries that a common noun ("army") means in a country, on whatever day."""
        return tuple(self._entries[one] for one in self._common.get((country, noun), ()))

    def written(self, words: str) -> bool:
        """Whether an actor or one of its people bears exactly this name; cheap, for looking through whole texts."""
        return bare(words).casefold() in self._exact or bool(self.led_by(words))

    def longest(self, word: str) -> int:
        """How many words the longest name has that begins with this word (in small letters); 0 where none does."""
        return self._heads.get(word, 0)

    def line(self, actor: Actor) -> Iterator[Actor]:
        """The actor and those it belongs to, nearest first; a circle in the parents ends where it closes."""
        seen: set[str] = set()
        found: Actor | None = actor
        while found is not None and found.id not in seen:
            seen.add(found.id)
            yield found
            found = self.actor(found.parent) if found.parent else None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)


def bare(name: str) -> str:
    """A name without its article."""
    return name.removeprefix("the ").removeprefix("The ").strip()


@cache
def key(name: str) -> str:
    """A name for looking up: short forms in capitals ("US", "HTS") as they stand, all else folded by spelling."""
    words = bare(name)
    if words.isupper() and words.isascii() and len(words) <= 6:
        return "=" + words.lower().replace(".", "")
    shorts = [] if words.isupper() else _SHORT_FORM.findall(words)
    rest = fold(_SHORT_FORM.sub(" ", words) if shorts else words)
    return " ".join([*("=" + short.lower().replace(".", "") for short in shorts), rest])


@cache
def _default() -> Registry:
    folder = resources.files("gawah.data").joinpath("actors")
    names = sorted(path.name.removesuffix(".json") for path in folder.iterdir() if path.name.endswith(".json"))
    rows = [row for name in names if name not in {"kinds", "conflicts"} for row in table(f"actors/{name}")]
    return Registry(entry_of(row) for row in rows)


def entry_of(row: Mapping[str, Any]) -> Entry:
    """An entry of a row of the tables; KeyError, TypeError or ValueError where a field is missing or cannot be used."""
    if not row["id"] or not row["name"]:
        raise ValueError("id or name is empty")
    kind, home = ActorKind(row.get("kind") or "unknown"), tuple(str(row.get("in") or "").split())
    actor = Actor(
        id=str(row["id"]),
        name=str(row["name"]),
        kind=kind,
        parent=str(row.get("parent") or ""),
        side=str(row.get("side") or ""),
    )
    nouns = table("actors/kinds")
    common = row.get("common", nouns["common"].get(kind, ()) if home else ())
    country = [f"{word} {noun}" for word in row.get("of") or () for noun in nouns["demonym"].get(kind, ())]
    return Entry(
        actor,
        tuple(dict.fromkeys((actor.name, *map(str, row.get("also") or ()), *country))),
        tuple(_leader(one) for one in row.get("people") or ()),
        _days(row),
        home,
        tuple(map(str, common or ())),
        tuple((_days(one), ActorKind(one["kind"])) for one in row.get("phases") or ()),
        {str(conflict): str(side) for conflict, side in (row.get("sides") or {}).items()},
    )


def _leader(row: str | Mapping[str, Any]) -> Leader:
    return Leader(row) if isinstance(row, str) else Leader(str(row["name"]), str(row.get("role") or ""), _days(row))


def _days(row: Mapping[str, Any]) -> When:
    """The days of a field `days`, in EDTF; all days where there is none."""
    return When.read(str(row["days"])) if row.get("days") else ALWAYS
