"""Spans from the scores of a layer, and things named from mentions with the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"the", "a", "an"})


def softmax(scores: Floats, axis: int = -1) -> Floats:
    """Scores to probabilities along an axis."""
    raised = np.exp(scores - scores.max(axis, keepdims=True))
    found: Floats = raised / raised.sum(axis, keepdims=True)
    return found


def sigmoid(scores: Floats) -> Floats:
    """Scores to probabilities, one by one."""
    found: Floats = 1.0 / (1.0 + np.exp(-scores.clip(-60, 60)))
    return found


def spans(chance: Floats, start: float = 0.5) -> list[tuple[int, int, float]]:
    """Spans of one layer from probabilities (words, 3) of outside, begins, inside: first word, last word (left out), score.

    A span begins where "begins" reaches `start`, or half of that where the word is likely inside or beginning; it goes on while
    "inside" outweighs "begins" and a bar between a quarter and a half that "outside" sets. Its strongest word gives the score.
    """
    begins, inside, outside = chance[:, 1], chance[:, 2], chance[:, 0]
    some = begins + inside
    opens = (begins >= start) | ((some >= max(start, 0.5)) & (begins >= 0.5 * start))
    goes_on = (inside > begins) & (inside > outside.clip(0.25, 0.5))
    found: list[tuple[int, int, float]] = []
    end = 0
    for at in np.flatnonzero(opens).tolist():
        if at < end:
            continue
        stop = np.flatnonzero(~goes_on[at + 1 :])
        end = at + 1 + int(stop[0]) if len(stop) else len(chance)
        found.append((at, end, float(some[at:end].max())))
    return found


def key(name: str) -> str:
    """What two mentions of one thing share: their words without case and articles."""
    low = name.lower()
    return " ".join(word for word in _WORD.findall(low) if word not in _ARTICLES) or low


def pooled(scores: Floats, groups: Sequence[int]) -> Floats:
    """Scores (triggers, mentions, roles) summed as odds over the mentions of each group: (triggers, groups, roles).

    `groups` numbers them from 0 without a gap.
    """
    order = np.argsort(groups, kind="stable")
    heads = np.searchsorted(np.asarray(groups)[order], np.arange(max(groups) + 1))
    found: Floats = np.logaddexp.reduceat(scores[:, order], heads, axis=1)
    return found
