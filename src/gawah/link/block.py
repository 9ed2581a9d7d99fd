"""Which pairs of cards are worth comparing: those that share a key.

A card has a key for every stretch of days and square of land that its days and place may lie in, one for the wider area with
these days, one for each place name as written with its days, and one for each of its rarest names and words.
Everything is done by shared keys, so a new card touches only the cards that it shares a key with.
"""

from __future__ import annotations

import numpy as np

from gawah.link.cards import NO_DAY, NO_KEY, Cards, Ints, Ragged

WEEK = 7
"""Days of one stretch."""
SLACK = 3
"""Days by which a known day may be wrong."""
LATE = 7
"""Days before the telling in which a happening with no day of its own is sought."""
LONGEST = 45
"""Days; what may have happened in a longer time is found by its words alone."""
SQUARE = 0.4
"""Degrees of one square of land."""
MARGIN = 0.1
"""Degrees by which a place may be off."""
FINE = 3
"""`Precision.DISTRICT`: coarser places have no square."""
RARE = 16
"""Rarest names, and rarest words, that serve as keys."""
CROWD = 30
"""Cards under one key of days and place; in a bigger crowd each is compared with its next neighbours only."""
COMMON = 30
"""Cards that share a name or word; one that stands in more of them is too common to be a key."""

PART = 1 << 18
"""Keys that are looked at at once; bounds the memory."""

_MIX = np.int64(-7046029254386353131)


def candidates(cards: Cards) -> tuple[Ints, Ints]:
    """Pairs of rows worth comparing, each once, the smaller row first, in ascending order."""
    *grounds, names, words = key_tables(cards)
    found = [_pairs(keys, rows, cards, CROWD) for keys, rows in grounds]
    found += [_pairs(*_uncommon(keys, rows), cards, COMMON) for keys, rows in (names, words)]
    joined = _distinct(np.concatenate(found))
    n = np.int64(max(1, len(cards)))
    return joined // n, joined % n


def _distinct(numbers: Ints) -> Ints:
    """Each number once, ascending."""
    ordered = np.sort(numbers)
    first: Ints = ordered[np.diff(ordered, prepend=-1) != 0]
    return first


def key_tables(cards: Cards) -> list[tuple[Ints, Ints]]:
    """All keys, kind by kind, each with the row of its card."""
    days, day_rows = _stretches(cards)
    squares, square_rows = _squares(cards)
    return [
        _crossed(days, day_rows, squares, square_rows, n=len(cards), kind=1),
        _area_keys(cards, days, day_rows),
        _spot_keys(cards, days, day_rows),
        _rarest(cards.names, 4),
        _rarest(cards.words, 5),
    ]


def mixed(*parts: Ints | int) -> Ints:
    """One key of several numbers."""
    total: Ints = np.zeros(1, np.int64)
    with np.errstate(over="ignore"):
        for part in parts:
            total = (total ^ (np.asarray(part, np.int64) + np.int64(0x1E3779B97F4A7C15))) * _MIX
            total = total ^ (total >> np.int64(29))
    return total


def span_of_days(cards: Cards) -> tuple[Ints, Ints]:
    """First and last day in which the happening of each card is sought; NO_DAY where there is no telling."""
    last = np.where(cards.last == NO_DAY, np.where(cards.first == NO_DAY, cards.told, cards.first + LATE), cards.last)
    first = np.where(cards.first == NO_DAY, last - LATE, cards.first)
    return np.where(last == NO_DAY, NO_DAY, first - SLACK), np.where(last == NO_DAY, NO_DAY, last + SLACK)


