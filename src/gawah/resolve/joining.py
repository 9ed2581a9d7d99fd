"""The claims of a document with their days, places and actors: the one public function of the room."""

from __future__ import annotations

from collections.abc import Sequence

from gawah.model import Actor, Claim, Document, Place, Resolution, Resolved, When
from gawah.resolve.actors import resolve_party, resolve_speaker
from gawah.resolve.chosen import as_chosen
from gawah.resolve.dates import resolve_days
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.places import resolve_places, where_of
from gawah.resolve.registry import Registry


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
    found = (_resolved(*one, gazetteer, registry) for one in zip(claims, whens, places, strict=True))
    return [as_chosen(one, gazetteer, registry) if one.claim.meant else one for one in found]


def _resolved(
    claim: Claim, when: Resolution[When], places: tuple[Resolution[Place], ...], gazetteer: Gazetteer, registry: Registry
) -> Resolved:
    where, why = where_of(places, gazetteer, claim.quotes)
    speaker: Resolution[Actor] | None = resolve_speaker(claim.speaker, registry) if claim.speaker else None
    return Resolved(
        claim=claim,
        when=when.chosen or When(),
        why_when=when.why,
        where=where,
        why_where=why,
        places=places,
        agents=tuple(resolve_party(party, registry) for party in claim.agents),
        targets=tuple(resolve_party(party, registry) for party in claim.targets),
        speaker=speaker,
    )
