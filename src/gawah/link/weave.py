"""Cards to clusters: copies and judgements first, then blocks, scores, average link. The entry for columns, used at scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from gawah.link.block import candidates
from gawah.link.cards import Cards, Ints
from gawah.link.cluster import Bonds, Link, clusters
from gawah.link.copies import copied
from gawah.link.features import Pairs, measured
from gawah.link.keys import Keys
from gawah.link.score import POINT, Scorer, scorer

PART = 1 << 15
"""Pairs that are compared at once."""
THREADS = 2


@dataclass(frozen=True, slots=True)
class Woven:
    """The cluster of each card (named by its first row), and the scored pairs that it rests on, in thousandths."""

    labels: Ints
    one: Ints
    other: Ints
    scores: Ints


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
    bonds = Bonds(cards.document, apart)
    for one, other in same:
        bonds.join(one, other, across=True)
    judged = bonds.roots()
    first, second = copied(cards)
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        bonds.join(one, other)
    root = bonds.roots()
    spoken = np.flatnonzero(
        (root == np.arange(len(root))) | (judged != np.arange(len(root))) | np.isin(np.arange(len(root)), judged)
    )
    thin = cards.take(spoken)
    left, right, scores = compared(thin, judge or partial(scored, table=table), round(table.unseen * POINT))
    left, right = spoken[left], spoken[right]
    limit, unseen = round(table.join * POINT), round(table.unseen * POINT)
    return Woven(clusters(len(cards), left, right, scores, bonds, join=limit, unseen=unseen), left, right, scores)


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
