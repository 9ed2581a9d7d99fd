"""Attention as one node of the graph: what is exported runs in onnxruntime's own kernel instead of a dozen small steps."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor

OPSETS = {"com.microsoft": 1}
"""What an export of a module that attends must name beside ONNX itself."""


class _Attend(torch.autograd.Function):
    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        count, length, width = query.shape

        def split(x: Tensor) -> Tensor:
            return x.view(count, length, heads, width // heads).transpose(1, 2)

        scores = split(query) @ split(key).transpose(-1, -2) * (width // heads) ** -0.5
        return (scores.softmax(-1) @ split(value)).transpose(1, 2).reshape(count, length, width)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        node = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        node.setType(query.type())
        return node


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
    """Attention of several heads over all of a sequence, (count, length, width) each."""
    return cast(Tensor, _Attend.apply(query, key, value, heads))  # type: ignore[no-untyped-call]
