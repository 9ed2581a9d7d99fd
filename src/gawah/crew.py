"""A crew of readers: processes that parse and extract documents side by side, for batches that one would take long over.

A document reads the same whoever reads it, so the crew changes nothing but the time. Readers end when the program ends, however
it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait

from gawah.extract import extract
from gawah.language import load
from gawah.model import Document, Reading

READERS = 2
AHEAD = 2
"""Batches that wait for each reader, so that none is idle and few are in memory."""


def read_batch(documents: Sequence[Document], language: str = "en") -> list[Reading]:
    """The readings of some documents, in order."""
    parsed = load(language).parse_many([document.text for document in documents])
    return [extract(document, words) for document, words in zip(documents, parsed, strict=True)]


def read_side_by_side(batches: Iterable[Sequence[Document]], language: str = "en") -> Iterator[list[Reading]]:
    """The readings of batches of documents, in order, by several processes."""
    waiting: deque[Future[list[Reading]]] = deque()
    with ProcessPoolExecutor(READERS, multiprocessing.get_context("spawn"), initializer=_end_with_parent) as pool:
        for batch in batches:
            waiting.append(pool.submit(read_batch, batch, language))
            if len(waiting) > READERS * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, so that a kill leaves no reader behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
