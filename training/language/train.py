"""Tunes the network of the English pack: `python -m training.language.train --shared FOLDER --work FOLDER --epochs N`.

Treebank sentences teach parts of speech, features, trees and (where labelled) names; texts with names teach names alone. The
word table stays frozen, as it is stored. With `--teachers` a network also learns what several trained ones say in the mean, of
the same sentences and of unlabelled news. State is kept after every epoch, so that a run can go on where it stopped; the
weights kept for the pack are a moving average. `--now N` stops after N epochs of a longer plan; call it again to go on.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from training.language import data
from training.language.ahead import epochs
from training.language.batches import Batch, Corpus, news
from training.language.embeddings import weights
from training.language.loss import from_people, from_teachers, said, seen
from training.language.model import LAYERS, Parser
from training.language.warm import start_from_graph, start_from_network

from gawah.language.encoder import Embeddings, WordPiece

PACK = Path("src/gawah/packs/en")
FEATS_AT_LEAST = 12
"""Sets of features seen less often share the label "" (none)."""
AVERAGE = 0.998


def labels_of(rows: list[data.Row], kept: dict[str, list[str]]) -> dict[str, list[str]]:
    """Label sets: those of the pack that is there, features from the data."""
    counted = Counter(feat for row in rows for feat in row.feats)
    feats = ["", *sorted(feat for feat, count in counted.items() if feat and count >= FEATS_AT_LEAST)]
    return {"upos": kept["upos"], "deprel": kept["deprel"], "name_labels": kept["name_labels"], "feats": feats}


def trained(path: Path) -> Parser:
    """A network that an earlier run left."""
    kept = torch.load(path, weights_only=True)
    network = Parser(**kept["sizes"])
    network.load_state_dict(kept["weights"])
    return network.eval()


class Trainer:
    """One training run: network, average, optimiser and data."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.options, folder = options, options.shared / "corpora" / "en"
        kept = json.loads((PACK / "labels.json").read_text("utf-8"))
        split = WordPiece((PACK / "vocab.txt").read_text("utf-8").splitlines())
        self.corpus = Corpus(folder, split, options.pieces, options.seed)
        self.labels = labels_of(self.corpus.trees, kept)
        self.corpus.take(self.labels)
        vectors = Embeddings.open(PACK)
        self.table = torch.from_numpy(vectors(np.arange(len(vectors)))).to(options.device)
        sizes = [len(self.labels[key]) for key in ("upos", "deprel", "name_labels", "feats")]
        self.network, self.teachers = Parser(*sizes, options.layers), [trained(path) for path in options.teachers]
        self._begin()
        self.network.to(options.device)
        for teacher in self.teachers:
            teacher.to(options.device)
        if self.teachers:
            self.corpus.news = news(folder)
        head = [p for name, p in self.network.named_parameters() if not self._is_encoder(name)]
        body = [p for name, p in self.network.named_parameters() if self._is_encoder(name)]
        groups = [{"params": body, "base": options.rate}, {"params": head, "base": options.head_rate}]
        self.optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.step, self.epoch = 0, 0
        self.steps = options.epochs * len(self.corpus.epoch(0))
        self.started, self.first_share = time.time(), 0.0

    def _begin(self) -> None:
        """The weights to begin with."""
        if self.options.start is None:
            self.network.start_from(weights())
        elif self.options.start.suffix == ".onnx":
            print("not in the graph:", start_from_graph(self.network, self.options.start))
        else:
            start_from_network(self.network, trained(self.options.start))

    @staticmethod
    def _is_encoder(name: str) -> bool:
        return name.split(".", maxsplit=1)[0] in {"pe", "te", "n0", "layers"}

    def run(self, last: int) -> None:
        """Epochs up to `last`, or until the time is over; what is there after each is kept."""
        for batches in epochs(self.corpus, self.epoch, last, self.options.processes):
            if self.share() >= 1:
                break
            self.run_epoch(batches)
            self.save()
            print(f"epoch {self.epoch} of {self.options.epochs} done", flush=True)

    def run_epoch(self, batches: list[Batch]) -> None:
        """One pass over the data."""
        self.network.train()
        started, pieces = time.time(), 0
        sums: Counter[str] = Counter()
        for at, batch in enumerate(batches, 1):
            share = self.share()
            if share >= 1:
                break
            factor = min(1.0, share / self.options.warm) * max(0.02, 1 - share)
            for group in self.optimiser.param_groups:
                group["lr"] = group["base"] * factor
            losses = self._losses(batch)
            self.optimiser.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimiser.step()
            self.step += 1
            self._follow()
            pieces += batch.pieces.size
            if at % 50 == 0:
                sums.update({name: value.item() for name, value in losses.items()})
        told = " ".join(f"{name} {value * 50 / len(batches):.3f}" for name, value in sorted(sums.items()))
        print(
            f"epoch {self.epoch} step {self.step}/{self.steps} {told} {pieces / (time.time() - started):.0f} pieces/s",
            flush=True,
        )
        self.epoch += 1

    def _losses(self, batch: Batch) -> dict[str, torch.Tensor]:
        with torch.autocast(self.options.device, torch.bfloat16):
            shown = seen(batch, self.table)
            mine = said(self.network, shown)
            found = from_people(self.network, mine, shown)
            if self.teachers:
                found |= from_teachers(self.network, mine, shown, self.teachers)
        return found

    def share(self) -> float:
        """How much of the run is over, by steps or by the time that it was given, whichever is further."""
        spent = (time.time() - self.started) / (60 * self.options.minutes)
        over: float = max(self.step / self.steps, self.first_share + (1 - self.first_share) * spent)
        return over

    def _follow(self) -> None:
        """Move the average towards the weights; quickly at first."""
        share = min(AVERAGE, (1 + self.step) / (10 + self.step))
        state = self.network.state_dict()
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), [state[name] for name in self.average], 1 - share)

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
        kept = {name: value.cpu() for name, value in self.average.items()}
        torch.save(
            {"sizes": self.network.sizes, "weights": kept, "labels": self.labels, "epochs": self.epoch}, folder / "model.pt"
        )

    def resume(self) -> None:
        """Go on from the state that a stopped run left."""
        path = self.options.work / "state.pt"
        if path.exists():
            state = torch.load(path, weights_only=True, map_location=self.options.device)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]
            self.started, self.first_share = time.time(), self.step / self.steps
            torch.manual_seed(self.options.seed * 1000 + self.epoch)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the development data")
    parser.add_argument("--work", type=Path, required=True, help="folder for the state of the run")
    parser.add_argument("--start", type=Path, help="graph or model.pt to start from (default: MiniLM)")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="model.pt of earlier runs to learn from")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--now", type=int, default=math.inf, help="epochs of this call")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end within this time; the rate falls accordingly")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warm", type=float, default=0.05, help="share of the run in which the rate rises")
    parser.add_argument("--pieces", type=int, default=1000)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--processes", type=int, default=0, help="processes that make batches ahead")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Train, or go on training."""
    chosen = options()
    run = Trainer(chosen)
    run.resume()
    run.run(int(min(chosen.epochs, run.epoch + chosen.now)))


if __name__ == "__main__":
    main()
