"""Groups: which tolls count the same people. By the side they belong to, and by the noun that the source uses for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from gawah.data import table
from gawah.model import Actor, ActorKind, EventType, Family, Outcome, Resolution, Resolved, Role, Status, Toll
from gawah.weigh.origins import plain_words

_PEOPLE = table("weigh/people")
_THINGS = {word: kind for kind, words in _PEOPLE["things"].items() for word in words}
_KIND = {
    word: kind
    for kind in ("single", "man", "woman", "child", "civilian", "combatant", "state", "police", "anyone")
    for word in _PEOPLE[kind]
}
_COMMON = frozenset(_KIND)
_BODIES = frozenset(_PEOPLE["bodies"])
_SINGLE = frozenset(_PEOPLE["single"])
_FIGHTING = {"combatant", "state", "police"}
ARMED = {ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP, ActorKind.MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.EXTERNAL_FORCE}
_STATE = {ActorKind.STATE_FORCE, ActorKind.EXTERNAL_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE}
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIGHTS = {Family.FIGHTING, Family.REMOTE, Family.CIVILIANS}


class Group(NamedTuple):
    """People counted together: the actor id of their `side`, where one is known, and the `kind` of noun used for them."""

    side: str
    kind: str

    @property
    def anyone(self) -> bool:
        """Whether the words leave open who they were: such a figure is the whole of what its claim counts."""
        return not self.side and self.kind == "anyone"


ANYONE = Group("", "anyone")


class Sides(NamedTuple):
    """The armed sides of an incident: the words of their names, and whether they fight for a state, by actor id."""

    names: Mapping[str, frozenset[str]]
    state: Mapping[str, bool]
    shown: Mapping[str, str]


def side_of(actor: Actor | None) -> str:
    """The id of the camp that an actor fights for, of the body it belongs to, or its own; empty for those who do not fight.

    An actor of unknown kind may fight; whether it does, the incident tells (see `sides`).
    """
    if actor is None or (actor.kind not in ARMED and actor.kind is not ActorKind.UNKNOWN and not actor.side):
        return ""
    return actor.side or actor.parent or actor.id


def sides(heard: Iterable[Resolved]) -> Sides:
    """The armed sides that the claims of an incident name as doing or suffering it.

    A body of unknown kind with a name of its own counts as a side where it does or suffers an armed clash or an attack.
    """
    names: dict[str, frozenset[str]] = {}
    state: dict[str, bool] = {}
    shown: dict[str, str] = {}
    seen: set[tuple[str, str, EventType]] = set()
    for item in heard:
        for resolution in (*item.agents, *item.targets):
            actor = resolution.chosen
            if actor is None or (actor.id, resolution.mention.words, item.claim.event) in seen:
                continue
            seen.add((actor.id, resolution.mention.words, item.claim.event))
            side = side_of(actor)
            if not side or (actor.kind is ActorKind.UNKNOWN and not (fights(item.claim.event) and _own_name(actor.name))):
                continue
            words = frozenset(plain_words(resolution.mention.words)) | frozenset(plain_words(actor.name))
            names[side] = names.get(side, frozenset()) | words
            state[side] = state.get(side, False) or actor.kind in _STATE
            shown[side] = min(filter(None, (shown.get(side), actor.name)), key=lambda name: (len(name), name))
    return Sides(names, state, shown)


def _own_name(name: str) -> bool:
    return name[:1].isupper() and not is_name(name) and not set(plain_words(name)) <= _COMMON


def speaker_side(item: Resolved, known: Sides) -> str:
    """The side that a claim's speaker speaks for, or nothing."""
    claim = item.claim
    if claim.speaker is None or not known.names:
        return ""
    side = side_of(item.speaker.chosen) if item.speaker else ""
    if side in known.names:
        return side
    if not claim.speaker.role.partisan:
        return ""
    words = set(plain_words(claim.speaker.name))
    for side, names in known.names.items():
        if words & (names - _COMMON):
            return side
    parties = item.agents if claim.speaker.role is Role.PARTY_A else item.targets if claim.speaker.role is Role.PARTY_B else ()
    return next((side for side in (side_of(one.chosen) for one in parties) if side in known.names), "")


def group_of(toll: Toll, item: Resolved, known: Sides) -> Group:
    """The group that a toll counts."""
    words = plain_words(toll.of)
    if toll.outcome is Outcome.DESTROYED:
        return Group("", next((_THINGS[word] for word in reversed(words) if word in _THINGS), words[-1] if words else "things"))
    if not words:
        return ANYONE
    kind = kind_of(toll.of, toll.count.low == 1 == toll.count.high)
    if kind in {"civilian", "child", "woman", "man"}:
        return Group("", kind)
    side = _named_side(words, item, known)
    if not side and kind in {"combatant", "state"}:
        side = _only_side(kind, known)
    if side:
        return Group(side, "own")
    if (
        kind == "anyone"
        and toll.status in {Status.CIVILIAN, Status.CHILD, Status.WOMAN}
        and plain_words(toll.of) not in {(), ("people",)}
    ):
        return Group("", toll.status.value)
    return Group("", "combatant" if kind == "state" else kind)


@lru_cache(maxsize=65536)
def kind_of(of: str, one: bool) -> str:
    """The kind of noun that a phrase ends on; a name, or one person described, is "anyone": others may call them otherwise."""
    words = plain_words(of)
    if not words:
        return "anyone"
    head = re.split(r"\b(?:of|from|in|at|who|with|near|including|on)\b", of, maxsplit=1)[0]
    listed = [word for word in plain_words(head) or words if word in _KIND]
    if one and (not listed or any(word in _SINGLE for word in listed)):
        return "anyone"
    if not listed:
        return "anyone" if is_name(of) else words[-1]
    kind = _KIND[listed[-1]]
    if kind == "anyone" and len(listed) > 1:
        return _KIND[listed[-2]]
    return "anyone" if kind == "single" else kind


@lru_cache(maxsize=65536)
def describes_one(of: str) -> bool:
    """Whether a phrase names or describes one victim ("a man", "John Smith") rather than counting people."""
    words = plain_words(of)
    listed = [word for word in words if word in _KIND]
    return is_name(of) or (bool(listed) and listed[-1] in _SINGLE)


def is_name(of: str) -> bool:
    """Whether a phrase is a person's name: two words or more, each with a capital, none of them a common noun of people."""
    words = _NAME.findall(of)
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return False
    return not any(word.casefold() in _KIND or word.casefold() in _BODIES for word in words)


def _named_side(words: tuple[str, ...], item: Resolved, known: Sides) -> str:
    """The side whose name stands in the phrase, or that a party of the claim described by the same phrase belongs to."""
    said = set(words)
    parties: tuple[Resolution[Actor], ...] = (*item.targets, *item.agents)
    for resolution in parties:
        side = side_of(resolution.chosen)
        if side in known.names and said and said <= set(plain_words(resolution.mention.words)) and not said <= _COMMON:
            return side
    for side, names in sorted(known.names.items()):
        if said & (names - _COMMON):
            return side
    return ""


def _only_side(kind: str, known: Sides) -> str:
    """The one named side that unnamed soldiers, or unnamed fighters, can belong to; nothing where two could."""
    fit = [side for side, state in known.state.items() if state == (kind == "state")]
    return fit[0] if len(fit) == 1 else ""


def harms_civilians(event: EventType) -> bool:
    """Whether an event type is by its meaning done to people who do not fight."""
    return event.family is Family.CIVILIANS


def fights(event: EventType) -> bool:
    """Whether the parties of an event type are sides of a fight."""
    return event.family in _FIGHTS
