"""Place names of a document to places of the gazetteer; the container where the name itself cannot be told.

All names of a document are weighed together (`place_scene`). A place is chosen only where it is clearly more likely than all
others that the name may mean; where two namesakes remain, or the gazetteer has no such name in the area that the text gives,
the name resolves to the smallest area that holds what remains, with the precision of that area; else it stays unresolved.
False precision is the one error that harms: a village pinned in the wrong valley.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gawah.data import table
from gawah.model import Candidate, Claim, Document, Mention, Place, Precision, Reason, Resolution, Span
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.place_areas import homes_of, named_areas
from gawah.resolve.place_choice import Chooser
from gawah.resolve.place_features import FEATURES, Option, Weighed
from gawah.resolve.place_scene import set_scene, weigh_scene
from gawah.resolve.place_towns import towns_of

PUBLISHER = 0.25
"""What a place in the publisher's name is worth beside one that the case is about."""
SHOWN = 5
"""Candidates that a resolution carries, at most."""


def resolve_mentions(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    focus: Sequence[Place] = (),
    *,
    chains: Mapping[int, tuple[int, ...]] | None = None,
    publisher: str = "",
    towns: Sequence[int] = (),
) -> list[Resolution[Place]]:
    """The places that names of one document mean, in the order given; `focus` are places that the case is about.

    `chains` gives, by index of a mention, those of the mentions that a claim names as areas around it. `publisher` is a name
    whose places speak a little for what lies near them (local news). `towns` are indices of names of the town that the document
    is of: a street lies there.
    """
    weights = table("places/weights")["features"]
    homes = [*((place, 1.0) for place in focus), *((place, PUBLISHER) for place in homes_of(publisher, gazetteer))]
    scene = weigh_scene(set_scene(text, mentions, gazetteer, homes, chains, towns=towns), weights)
    chooser = Chooser(scene, gazetteer)
    return [_resolution(chooser, weighed, weights) for weighed in scene.mentions]


def resolve_places(
    document: Document,
    claims: Sequence[Claim],
    gazetteer: Gazetteer,
    focus: Sequence[Place] = (),
) -> list[tuple[Resolution[Place], ...]]:
    """For each claim of a document the places of its mentions, in the order of `claim.places`.

    The names of all claims are weighed together, with the countries and provinces that the rest of the text names.
    """
    # Names that a reviewer put in share one span: that of the trigger.
    rows: dict[tuple[Span, str], int] = {}
    mentions: list[Mention] = []
    for mention in (mention for claim in claims for mention in claim.places):
        if (mention.span, mention.words) not in rows:
            rows[mention.span, mention.words] = len(mentions)
            mentions.append(mention)
    chains: dict[int, tuple[int, ...]] = {}
    for claim in claims:
        ats = [rows[mention.span, mention.words] for mention in claim.places]
        for place, at in enumerate(ats):
            near = {a for a in ats if _one_quote(claim, mentions[a], mentions[at])}  # areas of its own sentence go first
            after = sorted((a for a in ats[place + 1 :] if a != at), key=lambda a: a not in near)
            chains[at] = tuple(dict.fromkeys((*chains.get(at, ()), *after)))
    towns = towns_of(document.text, gazetteer)
    around = [
        *(town for town in towns if not any(town.span.meets(one.span) for one in mentions)),
        *(
            area
            for area in named_areas(document.text, gazetteer)
            if not any(area.span.meets(one.span) for one in (*mentions, *towns))
        ),
    ]
    named = [*mentions, *around]
    resolved = resolve_mentions(
        document.text,
        named,
        gazetteer,
        focus,
        chains=chains,
        publisher=document.publisher,
        towns=[at for at, one in enumerate(named) if any(one.span.meets(town.span) for town in towns)],
    )
    return [tuple(resolved[rows[mention.span, mention.words]] for mention in claim.places) for claim in claims]


def _one_quote(claim: Claim, one: Mention, other: Mention) -> bool:
    return any(quote.span.holds(one.span) and quote.span.holds(other.span) for quote in claim.quotes)


def acled_precision(precision: Precision) -> int:
    """ACLED's geo_precision (1 to 3) for a precision class."""
    return int(table("places/precision")[precision.word]["acled"])


def ucdp_precision(precision: Precision) -> int:
    """UCDP's where_prec (1 to 7) for a precision class."""
    return int(table("places/precision")[precision.word]["ucdp"])


def _resolution(chooser: Chooser, weighed: Weighed, weights: Mapping[str, float]) -> Resolution[Place]:
    options = sorted(weighed.options, key=lambda option: (-option.score, option.place.id))[:SHOWN]
    candidates = tuple(_candidate(weighed, option, weights) for option in options)
    choice = chooser.choose(weighed)
    place = choice.place
    if place is not None and choice.metres > place.radius_m:
        place = replace(place, radius_m=choice.metres, precision=max(place.precision, choice.precision))
    return Resolution(
        mention=weighed.cue.mention, chosen=place, why=choice.why, score=round(choice.chance, 3), candidates=candidates
    )


def _candidate(weighed: Weighed, option: Option, weights: Mapping[str, float]) -> Candidate[Place]:
    """An option with its score and a reason for each comparison that moved it."""
    reasons = [
        Reason(feature=feature.name, score=round(weights[feature.name] * value, 2), words=words)
        for feature in FEATURES
        if round(value := option.values.get(feature.name, 0.0), 2) and (words := feature.say(value, weighed, option))
    ]
    return Candidate(value=option.place, score=round(option.chance, 3), reasons=tuple(reasons))
