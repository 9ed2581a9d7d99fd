"""Tunes the network of the English pack: `python -m training.language.train --shared FOLDER --work FOLDER --epochs N`.

Treebank sentences teach parts of speech, features, trees and (where labelled) names; texts with names teach names alone. The
word table stays frozen, as it is stored. State is kept after every epoch, so that a run can go on where it stopped; the
weights kept for the pack are a moving average. `--now N` stops after N epochs of a longer plan; call it again to go on.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from training.language import data
from training.language.augment import augmented
from training.language.embeddings import weights
from training.language.model import Parser
from training.language.templates import made
from training.language.warm import start_from_graph

from gawah.language.encoder import Embeddings, WordPiece, batch_of

PACK = Path("src/gawah/packs/en")
LONGEST_ROW = 100
FEATS_AT_LEAST = 12
"""Sets of features seen less often share the label "" (none)."""
NAMES_SHARE = {"wikigold": 0.8, "wnut": 0.8, "tweets": 0.1}
"""Share of the texts with names that each epoch sees."""
TEMPLATES_AN_EPOCH = 300
"""Sentences of templates among some twenty thousand of the treebanks."""
AVERAGE = 0.998
FEATS_WEIGHT = 0.4


class Item(NamedTuple):
    words: list[str]
    shapes: list[int]
    row: data.Row
    pieces: int


def labels_of(rows: list[data.Row], kept: dict[str, list[str]]) -> dict[str, list[str]]:
    """Label sets: those of the pack that is there, features from the data."""
    counted = Counter(feat for row in rows for feat in row.feats)
    feats = ["", *sorted(feat for feat, count in counted.items() if feat and count >= FEATS_AT_LEAST)]
    return {"upos": kept["upos"], "deprel": kept["deprel"], "name_labels": kept["name_labels"], "feats": feats}


def batches(items: list[Item], budget: int, rng: random.Random) -> list[list[Item]]:
    """Items of like length, at most `budget` pieces a batch with padding."""
    found: list[list[Item]] = [[]]
    for item in sorted(items, key=lambda item: item.pieces + rng.random() * 3):
        if found[-1] and item.pieces * (len(found[-1]) + 1) > budget:
            found.append([])
        found[-1].append(item)
    return found


class Trainer:
    """One training run: network, average, optimiser and data."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.options = options
        corpora = options.shared / "corpora" / "en"
        self.trees = [*data.web_treebank(corpora, "train"), *data.treebank(corpora, "gum-ud-train")]
        self.named = data.name_texts(corpora)
        self.labels = labels_of(self.trees, json.loads((PACK / "labels.json").read_text("utf-8")))
        self.index = {key: {label: at for at, label in enumerate(values)} for key, values in self.labels.items()}
        self.split = WordPiece((PACK / "vocab.txt").read_text("utf-8").splitlines())
        self.vectors = Embeddings.open(PACK)
        sizes = [len(self.labels[key]) for key in ("upos", "deprel", "name_labels", "feats")]
        self.network = Parser(*sizes)
        if options.start:
            print("not in the graph:", start_from_graph(self.network, options.start))
        else:
            self.network.start_from(weights())
        head = [p for name, p in self.network.named_parameters() if not self._is_encoder(name)]
        body = [p for name, p in self.network.named_parameters() if self._is_encoder(name)]
        groups = [{"params": body, "base": options.rate}, {"params": head, "base": options.head_rate}]
        self.optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.step, self.epoch = 0, 0
        self.steps = options.epochs * len(self.plan(0))
        self.started, self.first_share = time.time(), 0.0

    @staticmethod
    def _is_encoder(name: str) -> bool:
        return name.split(".", maxsplit=1)[0] in {"pe", "te", "n0", "layers"}

    def plan(self, epoch: int) -> list[list[Item]]:
        """The batches of an epoch, the same for the same seed."""
        rng = random.Random(self.options.seed * 1000 + epoch)
        extra = [
            row
            for name, share in NAMES_SHARE.items()
            for row in rng.sample(self.named[name], int(len(self.named[name]) * share))
        ]
        found: list[list[Item]] = []
        for rows in (self.trees + made(TEMPLATES_AN_EPOCH, rng), extra):
            found += batches([self.item(row, rng) for row in rows if len(row.words) <= LONGEST_ROW], self.options.pieces, rng)
        rng.shuffle(found)
        return found

    def item(self, row: data.Row, rng: random.Random) -> Item:
        changed, shapes = augmented(row, rng)
        return Item(changed.words, shapes, changed, 2 + sum(len(self.split(word)) for word in changed.words))

    def target(self, rows: list[list[int]], width: int) -> Tensor:
        filled = np.full((len(rows), width), -1, np.int64)
        for at, row in enumerate(rows):
            filled[at, 1 : 1 + len(row)] = row
        return torch.from_numpy(filled)

    def indexed(self, key: str, items: list[list[str]], width: int) -> Tensor:
        index = self.index[key]
        return self.target([[index.get(label, 0 if key == "feats" else -1) for label in labels] for labels in items], width)

    def loss(self, items: list[Item]) -> dict[str, Tensor]:
        """Losses by task."""
        batch = batch_of([item.words for item in items], self.split, [item.shapes for item in items])
        words, first = torch.from_numpy(self.vectors(batch.pieces)), torch.from_numpy(batch.first)
        width = first.shape[1]
        there = torch.zeros(first.shape, dtype=torch.bool)
        for at, item in enumerate(items):
            there[at, : len(item.words) + 1] = True
        rows = [item.row for item in items]
        found: dict[str, Tensor] = {}
        with torch.autocast("cpu", torch.bfloat16):
            tags, named, seen = self.network.features(words, torch.from_numpy(batch.mask), torch.from_numpy(batch.shape), first)
            names = self.indexed("name_labels", [row.names or [] for row in rows], width)
            if (names >= 0).any():
                found["names"] = entropy(self.network.names(named), names)
            if rows[0].upos:
                heads = self.target([row.heads for row in rows], width)
                arcs, below, above = self.network.tree(seen)
                found["upos"] = entropy(self.network.tags(tags), self.indexed("upos", [row.upos for row in rows], width))
                feats = entropy(self.network.feat(tags), self.indexed("feats", [row.feats for row in rows], width))
                found["feats"] = FEATS_WEIGHT * feats
                found["arcs"] = entropy(arcs.float().masked_fill(~there[:, None, :], -1e4), heads)
                labels = self.network.labels_at(below, above, heads.clamp(min=0))
                found["labels"] = entropy(labels, self.indexed("deprel", [row.deprels for row in rows], width))
        return found

    def run_epoch(self) -> None:
        """One pass over the data."""
        self.network.train()
        started, sums, seen = time.time(), Counter[str](), 0
        for at, items in enumerate(self.plan(self.epoch), 1):
            share = self.share()
            if share >= 1:
                break
            factor = min(1.0, share / self.options.warm) * max(0.02, 1 - share)
            for group in self.optimiser.param_groups:
                group["lr"] = group["base"] * factor
            losses = self.loss(items)
            self.optimiser.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimiser.step()
            self.step += 1
            self.follow()
            sums.update({name: value.item() for name, value in losses.items()})
            seen += sum(item.pieces for item in items)
            if at % 100 == 0:
                told = " ".join(f"{name} {value / 100:.3f}" for name, value in sorted(sums.items()))
                print(
                    f"epoch {self.epoch} step {self.step}/{self.steps} {told} {seen / (time.time() - started):.0f} pieces/s",
                    flush=True,
                )
                sums.clear()
        self.epoch += 1

    def share(self) -> float:
        """How much of the run is over, by steps or by the time that it was given, whichever is further."""
        spent = (time.time() - self.started) / (60 * self.options.minutes)
        over: float = max(self.step / self.steps, self.first_share + (1 - self.first_share) * spent)
        return over

    def follow(self) -> None:
        """Move the average towards the weights; quickly at first."""
        share = min(AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.average[name].lerp_(value, 1 - share)

    def save(self) -> None:
        """Keep the state of the run and the averaged weights."""
        folder: Path = self.options.work
        folder.mkdir(parents=True, exist_ok=True)
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
        }
        torch.save({**state, "step": self.step, "epoch": self.epoch}, folder / "state.tmp")
        (folder / "state.tmp").replace(folder / "state.pt")
        torch.save(
            {"sizes": self.network.sizes, "weights": self.average, "labels": self.labels, "epochs": self.epoch},
            folder / "model.pt",
        )

    def resume(self) -> None:
        """Go on from the state that a stopped run left."""
        path = self.options.work / "state.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]
            self.started, self.first_share = time.time(), self.step / self.steps
            torch.manual_seed(self.options.seed * 1000 + self.epoch)


def entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Cross entropy over the words that have a label."""
    return F.cross_entropy(scores.float().reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=-1)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the development data")
    parser.add_argument("--work", type=Path, required=True, help="folder for the state of the run")
    parser.add_argument("--start", type=Path, help="graph of an earlier pack to start from (default: MiniLM)")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--now", type=int, default=math.inf, help="epochs of this call")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end within this time; the rate falls accordingly")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warm", type=float, default=0.05, help="share of the run in which the rate rises")
    parser.add_argument("--pieces", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Train, or go on training."""
    chosen = options()
    run = Trainer(chosen)
    run.resume()
    last = min(chosen.epochs, run.epoch + chosen.now)
    while run.epoch < last and run.share() < 1:
        run.run_epoch()
        run.save()
        print(f"epoch {run.epoch} of {chosen.epochs} done", flush=True)


if __name__ == "__main__":
    main()
