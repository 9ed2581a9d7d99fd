"""Batches made ahead of the network, in processes of their own where that helps."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch.utils.data import DataLoader, Dataset
from training.language.batches import Batch, Corpus


class Epochs(Dataset[list[Batch]]):
    """The epochs of a corpus from `first` up to `last`."""

    def __init__(self, corpus: Corpus, first: int, last: int) -> None:
        self.corpus, self.first, self.last = corpus, first, last

    def __len__(self) -> int:
        return self.last - self.first

    def __getitem__(self, at: int) -> list[Batch]:
        return self.corpus.epoch(self.first + at)


def epochs(corpus: Corpus, first: int, last: int, processes: int) -> Iterator[list[Batch]]:
    """The epochs from `first` up to `last`, made in `processes` processes; in this one where that is 0."""
    torch.multiprocessing.set_sharing_strategy("file_system")
    ahead = 1 if processes else None
    return iter(DataLoader(Epochs(corpus, first, last), None, num_workers=processes, collate_fn=list, prefetch_factor=ahead))
