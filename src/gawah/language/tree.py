"""The best tree over scores of heads: greedy for the many sentences where that is a tree, Chu-Liu/Edmonds for the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEVER = -1e9

Scores = NDArray[np.floating]
Heads = NDArray[np.intp]


def decode(scores: Scores, lengths: NDArray[np.intp]) -> Heads:
    """Heads for a batch of scores [sentence, dependent, head] with node 0 the root; columns from `lengths` + 1 on are padding.

    Every sentence comes back as one tree with one root.
    """
    width = scores.shape[1]
    nodes = np.arange(width)
    kept = nodes[None, :] <= lengths[:, None]
    masked = np.where(kept[:, None, :], scores, NEVER).astype(np.float32)
    masked[:, nodes, nodes] = NEVER
    heads = masked.argmax(2)
    heads[:, 0] = 0
    heads = np.where(kept, heads, 0)
    top = heads
    for _ in range(max(1, int(width).bit_length())):
        top = np.take_along_axis(top, top, 1)
    roots = ((heads == 0) & kept).sum(1) - 1
    for at in np.flatnonzero((top != 0).any(1) | (roots != 1)):
        size = int(lengths[at]) + 1
        if size > 1:
            heads[at, :size] = _best_single_root(masked[at, :size, :size].astype(np.float64))
    return heads


def _best_single_root(scores: Scores) -> Heads:
    """The best tree in which exactly one word hangs on the root.

    A toll on the root larger than any two trees can differ makes the best tree pay it once only (Stanojević and Cohen,
    "A Root of a Problem", EMNLP 2021).
    """
    usual = scores[scores > NEVER / 2]
    toll = float(usual.max() - usual.min() + 1) * len(scores) if len(usual) else 1.0
    tolled = scores.copy()
    tolled[1:, 0] -= toll
    return _edmonds(tolled)


def _edmonds(scores: Scores) -> Heads:
    """Chu-Liu/Edmonds on scores [dependent, head]; node 0 is the root."""
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    joint = len(rest)
    smaller = np.full((joint + 1, joint + 1), NEVER)
    smaller[:joint, :joint] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]
    smaller[:joint, joint] = out.max(1)
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[joint, :joint] = gain.max(0)
    smaller[joint, joint] = NEVER
    reduced = _edmonds(smaller)
    for at in range(1, joint):
        heads[rest[at]] = cycle[out[at].argmax()] if reduced[at] == joint else rest[reduced[at]]
    entry = reduced[joint]
    heads[cycle[gain[:, entry].argmax()]] = rest[entry]
    return heads


def _cycle(heads: Heads) -> NDArray[np.intp] | None:
    """Nodes of one cycle, or None if the heads are a tree over node 0."""
    state = np.zeros(len(heads), np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return None
