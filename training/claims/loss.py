"""What the network has yet to learn from an annotated report."""

from __future__ import annotations

import random

import numpy as np
import torch
import torch.nn.functional as F
from reader import Reader, names_of

import batch
import data

LAYER_OF = [data.LAYERS.index(data.ROLE_LAYER[r]) for r in data.ROLES]
ROLES, FLAGS = len(data.ROLES), len(data.FLAGS)


def tag_loss(tags: torch.Tensor, ex: data.Example, n: int) -> torch.Tensor:
    """Loss of the layers of marks."""
    gold = torch.from_numpy(batch.tags(ex, n)).reshape(-1).to(tags.device)
    return F.cross_entropy(tags.reshape(-1, 3), gold, reduction="sum") / 40


def pair_loss(names: torch.Tensor, keys: list[tuple[int, str]], claims: list[data.Claim]) -> torch.Tensor:
    """Loss of the roles: per claim and per thing named."""
    if not keys or not claims:
        return names.sum() * 0
    at = {k: i for i, k in enumerate(keys)}
    gold = np.zeros((len(claims), len(keys), ROLES), np.float32)
    for i, c in enumerate(claims):
        for role, wanted in c.roles.items():
            r = data.ROLES.index(role)
            for k in wanted:
                e = at.get((LAYER_OF[r], k))
                if e is not None:
                    gold[i, e, r] = 1
    valid = np.repeat((np.array([k[0] for k in keys])[:, None] == np.array(LAYER_OF)[None])[None], len(claims), 0)
    for sub, main in (("first_place", "place"), ("part", "toll")):
        valid[:, :, data.ROLES.index(sub)] &= gold[:, :, data.ROLES.index(main)] > 0
    put = names.device
    loss = F.binary_cross_entropy_with_logits(names[..., :ROLES], torch.from_numpy(gold).to(put), reduction="none")
    total = (loss * torch.from_numpy(valid).to(put)).sum()
    picks = [(i, at[LAYER_OF[6], k], o) for i, c in enumerate(claims) for k, o in c.outcomes.items() if (LAYER_OF[6], k) in at]
    if picks:
        i, e, o = (torch.tensor(x, device=put) for x in zip(*picks, strict=True))
        total = total + 0.5 * F.cross_entropy(names[i, e, ROLES:], o, reduction="sum")
    return total


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
    for a, b, k, name in guessed(ex, probs) if warm else ():
        if not any(m[2] == k and m[0] < b and m[1] > a for m in ex.mentions):
            mentions.append((a, b, k, name))
    mentions.sort()
    event, state, names, both = reader.judged(item, words, found, mentions)
    put = words.device
    real = torch.tensor([float(f[2] >= 0) for f in found]).to(put)
    loss = F.binary_cross_entropy_with_logits(state[:, 0], real, reduction="sum")
    rows = [i for i, f in enumerate(found) if f[2] >= 0]
    claims = [ex.claims[found[i][2]] for i in rows]
    if not claims:
        return loss / 10
    event, state = event[rows], state[rows, 1:]
    typed = torch.tensor([(c.event, c.when) for c in claims]).to(put)
    flags = torch.tensor([c.flags for c in claims], dtype=torch.float32).to(put)
    loss = loss + F.cross_entropy(event, typed[:, 0], reduction="sum", label_smoothing=0.05)
    loss = loss + F.binary_cross_entropy_with_logits(state[:, :FLAGS], flags, reduction="sum")
    loss = loss + 0.5 * F.cross_entropy(state[:, FLAGS:], typed[:, 1], reduction="sum")
    loss = loss + pair_loss(names[rows], names_of(mentions), claims)
    if len(claims) > 1:
        same = torch.tensor([[float(bool(a.happening) and a.happening == b.happening) for b in claims] for a in claims]).to(put)
        each = F.binary_cross_entropy_with_logits(both[rows][:, rows], same, reduction="none")
        loss = loss + (each * torch.triu(torch.ones_like(same), 1)).sum() / len(claims)
    return loss / 10


def guessed(ex: data.Example, probs: np.ndarray) -> list[tuple[int, int, int, str]]:
    """Mentions that the marks of a reader would give."""
    found = []
    for k in range(1, len(data.LAYERS)):
        for a, b, _ in batch.spans(probs[:, k], 0.4)[:20]:
            found.append((a, b, k, ex.key_at(a, b, k)))
    return sorted(found)
