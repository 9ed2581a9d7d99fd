"""Lay claims out on cards: the claims of one document that tell of one happening lie on one card."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from gawah.link import wording
from gawah.link.cards import NO_DAY, NO_KEY, OPEN, Cards, ragged
from gawah.model import Basis, Claim, EventType, Imprint, Outcome, Place, Precision, Resolved, Stance, TollKind, When
from gawah.text.fingerprint import HASHES

_EVENTS = {event: at for at, event in enumerate(EventType)}
_APART = re.compile(
    r"\b(?:(?:a|in|another|yet)\s+)?(?:separate(?:ly)?|another|a second|a third|second|unrelated|different|further)\s+"
    r"(?:\w+\s+)?(?:attack|incident|shooting|strike|clash|raid|bombing|blast|explosion|ambush|case|killing|assault|place|area|operation)\b"
    r"|\bseparately\b|\belsewhere\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document tells of one happening: its claims, earliest in the text first."""

    claims: tuple[Resolved, ...]

    @property
    def first(self) -> Claim:
        """The claim that stands first in the document."""
        return self.claims[0].claim


def tellings(resolved: Iterable[Resolved], alone: frozenset[str] = frozenset()) -> list[Telling]:
    """The claims grouped by document and happening, in an order that does not hang on the order they come in.

    Claims in `alone` (a reviewer told them apart from their fellows) and claims without a label get a telling of their own.
    A summary never lies on one card with a single happening.
    """
    groups: dict[tuple[str, str, bool], list[Resolved]] = defaultdict(list)
    for item in resolved:
        claim = item.claim
        label = claim.happening if claim.happening and claim.id not in alone else f"\0{claim.id}"
        groups[claim.document, label, claim.scope.summary].append(item)
    ordered = [tuple(sorted(group, key=_place_in_text)) for group in groups.values()]
    return sorted((Telling(claims) for claims in ordered), key=order_of)


def order_of(telling: Telling) -> tuple[str, tuple[int, int, str]]:
    """What tellings are ordered by: their document, then the place in it."""
    return telling.first.document, _place_in_text(telling.claims[0])


def _place_in_text(item: Resolved) -> tuple[int, int, str]:
    span = item.claim.trigger.span
    return span.start, span.end, item.claim.id


def lay(stack: Sequence[Telling], imprints: Mapping[str, Imprint]) -> Cards:
    """The cards of the tellings, one each, in their order."""
    whens = [when_of(t.claims) for t in stack]
    wheres = [where_of(t.claims) for t in stack]
    texts = [_texts(t, imprints.get(t.first.document)) for t in stack]
    sides = [_side_names(t) for t in stack]
    outside = [_not_wording(t, names) for t, names in zip(stack, sides, strict=True)]
    both = list(zip(texts, outside, strict=True))
    told = [t.first.told or _published(imprints.get(t.first.document)) for t in stack]
    return Cards(
        document=_ints(wording.key(t.first.document) for t in stack),
        event=_ints(_EVENTS[_event(t)] for t in stack),
        first=_ints(_day(when.first) for when in whens),
        last=_ints(_day(when.last) for when in whens),
        told=_ints(_day(day) for day in told),
        place=_ints(wording.key(place.id) if place else NO_KEY for place in wheres),
        lat=np.array([_degrees(place, "lat") for place in wheres], np.float64),
        lon=np.array([_degrees(place, "lon") for place in wheres], np.float64),
        radius_km=np.array([place.radius_m / 1000 if place else np.nan for place in wheres], np.float64),
        precision=_ints((place.precision if place else Precision.UNKNOWN).value for place in wheres),
        province=_ints(_province(place) for place in wheres),
        country=_ints(wording.key(place.country) if place and place.country else NO_KEY for place in wheres),
        killed=_tolls(stack, Outcome.KILLED),
        wounded=_tolls(stack, Outcome.WOUNDED),
        summary=np.array([t.first.scope.summary for t in stack], np.bool_),
        apart=np.array([bool(_APART.search(t.first.quotes[0].words)) if t.first.quotes else False for t in stack], np.bool_),
        sides=ragged((dict.fromkeys(names, 1.0) for names in sides), wording.name_key),
        names=ragged((wording.names(text, no) for text, no in both), wording.name_key),
        words=ragged((wording.weighted(text, no) for text, no in both), wording.key),
        title=ragged((wording.weighted(text[:1], no) for text, no in both), wording.key, written=False),
        spots=ragged((dict.fromkeys(_spots(t), 1.0) for t in stack), wording.name_key),
        prints=_prints(stack, imprints),
    )


