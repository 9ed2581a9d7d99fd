"""Sentences of words to parts of speech, trees and names: batches by length through the encoder, then decoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gawah.language.encoder import Embeddings, Session, WordPiece, batch_of, side_by_side
from gawah.language.names import NameDecoder
from gawah.language.tree import decode

LONGEST_SENTENCE = 160
"""Words that are read as one tree; of a longer sentence the parts are read one by one and hung on the first."""
MOST_PIECES = 220
PADDING = 1.25
"""How much longer the longest input of a batch may be than the shortest: what is padded is work for nothing."""
BATCH_PIECES = 1200
BATCH_PAIRS = 40_000
"""Bounds of one batch: pieces with padding, and pairs of words, whose labels all have scores."""


class Analysis(NamedTuple):
    """What the encoder says of one sentence, a value a word; `heads` count from 0 inside the sentence, -1 is the root."""

    upos: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]
    feats: list[str]


class Labels(NamedTuple):
    """The label sets of a graph, in the order of its scores."""

    upos: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    feats: tuple[str, ...]


class Reader:
    """Runs the graph of a pack over sentences that are cut into words."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        self._labels, self._names = labels, NameDecoder(labels.names)
        self._split = WordPiece((folder / "vocab.txt").read_text("utf-8").splitlines())
        self._embeddings, self._session = Embeddings.open(folder), Session(folder / "parser.onnx")
        self._outputs = ("upos", "ner", "arc", "lab", *(["feats"] if labels.feats else []))

    @property
    def shared(self) -> tuple[Embeddings, WordPiece]:
        """The word table and the splitter, for other graphs of the pack."""
        return self._embeddings, self._split

    def __call__(self, sentences: Sequence[Sequence[str]], texts: Sequence[int] | None = None) -> list[Analysis]:
        """The analysis of each sentence, in order; `texts` tells which text each belongs to.

        The graph rounds its numbers by all that stands in a batch, so a batch holds sentences of one text only: a text reads
        the same whatever is read beside it.
        """
        windows = [(at, first, last) for at, words in enumerate(sentences) for first, last in self._windows(words)]
        cut = [sentences[at][first:last] for at, first, last in windows]
        sizes = [2 + sum(len(self._split(word)) for word in words) for words in cut]
        of_text = [texts[at] if texts else 0 for at, _, _ in windows]
        batches = list(_batches(sizes, [len(words) for words in cut], of_text))
        results = side_by_side(lambda batch: list(self._read([cut[at] for at in batch])), batches)
        read = {
            at: analysis for batch, made in zip(batches, results, strict=True) for at, analysis in zip(batch, made, strict=True)
        }
        joined: list[list[Analysis]] = [[] for _ in sentences]
        for number, (at, _, _) in enumerate(windows):
            joined[at].append(read[number])
        return [_join(parts) for parts in joined]

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Stretches of a sentence that fit the encoder; a cut falls after a sign where there is one."""
        first, pieces = 0, 0
        for at, word in enumerate(words):
            pieces += len(self._split(word))
            if at - first >= LONGEST_SENTENCE or pieces > MOST_PIECES:
                cut = next(
                    (k + 1 for k in range(at - 1, first + (at - first) // 2, -1) if words[k] in {",", ";", ":", "-", "--"}), at
                )
                yield first, cut
                first, pieces = cut, sum(len(self._split(word)) for word in words[cut : at + 1])
        if first < len(words):
            yield first, len(words)

    def _read(self, sentences: list[Sequence[str]]) -> Iterator[Analysis]:
        batch = batch_of(sentences, self._split)
        inputs: dict[str, NDArray[Any]] = {
            "words": self._embeddings(batch.pieces),
            "mask": batch.mask,
            "shape": batch.shape,
            "first": batch.first,
        }
        upos, names, arcs, labels, *more = self._session.run(inputs, self._outputs)
        lengths = np.array([len(words) for words in sentences])
        heads = decode(arcs, lengths)
        relations = np.take_along_axis(labels, heads[:, :, None], 2)[:, :, 0]
        tags, feats = upos.argmax(2), more[0].argmax(2) if more else None
        for at, size in enumerate(lengths.tolist()):
            inner = slice(1, size + 1)
            above = heads[at, inner].tolist()
            yield Analysis(
                upos=[self._labels.upos[tag] for tag in tags[at, inner].tolist()],
                heads=[head - 1 for head in above],
                deprels=[self._relation(label, head) for label, head in zip(relations[at, inner].tolist(), above, strict=True)],
                names=self._names(names[at, inner]),
                feats=[""] * size if feats is None else [self._labels.feats[feat] for feat in feats[at, inner].tolist()],
            )

    def _relation(self, label: int, head: int) -> str:
        """`root` stands at the root and nowhere else."""
        if head == 0:
            return "root"
        name = self._labels.deprel[label]
        return "dep" if name == "root" else name


def _batches(sizes: list[int], words: list[int], texts: list[int]) -> Iterator[list[int]]:
    """Indices of inputs of one text and like length, within the bounds of a batch."""
    batch: list[int] = []
    for at in sorted(range(len(sizes)), key=lambda k: (texts[k], sizes[k], words[k])):
        most = max([words[k] for k in (*batch, at)]) + 1
        apart = bool(batch) and (texts[batch[0]] != texts[at] or sizes[at] > PADDING * sizes[batch[0]])
        if batch and (apart or _full(sizes[at], most, len(batch) + 1)):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _full(size: int, words: int, count: int) -> bool:
    return size * count > BATCH_PIECES or words * words * count > BATCH_PAIRS


def _join(parts: list[Analysis]) -> Analysis:
    """The parts of an overlong sentence as one tree: the roots of the later ones hang on that of the first."""
    whole = parts[0]
    root = whole.heads.index(-1)
    for part in parts[1:]:
        shift = len(whole.upos)
        whole.heads.extend(head + shift if head >= 0 else root for head in part.heads)
        whole.deprels.extend("parataxis" if head < 0 else name for head, name in zip(part.heads, part.deprels, strict=True))
        whole.upos.extend(part.upos)
        whole.names.extend(part.names)
        whole.feats.extend(part.feats)
    return whole
