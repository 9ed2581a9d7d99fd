"""Conflicts with their two parties, so that a body can be told as party A or B of the one that a claim lies in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from gawah.data import table
from gawah.model import Actor, Resolution, When
from gawah.resolve.registry import Registry


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict: where and when, and the ids of the actors on each side; A is the side of the state, or the first named."""

    id: str
    name: str
    countries: frozenset[str]
    days: When
    a: frozenset[str]
    b: frozenset[str]

    def party(self, actor: Actor, registry: Registry) -> str:
        """A or B for one that is on a side, or belongs to one that is; else empty."""
        for one in registry.line(actor):
            for letter, members in (("A", self.a), ("B", self.b)):
                if one.id in members:
                    return letter
        return ""


@cache
def conflicts() -> tuple[Conflict, ...]:
    """The conflicts of `resources/actors/conflicts.yml`."""
    return tuple(
        Conflict(
            row["id"],
            row["name"],
            frozenset(str(row["in"]).split()),
            When.read(row["days"]),
            frozenset(row["a"]),
            frozenset(row["b"]),
        )
        for row in table("actors/conflicts")
    )


def conflict_of(actors: Iterable[Actor], country: str, when: When, registry: Registry) -> Conflict | None:
    """The one conflict of a country on some days that has these actors as its parties, the most of them; None for a tie."""
    known = [actor for actor in actors if not actor.provisional]
    if not known or not country:
        return None
    fits = [
        (sum(bool(one.party(actor, registry)) for actor in known), one)
        for one in conflicts()
        if country in one.countries and one.days.meets(when)
    ]
    most = max((count for count, _ in fits), default=0)
    best = [one for count, one in fits if count == most]
    return best[0] if most and len(best) == 1 else None


def with_party(found: Resolution[Actor], conflict: Conflict, registry: Registry) -> Resolution[Actor]:
    """A resolution with the party that its actor is of in a conflict; as it was for one that is on no side there."""
    actor = found.chosen
    letter = conflict.party(actor, registry) if actor is not None and not actor.provisional else ""
    if actor is None or not letter:
        return found
    entry = registry.entry(actor.id)
    side = entry.sides.get(conflict.id, actor.side) if entry else actor.side
    chosen = replace(actor, side=side, conflict=conflict.name, party=letter)
    return replace(found, chosen=chosen, why=f"{found.why}; party {letter} of “{conflict.name}”")
