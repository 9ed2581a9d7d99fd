"""The keys of cards: cards that share one are worth comparing.

A card has a key for every stretch of days and square of land that its days and place may lie in, one for the wider area with
these days, one for each place name as written with its days, and one for each of its rarest names and words. They hang on the
card alone, so a new card changes the keys of no other.
"""

from __future__ import annotations

from dataclasses import dataclass

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

_MIX = np.int64(-7046029254386353131)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one kind, each with the row of its card. `worded`: they are names or words rather than days and places."""

    keys: Ints
    rows: Ints
    worded: bool = False

    def only(self, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Keys:
        """Those marked in `keep`."""
        return Keys(self.keys[keep], self.rows[keep], self.worded)


def keys_of(cards: Cards) -> list[Keys]:
    """All keys, kind by kind."""
    days, day_rows = _stretches(cards)
    squares, square_rows = _squares(cards)
    return [
        Keys(*_crossed(days, day_rows, squares, square_rows, n=len(cards), kind=1)),
        Keys(*_area_keys(cards, days, day_rows)),
        Keys(*_spot_keys(cards, days, day_rows)),
        Keys(*_rarest(cards.names, 4), worded=True),
        Keys(*_rarest(cards.words, 5), worded=True),
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
    return ranges(first[rows] // WEEK, last[rows] // WEEK, rows)


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
    rows, sizes = words.rows(), np.diff(words.starts)
    long = np.flatnonzero(sizes[rows] > RARE)
    order = long[np.lexsort((words.keys[long], -words.weights[long], rows[long]))]
    starts = np.cumsum(sizes * (sizes > RARE)) - sizes
    dropped = order[np.arange(len(order)) - starts[rows[order]] >= RARE]
    keep = np.ones(len(rows), np.bool_)
    keep[dropped] = False
    return mixed(words.keys[keep], kind), rows[keep]


def ranges(first: Ints, last: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Every number from each first to its last, with its row."""
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
    at, origin = ranges(starts[one_rows], starts[one_rows] + sizes[one_rows] - 1, np.arange(len(one_rows)))
    return mixed(one[origin], sorted_keys[at], kind), one_rows[origin]