def _stretches(cards: Cards) -> tuple[Ints, Ints]:
    first, last = span_of_days(cards)
    rows = np.flatnonzero((last != NO_DAY) & (last - first <= LONGEST))
    return _ranges(first[rows] // WEEK, last[rows] // WEEK, rows)


def _squares(cards: Cards) -> tuple[Ints, Ints]:
    rows = np.flatnonzero((cards.precision <= FINE) & ~np.isnan(cards.lat) & ~np.isnan(cards.lon))
    lat, lon = cards.lat[rows], cards.lon[rows]
    keys = [
        mixed(
            np.floor((lat + up * MARGIN) / SQUARE).astype(np.int64), np.floor((lon + side * MARGIN) / SQUARE).astype(np.int64)
        )
        for up in (-1, 1)
        for side in (-1, 1)
    ]
    both = np.unique(np.stack([np.concatenate(keys), np.tile(rows, 4)]), axis=1)
    return both[0], both[1]


def _area_keys(cards: Cards, days: Ints, day_rows: Ints) -> tuple[Ints, Ints]:
    keep = cards.province[day_rows] != NO_KEY
    return mixed(days[keep], cards.province[day_rows[keep]], cards.event[day_rows[keep]], 2), day_rows[keep]


def _spot_keys(cards: Cards, days: Ints, day_rows: Ints) -> tuple[Ints, Ints]:
    return _crossed(days, day_rows, cards.spots.keys, cards.spots.rows(), n=len(cards), kind=3)


def _rarest(words: Ragged, kind: int) -> tuple[Ints, Ints]:
    """The keys of the heaviest words of each row."""
    rows = words.rows()
    order = np.lexsort((words.keys, -words.weights, rows))
    rank = np.arange(len(order)) - words.starts[rows[order]]
    best = order[rank < RARE]
    return mixed(words.keys[best], kind), rows[best]


def _ranges(first: Ints, last: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Every number from first to last, with its row."""
    sizes = last - first + 1
    starts = np.cumsum(sizes) - sizes
    numbers = np.arange(int(sizes.sum())) - np.repeat(starts - first, sizes)
    return numbers, np.repeat(rows, sizes)


def _crossed(one: Ints, one_rows: Ints, other: Ints, other_rows: Ints, *, n: int, kind: int) -> tuple[Ints, Ints]:
    """A key for each pair of a key of one kind and a key of the other that stand in one row."""
    order = np.argsort(other_rows, kind="stable")
    sorted_keys = other[order]
    sizes = np.bincount(other_rows, minlength=n)
    starts = np.cumsum(sizes) - sizes
    at, origin = _ranges(starts[one_rows], starts[one_rows] + sizes[one_rows] - 1, np.arange(len(one_rows)))
    return mixed(one[origin], sorted_keys[at], kind), one_rows[origin]


def _uncommon(keys: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The keys that few cards share."""
    _, at, counts = np.unique(keys, return_inverse=True, return_counts=True)
    few = (counts[at] > 1) & (counts[at] <= COMMON)
    return keys[few], rows[few]


def _pairs(keys: Ints, rows: Ints, cards: Cards, crowd: int) -> Ints:
    """All pairs of rows under one key, as one number each; in a crowd, those next to each other by kind, day and place."""
    order = np.lexsort((rows, cards.told[rows], cards.place[rows], cards.last[rows], cards.event[rows], keys))
    keys, rows = keys[order], rows[order]
    ends = np.flatnonzero(np.concatenate([keys[1:] != keys[:-1], np.ones(min(1, len(keys)), bool)])) + 1
    sizes = np.diff(np.concatenate([np.zeros(1, np.int64), ends]))
    reach = np.minimum(np.repeat(ends, sizes) - np.arange(len(keys)) - 1, crowd)
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(keys), PART):
        here = np.arange(start, min(start + PART, len(keys)))
        at, origin = _ranges(here + 1, here + reach[here], here)
        low, high = np.minimum(rows[origin], rows[at]), np.maximum(rows[origin], rows[at])
        keep = (cards.summary[low] == cards.summary[high]) & (cards.document[low] != cards.document[high])
        found.append(_distinct(low[keep] * np.int64(len(cards)) + high[keep]))
    return np.concatenate(found)
