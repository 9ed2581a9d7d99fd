"""What a reviewer chose goes before what was found: the places, actors and days of a claim as a person has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gawah.errors import UnknownRecord
from gawah.model import Actor, Meant, Place, Resolution, Resolved, When
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_of_claim import where_of
from gawah.resolve.registry import Registry

T = TypeVar("T", Place, Actor)
_OPEN = "a reviewer looked, and leaves it unresolved"


def as_chosen(resolved: Resolved, gazetteer: Gazetteer, registry: Registry) -> Resolved:
    """A resolved claim with what reviewers chose for its words, its place and its days; candidates stay, for another look.

    A choice of something that the gazetteer or the registry no longer has leaves the words unresolved, and says so.
    """
    claim = resolved.claim
    held = {(one.slot, one.words): one for one in claim.meant}
    places = tuple(_place(found, held.get(("place", _plain(found.mention.words))), gazetteer) for found in resolved.places)
    if places != resolved.places:
        where, why = where_of(places, gazetteer, claim.quotes)
        resolved = replace(resolved, places=places, where=where, why_where=why)
    if where_said := held.get(("where", "")):
        resolved = replace(resolved, where=None, why_where=_OPEN)
        if where_said.place:
            place, why = _known_place(where_said.place, gazetteer)
            resolved = replace(resolved, where=place, why_where=why)
    if when_said := held.get(("when", "")):
        when = when_said.when
        why = f"a reviewer put it at {when.edtf}" if when else _OPEN
        resolved = replace(resolved, when=when or When(), why_when=why)
    return _with_actors(resolved, held, registry)


def _with_actors(resolved: Resolved, held: dict[tuple[str, str], Meant], registry: Registry) -> Resolved:
    claim = resolved.claim

    def actors(names: list[str], found: tuple[Resolution[Actor], ...]) -> tuple[Resolution[Actor], ...]:
        return tuple(_actor(one, held.get(("actor", _plain(name))), registry) for name, one in zip(names, found, strict=True))

    speaker = resolved.speaker
    if claim.speaker and speaker:
        (speaker,) = actors([claim.speaker.name], (speaker,))
    return replace(
        resolved,
        agents=actors([party.name for party in claim.agents], resolved.agents),
        targets=actors([party.name for party in claim.targets], resolved.targets),
        speaker=speaker,
    )


def _plain(words: str) -> str:
    return " ".join(words.split())


def _place(found: Resolution[Place], said: Meant | None, gazetteer: Gazetteer) -> Resolution[Place]:
    if said is None:
        return found
    place, why = _known_place(said.place, gazetteer) if said.place else (None, _OPEN)
    return _settled(found, place, why)


def _known_place(said: Place, gazetteer: Gazetteer) -> tuple[Place | None, str]:
    """The place that a choice names, whole, and why; a place that was drawn with the areas that it lies in."""
    drawn = said.lat is not None
    at = said.containers[0] if drawn and said.containers else "" if drawn else said.id
    try:
        known = gazetteer.place(at) if at else None
    except UnknownRecord:
        if not drawn:
            return None, f"a reviewer chose {said.name or said.id}, which this gazetteer does not have ({said.id})"
        known = None
    if not drawn and known:
        return known, f"a reviewer chose {known.full_name}"
    if known:
        ids, names = (known.id, *known.containers), (known.name, *known.container_names)
        said = replace(said, containers=ids, container_names=names, country=known.country)
    name = said.name or "a place on the map"
    reach = f"within {said.radius_m / 1000:g} km of {said.lat}, {said.lon}"
    return replace(said, name=name), f"a reviewer drew {name}, {reach}"


def _actor(found: Resolution[Actor], said: Meant | None, registry: Registry) -> Resolution[Actor]:
    if said is None:
        return found
    if said.actor is None:
        return _settled(found, None, _OPEN)
    actor = registry.actor(said.actor.id)
    if actor is None:
        named = said.actor.name or said.actor.id
        return _settled(found, None, f"a reviewer chose {named}, which this registry does not have ({said.actor.id})")
    return _settled(found, actor, f"a reviewer chose {actor.name}")


def _settled(found: Resolution[T], chosen: T | None, why: str) -> Resolution[T]:
    return replace(found, chosen=chosen, why=why, score=1.0 if chosen else 0.0)
