"""From scored pairs to groups: average link inside what hangs together, never transitive union.

Two groups join where the mean score over all pairs between them is high enough; pairs never compared count with the score of
the unseen. Two cards of one document and two that a reviewer told apart never join. Scores are whole numbers and ties go to the
earlier row, so the same cards give the same groups, whatever order they come in.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from gawah.link.cards import Bools, Ints

Link = tuple[int, int]


class Bonds:
    """Groups that are fixed before any score is looked at, and the pairs of groups that must stay apart."""

    def __init__(self, documents: Sequence[int] | Ints, apart: Iterable[Link] = ()) -> None:
        """`documents`: the document of each row; `apart`: rows that must not join."""
        self._parent = list(range(len(documents)))
        self._documents: dict[int, set[int]] = {}
        self._key = documents
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.part(one, other)

    def part(self, one: int, other: int) -> None:
        """Keep two groups apart from now on."""
        self._foes[self.root(one)].add(other)
        self._foes[self.root(other)].add(one)

    def root(self, row: int) -> int:
        """The earliest row of the group."""
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row

    def foes(self, row: int) -> set[int]:
        """The groups that must not join this one, by their earliest rows."""
        return {self.root(foe) for foe in self._foes.get(self.root(row), ())}

    def documents(self, row: int) -> set[int]:
        """The documents of the group."""
        root = self.root(row)
        return self._documents.get(root) or {int(self._key[root])}

    def join(self, one: int, other: int, *, across: bool = False) -> bool:
        """Make one group of two; False where they must stay apart. `across`: two happenings of one document may join too."""
        one, other = sorted((self.root(one), self.root(other)))
        if one == other:
            return True
        if other in self.foes(one) or (not across and self.documents(one) & self.documents(other)):
            return False
        self._documents[one] = self.documents(one) | self.documents(other)
        self._parent[other] = one
        if self._foes.get(other):
            self._foes[one] |= self._foes[other]
        return True

    def roots(self) -> Ints:
        """The group of each row."""
        return np.array([self.root(row) for row in range(len(self._parent))], np.int64)

    @property
    def rivals(self) -> set[Link]:
        """Pairs of groups that a reviewer told apart, the earlier first."""
        return {(min(one, foe), max(one, foe)) for one in list(self._foes) if self.root(one) == one for foe in self.foes(one)}


def clusters(n: int, one: Ints, other: Ints, scores: Ints, bonds: Bonds, *, join: int, unseen: int) -> Ints:
    """The cluster of each row, named by its earliest row. `join` and `unseen` are scores in the unit of `scores`."""
    root = bonds.roots()
    one, other, scores = _between(root[one], root[other], scores, n)
    strong = scores >= join
    graph = sparse.coo_array((np.ones(int(strong.sum()), np.int8), (one[strong], other[strong])), shape=(n, n))
    _, parts = csgraph.connected_components(graph, directed=False)
    part = parts.astype(np.int64)
    label = _whole(root, part, one[strong], bonds)
    inside = np.flatnonzero((part[one] == part[other]) & (label[one] < 0))
    order = inside[np.argsort(part[one[inside]], kind="stable")]
    starts = np.flatnonzero(np.diff(part[one[order]], prepend=-1))
    for edges in np.split(order, starts[1:]) if len(order) else []:
        merged = _average_link(
            list(zip(one[edges].tolist(), other[edges].tolist(), scores[edges].tolist(), strict=True)), bonds, join, unseen
        )
        for row, name in merged.items():
            label[row] = name
    alone = label[root] < 0
    return np.where(alone, root, label[root])


def _between(one: Ints, other: Ints, scores: Ints, n: int) -> tuple[Ints, Ints, Ints]:
    """Pairs of groups with the mean of their scores, rounded down."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    keep = low != high
    keys, at, counts = np.unique(low[keep] * np.int64(n) + high[keep], return_inverse=True, return_counts=True)
    sums = np.zeros(len(keys), np.int64)
    np.add.at(sums, at, scores[keep])
    return keys // max(n, 1), keys % max(n, 1), sums // np.maximum(counts, 1)


def _whole(root: Ints, part: Ints, strong: Ints, bonds: Bonds) -> Ints:
    """Label the parts in which every pair is strong and nothing forbids: they are one cluster each. The rest stays at -1."""
    heads = np.flatnonzero(root == np.arange(len(root)))
    sizes = np.bincount(part[heads], minlength=len(part))
    full = np.bincount(part[strong], minlength=len(part)) == sizes * (sizes - 1) // 2
    full &= _no_document_twice(heads, part, bonds)
    for low, high in bonds.rivals:
        if part[low] == part[high]:
            full[part[low]] = False
    first = np.full(len(part), len(root), np.int64)
    np.minimum.at(first, part[heads], heads)
    label = np.full(len(root), -1, np.int64)
    label[heads] = np.where(full[part[heads]] & (sizes[part[heads]] > 1), first[part[heads]], -1)
    return label


def _no_document_twice(heads: Ints, part: Ints, bonds: Bonds) -> Bools:
    """For each part, whether its groups have no document in common."""
    fine = np.ones(len(part), np.bool_)
    busy = np.flatnonzero(np.bincount(part[heads], minlength=len(part)) > 1)
    seen: set[tuple[int, int]] = set()
    for row in heads[np.isin(part[heads], busy)].tolist():
        for document in bonds.documents(row):
            if (int(part[row]), document) in seen:
                fine[part[row]] = False
            seen.add((int(part[row]), document))
    return fine


def _average_link(pairs: list[tuple[int, int, int]], bonds: Bonds, join: int, unseen: int) -> dict[int, int]:
    """Exact average link of one part: the name of the cluster of each row."""
    near: dict[int, dict[int, int]] = defaultdict(dict)
    for low, high, score in pairs:
        near[low][high] = near[high][low] = score - unseen
    size = dict.fromkeys(near, 1)
    documents = {row: set(bonds.documents(row)) for row in near}
    foes = {row: bonds.foes(row) & near.keys() for row in near}
    name = {row: row for row in near}
    heap = [(-value / 1, low, high) for low in near for high, value in near[low].items() if low < high]
    heapq.heapify(heap)
    while heap:
        minus, low, high = heapq.heappop(heap)
        if -minus + unseen < join:
            break
        if low not in size or high not in size or -minus != near[low].get(high, 0) / (size[low] * size[high]):
            continue
        if documents[low] & documents[high] or high in foes[low]:
            continue
        _absorb(low, high, near, size)
        documents[low] |= documents.pop(high)
        for foe in foes.pop(high):
            foes[foe].discard(high)
            foes[foe].add(low)
            foes[low].add(foe)
        name[high] = low
        for third, value in near[low].items():
            pair = (low, third) if low < third else (third, low)
            heapq.heappush(heap, (-value / (size[low] * size[third]), *pair))
    return {row: _lead(name, row) for row in name}


def _absorb(low: int, high: int, near: dict[int, dict[int, int]], size: dict[int, int]) -> None:
    """Give all that `high` is near to over to `low`."""
    for third, value in near.pop(high).items():
        del near[third][high]
        if third != low:
            near[low][third] = near[third][low] = near[low].get(third, 0) + value
    size[low] += size.pop(high)


def _lead(name: dict[int, int], row: int) -> int:
    while name[row] != row:
        row = name[row]
    return row
