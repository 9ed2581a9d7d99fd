"""Copies of one report: documents with near prints, and which of their tellings are the same words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gawah.link.cards import Bools, Cards, Floats, Ints
from gawah.link.features import FORMULA, Pairs, common, days, distance, likeness, spots
from gawah.text.fingerprint import BAND

COPY = 0.7
"""Share of wording from which two documents are copies of one report."""
SAME_WORDS = 0.5
"""Shared wording from which a telling of the one copy is that of the other."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Pairs of cards that are one telling printed twice, the earlier row first; the surest pairs come first."""

    one: Ints
    other: Ints
    shared: Floats
    """How sure: their shared wording, and whether they stand at one place in their documents."""

    def take(self, keep: Ints | Bools) -> Copies:
        """The chosen pairs, in the order given."""
        return Copies(self.one[keep], self.other[keep], self.shared[keep])

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of rows."""
        return list(zip(self.one.tolist(), self.other.tolist(), strict=True))


def surest_first(copies: Copies) -> Copies:
    """The pairs in the order in which they join."""
    return copies.take(np.lexsort((copies.other, copies.one, -copies.shared)))


def copied(cards: Cards) -> Copies:
    """The copies among some cards, which stand in the order of their documents.

    A document's tellings are matched in their order where the wording leaves it open.
    """
    one, other = _near(cards, _first_rows(cards))
    if not len(one):
        return Copies(one, other, np.zeros(0))
    a, b, ranks = _tellings(cards, one, other)
    shared = np.nan_to_num(common(cards.words, Pairs(cards, a, b)), nan=SAME_WORDS)
    shared = shared + 0.01 * ranks + 0.01 * (cards.event[a] == cards.event[b])
    keep = (shared >= SAME_WORDS) & (cards.summary[a] == cards.summary[b]) & _no_formula(cards, a, b)
    return _best(cards, surest_first(Copies(a[keep], b[keep], shared[keep])))


def _no_formula(cards: Cards, a: Ints, b: Ints) -> Bools:
    """Whether a telling is long enough to be known by its words, or days and places do not speak against it."""
    pairs, sizes = Pairs(cards, a, b), np.diff(cards.words.starts)
    meet = (
        (np.nan_to_num(days(pairs)) == 0) & (np.nan_to_num(distance(pairs)) == 0) & (np.nan_to_num(spots(pairs), nan=1.0) > 0)
    )
    fine: Bools = meet | (np.minimum(sizes[a], sizes[b]) >= FORMULA)
    return fine


def _first_rows(cards: Cards) -> Ints:
    """The first card of each document that has a print."""
    _, first = np.unique(cards.document, return_index=True)
    first = np.sort(first)
    return first[cards.prints[first].any(axis=1)]


def _near(cards: Cards, lead: Ints) -> tuple[Ints, Ints]:
    """Documents that share a band of their prints with the first document of that band, and are near to it."""
    found = [np.zeros(0, np.int64)]
    n = np.int64(max(1, len(cards)))
    for start in range(0, cards.prints.shape[1], BAND):
        band = np.ascontiguousarray(cards.prints[lead, start : start + BAND]).view(np.uint32).ravel()
        packed = np.sort(band.astype(np.uint64) << np.uint64(32) | np.arange(len(lead), dtype=np.uint64))
        follower = lead[(packed & np.uint64(0xFFFFFFFF)).astype(np.int64)]
        new = np.diff((packed >> np.uint64(32)).astype(np.int64), prepend=-1) != 0
        head = follower[np.flatnonzero(new)][np.cumsum(new) - 1]
        found.append((head * n + follower)[head != follower])
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    one, other = pairs // n, pairs % n
    near = likeness(Pairs(cards, one, other)) >= COPY
    return one[near], other[near]


def _tellings(cards: Cards, one: Ints, other: Ints) -> tuple[Ints, Ints, Bools]:
    """All pairs of a card of the one document and one of the other; whether both stand at the same place in them."""
    order = np.argsort(cards.document, kind="stable")
    documents = cards.document[order]

    def stretch(rows: Ints) -> tuple[Ints, Ints]:
        begin = np.searchsorted(documents, cards.document[rows])
        return begin, np.searchsorted(documents, cards.document[rows], side="right") - begin

    (begin_a, size_a), (begin_b, size_b) = stretch(one), stretch(other)
    sizes = size_a * size_b
    origin = np.repeat(np.arange(len(one)), sizes)
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rank_a, rank_b = at // size_b[origin], at % size_b[origin]
    return order[begin_a[origin] + rank_a], order[begin_b[origin] + rank_b], rank_a == rank_b


def _best(cards: Cards, found: Copies) -> Copies:
    """Of the pairs between two documents, those in which each is the other's best; the earlier row wins a tie."""
    documents, named = np.unique(np.stack([cards.document[found.one], cards.document[found.other]]), return_inverse=True)
    of_one, of_other = named.reshape(2, -1)
    _, first_one = np.unique(found.one * np.int64(len(documents)) + of_other, return_index=True)
    _, first_other = np.unique(found.other * np.int64(len(documents)) + of_one, return_index=True)
    return found.take(np.intersect1d(first_one, first_other))
