"""What the claims of an incident agree on: kind, days, place, sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gawah.link.lay import when_of
from gawah.model import Basis, EventType, Place, Resolved, Stance, When
from gawah.text.spelling import fold

_VAGUE = {EventType.OTHER, EventType.STATEMENT}


def event_of(claims: Sequence[Resolved]) -> EventType:
    """The event type that most claims give, vague ones and denials last; a tie goes to the earlier in `EventType`."""
    votes = Counter(
        item.claim.event for item in claims if item.claim.event not in _VAGUE and item.claim.stance is not Stance.DENIES
    )
    votes = votes or Counter(item.claim.event for item in claims)
    order = list(EventType)
    return min(votes, key=lambda event: (-votes[event], order.index(event)))


def days_of(claims: Sequence[Resolved]) -> When:
    """The days that most claims can agree on, narrowed as far as these agree; days in the text go before days of telling."""
    dated = [item for item in claims if item.when.known]
    if not dated:
        return When()
    told = [item for item in dated if item.when.basis is not Basis.TELLING] or dated
    votes = Counter(item.when for item in told)

    def agreed(when: When) -> tuple[int, int, int]:
        return sum(many for other, many in votes.items() if when.meets(other)), -(when.days or 10**6), _latest(when)

    best = max(votes, key=agreed)
    return when_of([item for item in told if item.when.meets(best)])


def _latest(when: When) -> int:
    day = when.first or when.last
    return -day.toordinal() if day else 0


def place_of(claims: Sequence[Resolved]) -> Place | None:
    """The finest place that most claims can agree on: their own place lies in it, or it lies in theirs."""
    places: dict[str, Place] = {}
    votes: Counter[str] = Counter()
    for item in claims:
        if item.where:
            places.setdefault(item.where.id, item.where)
            votes[item.where.id] += 1

    def agreed(place: Place) -> tuple[int, int, str]:
        near = (key for key, other in places.items() if place.within(other) or other.within(place))
        return -sum(votes[key] for key in near), place.precision, place.id

    return min(places.values(), key=agreed, default=None)


def names_of(names: Iterable[str]) -> tuple[str, ...]:
    """The names, those that most claims give first; spellings of one name stand once, under the most frequent."""
    spellings: dict[str, Counter[str]] = {}
    for name in names:
        spellings.setdefault(fold(name) or name, Counter())[name] += 1
    order = sorted(spellings.values(), key=lambda group: (-group.total(), min(group)))
    return tuple(min(group, key=lambda name: (-group[name], name)) for group in order)


def agents_of(claims: Sequence[Resolved]) -> tuple[str, ...]:
    """Those said to have done it."""
    return names_of(_name(item, at, "agents") for item in claims for at in range(len(item.claim.agents)))


def targets_of(claims: Sequence[Resolved]) -> tuple[str, ...]:
    """Those to whom it was done."""
    return names_of(_name(item, at, "targets") for item in claims for at in range(len(item.claim.targets)))


def _name(item: Resolved, at: int, side: str) -> str:
    parties, resolutions = (item.claim.agents, item.agents) if side == "agents" else (item.claim.targets, item.targets)
    chosen = resolutions[at].chosen if at < len(resolutions) else None
    return chosen.name if chosen else parties[at].name


def place_words_of(claims: Sequence[Resolved]) -> str:
    """The place as the sources write it, most frequent first-named place."""
    words = Counter(item.claim.places[0].words for item in claims if item.claim.places)
    return min(words, key=lambda word: (-words[word], word), default="")