def _ints(values: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(values, np.int64)


def _day(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def _published(imprint: Imprint | None) -> date | None:
    return imprint.published if imprint else None


def _degrees(place: Place | None, axis: str) -> float:
    value = getattr(place, axis) if place else None
    return np.nan if value is None else float(value)


def _province(place: Place | None) -> int:
    """The first-order area: the place itself, or the last but one of its containers (the last is the country)."""
    if place is None or place.precision >= Precision.COUNTRY:
        return NO_KEY
    if place.precision is Precision.PROVINCE:
        return wording.key(place.id)
    return wording.key(place.containers[-2]) if len(place.containers) > 1 else NO_KEY


def _event(telling: Telling) -> EventType:
    """The event of the first claim that says more than "other" or "statement"."""
    events = [item.claim.event for item in telling.claims]
    return next((event for event in events if event not in {EventType.OTHER, EventType.STATEMENT}), events[0])


def when_of(claims: Sequence[Resolved]) -> When:
    """The days that the claims agree on: the narrowest first, each further one that meets what is left narrows it."""
    left = When()
    for item in sorted(claims, key=lambda item: _exactness(item.when)):
        if item.when.known and (not left.known or left.meets(item.when)):
            left = _both(left, item.when)
    return left


def _exactness(when: When) -> tuple[bool, int, date, date]:
    return when.basis is Basis.TELLING, when.days or 10**6, when.first or date.min, when.last or date.max


def _both(one: When, other: When) -> When:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    basis = one.basis if one.known else other.basis
    return When(first=max(firsts, default=None), last=min(lasts, default=None), basis=basis)


def where_of(claims: Sequence[Resolved]) -> Place | None:
    """The finest place of the claims, the first-named where several are as fine."""
    return min((item.where for item in claims if item.where), key=lambda place: place.precision, default=None)


def _tolls(stack: Sequence[Telling], outcome: Outcome) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """From the least to the most that a claim of the telling says; OPEN where none says a number."""
    rows = np.full((len(stack), 2), OPEN, np.int64)
    for at, telling in enumerate(stack):
        said = [bounds for item in telling.claims if (bounds := _toll(item.claim, outcome))]
        lows = [low for low, _ in said if low is not None]
        highs = [high for _, high in said]
        rows[at, 0] = min(lows, default=OPEN)
        rows[at, 1] = OPEN if None in highs or not highs else max(high for high in highs if high is not None)
    return rows


def _toll(claim: Claim, outcome: Outcome) -> tuple[int | None, int | None] | None:
    """What a claim says of an outcome in all; parts are inside another toll, and a denial counts nobody."""
    if claim.stance is Stance.DENIES:
        return None
    counts = [t.count for t in claim.tolls if t.outcome is outcome and t.kind is not TollKind.PART and t.count.numbered]
    if not counts:
        return None
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts]
    return (sum(lows) if lows else None), (None if None in highs else sum(high for high in highs if high is not None))


def _texts(telling: Telling, imprint: Imprint | None) -> list[str]:
    quotes = dict.fromkeys(quote.words for item in telling.claims for quote in item.claim.quotes)
    return [imprint.title if imprint else "", *quotes]


def _side_names(telling: Telling) -> list[str]:
    """Names of both sides: the resolved actor where there is one, else the party as written."""
    found: dict[str, None] = {}
    for item in telling.claims:
        for parties, resolutions in ((item.claim.agents, item.agents), (item.claim.targets, item.targets)):
            for at, party in enumerate(parties):
                chosen = resolutions[at].chosen if at < len(resolutions) else None
                found[chosen.name if chosen else party.name] = None
    return list(found)


def _spots(telling: Telling) -> list[str]:
    return list(dict.fromkeys(mention.words for item in telling.claims for mention in item.claim.places))


def _not_wording(telling: Telling, sides: list[str]) -> frozenset[str]:
    """The words of sides, places and speakers.

    Sides and places have features of their own; and that one person speaks of two happenings does not make them one.
    """
    parties = [party.words for item in telling.claims for party in (*item.claim.agents, *item.claim.targets)]
    speakers = [name for item in telling.claims if (who := item.claim.speaker) for name in (who.name, who.words)]
    return frozenset(word for name in (*sides, *parties, *speakers, *_spots(telling)) for word in wording.tokens(name))


def _prints(stack: Sequence[Telling], imprints: Mapping[str, Imprint]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    rows = np.zeros((len(stack), HASHES), np.uint8)
    for at, telling in enumerate(stack):
        imprint = imprints.get(telling.first.document)
        if imprint and len(imprint.print) == HASHES:
            rows[at] = np.frombuffer(imprint.print, np.uint8)
    return rows
