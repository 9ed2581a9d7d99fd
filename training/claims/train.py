"""Trains the claim heads: `python training/claims/train.py --documents FOLDER [--fold K] [--out FILE]`; see README.md."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import feed
import numpy as np
import torch
import torch.distributed as dist
from loss import head_loss, tag_loss
from reader import Reader, keep
from safetensors.torch import load_file

import batch
import data
import judge
from augment import Augmenter

EPOCHS_WITHIN = 400
"""What a run that ends by the clock lays out beforehand."""
GIVEN = list[tuple[data.Example, dict]]


def together(params: list[torch.nn.Parameter], progress: float) -> float:
    """Averages the gradients over the workers; the first worker's clock is everybody's."""
    if not dist.is_initialized():
        return progress
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in params])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in params:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()
    clock = torch.tensor([progress])
    dist.broadcast(clock, 0)
    return float(clock)


class Learning:
    """One run: the network, and what is asked of it for a batch."""

    def __init__(self, docs: list[dict], args: argparse.Namespace, rank: int) -> None:
        torch.manual_seed(args.seed)
        self.args, self.reader = args, Reader(args.layers)
        if args.start:
            self.reader.load_state_dict(load_file(args.start), strict=False)
        self.reader.on(args.device)
        torch.manual_seed(args.seed + rank)
        self.rng = random.Random(args.seed * 100 + rank)
        self.lexicon = batch.lexicon([data.example(d) for d in docs])

    def annotated(self, given: GIVEN, warm: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Losses of marks and of heads on annotated reports, sums."""
        words, tags = self._words(self.reader, given)
        seen = tags.detach().float().softmax(-1).cpu().numpy()
        marks = heads = torch.zeros((), device=words.device)
        for k, (ex, item) in enumerate(given):
            n = item["n"]
            marks = marks + tag_loss(tags[k, :n], ex, n)
            heads = heads + head_loss(self.reader, item, ex, words[k], seen[k, :n], self.lexicon, self.rng, warm)
        return marks, heads

    def _words(self, reader: Reader, given: GIVEN) -> tuple[torch.Tensor, torch.Tensor]:
        with torch.autocast(self.args.device, torch.bfloat16, enabled=bool(self.args.bf16)):
            words, tags = reader.words([item for _, item in given])
        return words.float(), tags.float().view(*tags.shape[:2], len(data.LAYERS), 3)


def train(docs: list[dict], args: argparse.Namespace, rank: int, log) -> Reader:
    """One model from the documents, each worker with its share of every batch; the rate falls to nothing at the end."""
    learning = Learning(docs, args, rank)
    reader = learning.reader
    enc = [p for n, p in reader.encoder.named_parameters() if n.split(".")[0] in ("position", "kind", "norm", "layers")]
    ids = {id(p) for p in enc}
    rest = [p for p in reader.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": enc, "lr": args.lr, "base": args.lr}, {"params": rest, "lr": args.head_lr, "base": args.head_lr}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    epochs = EPOCHS_WITHIN if args.minutes else args.epochs
    a_pass = max(1, len(docs) // args.batch)
    steps, t0, done, total = epochs * a_pass, time.time(), 0.0, np.zeros(2)
    average, seen = None, 0
    annotated = _fed(docs, args, rank, epochs)
    reader.train()
    for step, given in enumerate(annotated, 1):
        marks, heads = learning.annotated(given, bool(args.start) or done > 0.12)
        optimiser.zero_grad(set_to_none=True)
        ((marks + heads) / len(given)).backward()
        done = together(enc + rest, (time.time() - t0) / (60 * args.minutes) if args.minutes else step / steps)
        torch.nn.utils.clip_grad_norm_(enc + rest, 5.0)
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * min(1.0, (done + 1e-3) / 0.06) * max(0.02, 1 - done)
        optimiser.step()
        total += [float(marks.detach()) / len(given), float(heads.detach()) / len(given)]
        if done > 0.8 and step % 6 == 0:
            state, seen = {k: v.detach().clone() for k, v in reader.state_dict().items()}, seen + 1
            average = state if average is None else {k: average[k] + (v - average[k]) / seen for k, v in state.items()}
        if step % a_pass == 0:
            told = " ".join(f"{x / a_pass:.3f}" for x in total)
            log(f"{time.time() - t0:6.0f}s epoch {step // a_pass} {done:.2f} marks, heads {told}")
            total[:] = 0
            if args.out and rank == 0:
                keep(reader.state_dict(), args.out.with_suffix(".running"))
        if done >= 1:
            break
    log(f"{time.time() - t0:6.0f}s {step} steps")
    if average is not None:
        reader.load_state_dict(average)
    return reader.on("cpu").eval()


def _fed(docs: list[dict], args: argparse.Namespace, rank: int, epochs: int) -> Iterator[GIVEN]:
    """Batches of this worker's share."""
    order = feed.order_of(len(docs), epochs, args.seed)[rank :: args.workers]
    made = feed.Feed(docs, Augmenter(docs, args.seed), order, args.seed)
    return feed.batches(made, max(1, args.batch // args.workers), args.processes)


def work(rank: int, args: argparse.Namespace) -> None:
    """One worker."""
    torch.set_num_threads(1)
    if args.workers > 1:
        dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{args.port}", rank=rank, world_size=args.workers)
    docs = [d for folder in args.documents for d in data.load(folder)]
    held = docs[args.fold :: args.folds] if args.fold >= 0 else []
    docs = [d for i, d in enumerate(docs) if args.fold < 0 or i % args.folds != args.fold]

    def log(line: str) -> None:
        if rank == 0:
            print(line, flush=True)

    reader = train(docs, args, rank, log)
    if rank:
        return
    if args.out:
        keep(reader.state_dict(), args.out)
    if held and not args.quiet:
        log(json.dumps(judge.judge(reader, held)))


def main() -> None:
    """Reads the options and starts the workers."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--documents", type=Path, nargs="+", required=True)
    p.add_argument("--fold", type=int, default=-1, help="hold out every `folds`-th document from this one on")
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--minutes", type=float, default=0.0, help="end after this time instead of a number of epochs")
    p.add_argument("--batch", type=int, default=4)
    p.add_argument("--layers", type=int, default=5)
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--start", type=Path, help="weights to go on from")
    p.add_argument("--bf16", type=int, default=1)
    p.add_argument("--device", default="cpu")
    p.add_argument("--workers", type=int, default=2, help="networks trained side by side, as one")
    p.add_argument("--processes", type=int, default=0, help="processes of a worker that make batches ahead")
    p.add_argument("--port", type=int, default=29611)
    p.add_argument("--quiet", action="store_true", help="leave the held out documents to `calibrate.py`")
    p.add_argument("--out", type=Path)
    args = p.parse_args()
    if args.workers == 1:
        work(0, args)
    else:
        torch.multiprocessing.spawn(work, (args,), nprocs=args.workers)


if __name__ == "__main__":
    main()
