"""Where a happening lies, by the places that its claim names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gawah.model import Mention, Place, Precision, Resolution
from gawah.resolve.gazetteer import Gazetteer

Named = tuple[Place, Resolution[Place]]
_LIES = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]round|[Aa]cross)\s+(?:the\s+)?(?:[a-z]+\s+(?:of|in)\s+(?:the\s+)?)?"
    r"(?:(?:[A-Z][\w’'-]*(?:\s+|(?=,))){1,4}(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|&\s*)){0,8}$"
)
"""The word "in" before a name, with nothing but other names of a list between them."""
_LONGEST = 240


def where_of(
    places: Sequence[Resolution[Place]], gazetteer: Gazetteer, quotes: Sequence[Mention] = ()
) -> tuple[Place | None, str]:
    """The place of a happening by the resolutions of its claim: the most exact one, and why.

    Names in the sentences that carry the claim (`quotes`) go before names brought in from around; of those, the first says
    where, and others count as far as they lie in it or hold it. A name of which only an area around is known gives way to names
    that were found elsewhere. Where what is left excludes each other, it is the smallest area that holds them all; where that
    is no more than a country, the one name that the sentence says it lies in ("in Dara"). None where nothing holds them.
    """
    told = [r for r in places if any(quote.span.holds(r.mention.span) for quote in quotes) and r.chosen is not None]
    chosen: list[Named] = [(r.chosen, r) for r in told or places if r.chosen is not None]
    if not chosen:
        return None, places[0].why if places else "the claim names no place"
    chosen = _without_guesses(chosen)
    if quotes and not told:
        first = chosen[0][0]
        chosen = [(place, r) for place, r in chosen if place.within(first) or first.within(place)]
    place, rivals = _finest(chosen)
    if not rivals:
        own = [r for other, r in chosen if other.id == place.id]
        return place, next((r for r in own if _is_found(r)), own[0]).why
    names = ", ".join(dict.fromkeys(other.name for other in (place, *rivals)))
    held = _holding(place, rivals, gazetteer)
    if held is None or held.precision >= Precision.COUNTRY:
        located = [one for one in chosen if _lies_in(one[1], quotes)]
        place, others = _finest(located) if located else (place, rivals)
        if not others:
            return place, f"the claim names {names}; its sentence says “in {place.name}”"
    if held is None:
        return None, f"the claim names {names}; no area holds them all"
    return held, f"the claim names {names}; this area holds them all"


def _finest(chosen: Sequence[Named]) -> tuple[Place, list[Place]]:
    """The first of the most exact places, and those that neither hold it nor lie in it."""
    precision = min(place.precision for place, _ in chosen)
    place = next(place for place, _ in chosen if place.precision == precision)
    return place, [other for other, _ in chosen if not other.within(place) and not place.within(other)]


def _holding(place: Place, rivals: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    """The smallest area around a place that holds others too, or is one of them."""
    for area in place.containers:
        if all(area == other.id or area in other.containers for other in rivals):
            return gazetteer.place(area)
    return None


def _without_guesses(chosen: list[Named]) -> list[Named]:
    """The places without areas around a name that itself was not found, where those do not hold with what was found."""
    found = [place for place, r in chosen if any(candidate.value.id == place.id for candidate in r.candidates)]
    return [(place, r) for place, r in chosen if place in found or all(place.within(one) or one.within(place) for one in found)]


def _is_found(resolution: Resolution[Place]) -> bool:
    """Whether a name itself was found, and not only an area around it."""
    place = resolution.chosen
    return place is not None and any(candidate.value.id == place.id for candidate in resolution.candidates)


def _lies_in(resolution: Resolution[Place], quotes: Sequence[Mention]) -> bool:
    """Whether the sentence says "in" right before a name, or before a list of names that it stands in."""
    at = resolution.mention.span
    return any(quote.span.holds(at) and _LIES.search(_before(quote, at.start)) for quote in quotes)


def _before(quote: Mention, at: int) -> str:
    end = at - quote.span.start
    return quote.words[max(0, end - _LONGEST) : end]
