"""Cards to clusters: copies and judgements first, then blocks, scores, average link. The entry for columns, used at scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from gawah.link.block import candidates
from gawah.link.cards import Bools, Cards, Ints
from gawah.link.cluster import Bonds, Link, clusters
from gawah.link.copies import Copies, copied
from gawah.link.features import Pairs, measured
from gawah.link.keys import Keys
from gawah.link.score import POINT, Scorer, scorer

PART = 1 << 15
"""Pairs that are compared at once."""
THREADS = 2


@dataclass(frozen=True, slots=True)
class Woven:
    """How cards were joined."""

    labels: Ints
    """The cluster of each card, named by its first row."""
    one: Ints
    other: Ints
    scores: Ints
    """The scored pairs that it rests on, in ascending order, and their scores in thousandths."""
    copies: Copies
    speaks: Bools
    """Whether a card is compared with others; of copies only the first is."""


def weave(
    cards: Cards,
    same: Sequence[Link] = (),
    apart: Sequence[Link] = (),
    table: Scorer | None = None,
    judge: Callable[[Cards, Ints, Ints], Ints] | None = None,
) -> Woven:
    """Join the cards. `same` and `apart` are pairs of rows that a reviewer judged; they go before everything else.

    `table` holds the points and limits, `judge` may score the pairs in its stead (in thousandths). The cards must stand in the
    order of their documents and of the text; then the result hangs on what they say alone.
    """
    table = table or scorer()
    copies = copied(cards)
    bonds, speaks = bound(cards.document, same, apart, copies)
    spoken = np.flatnonzero(speaks)
    left, right, scores = compared(cards.take(spoken), judge or partial(scored, table=table), thousandths(table.unseen))
    left, right = spoken[left], spoken[right]
    labels = clusters(len(cards), left, right, scores, bonds, join=thousandths(table.join), unseen=thousandths(table.unseen))
    return Woven(labels, left, right, scores, copies, speaks)


def bound(document: Ints, same: Sequence[Link], apart: Sequence[Link], copies: Copies) -> tuple[Bonds, Bools]:
    """What judgements and copies fix before any score, and which rows are left to be compared.

    Claims that a reviewer joined go on speaking for themselves: they may be worded differently.
    """
    bonds, rows = Bonds(document, apart), np.arange(len(document))
    for one, other in same:
        bonds.join(one, other, across=True)
    judged = bonds.roots()
    for one, other in copies.pairs():
        bonds.join(one, other)
    moved = judged != rows
    return bonds, (bonds.roots() == rows) | moved | np.isin(rows, judged[moved])


def thousandths(score: float) -> int:
    """A score of the table in the whole numbers that are reckoned with."""
    return round(score * POINT)


def compared(
    cards: Cards, judge: Callable[[Cards, Ints, Ints], Ints], unseen: int, keys: Iterable[Keys] | None = None
) -> tuple[Ints, Ints, Ints]:
    """The candidate pairs with their scores, in ascending order, the smaller row first.

    Those that score no better than unseen pairs are left out, and count as such. Two threads share the work: most of it is done
    by numpy, outside of the interpreter's lock.
    """
    one, other = candidates(cards, keys)

    def part(start: int) -> tuple[Ints, Ints, Ints]:
        left, right = one[start : start + PART], other[start : start + PART]
        scores = judge(cards, left, right)
        keep = scores > unseen
        return left[keep], right[keep], scores[keep]

    with ThreadPoolExecutor(THREADS) as pool:
        found = [np.concatenate(column) for column in zip(*pool.map(part, range(0, max(1, len(one)), PART)), strict=True)]
    low, high = np.minimum(found[0], found[1]), np.maximum(found[0], found[1])
    order = np.argsort(low * np.int64(len(cards)) + high)
    return low[order], high[order], found[2][order]


def scored(cards: Cards, one: Ints, other: Ints, table: Scorer) -> Ints:
    """The score of each pair of rows, in thousandths."""
    return table.scores(measured(Pairs(cards, one, other)))
