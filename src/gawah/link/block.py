"""Which pairs of cards are worth comparing: those that share a key (`gawah.link.keys`).

Everything is done by shared keys, so a new card touches only the cards that it shares a key with.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gawah.link.cards import Bools, Cards, Ints
from gawah.link.keys import Keys, keys_of, ranges

CROWD = 30
"""Cards under one key of days and place; in a bigger crowd each is compared with its next neighbours only."""
COMMON = 30
"""Cards that share a name or word; one that stands in more of them is too common to be a key."""

PART = 1 << 15
"""Keys that are looked at at once: their pairs fit the cache, and memory is bounded."""


def candidates(cards: Cards, keys: Iterable[Keys] | None = None) -> tuple[Ints, Ints]:
    """Pairs of rows worth comparing, each once; cards alike in kind, day and place stand near each other.

    `keys` are those of the cards, made here where they are not given.
    """
    order = np.lexsort((cards.told, cards.place, cards.last, cards.event))
    seat = np.empty(len(cards), np.int64)
    seat[order] = np.arange(len(cards))
    summary, document = cards.summary[order], cards.document[order]
    found = [_pairs(kind, seat, summary, document) for kind in (keys_of(cards) if keys is None else keys)]
    one, other = np.divmod(_merged(found), max(1, len(cards)))
    return order[one], order[other]


def _merged(parts: list[Ints]) -> Ints:
    """The numbers of ascending lists as one such list, each once. Empties the list of lists, to save memory."""
    joined = np.concatenate([np.zeros(0, np.int64), *parts])
    parts.clear()
    joined.sort(kind="stable")  # finds the ascending runs and merges them
    return _once(joined)


def _once(ascending: Ints) -> Ints:
    """Each number once."""
    fresh = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]


def _pairs(kind: Keys, seat: Ints, summary: Bools, document: Ints) -> Ints:
    """All pairs of seats under one key, as one number each; in a crowd, those next to each other only."""
    seats, ends = _together(kind, seat)
    n = np.int64(len(seat))
    reach = np.minimum(ends - np.arange(len(seats)) - 1, CROWD)
    found: list[Ints] = []
    for start in range(0, len(seats), PART):
        here = np.arange(start, min(start + PART, len(seats)))
        at, origin = ranges(here + 1, here + reach[here], here)
        one, other = seats[origin], seats[at]
        keep = (summary[one] == summary[other]) & (document[one] != document[other])
        found.append(_once(np.sort(one[keep] * n + other[keep])))
    return _merged(found)


def _together(kind: Keys, seat: Ints) -> tuple[Ints, Ints]:
    """The seats that share a key with another, key by key, ascending in each; and where the stretch of each key ends.

    A name or word that too many share is left out. Keys of the same cards come one after another, so that the pairs that they
    share are found again at once.
    """
    order = np.argsort(kind.keys)
    keys = kind.keys[order]
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(keys)), np.bool_), keys[1:] != keys[:-1]]))
    sizes = np.diff(np.append(first, len(keys)))
    keep = (sizes > 1) & ((sizes <= COMMON) | (not kind.worded))
    sizes = sizes[keep]
    if not len(sizes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    seats = seat[kind.rows[order[np.repeat(keep, np.diff(np.append(first, len(keys))))]]]
    lead = np.minimum.reduceat(seats, np.cumsum(sizes) - sizes)
    by_lead = np.argsort(lead, kind="stable")
    group = np.empty(len(sizes), np.int64)
    group[by_lead] = np.arange(len(sizes))
    packed = np.repeat(group, sizes) * np.int64(len(seat)) + seats
    packed.sort()
    return packed % np.int64(len(seat)), np.repeat(np.cumsum(sizes[by_lead]), sizes[by_lead])
