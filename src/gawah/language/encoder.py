"""The encoder of a pack: words to piece vectors, and the ONNX graphs that read them.

The word table is stored once for all graphs of a pack, four bits a value (`training/language/embeddings.py`); a graph takes
the vectors of the pieces and adds positions and case shapes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from gawah.errors import MissingPack
from gawah.language.wordpiece import WordPiece

__all__ = ["THREADS", "Batch", "Embeddings", "Session", "WordPiece", "batch_of", "shape_of", "side_by_side"]

Item = TypeVar("Item")
Made = TypeVar("Made")

THREADS = 2
"""Batches that are read at once."""
LONGEST_INPUT = 500
"""Pieces of one input that a graph reads; callers cut before that."""


SLOWER_FUSED = ("SkipLayerNormFusion",)
"""Steps that take longer as one than apart: a sum and its norm, a tenth of the whole pass (onnxruntime 1.32)."""


class Embeddings:
    """The word table of a pack, kept packed in memory (6 MB) and unpacked for the pieces asked for."""

    def __init__(self, codes: NDArray[np.uint8], scales: NDArray[np.float16], levels: NDArray[np.float32]) -> None:
        self._codes, self._scales = codes, scales
        low, high = levels[np.arange(256) & 15], levels[np.arange(256) >> 4]
        # Two levels side by side, read as one 8-byte value: one lookup a byte of codes.
        self._pairs = np.ascontiguousarray(np.stack([low, high], 1)).view(np.float64).ravel()
        self.width = codes.shape[1] * 2

    @classmethod
    def open(cls, folder: Path) -> Embeddings:
        """The table of the pack in `folder`; `MissingPack` if it is not there."""
        path = folder / "embeddings.npz"
        if not path.exists():
            raise MissingPack(f"{path} is missing; install gawah again")
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["codes"], stored["scales"], stored["levels"])

    def __len__(self) -> int:
        """How many pieces have a row."""
        return len(self._codes)

    def __call__(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Vectors of the pieces: the shape of `pieces` and one axis more."""
        flat = pieces.ravel()
        values = self._pairs[self._codes[flat]].view(np.float32)
        scales = self._scales[flat].astype(np.float32)
        values.reshape(len(flat), scales.shape[1], -1)[...] *= scales[:, :, None]
        return values.reshape(*pieces.shape, self.width)


def side_by_side(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """`work` on each of the items, on two threads, in order; in a process that works beside others of its kind on one.

    Two batches at once on one thread each are read a third faster than one after the other on two threads: no thread waits for
    another.
    """
    if len(items) < 2 or parent_process() is not None:
        return [work(item) for item in items]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, items))


class Session:
    """One ONNX graph on the processor. May be run from several threads at once (`side_by_side`)."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        if not path.exists():
            raise MissingPack(f"{path} is missing; install gawah again")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A thread that waits by spinning takes the core from whoever works.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(SLOWER_FUSED)
        )

    def run(self, inputs: dict[str, NDArray[Any]], outputs: Sequence[str]) -> list[NDArray[Any]]:
        """The named outputs of the graph."""
        found: list[NDArray[Any]] = self._session.run(list(outputs), inputs)
        return found


class Batch(NamedTuple):
    """Sentences side by side, padded: `pieces`, `shape`, `mask` over pieces; `first` is the first piece of each word.

    Column 0 of `first` stands for the root, so word `i` of a sentence is column `i + 1`.
    """

    pieces: NDArray[np.int64]
    shape: NDArray[np.int64]
    mask: NDArray[np.int64]
    first: NDArray[np.int64]


@lru_cache(50_000)
def shape_of(word: str) -> int:
    """Case shape: 1 lower, 2 Title, 3 UPPER, 4 a single capital, 5 miXed, 6 digits, 7 other (0 is left for padding)."""
    if word.islower():
        return 1
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 6 if any(letter.isdigit() for letter in word) else 7
    capitals = sum(letter.isupper() for letter in letters)
    if capitals == 0:
        return 1
    if capitals == len(letters):
        return 3 if capitals > 1 else 4
    return 2 if capitals == 1 and word[0].isupper() else 5


def batch_of(sentences: Sequence[Sequence[str]], split: WordPiece, shapes: Sequence[Sequence[int]] | None = None) -> Batch:
    """Sentences as one padded batch, with case shapes of their own or as given; words after the 500th piece stand at the last
    one.
    """
    cases = shapes if shapes is not None else [[shape_of(word) for word in words] for words in sentences]
    rows = [_row(words, case, split) for words, case in zip(sentences, cases, strict=True)]
    length, words = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    pieces = np.full((len(rows), length), split.pad, np.int64)
    shape, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    first = np.zeros((len(rows), words), np.int64)
    for at, (ids, case, firsts) in enumerate(rows):
        pieces[at, : len(ids)], shape[at, : len(ids)], mask[at, : len(ids)] = ids, case, 1
        first[at, : len(firsts)] = firsts
    return Batch(pieces, shape, mask, first)


def _row(words: Sequence[str], case: Sequence[int], split: WordPiece) -> tuple[list[int], list[int], list[int]]:
    ids, shapes, firsts = [split.first], [0], [0]
    for word, shape in zip(words, case, strict=True):
        found = split(word)
        if len(ids) + len(found) > LONGEST_INPUT:
            firsts.append(len(ids) - 1)
            continue
        firsts.append(len(ids))
        ids.extend(found)
        shapes.extend([shape] * len(found))
    ids.append(split.last)
    shapes.append(0)
    return ids, shapes, firsts
