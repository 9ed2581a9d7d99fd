"""Names from scores of BIO labels: the best sequence in which no I- follows another kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NEVER = -1e9


class NameDecoder:
    """Decodes scores over the labels of a pack ("O", "B-PER", "I-PER" ...)."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._outside = self.labels.index("O")
        self._moves = np.zeros((len(labels), len(labels)), np.float32)
        for after, label in enumerate(labels):
            if label.startswith("I-"):
                for before, other in enumerate(labels):
                    if other == "O" or other[2:] != label[2:]:
                        self._moves[before, after] = NEVER

    def __call__(self, scores: NDArray[np.floating]) -> list[str]:
        """The labels of one sentence, from scores [word, label]."""
        if not len(scores):
            return []
        best = scores.argmax(1)
        before = np.concatenate(([self._outside], best[:-1]))
        if (self._moves[before, best] == 0).all():
            return [self.labels[at] for at in best]
        return [self.labels[at] for at in self._viterbi(scores)]

    def _viterbi(self, scores: NDArray[np.floating]) -> list[int]:
        value = scores[0] + self._moves[self._outside]
        back: list[NDArray[np.intp]] = []
        for row in scores[1:]:
            moved = value[:, None] + self._moves
            from_ = moved.argmax(0)
            back.append(from_)
            value = moved[from_, np.arange(len(self.labels))] + row
        path = [int(value.argmax())]
        for from_ in reversed(back):
            path.append(int(from_[path[-1]]))
        return path[::-1]
