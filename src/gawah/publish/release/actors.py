"""Which names of actors may go out: those of the registry, and plain words for groups of people; never a person."""

from __future__ import annotations

from gawah.model import Account, Actor, ActorKind, Outcome, Resolution, Resolved, Status

_GROUPS = {ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS}
_WORDS = {
    Status.COMBATANT: ("combatant", "combatants"),
    Status.CIVILIAN: ("civilian", "civilians"),
    Status.POLICE: ("police", "police"),
    Status.CHILD: ("child", "children"),
    Status.WOMAN: ("woman", "women"),
}


def public_actor(actor: Actor | None) -> Actor | None:
    """The actor as it may be named; None where naming it might name a person, or a body that only this case knows."""
    if actor is None or actor.kind is ActorKind.PERSON:
        return None
    if actor.provisional:
        if actor.kind not in _GROUPS:
            return None
        return Actor(id=f"kind:{actor.kind.value}", name=actor.kind.value, kind=actor.kind, provisional=True)
    return actor


def involved(resolved: Resolved) -> tuple[Resolution[Actor], ...]:
    """All that the parties of a claim were resolved to."""
    return (*resolved.agents, *resolved.targets)


def known_actors(account: Account) -> dict[str, Actor]:
    """The actors that may be named, by the names and ids that incidents and tallies give them."""
    found: dict[str, Actor] = {}
    for resolved in account.claims.values():
        for resolution in involved(resolved):
            named = public_actor(resolution.chosen)
            if named is not None and resolution.chosen is not None:
                found.setdefault(resolution.chosen.name, named)
                found.setdefault(resolution.chosen.id, named)
    return found


def counted_words(outcome: Outcome, status: str, side: Actor | None = None, *, one: bool = False) -> str:
    """Who was counted, without the words of a source: the actor they belong to, or what they were."""
    if outcome is Outcome.DESTROYED:
        return "thing" if one else "things"
    if side is not None:
        return side.name
    known = _WORDS.get(Status(status)) if status in set(Status) else None
    return known[0 if one else 1] if known else "person" if one else ""
