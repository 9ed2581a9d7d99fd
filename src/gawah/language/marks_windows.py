"""Windows of a text that the claim heads see at once: the whole report, or overlapping stretches of a longer text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gawah.language.encoder import shape_of
from gawah.language.parsed import Sentence, Token
from gawah.language.wordpiece import WordPiece

MOST_PIECES = 506
OVERLAP = 130
"""Pieces that two neighbouring windows share, so that what stands near the border of one stands well inside the other."""


class Window(NamedTuple):
    """Tokens `first` to `last` (left out) as one input of the encoder, between a start and an end sign."""

    first: int
    last: int
    pieces: NDArray[np.int64]
    shape: NDArray[np.int64]
    gap: NDArray[np.int64]
    """1 where a line begins, 2 where a paragraph begins, else 0."""
    words: NDArray[np.int64]
    """The first piece of each token."""
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]


class _Cut(NamedTuple):
    """A text as tokens in pieces, and where each token stands."""

    pieces: list[tuple[int, ...]]
    sizes: NDArray[np.int64]
    shapes: NDArray[np.int64]
    breaks: NDArray[np.int64]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]


def windows(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], split: WordPiece) -> list[Window]:
    """The windows of a text in order; every token stands in at least one."""
    if not tokens:
        return []
    pieces = [split(token.text) for token in tokens]
    breaks = _breaks(text, tokens)
    cut = _Cut(
        pieces,
        np.array([len(row) for row in pieces], np.int64),
        np.array([shape_of(token.text) for token in tokens], np.int64),
        breaks,
        np.repeat(np.arange(len(sentences), dtype=np.int64), [sentence.last - sentence.first for sentence in sentences]),
        np.cumsum(breaks.clip(0, 1)),
    )
    bounds = _bounds(cut.sizes, [sentence.first for sentence in sentences])
    return [_window(cut, first, last, (split.first, split.last)) for first, last in bounds]


def _breaks(text: str, tokens: Sequence[Token]) -> NDArray[np.int64]:
    """Line ends before each token, two at most; none before the first."""
    found = np.zeros(len(tokens), np.int64)
    for at in range(1, len(tokens)):
        left, right = tokens[at - 1].end, tokens[at].start
        if right > left:
            found[at] = min(2, text.count("\n", left, right))
    return found


def _bounds(sizes: NDArray[np.int64], starts: Sequence[int]) -> list[tuple[int, int]]:
    """First and last token of each window: cut at the start of a sentence where one is near enough."""
    before = np.concatenate(([0], np.cumsum(sizes)))
    total, openings = len(sizes), np.array(starts)
    found: list[tuple[int, int]] = []
    first = 0
    while True:
        fits = int(np.searchsorted(before, before[first] + MOST_PIECES, "right")) - 1
        if fits >= total:
            found.append((first, total))
            return found
        last = _opening(openings, (first + fits) // 2, fits) or max(fits, first + 1)
        found.append((first, last))
        back = int(np.searchsorted(before, before[last] - OVERLAP))
        first = _opening(openings, max(back, first + 1), last - 1) or max(back, first + 1)


def _opening(openings: NDArray[np.intp], low: int, high: int) -> int:
    """The last start of a sentence from `low` to `high`, 0 where there is none."""
    at = int(np.searchsorted(openings, high, "right")) - 1
    return int(openings[at]) if at >= 0 and openings[at] >= low else 0


def _window(cut: _Cut, first: int, last: int, signs: tuple[int, int]) -> Window:
    sizes = cut.sizes[first:last]
    words = 1 + np.concatenate(([0], np.cumsum(sizes)[:-1]))
    pieces, shape, gap = (np.zeros(int(sizes.sum()) + 2, np.int64) for _ in range(3))
    pieces[0], pieces[-1] = signs
    pieces[1:-1] = [piece for row in cut.pieces[first:last] for piece in row]
    shape[1:-1] = np.repeat(cut.shapes[first:last], sizes)
    gap[words[1:]] = cut.breaks[first + 1 : last]
    sentence, paragraph = cut.sentence[first:last], cut.paragraph[first:last]
    return Window(first, last, pieces, shape, gap, words, sentence - sentence[0], paragraph - paragraph[0])


def homes(bounds: Sequence[tuple[int, int]], total: int) -> NDArray[np.intp]:
    """For every token the window in which it stands farthest from an edge; the edges of the text are none."""
    at = np.arange(total)
    best, home = np.full(total, -1.0), np.zeros(total, np.intp)
    for number, (first, last) in enumerate(bounds):
        left = np.inf if first == 0 else at - first
        right = np.inf if last == total else last - 1 - at
        depth = np.where((at >= first) & (at < last), np.minimum(left, right), -1.0)
        home[depth > best] = number
        best = np.maximum(best, depth)
    return home
