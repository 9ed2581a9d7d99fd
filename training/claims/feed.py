"""Reports as the network takes them, varied anew in every epoch, made ahead in processes of their own where that helps."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
from torch.utils.data import DataLoader, Dataset

import batch
import data
from augment import Augmenter


class Feed(Dataset):
    """`order[i]` says which report the i-th is and in which epoch, so that the same seed gives the same variants."""

    def __init__(self, docs: list[dict], augment: Augmenter, order: list[tuple[int, int]], seed: int) -> None:
        self.docs, self.augment, self.order, self.seed = docs, augment, order, seed

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, at: int) -> tuple[data.Example, dict]:
        epoch, number = self.order[at]
        self.augment.rng = random.Random(f"{self.seed} {epoch} {number}")
        ex = data.example(self.augment(self.docs[number]))
        return ex, batch.encode(ex)


def order_of(count: int, epochs: int, seed: int) -> list[tuple[int, int]]:
    """Epoch and number of every report of a run."""
    rng = random.Random(seed)
    return [(epoch, number) for epoch in range(epochs) for number in rng.sample(range(count), count)]


def batches(feed: Feed, size: int, processes: int) -> Iterator[list[tuple[data.Example, dict]]]:
    """`size` reports at a time."""
    torch.multiprocessing.set_sharing_strategy("file_system")
    return iter(DataLoader(feed, size, num_workers=processes, collate_fn=list, prefetch_factor=8 if processes else None))
