"""What two tellings have in common: a table of small named comparisons.

Each comparison measures many pairs at once and returns one number a pair, NaN where one of the two does not say; its docstring
tells readers what it means, and `say` puts one result in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from gawah.link.cards import NO_DAY, NO_KEY, OPEN, Bools, Cards, Floats, Ints, Ragged
from gawah.model import EventType, Family, Precision

KM_A_DEGREE = 111.2
FORMULA = 12
"""Words; shorter tellings may be a formula ("two soldiers were killed by a bomb") that fits many happenings."""
_FAMILIES = np.array([list(Family).index(event.family) for event in EventType], np.int64)
_EVENT_NAMES = [event.value.replace("_", " ") for event in EventType]
_VAGUE = np.array([event in {EventType.OTHER, EventType.STATEMENT} for event in EventType])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of cards, two by two."""

    cards: Cards
    one: Ints
    other: Ints

    def __len__(self) -> int:
        return len(self.one)


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison: `measure` gives its numbers, `say` the words for the pair at a position."""

    name: str
    measure: Callable[[Pairs], Floats]
    say: Callable[[Pairs, int, float], str]

    @property
    def description(self) -> str:
        """What readers are told about it."""
        return (self.measure.__doc__ or "").strip()


def distance(pairs: Pairs) -> Floats:
    """Kilometres between the two places beyond what the precision of both explains; 0 where one may lie in the other."""
    cards, one, other = pairs.cards, pairs.one, pairs.other
    middle = np.radians((cards.lat[one] + cards.lat[other]) / 2)
    east = (cards.lon[one] - cards.lon[other] + 180) % 360 - 180
    gap = KM_A_DEGREE * np.hypot(cards.lat[one] - cards.lat[other], east * np.cos(middle))
    return np.maximum(0.0, gap - cards.radius_km[one] - cards.radius_km[other])


def place(pairs: Pairs) -> Floats:
    """How well the place is shared: 3 the same site or village, 2 the same district, 1 a coarser place, 0 different places.

    Unsaid where the one is an area that the other may lie in: neither the same place nor another one.
    """
    cards, one, other = pairs.cards, pairs.one, pairs.other
    same = (cards.place[one] == cards.place[other]).astype(np.float64)
    fine = np.clip(5 - cards.precision[one], 1, 3)
    level = cards.precision[one], cards.precision[other]
    inside = (same == 0) & (level[0] != level[1]) & (np.maximum(*level) >= Precision.DISTRICT) & (distance(pairs) == 0)
    return np.where((cards.place[one] == NO_KEY) | (cards.place[other] == NO_KEY) | inside, np.nan, same * fine)


def spots(pairs: Pairs) -> Floats:
    """How many of the place names as written (any spelling) the two tellings share, as a share of the shorter list."""
    return _share(pairs.cards.spots, pairs)


def days(pairs: Pairs) -> Floats:
    """Days between the two spans in which the happening may lie; 0 where they share a day."""
    cards, one, other = pairs.cards, pairs.one, pairs.other
    gap = np.maximum(cards.first[one] - _last(cards, other), cards.first[other] - _last(cards, one))
    known = (cards.first[one] != NO_DAY) & (cards.first[other] != NO_DAY)
    return np.where(known, np.maximum(0, gap), np.nan).astype(np.float64)


def same_day(pairs: Pairs) -> Floats:
    """Whether both tellings give one and the same single day (1), or single days that differ (0)."""
    cards, one, other = pairs.cards, pairs.one, pairs.other
    first, last = cards.first[one], cards.first[other]
    single = (first == cards.last[one]) & (last == cards.last[other]) & (first != NO_DAY) & (last != NO_DAY)
    return np.where(single, (first == last).astype(np.float64), np.nan)


def told(pairs: Pairs) -> Floats:
    """Days between the two tellings."""
    cards, one, other = pairs.cards, pairs.one, pairs.other
    known = (cards.told[one] != NO_DAY) & (cards.told[other] != NO_DAY)
    return np.where(known, np.abs(cards.told[one] - cards.told[other]), np.nan).astype(np.float64)


def event(pairs: Pairs) -> Floats:
    """The kind of happening: 2 the same event type, 1 the same family, 0 another; unsaid where a type is vague."""
    one, other = pairs.cards.event[pairs.one], pairs.cards.event[pairs.other]
    value = np.where(one == other, 2.0, np.where(_FAMILIES[one] == _FAMILIES[other], 1.0, 0.0))
    return np.where(_VAGUE[one] | _VAGUE[other], np.nan, value)


def sides(pairs: Pairs) -> Floats:
    """How many of the agents and targets the two tellings share, as a share of the shorter list."""
    return _share(pairs.cards.sides, pairs)


def killed(pairs: Pairs) -> Floats:
    """How far apart the numbers of dead are: -1 the same number, 0 where the intervals meet, 1 where one is twice the other."""
    return _tolls_apart(pairs.cards.killed, pairs)


def wounded(pairs: Pairs) -> Floats:
    """How far apart the numbers of wounded are, measured as for the dead."""
    return _tolls_apart(pairs.cards.wounded, pairs)


def names(pairs: Pairs) -> Floats:
    """The names of people, streets and houses in both tellings, each counted by its rarity."""
    return common(pairs.cards.names, pairs)


def wording(pairs: Pairs) -> Floats:
    """How much wording the two tellings share, rare words counting most: 0 nothing, 1 all; a short formula counts for less."""
    return common(pairs.cards.words, pairs) * _substance(pairs)


def title(pairs: Pairs) -> Floats:
    """How much the titles of the two documents share, rare words counting most: 0 nothing, 1 all."""
    return common(pairs.cards.title, pairs)


def apart(pairs: Pairs) -> Floats:
    """Whether one of the texts sets its happening apart from another ("in a separate attack") and the other does not."""
    differ: Floats = (pairs.cards.apart[pairs.one] != pairs.cards.apart[pairs.other]).astype(np.float64)
    return differ


def copy(pairs: Pairs) -> Floats:
    """How much of their wording the two whole documents share, by their fingerprints: 1 is a copy, less for a short formula."""
    return likeness(pairs) * _substance(pairs)


def likeness(pairs: Pairs) -> Floats:
    """The share of wording of the two whole documents, by their fingerprints; NaN where one has none."""
    prints, near = pairs.cards.prints, np.empty(len(pairs), np.float64)
    for start in range(0, len(pairs), 1 << 15):
        part = slice(start, start + (1 << 15))
        one, other = prints[pairs.one[part]], prints[pairs.other[part]]
        same = np.ascontiguousarray(one == other).view(np.uint64).sum(axis=1)  # eight counts of up to 16, a byte each
        share = same.view(np.uint8).reshape(-1, 8).sum(axis=1) / one.shape[1]
        near[part] = np.where(_printed(one) & _printed(other), np.maximum(0.0, (share - 1 / 256) / (1 - 1 / 256)), np.nan)
    return near


def _printed(prints: npt.NDArray[np.uint8]) -> Bools:
    """Whether a document has a fingerprint at all."""
    known: Bools = (prints.view(np.uint64) != 0).any(axis=1)
    return known


def _substance(pairs: Pairs) -> Floats:
    """How far the shorter telling can be known by its words: 1 from `FORMULA` words on, a ninth at a third of them."""
    words = pairs.cards.words
    share: Floats = np.minimum(1.0, np.minimum(words.size(pairs.one), words.size(pairs.other)) / FORMULA) ** 2
    return share


def _last(cards: Cards, rows: Ints) -> Ints:
    return np.where(cards.last[rows] == NO_DAY, np.iinfo(np.int64).max // 2, cards.last[rows])


@lru_cache(maxsize=6)
def _matrix(table: Ragged, *, counted: bool) -> sparse.csr_array:
    """The table with its keys numbered through, so that rows can be multiplied; `counted`: every key weighs 1."""
    keys, columns = np.unique(table.keys, return_inverse=True)
    weights = np.ones(len(table.keys)) if counted else table.weights
    return sparse.csr_array((weights, columns, table.starts), shape=(len(table.starts) - 1, max(1, len(keys))))


def common(table: Ragged, pairs: Pairs, *, counted: bool = False) -> Floats:
    """Sum over the shared keys of the product of their weights; NaN where a row is empty."""
    if not len(table.keys):
        return np.full(len(pairs), np.nan)
    rows, total = _matrix(table, counted=counted), np.empty(len(pairs), np.float64)
    for start in range(0, len(pairs), 1 << 18):
        part = slice(start, start + (1 << 18))
        total[part] = rows[pairs.one[part]].multiply(rows[pairs.other[part]]).sum(axis=1)
    return np.where((table.size(pairs.one) > 0) & (table.size(pairs.other) > 0), total, np.nan)


def _share(table: Ragged, pairs: Pairs) -> Floats:
    least = np.minimum(table.size(pairs.one), table.size(pairs.other))
    share: Floats = common(table, pairs, counted=True) / np.maximum(1, least)
    return share


def _tolls_apart(tolls: Ints, pairs: Pairs) -> Floats:
    one, other = tolls[pairs.one], tolls[pairs.other]
    known = ((one != OPEN).any(axis=1)) & ((other != OPEN).any(axis=1))
    gap = np.maximum(_gap(one, other), _gap(other, one))
    exact = (one[:, 0] == one[:, 1]) & (other[:, 0] == other[:, 1]) & (one[:, 0] == other[:, 0])
    return np.where(known, np.where(exact, -1.0, np.maximum(0.0, gap)), np.nan)


def _gap(lower: Ints, upper: Ints) -> Floats:
    """How far the low end of one lies above the high end of the other, in doublings (one person is added to both)."""
    high, low = upper[:, 0], lower[:, 1]
    open_ended = (high == OPEN) | (low == OPEN)
    return np.where(open_ended, 0.0, np.log2((np.maximum(0, high) + 1.0) / (np.maximum(0, low) + 1.0)))


def _shared(table: Ragged, pairs: Pairs, at: int) -> list[str]:
    """What both rows of a pair hold, as the first of the two writes it, the heaviest first."""
    one, other = int(pairs.one[at]), int(pairs.other[at])
    start = int(table.starts[one])
    keys, weights = table.row(one), table.weights[start : start + len(table.row(one))]
    both = np.flatnonzero(np.isin(keys, table.row(other)))
    order = both[np.lexsort((keys[both], -weights[both]))]
    return [] if table.words is None else [str(table.words[start + place]) for place in order.tolist()]


def _listed(table: Ragged, pairs: Pairs, at: int, most: int = 5) -> str:
    words = _shared(table, pairs, at)
    return ", ".join(words[:most]) + (" ..." if len(words) > most else "")


def _say_distance(_: Pairs, __: int, value: float) -> str:
    if np.isnan(value):
        return "the place of one of them is not known"
    return (
        "the places meet within their precision" if value == 0 else f"{value:.0f} km apart beyond the precision of both places"
    )


def _say_place(pairs: Pairs, at: int, value: float) -> str:
    if np.isnan(value):
        unknown = NO_KEY in (pairs.cards.place[pairs.one[at]], pairs.cards.place[pairs.other[at]])
        return "the place of one of them is not known" if unknown else "the place of the one may lie in that of the other"
    return ("the places differ", "the same area", "the same district", "the same place")[int(value)]


def _say_days(_: Pairs, __: int, value: float) -> str:
    if np.isnan(value):
        return "the day of one of them is not known"
    return "the days meet" if value == 0 else f"{value:.0f} day{'s' * (value != 1)} lie between the two"


def _say_same_day(_: Pairs, __: int, value: float) -> str:
    if np.isnan(value):
        return "not both give a single day"
    return "both give the same day" if value else "they give different days"


def _say_told(_: Pairs, __: int, value: float) -> str:
    return "the day of telling is not known" if np.isnan(value) else f"told {value:.0f} day{'s' * (value != 1)} apart"


def _say_event(pairs: Pairs, at: int, _: float) -> str:
    one, other = (_EVENT_NAMES[int(pairs.cards.event[rows[at]])] for rows in (pairs.one, pairs.other))
    return f"both tell of: {one}" if one == other else f"one tells of: {one}, the other of: {other}"


def _say_listed(what: str, column: str) -> Callable[[Pairs, int, float], str]:
    def say(pairs: Pairs, at: int, value: float) -> str:
        if np.isnan(value):
            return f"one of them gives no {what}"
        words = _listed(getattr(pairs.cards, column), pairs, at)
        return f"shared {what}: {words}" if words else f"{'some' if value else 'no'} shared {what}"

    return say


def _say_tolls(what: str) -> Callable[[Pairs, int, float], str]:
    def say(pairs: Pairs, at: int, value: float) -> str:
        if np.isnan(value):
            return f"one of them gives no number of {what}"
        one, other = (_interval(getattr(pairs.cards, what)[rows[at]]) for rows in (pairs.one, pairs.other))
        return f"{what}: {one} and {other}" + ("" if value <= 0 else ", which cannot be one number")

    return say


def _interval(ends: Ints) -> str:
    low, high = (int(end) for end in ends)
    if low == high:
        return str(low)
    return f"{low} or more" if high == OPEN else f"up to {high}" if low == OPEN else f"{low} to {high}"


def _say_apart(_: Pairs, __: int, value: float) -> str:
    return "one text sets its happening apart from another" if value else "neither or both texts set the happening apart"


def _say_title(_: Pairs, __: int, value: float) -> str:
    return "a document has no title" if np.isnan(value) else f"the titles share {100 * value:.0f}% of their wording"


def _say_copy(_: Pairs, __: int, value: float) -> str:
    return (
        "no fingerprint of one of the texts"
        if np.isnan(value)
        else f"the texts share about {100 * value:.0f}% of their wording"
    )


FEATURES: tuple[Feature, ...] = (
    Feature("distance", distance, _say_distance),
    Feature("place", place, _say_place),
    Feature("spots", spots, _say_listed("place names", "spots")),
    Feature("days", days, _say_days),
    Feature("same_day", same_day, _say_same_day),
    Feature("told", told, _say_told),
    Feature("event", event, _say_event),
    Feature("sides", sides, _say_listed("parties", "sides")),
    Feature("killed", killed, _say_tolls("killed")),
    Feature("wounded", wounded, _say_tolls("wounded")),
    Feature("names", names, _say_listed("names", "names")),
    Feature("wording", wording, _say_listed("rare words", "words")),
    Feature("title", title, _say_title),
    Feature("apart", apart, _say_apart),
    Feature("copy", copy, _say_copy),
)
"""In the order in which reasons are given where their weights are equal."""


def measured(pairs: Pairs, features: Iterable[Feature] = FEATURES) -> Floats:
    """All comparisons of all pairs: one row a pair, one column a feature."""
    return np.stack([feature.measure(pairs) for feature in features], axis=1)
