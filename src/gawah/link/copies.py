"""Copies of one report: documents with near prints, and which of their tellings are the same words."""

from __future__ import annotations

import numpy as np

from gawah.link.cards import Bools, Cards, Floats, Ints
from gawah.link.features import FORMULA, Pairs, common, days, distance, likeness, spots
from gawah.text.fingerprint import BAND

COPY = 0.7
"""Share of wording from which two documents are copies of one report."""
SAME_WORDS = 0.5
"""Shared wording from which a telling of the one copy is that of the other."""


def copied(cards: Cards) -> tuple[Ints, Ints]:
    """Pairs of cards that are one telling printed twice, the earlier row first. A document's tellings are matched in their
    order where the wording leaves it open.
    """
    lead = _first_rows(cards)
    one, other = _near(cards, lead)
    if not len(one):
        return one, other
    a, b, ranks = _tellings(cards, one, other)
    shared = np.nan_to_num(common(cards.words, Pairs(cards, a, b)), nan=SAME_WORDS)
    shared = shared + 0.01 * ranks + 0.01 * (cards.event[a] == cards.event[b])
    keep = (shared >= SAME_WORDS) & (cards.summary[a] == cards.summary[b]) & _no_formula(cards, a, b)
    return _best(cards, a[keep], b[keep], shared[keep])


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


def _best(cards: Cards, a: Ints, b: Ints, shared: Floats) -> tuple[Ints, Ints]:
    """Of the pairs between two documents, those in which each is the other's best; the earlier row wins a tie."""
    order = np.lexsort((b, a, -shared))
    a, b = a[order], b[order]
    documents, named = np.unique(np.stack([cards.document[a], cards.document[b]]), return_inverse=True)
    of_a, of_b = named.reshape(2, -1)
    _, first_a = np.unique(a * np.int64(len(documents)) + of_b, return_index=True)
    _, first_b = np.unique(b * np.int64(len(documents)) + of_a, return_index=True)
    best = np.intersect1d(first_a, first_b)
    return np.minimum(a, b)[best], np.maximum(a, b)[best]
