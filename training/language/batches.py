"""Training sentences as padded batches."""

from __future__ import annotations

import lzma
import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from training.language import data
from training.language.augment import augmented
from training.language.templates import made

from gawah.language.encoder import WordPiece, batch_of

LONGEST_ROW = 100
SHORTEST_NEWS = 5
"""Words; shorter lines of the unlabelled news are bylines and leftovers."""
NAMES_SHARE = {"wikigold": 0.8, "wnut": 0.8, "tweets": 0.1}
"""Share of the texts with names that each epoch sees."""
TEMPLATES_AN_EPOCH = 300
"""Sentences of templates among some twenty thousand of the treebanks."""
NO_LABEL = -1

Whole = NDArray[np.int64]


class Item(NamedTuple):
    words: list[str]
    shapes: list[int]
    row: data.Row
    pieces: int


class Batch(NamedTuple):
    """Padded arrays: `pieces`, `shape`, `mask` over pieces, `first` and `there` over words (column 0 is the root), and the
    labels of each word by task; tasks without labels are left out, single words without one hold `NO_LABEL`.
    """

    pieces: Whole
    shape: Whole
    mask: Whole
    first: Whole
    there: NDArray[np.bool_]
    gold: dict[str, Whole]


def news(folder: Path) -> list[data.Row]:
    """Sentences of world news without labels (public domain), for a network that learns from others."""
    with lzma.open(folder / "voa_sentences.txt.xz", "rt", encoding="utf-8") as lines:
        rows = [line.split() for line in lines]
    return [data.Row(words, [], [], [], [], [], None) for words in rows if SHORTEST_NEWS <= len(words) <= LONGEST_ROW]


class Corpus:
    """All sentences of a run, and what an epoch makes of them: the same for the same seed and epoch."""

    def __init__(self, folder: Path, split: WordPiece, budget: int, seed: int) -> None:
        self.trees = [*data.web_treebank(folder, "train"), *data.treebank(folder, "gum-ud-train")]
        self.named, self.news = data.name_texts(folder), list[data.Row]()
        self.budget, self.seed, self.split = budget, seed, split
        self.index: dict[str, dict[str, int]] = {}

    def take(self, labels: dict[str, list[str]]) -> None:
        """Label by these sets."""
        self.index = {key: {label: at for at, label in enumerate(values)} for key, values in labels.items()}

    def epoch(self, number: int) -> list[Batch]:
        """The batches of one epoch: all trees, some of the texts with names, and as much news as there are trees."""
        rng = random.Random(self.seed * 1000 + number)
        named = [
            row
            for name, share in NAMES_SHARE.items()
            for row in rng.sample(self.named[name], int(len(self.named[name]) * share))
        ]
        unlabelled = rng.sample(self.news, min(len(self.news), len(self.trees)))
        found: list[list[Item]] = []
        for rows in (self.trees + made(TEMPLATES_AN_EPOCH, rng), named, unlabelled):
            found += self._cut([self._item(row, rng) for row in rows if len(row.words) <= LONGEST_ROW], rng)
        rng.shuffle(found)
        return [self._batch(items) for items in found]

    def _item(self, row: data.Row, rng: random.Random) -> Item:
        changed, shapes = augmented(row, rng)
        return Item(changed.words, shapes, changed, 2 + sum(len(self.split(word)) for word in changed.words))

    def _cut(self, items: list[Item], rng: random.Random) -> list[list[Item]]:
        """Items of like length, at most the budget of pieces a batch with padding."""
        found: list[list[Item]] = [[]]
        for item in sorted(items, key=lambda item: item.pieces + rng.random() * 3):
            if found[-1] and item.pieces * (len(found[-1]) + 1) > self.budget:
                found.append([])
            found[-1].append(item)
        return [some for some in found if some]

    def _batch(self, items: list[Item]) -> Batch:
        made_of = batch_of([item.words for item in items], self.split, [item.shapes for item in items])
        width, rows = made_of.first.shape[1], [item.row for item in items]
        there = np.zeros(made_of.first.shape, np.bool_)
        for at, item in enumerate(items):
            there[at, : len(item.words) + 1] = True
        gold: dict[str, Whole] = {}
        if any(row.names for row in rows):
            gold["name_labels"] = self._labels("name_labels", [row.names or [] for row in rows], width)
        if rows[0].upos:
            gold["heads"] = _filled([row.heads for row in rows], width)
            gold["upos"] = self._labels("upos", [row.upos for row in rows], width)
            gold["feats"] = self._labels("feats", [row.feats for row in rows], width)
            gold["deprel"] = self._labels("deprel", [row.deprels for row in rows], width)
        return Batch(made_of.pieces, made_of.shape, made_of.mask, made_of.first, there, gold)

    def _labels(self, key: str, rows: list[list[str]], width: int) -> Whole:
        index, other = self.index[key], 0 if key == "feats" else NO_LABEL
        return _filled([[index.get(label, other) for label in labels] for labels in rows], width)


def _filled(rows: list[list[int]], width: int) -> Whole:
    """Rows side by side; the root and what is beyond a row's end have no label."""
    filled = np.full((len(rows), width), NO_LABEL, np.int64)
    for at, row in enumerate(rows):
        filled[at, 1 : 1 + len(row)] = row
    return filled
