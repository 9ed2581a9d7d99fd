"""The claims of a document with their days, places and actors: the one public function of the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypedDict

from gawah.model import Actor, Claim, Document, Place, Resolution, Resolved, When
from gawah.resolve.actors import Setting, resolve_party, resolve_speaker
from gawah.resolve.cast import Cast
from gawah.resolve.chosen import as_chosen
from gawah.resolve.conflicts import conflict_of, with_party
from gawah.resolve.dates import resolve_days
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_of_claim import where_of
from gawah.resolve.places import resolve_places
from gawah.resolve.registry import Registry

UNTOLD = 366
"""Days before the telling within which a happening without a day is thought to lie, to tell which actors existed then."""


def resolve(
    document: Document,
    claims: Sequence[Claim],
    *,
    gazetteer: Gazetteer,
    registry: Registry,
    focus: Sequence[Place] = (),
) -> list[Resolved]:
    """The claims of one document, in the order given, each with what its words were resolved to.

    `focus` are places that the case is about. What cannot be told stays unresolved, with the reason. What a reviewer chose
    (`claim.meant`) goes before what is found here.
    """
    if not claims:
        return []
    places = resolve_places(document, claims, gazetteer, focus)
    whens = resolve_days(document, claims)
    wheres = [where_of(found, gazetteer, claim.quotes) for claim, found in zip(claims, places, strict=True)]
    settings = _settings(document, [when.chosen or When() for when in whens], [where for where, _ in wheres], registry)
    found = [
        Resolved(
            claim=claim,
            when=when.chosen or When(),
            why_when=when.why,
            where=where,
            why_where=why,
            places=names,
            **_actors(claim, setting, registry),
        )
        for claim, when, names, (where, why), setting in zip(claims, whens, places, wheres, settings, strict=True)
    ]
    return [as_chosen(one, gazetteer, registry) if one.claim.meant else one for one in found]


class _Actors(TypedDict):
    agents: tuple[Resolution[Actor], ...]
    targets: tuple[Resolution[Actor], ...]
    speaker: Resolution[Actor] | None


def _actors(claim: Claim, setting: Setting, registry: Registry) -> _Actors:
    """The parties and the speaker of a claim; where they are sides of one conflict, with the party that each is of."""
    agents, targets = (
        tuple(resolve_party(party, registry, setting) for party in parties) for parties in (claim.agents, claim.targets)
    )
    speaker = resolve_speaker(claim.speaker, registry, setting) if claim.speaker else None
    chosen = [one.chosen for one in (*agents, *targets, *([speaker] if speaker else [])) if one.chosen]
    conflict = conflict_of(chosen, setting.country, setting.when, registry)
    if conflict is None:
        return _Actors(agents=agents, targets=targets, speaker=speaker)
    return _Actors(
        agents=tuple(with_party(one, conflict, registry) for one in agents),
        targets=tuple(with_party(one, conflict, registry) for one in targets),
        speaker=with_party(speaker, conflict, registry) if speaker else None,
    )


def _settings(
    document: Document, whens: Sequence[When], wheres: Sequence[Place | None], registry: Registry
) -> Iterator[Setting]:
    """What each claim says of who its words can mean; a claim without a place lies where most of its document does."""
    told = When(first=_back(document.published), last=document.published)
    cast = Cast(document.text, registry, told)
    countries = Counter(where.country for where in wheres if where is not None and where.country)
    usual = next((country for country, count in countries.most_common(1) if 2 * count > countries.total()), "")
    for when, where in zip(whens, wheres, strict=True):
        days = when if when.first else When(first=_back(when.last), last=when.last) if when.last else told
        yield Setting(days, where.country if where else usual, cast)


def _back(day: date | None) -> date | None:
    return day - timedelta(days=UNTOLD) if day else None
