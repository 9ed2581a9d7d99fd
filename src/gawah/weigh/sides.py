"""Sides: the armed parties of an incident, and which of them a speaker speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gawah.model import Actor, ActorKind, EventType, Family, Imprint, Resolved, Role
from gawah.weigh.nouns import COMMON, MEMBERS, is_name
from gawah.weigh.origins import plain_words

ARMED = {ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP, ActorKind.MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.EXTERNAL_FORCE}
_STATE = {ActorKind.STATE_FORCE, ActorKind.EXTERNAL_FORCE}
_DEFENCE = frozenset(("defence", "defense", "military", "army"))
_SMALL = frozenset(("of", "the", "a", "an", "and", "in", "from", "two", "three", "several", "some", "special", "unit", "units"))
_FIGHTS = {Family.FIGHTING, Family.REMOTE, Family.CIVILIANS}


class Sides(NamedTuple):
    """The armed sides of an incident by id: the words that tell each from others, whether it fights for a state, its name.

    `state` holds only sides of a known kind. `alias` leads from the actors of an incident to their sides, `by_word`
    from a word to the sides whose names hold it.
    """

    names: Mapping[str, frozenset[str]]
    state: Mapping[str, bool]
    shown: Mapping[str, str]
    alias: Mapping[str, str]
    by_word: Mapping[str, set[str]]

    def of(self, actor: Actor | None) -> str:
        """The side that an actor is of; empty for one that is no side here."""
        if actor is None or not self.alias:
            return ""
        return self.alias.get(_camp(actor), "")


def _camp(actor: Actor) -> str:
    """The camp that an actor fights for, the body it belongs to, or itself."""
    return actor.side or actor.parent or actor.id


def fights(event: EventType) -> bool:
    """Whether the parties of an event type are sides of a fight."""
    return event.family in _FIGHTS


def sides(heard: Iterable[Resolved]) -> Sides:
    """The armed sides that the claims of an incident name as doing or suffering it.

    A body that no registry knows counts as a side if it has a name of its own ("gunmen" have none) and is of an armed kind,
    or does or suffers a fight, a strike or an attack;
    "Taliban", "Taliban fighters" and "the Taliban's fighters" are one.
    """
    names: dict[str, frozenset[str]] = {}
    state: dict[str, bool] = {}
    shown: dict[str, str] = {}
    unknown: dict[str, tuple[frozenset[str], str]] = {}
    seen: set[tuple[str, str, EventType]] = set()
    for item in heard:
        for resolution in (*item.agents, *item.targets):
            actor, words = resolution.chosen, resolution.mention.words
            if actor is None or (actor.id, words, item.claim.event) in seen:
                continue
            seen.add((actor.id, words, item.claim.event))
            camp = _camp(actor)
            if not actor.provisional and (actor.kind in ARMED or actor.side):
                said = frozenset(plain_words(words)) | frozenset(plain_words(actor.name))
                own = said - COMMON or said
                names[camp] = names.get(camp, frozenset()) | own
                state[camp] = state.get(camp, False) or actor.kind in _STATE
                shown[camp] = min(filter(None, (shown.get(camp), actor.name)), key=lambda name: (len(name), name))
            elif _may_fight(actor, item.claim.event) and _own_name(actor.name):
                unknown[camp] = frozenset(plain_words(actor.name)) - COMMON - MEMBERS - _SMALL, actor.name
    alias = {camp: camp for camp in names}
    by_word: dict[str, set[str]] = {}
    for camp, own in names.items():
        for word in own:
            by_word.setdefault(word, set()).add(camp)
    for camp in sorted(unknown, key=lambda camp: (_led(unknown[camp][1]), -len(unknown[camp][0]), camp)):
        own, name = unknown[camp]
        near = {side for word in own for side in by_word.get(word, ())}
        fits = (side for side in sorted(near) if own <= names[side] or (_led(name) and own >= names[side]))
        held = alias[camp] = next(fits, camp)
        names[held] = names.get(held, frozenset()) | own
        for word in own:
            by_word.setdefault(word, set()).add(held)
        if held not in state:
            shown[held] = min(filter(None, (shown.get(held), name)), key=lambda name: (len(name), name))
    return Sides(names, state, shown, alias, by_word)


def _may_fight(actor: Actor, event: EventType) -> bool:
    """Whether a body that no registry knows counts as a side: one of an armed kind, or one that takes part in a fight."""
    return actor.kind in ARMED or (actor.kind is ActorKind.UNKNOWN and fights(event))


def _own_name(name: str) -> bool:
    return any(word[:1].isupper() and not set(plain_words(word)) <= COMMON for word in name.split()) and not is_name(name)


def _led(name: str) -> bool:
    """Whether a phrase leads to a name by a common noun: "fighters of two Taliban units", "members of the Front"."""
    words = plain_words(name)
    return len(words) > 1 and (words[0] in COMMON or words[0] in MEMBERS)


def speaker_side(item: Resolved, known: Sides, imprint: Imprint | None = None) -> str:
    """The side that a claim's speaker speaks for, or nothing; without a speaker, the side that publishes the document."""
    claim = item.claim
    if not known.names:
        return ""
    if claim.speaker is None:
        return _called(plain_words(imprint.publisher), known) if imprint and imprint.publisher else ""
    side = known.of(item.speaker.chosen) if item.speaker else ""
    side = side or _of_the_state(item, known)
    if side or not claim.speaker.role.partisan:
        return side
    named = _called(plain_words(claim.speaker.name), known)
    if named:
        return named
    parties = item.agents if claim.speaker.role is Role.PARTY_A else item.targets if claim.speaker.role is Role.PARTY_B else ()
    return next((side for side in (known.of(one.chosen) for one in parties) if side), "")


def _of_the_state(item: Resolved, known: Sides) -> str:
    """The one side that fights for a state, where the speaker is a ministry of defence or an armed body of a state."""
    speaker, actor = item.claim.speaker, item.speaker.chosen if item.speaker else None
    military = actor is not None and not actor.provisional and actor.kind in _STATE
    if speaker is None or not (military or set(plain_words(speaker.name)) & _DEFENCE):
        return ""
    states = [side for side, state in known.state.items() if state]
    return states[0] if len(states) == 1 else ""


def _called(words: Iterable[str], known: Sides) -> str:
    """The side that the words of a name belong to: the one that shares most of them; of several, the first by id."""
    said = set(words)
    near = {side for word in said for side in known.by_word.get(word, ())}
    shared = [(len(said & known.names[side]), side) for side in near]
    return min(shared, key=lambda pair: (-pair[0], pair[1]))[1] if shared else ""
