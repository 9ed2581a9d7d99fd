"""The word lists of the reader, as they stand in `resources/extract/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gawah.data import table
from gawah.model import Outcome, Status


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the reader knows of words; all keys are lemmas in lower case."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First lemma of a phrase to (the other lemmas, kind)."""
    outcomes: dict[str, Outcome]
    agentless: frozenset[str]
    affirm: frozenset[str]
    deny: frozenset[str]
    unknown: frozenset[str]
    silent: frozenset[str]
    """Verbs of answering: negated, they say that a speaker does not know or does not tell."""
    hedges: frozenset[str]
    hedged_sources: tuple[str, ...]
    plans: frozenset[str]
    modals: frozenset[str]
    means: dict[str, str]
    combatants: frozenset[str]
    civilians: frozenset[str]
    things: frozenset[str]
    arms: frozenset[str]
    crowd: frozenset[str]
    people: dict[str, Status]
    """Lemma of a noun to what it says of those it names."""
    persons: frozenset[str]
    """Lemmas of nouns that name one person where they stand in the singular."""
    abstract: frozenset[str]
    """Lemmas of what no harm is done to."""
    kinds: frozenset[str]
    prepositions: frozenset[str]
    directions: frozenset[str]


PERSONS = ("persons", "combatants", "police", "civilians", "women", "children")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    triggers, speech, people, places = (table(f"extract/{name}") for name in ("triggers", "speech", "people", "places"))
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in triggers["phrases"].items():
        first, *rest = words.split()
        phrases.setdefault(first, []).append((tuple(rest), kind))
    return Lexicon(
        verbs=triggers["verbs"],
        nouns=triggers["nouns"],
        phrases={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
        outcomes={word: Outcome(value) for word, value in triggers["outcomes"].items()},
        agentless=frozenset(triggers["agentless"]),
        affirm=frozenset(speech["affirm"]),
        deny=frozenset(speech["deny"]),
        unknown=frozenset([*speech["unknown"], *speech["silent"]]),
        silent=frozenset(speech["silent"]),
        hedges=frozenset(speech["hedges"]),
        hedged_sources=tuple(speech["hedged_sources"]),
        plans=frozenset(speech["plans"]),
        modals=frozenset(speech["modals"]),
        means={word: event for event, words in table("extract/means").items() for word in words},
        combatants=frozenset(people["combatants"]),
        civilians=frozenset(people["civilians"]),
        things=frozenset(people["things"]),
        arms=frozenset(people["arms"]),
        crowd=frozenset(people["crowd"]),
        people=_statuses(people),
        persons=frozenset(word for group in PERSONS for word in people[group]),
        abstract=frozenset(people["abstract"]),
        kinds=frozenset(places["kinds"]),
        prepositions=frozenset(places["prepositions"]),
        directions=frozenset(places["directions"]),
    )


def _statuses(people: dict[str, list[str]]) -> dict[str, Status]:
    """Later groups go before earlier ones: a girl is a child before she is a civilian."""
    order = (
        ("combatants", Status.COMBATANT),
        ("police", Status.POLICE),
        ("civilians", Status.CIVILIAN),
        ("women", Status.WOMAN),
        ("children", Status.CHILD),
    )
    loose = {"people", "person", "man", "guest", "official", "prisoner", "detainee", "captive", "hostage", "officer", "local"}
    return {word: status for group, status in order for word in people[group] if word not in loose}
