"""Examples to tensors, the candidates that the heads judge, and the decoding of layers: numpy, and torch only at the end."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import numpy as np
import torch

import gawah
from gawah.language.encoder import shape_of
from gawah.language.marks_decode import spans
from gawah.language.marks_pairs import near as nearness
from gawah.language.wordpiece import WordPiece

import data

LONGEST = 508
PACK = Path(gawah.__file__).parent / "packs" / "en"


@cache
def pieces() -> WordPiece:
    """The vocabulary of the pack, for which its word table holds the vectors: what is read is what was learned from."""
    return WordPiece((PACK / "vocab.txt").read_text("utf-8").splitlines())


def encode(ex: data.Example) -> dict:
    """Piece ids, shapes, gaps and first pieces of the words of one window; words past the limit are cut off."""
    wp, text = pieces(), ex.text
    ids, shape, gap, first = [wp.first], [0], [0], []
    for i, (a, b) in enumerate(ex.spans):
        got = wp(text[a:b])
        if len(ids) + len(got) > LONGEST:
            break
        before = text[ex.spans[i - 1][1] if i else 0 : a]
        first.append(len(ids))
        ids += got
        shape += [shape_of(text[a:b])] * len(got)
        gap += [min(2, before.count("\n"))] + [0] * (len(got) - 1)
    ids.append(wp.last)
    n = len(first)
    blocks, k = [], 0
    for i, (a, _) in enumerate(ex.spans[:n]):
        k += i > 0 and "\n" in text[ex.spans[i - 1][1] : a]
        blocks.append(k)
    return {
        "ids": ids,
        "shape": [*shape, 0],
        "gap": [*gap, 0],
        "first": first,
        "n": n,
        "sentence": np.array(ex.sentence[:n]),
        "paragraph": np.array(blocks),
    }


def tags(ex: data.Example, n: int) -> np.ndarray:
    """BIO labels (words, layers): 0 outside, 1 begins, 2 inside."""
    out = np.zeros((n, len(data.LAYERS)), np.int64)
    rows = [(c.first, c.last, 0) for c in ex.claims] + [m[:3] for m in ex.mentions]
    for a, b, layer in rows:
        if a < n:
            out[a, layer], out[a + 1 : b, layer] = 1, 2
    return out


def collate(items: list[dict]) -> dict[str, torch.Tensor]:
    """Padded tensors of several windows."""
    t, w = max(len(i["ids"]) for i in items), max(i["n"] for i in items)
    out = {k: np.zeros((len(items), t), np.int64) for k in ("ids", "shape", "gap", "mask")}
    out["first"] = np.zeros((len(items), w), np.int64)
    for row, i in enumerate(items):
        for k in ("ids", "shape", "gap"):
            out[k][row, : len(i[k])] = i[k]
        out["mask"][row, : len(i["ids"])] = 1
        out["first"][row, : i["n"]] = i["first"]
    return {k: torch.from_numpy(v) for k, v in out.items()}


def candidates(
    ex: data.Example, probs: np.ndarray | None, lexicon: set[str], n: int, rng: random.Random
) -> list[tuple[int, int, int]]:
    """Triggers to judge while training, (first, last, claim or -1): the annotated ones, some with the borders that the tagger
    gave, and words that look like triggers but are none.
    """
    out = [(c.first, c.last, k) for k, c in enumerate(ex.claims) if c.last <= n]
    guesses = [(a, b) for a, b, _ in spans(probs[:, 0], 0.12)][:40] if probs is not None else []
    for a, b in guesses:
        hit = [k for k, (x, y, _) in enumerate(out) if x < b and y > a]
        if hit and rng.random() < 0.4:
            out[hit[0]] = (a, b, out[hit[0]][2])
        elif not hit:
            out.append((a, b, -1))
    text = ex.text
    look = [
        i for i, (a, b) in enumerate(ex.spans[:n]) if text[a:b].lower() in lexicon and not any(x <= i < y for x, y, _ in out)
    ]
    rng.shuffle(look)
    out += [(i, i + 1, -1) for i in look[:6]]
    return sorted(out)


def lexicon(examples: list[data.Example]) -> set[str]:
    """Words that are triggers somewhere."""
    out: dict[str, int] = {}
    for e in examples:
        for c in e.claims:
            for a, b in e.spans[c.first : c.last]:
                w = e.text[a:b].lower()
                out[w] = out.get(w, 0) + 1
    stop = set(
        "the a an of in on at to by with and had has have was were is are been be no not it its their his her from for as "
        "that".split()
    )
    return {w for w, k in out.items() if k >= 2 and len(w) > 2 and w not in stop and re.fullmatch("[a-z]+", w)}


def head_inputs(item: dict, triggers: list[tuple[int, int]], mentions: list[tuple[int, int, int]]) -> list[torch.Tensor]:
    """Inputs of the heads after the word vectors."""
    t = np.array(triggers, np.int64).reshape(-1, 2)
    m = np.array([x[:2] for x in mentions], np.int64).reshape(-1, 2)
    layer = np.array([x[2] for x in mentions], np.int64)
    s, p = item["sentence"].astype(np.int64), item["paragraph"].astype(np.int64)
    near = nearness(t, m, layer, s, p)
    both = nearness(t, t, np.zeros(len(t), np.int64), s, p)
    return [torch.from_numpy(x) for x in (s, t, m, layer, near, both)]
