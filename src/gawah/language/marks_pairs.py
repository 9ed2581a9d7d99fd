"""Where a mention stands as seen from a trigger: buckets that the pair scorer embeds and adds up. Training uses this code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BUCKETS = 16
FEATURES = 8
_CUTS = np.array([-200, -80, -40, -20, -10, -5, -2, 0, 2, 4, 8, 15, 30, 60, 150])

Numbers = NDArray[np.int64]


def near(triggers: Numbers, spans: Numbers, layer: Numbers, sentence: Numbers, paragraph: Numbers) -> Numbers:
    """Rows of the table of buckets, (triggers, spans, FEATURES), for spans of words in order of their first word.

    Features: words between; sentences between; paragraphs between; other triggers between; which mention of its layer before or
    after the trigger it is; its layer; how deep in the text it stands; layer and whether it shares the sentence.
    """
    if not len(triggers) or not len(spans):
        return np.zeros((len(triggers), len(spans), FEATURES), np.int64)
    first, start = triggers[:, 0], spans[:, 0]
    shape = len(first), len(start)
    gap = start[None] - first[:, None]
    apart = sentence[start][None] - sentence[first][:, None]
    low, high = np.minimum(start[None], first[:, None]), np.maximum(start[None], first[:, None])
    between = ((first > low[..., None]) & (first < high[..., None])).sum(2).clip(0, 7)
    features = [
        np.digitize(gap, _CUTS),
        apart.clip(-5, 5) + 5,
        (paragraph[start][None] - paragraph[first][:, None]).clip(-4, 4) + 4,
        between,
        _ranks(first, start, layer),
        np.broadcast_to(layer[None], shape),
        np.broadcast_to((sentence[start] // 2).clip(0, 15)[None], shape),
        (apart == 0) * 8 + layer[None],
    ]
    return np.stack([feature + BUCKETS * at for at, feature in enumerate(features)], 2).astype(np.int64)


def _ranks(first: Numbers, start: Numbers, layer: Numbers) -> Numbers:
    """7 for the first mention of its layer at or behind the trigger, 8 for the next, 6 for the last one before it ..."""
    rank = np.zeros((len(first), len(start)), np.int64)
    for kind in np.unique(layer):
        mine = np.flatnonzero(layer == kind)
        behind = np.searchsorted(start[mine], first, "left")
        rank[:, mine] = (np.arange(len(mine))[None] - behind[:, None]).clip(-6, 6) + 7
    return rank
