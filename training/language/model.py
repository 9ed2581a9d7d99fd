"""The network: the lower layers of MiniLM over word vectors and case shapes, with heads for parts of speech, features, trees
and names.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, INNER, LAYERS, POSITIONS, SHAPES, SHAPE_WIDTH = 384, 12, 1536, 4, 512, 8, 16
ARC_WIDTH, LABEL_WIDTH, NAME_WIDTH = 256, 96, 192
TASKS = ("tags", "names", "tree")


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask for all words of a sequence: as good here, and a fifth of the step faster on a processor."""
    if not training:
        return x
    return x * ((torch.rand(x.shape[0], 1, x.shape[-1], device=x.device) > share).to(x.dtype) / (1 - share))


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        count, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        # Plain attention: on sentences it takes two thirds of the time that torch's fused kernel needs on a processor.
        y = ((q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + hidden).softmax(-1) @ v
        x = self.n1(x + dropped(self.o(y.transpose(1, 2).reshape(count, length, WIDTH)), 0.1, self.training))
        return self.n2(x + dropped(self.f2(F.gelu(self.f1(x))), 0.1, self.training))  # type: ignore[no-any-return]


class Parser(nn.Module):
    """All heads over a learned mix of the layers at the first piece of each word; column 0 is the root."""

    def __init__(self, upos: int, deprels: int, names: int, feats: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.sizes = {"upos": upos, "deprels": deprels, "names": names, "feats": feats, "layers": layers}
        self.pe, self.te, self.n0 = nn.Embedding(POSITIONS, WIDTH), nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, 1e-12)
        self.sh_in, self.sh_out = nn.Embedding(SHAPES, WIDTH), nn.Embedding(SHAPES, SHAPE_WIDTH)
        nn.init.zeros_(self.sh_in.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mix, self.gam = nn.Parameter(torch.zeros(3, layers + 1)), nn.Parameter(torch.ones(3))
        seen = WIDTH + SHAPE_WIDTH
        self.pos, self.feat = nn.Linear(seen, upos), nn.Linear(seen, feats)
        self.ner1, self.ner2 = nn.Linear(seen, NAME_WIDTH), nn.Linear(NAME_WIDTH, names)
        self.ad, self.ah = nn.Linear(seen, ARC_WIDTH), nn.Linear(seen, ARC_WIDTH)
        self.ld, self.lh = nn.Linear(seen, LABEL_WIDTH), nn.Linear(seen, LABEL_WIDTH)
        self.U = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) * 0.02)
        self.V = nn.Parameter(torch.randn(LABEL_WIDTH + 1, deprels * (LABEL_WIDTH + 1)) * 0.02)

    def start_from(self, pretrained: dict[str, Any]) -> None:
        """Take over the layers of MiniLM (a plain BERT state)."""
        state = {name: torch.from_numpy(value) for name, value in pretrained.items()}
        self.pe.weight.data.copy_(state["embeddings.position_embeddings.weight"])
        self.te.data.copy_(state["embeddings.token_type_embeddings.weight"][0])
        pairs: list[tuple[nn.Module, str]] = [(self.n0, "embeddings.LayerNorm")]
        for at, layer in enumerate(self.layers):
            own = {
                "q": "attention.self.query",
                "k": "attention.self.key",
                "v": "attention.self.value",
                "o": "attention.output.dense",
                "n1": "attention.output.LayerNorm",
                "f1": "intermediate.dense",
                "f2": "output.dense",
                "n2": "output.LayerNorm",
            }
            pairs += [(getattr(layer, name), f"encoder.layer.{at}.{other}") for name, other in own.items()]
        for module, name in pairs:
            module.weight.data.copy_(state[f"{name}.weight"])  # type: ignore[operator]
            module.bias.data.copy_(state[f"{name}.bias"])  # type: ignore[operator]

    def features(self, words: Tensor, mask: Tensor, shape: Tensor, first: Tensor) -> list[Tensor]:
        """What each task sees of each word."""
        hidden = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        x = words + self.pe.weight[: words.shape[1]] + self.te + self.sh_in(shape)
        x = dropped(self.n0(x), 0.1, self.training)
        layers = [x]
        for layer in self.layers:
            layers.append(x := layer(x, hidden))  # noqa: PERF401
        count, length, _ = x.shape
        place = (first + torch.arange(count, device=first.device)[:, None] * length).reshape(-1)
        seen = torch.stack([y.reshape(-1, WIDTH).index_select(0, place).float() for y in layers])
        case = self.sh_out(shape.reshape(-1).index_select(0, place).view(first.shape))
        weight = self.mix.softmax(-1) * self.gam[:, None]
        mixed = (weight @ seen.reshape(len(layers), -1)).view(len(TASKS), *first.shape, WIDTH)
        return [dropped(torch.cat([y, case], -1), 0.2, self.training) for y in mixed]

    def tags(self, seen: Tensor) -> Tensor:
        return self.pos(seen)  # type: ignore[no-any-return]

    def names(self, seen: Tensor) -> Tensor:
        return self.ner2(dropped(F.gelu(self.ner1(seen)), 0.2, self.training))  # type: ignore[no-any-return]

    def tree(self, seen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of heads [dependent, head], and both sides of the labels."""

        def side(layer: nn.Module) -> Tensor:
            return dropped(F.gelu(layer(seen)), 0.33, self.training)

        def one(x: Tensor) -> Tensor:
            return torch.cat([x, torch.ones_like(x[..., :1])], -1)

        arcs = (one(side(self.ad)) @ self.U) @ side(self.ah).transpose(1, 2)
        return arcs, one(side(self.ld)), one(side(self.lh))

    def labels_at(self, below: Tensor, above: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations to given heads."""
        count, width, size = below.shape
        x = (below @ self.V).view(count, width, self.sizes["deprels"], size)
        return (x * above.gather(1, heads[:, :, None].expand(-1, -1, size))[:, :, None, :]).sum(-1)

    def forward(self, words: Tensor, mask: Tensor, shape: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The graph of the pack: scores of tags, names, heads and features, and the best relation of every pair of words."""
        tags, named, seen = self.features(words, mask, shape, first)
        arcs, below, above = self.tree(seen)
        count, width, size = below.shape
        x = (below @ self.V).view(count, width * self.sizes["deprels"], size) @ above.transpose(1, 2)
        labels = x.view(count, width, self.sizes["deprels"], width).argmax(2).to(torch.int32)
        return self.tags(tags), self.names(named), arcs, labels, self.feat(tags)
