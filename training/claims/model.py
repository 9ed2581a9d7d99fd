"""The claim heads: MiniLM over the whole report, layers of marks, and a scorer of pairs of marks. Plain torch."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from training.attention import attend

from gawah.language import marks_pairs

from data import EVENTS, FLAGS, LAYERS, OUTCOMES, ROLES, WHEN

WIDTH = 384
SHAPES, BREAKS = 8, 3
PAIR_FEATURES = marks_pairs.FEATURES
BUCKETS = marks_pairs.BUCKETS


class Drop(nn.Module):
    """Dropout with one mask for a whole sequence: cheap on a processor."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        shape = (x.shape[0], 1, x.shape[-1]) if x.dim() == 3 else x.shape
        return x * ((torch.rand(shape, device=x.device) > self.p).to(x.dtype) / (1 - self.p))


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, d: int = WIDTH, heads: int = 12, inner: int = 1536, p: float = 0.1) -> None:
        super().__init__()
        self.h = heads
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(d, 1e-12), nn.LayerNorm(d, 1e-12)
        self.f1, self.f2 = nn.Linear(d, inner), nn.Linear(inner, d)
        self.drop = Drop(p)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, d = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, self.h, d // self.h).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        y = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype)).transpose(1, 2).reshape(b, t, d)
        return self.after(x, y)

    def alone(self, x: Tensor) -> Tensor:
        """The same for one window without padding, as it is exported."""
        return self.after(x, attend(self.q(x), self.k(x), self.v(x), self.h))

    def after(self, x: Tensor, seen: Tensor) -> Tensor:
        x = self.n1(x + self.drop(self.o(seen)))
        return self.n2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Encoder(nn.Module):
    """From piece vectors (not trained) to word vectors and the scores of the layers of marks."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.position = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.shape, self.gap = nn.Embedding(SHAPES, WIDTH), nn.Embedding(BREAKS, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.gap.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(2, layers + 1))
        self.shape_out = nn.Embedding(SHAPES, 16)
        self.tag = nn.Sequential(nn.Linear(WIDTH + 16, 256), nn.GELU(), Drop(0.2), nn.Linear(256, 3 * len(LAYERS)))
        self.drop, self.drop_tag = Drop(0.1), Drop(0.2)

    def load_minilm(self, stored: dict[str, Tensor]) -> None:
        """Starts from the published weights."""
        self.position.weight.data.copy_(stored["embeddings.position_embeddings.weight"])
        self.kind.data.copy_(stored["embeddings.token_type_embeddings.weight"][0])

        def take(module: nn.Module, name: str) -> None:
            module.weight.data.copy_(stored[f"{name}.weight"])
            module.bias.data.copy_(stored[f"{name}.bias"])

        take(self.norm, "embeddings.LayerNorm")
        names = {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "o": "attention.output.dense",
            "n1": "attention.output.LayerNorm",
            "f1": "intermediate.dense",
            "f2": "output.dense",
            "n2": "output.LayerNorm",
        }
        for i, layer in enumerate(self.layers):
            for mine, theirs in names.items():
                take(getattr(layer, mine), f"encoder.layer.{i}.{theirs}")

    def forward(self, vectors: Tensor, shape: Tensor, gap: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors (batch, words, 384) and scores (batch, words, 3 x layers)."""
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        x = (
            vectors
            + self.position(torch.arange(vectors.shape[1], device=vectors.device))
            + self.kind
            + self.shape(shape)
            + self.gap(gap)
        )
        x = self.drop(self.norm(x))
        kept = [x]
        for layer in self.layers:
            x = layer(x, bias)
            kept.append(x)
        at = first[:, :, None].expand(-1, -1, WIDTH)
        words = torch.stack([h.gather(1, at).float() for h in kept])
        weights = self.mix.softmax(-1)
        both = [(weights[i][:, None, None, None] * words).sum(0) for i in range(2)]
        tags = self.tag(self.drop_tag(torch.cat([both[0], self.shape_out(shape.gather(1, first))], -1)))
        return both[1], tags

    def alone(self, vectors: Tensor, shape: Tensor, gap: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """The same for one window without padding, (1, pieces) and (1, words), as it is exported."""
        place = first[0]
        x = self.norm(vectors + self.position(torch.arange(vectors.shape[1])) + self.kind + self.shape(shape) + self.gap(gap))
        kept = [x[0].index_select(0, place)]
        for layer in self.layers:
            x = layer.alone(x)
            kept.append(x[0].index_select(0, place))
        both = (self.mix.softmax(-1) @ torch.stack(kept).reshape(len(kept), -1)).view(2, -1, WIDTH)
        case = self.shape_out(shape[0].index_select(0, place))
        return both[1][None], self.tag(torch.cat([both[0], case], -1))[None]


class Alone(nn.Module):
    """The encoder as it is exported."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, vectors: Tensor, shape: Tensor, gap: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        return self.encoder.alone(vectors, shape, gap, first)


class Heads(nn.Module):
    """What a trigger tells, and which mentions belong to it. Works on the words of one window."""

    def __init__(self, small: int = 128) -> None:
        super().__init__()
        d = WIDTH
        self.query, self.keys = nn.Linear(3 * d, 2 * 64), nn.Linear(d, 2 * 64)
        self.event = nn.Sequential(nn.Linear(5 * d, 256), nn.GELU(), nn.Dropout(0.3), nn.Linear(256, len(EVENTS)))
        self.state = nn.Sequential(
            nn.Linear(5 * d, 192), nn.GELU(), nn.Dropout(0.3), nn.Linear(192, 1 + len(FLAGS) + len(WHEN))
        )
        self.source = nn.Sequential(nn.Linear(5 * d, small), nn.GELU(), nn.Dropout(0.2))
        self.target = nn.Sequential(nn.Linear(3 * d, small), nn.GELU(), nn.Dropout(0.2))
        self.layer = nn.Embedding(len(LAYERS), small)
        self.near = nn.Embedding(PAIR_FEATURES * BUCKETS, small)
        nn.init.normal_(self.near.weight, std=0.02)
        self.turn = nn.Linear(small, small)
        self.pair = nn.Sequential(
            nn.Linear(2 * small, small), nn.GELU(), nn.Dropout(0.2), nn.Linear(small, len(ROLES) + len(OUTCOMES))
        )
        self.together = nn.Sequential(nn.Linear(2 * small, 64), nn.GELU(), nn.Dropout(0.2), nn.Linear(64, 1))
        self.partner = nn.Sequential(nn.Linear(5 * d, small), nn.GELU(), nn.Dropout(0.2))

    def span(self, words: Tensor, spans: Tensor) -> Tensor:
        """First word, last word and mean of the words of each span: (spans, 3 x 384)."""
        at = torch.arange(words.shape[0], device=words.device)[None, :]
        inside = ((at >= spans[:, :1]) & (at < spans[:, 1:])).to(words.dtype)
        mean = (inside @ words) / inside.sum(1, keepdim=True).clamp(min=1.0)
        return torch.cat([words[spans[:, 0]], words[spans[:, 1] - 1], mean], -1)

    def forward(  # noqa: PLR0917
        self,
        words: Tensor,
        sentence: Tensor,
        triggers: Tensor,
        mentions: Tensor,
        layer: Tensor,
        near: Tensor,
        near_triggers: Tensor,
    ) -> tuple[Tensor, ...]:
        """Scores of types (T, events), states (T, 1 + flags + when), pairs (T, M, roles + outcomes), trigger pairs (T, T)."""
        own = self.span(words, triggers)
        q = self.query(own).view(-1, 2, 64).transpose(0, 1)
        k = self.keys(words).view(-1, 2, 64).transpose(0, 1)
        score = (q @ k.transpose(1, 2)) * 0.125
        same = sentence[triggers[:, 0]][:, None] == sentence[None, :]
        score = score + torch.stack([(~same).to(score.dtype) * -1e4, torch.zeros_like(score[0])])
        seen = score.softmax(-1) @ words
        full = torch.cat([own, seen[0], seen[1]], -1)
        t, m = self.source(full), self.target(self.span(words, mentions)) + self.layer(layer)
        apart = self.near(near).sum(2)
        pair = self.pair(torch.cat([self.turn(t)[:, None] * m[None] + apart, t[:, None] + m[None]], -1))
        p = self.partner(full)
        both = self.together(
            torch.cat([p[:, None] * p[None] + self.near(near_triggers).sum(2), (p[:, None] - p[None]).abs()], -1)
        )
        return self.event(full), self.state(full), pair, both[..., 0]
