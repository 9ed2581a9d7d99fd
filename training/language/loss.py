"""What the network has yet to learn from a batch: from the labels of people, and from networks that were trained before."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F
from training.language.batches import NO_LABEL, Batch
from training.language.model import Parser

FEATS_WEIGHT = 0.4
OUT = -1e4


class Seen(NamedTuple):
    """A batch on the device of the network: word vectors of the pieces, and the rest as in `Batch`."""

    words: Tensor
    shape: Tensor
    mask: Tensor
    first: Tensor
    there: Tensor
    gold: dict[str, Tensor]


class Said(NamedTuple):
    """Scores of a network; those of relations need heads."""

    upos: Tensor
    feats: Tensor
    names: Tensor
    arcs: Tensor
    below: Tensor
    above: Tensor


def seen(batch: Batch, table: Tensor) -> Seen:
    """A batch on the device of the word table."""

    def put(array: object) -> Tensor:
        return torch.from_numpy(array).to(table.device, non_blocking=True)

    words = F.embedding(put(batch.pieces), table)
    return Seen(
        words, put(batch.shape), put(batch.mask), put(batch.first), put(batch.there), {k: put(v) for k, v in batch.gold.items()}
    )


def said(network: Parser, batch: Seen) -> Said:
    """What a network says of a batch; arcs to words that are not there are out of the question."""
    tags, named, tree = network.features(batch.words, batch.mask, batch.shape, batch.first)
    arcs, below, above = network.tree(tree)
    arcs = arcs.float().masked_fill(~batch.there[:, None, :], OUT)
    return Said(network.tags(tags), network.feat(tags), network.names(named), arcs, below, above)


def from_people(network: Parser, mine: Said, batch: Seen) -> dict[str, Tensor]:
    """Losses by task against the labels of the corpora."""
    gold, found = batch.gold, {}
    if "name_labels" in gold:
        found["names"] = _entropy(mine.names, gold["name_labels"])
    if "heads" in gold:
        found["upos"] = _entropy(mine.upos, gold["upos"])
        found["feats"] = FEATS_WEIGHT * _entropy(mine.feats, gold["feats"])
        found["arcs"] = _entropy(mine.arcs, gold["heads"])
        found["labels"] = _entropy(network.labels_at(mine.below, mine.above, gold["heads"].clamp(min=0)), gold["deprel"])
    return found


def from_teachers(network: Parser, mine: Said, batch: Seen, teachers: list[Parser]) -> dict[str, Tensor]:
    """Losses by task against the mean of what several trained networks say (Hinton and others, "Distilling the knowledge in
    a neural network", 2015).
    """
    with torch.no_grad():
        theirs = [said(teacher, batch) for teacher in teachers]
        upos, feats, names, arcs = (
            _mean([getattr(one, task) for one in theirs]) for task in ("upos", "feats", "names", "arcs")
        )
        heads = arcs.argmax(-1)
        labels = _mean([net.labels_at(one.below, one.above, heads) for net, one in zip(teachers, theirs, strict=True)])
    words = batch.there.clone()
    words[:, 0] = False
    return {
        "as teachers": _towards(mine.upos, upos, words)
        + FEATS_WEIGHT * _towards(mine.feats, feats, words)
        + _towards(mine.names, names, words)
        + _towards(mine.arcs, arcs, words)
        + _towards(network.labels_at(mine.below, mine.above, heads), labels, words)
    }


def _entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Cross entropy over the words that have a label."""
    return F.cross_entropy(scores.float().reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=NO_LABEL)


def _mean(scores: list[Tensor]) -> Tensor:
    return torch.stack([one.float().softmax(-1) for one in scores]).mean(0)


def _towards(scores: Tensor, wanted: Tensor, words: Tensor) -> Tensor:
    """Cross entropy against whole distributions, mean over the words."""
    each = -(wanted * scores.float().log_softmax(-1)).sum(-1)
    return (each * words).sum() / words.sum()
