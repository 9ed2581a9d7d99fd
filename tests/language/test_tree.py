"""The best tree over scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gawah.language.tree import decode


def is_tree(heads: NDArray[np.intp]) -> bool:
    """Every node reaches the root 0, and one node hangs on it."""
    for start in range(1, len(heads)):
        at, steps = start, 0
        while at != 0 and steps <= len(heads):
            at, steps = int(heads[at]), steps + 1
        if at != 0:
            return False
    return int((heads[1:] == 0).sum()) == 1


def best_by_trying(scores: NDArray[np.float64]) -> float:
    size = len(scores)
    totals = [
        sum(scores[at, head] for at, head in enumerate(heads, 1))
        for heads in product(range(size), repeat=size - 1)
        if all(head != at for at, head in enumerate(heads, 1)) and is_tree(np.array([0, *heads]))
    ]
    return max(totals)


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 5))
    scores = rng.normal(size=(1, size + 1, size + 1))
    heads = decode(scores, np.array([size]))[0]
    assert is_tree(heads)
    total = sum(scores[0, at, heads[at]] for at in range(1, size + 1))
    assert total == pytest.approx(best_by_trying(scores[0]), abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(0, 10_000))
def test_every_sentence_of_a_batch_is_one_tree(sizes: list[int], seed: int) -> None:
    width = max(sizes) + 1
    scores = np.random.default_rng(seed).normal(size=(len(sizes), width, width))
    heads = decode(scores.astype(np.float32), np.array(sizes))
    for size, row in zip(sizes, heads, strict=True):
        assert is_tree(row[: size + 1])


def test_equal_and_extreme_scores_end() -> None:
    for value in (0.0, 1e8, -1e8):
        heads = decode(np.full((1, 120, 120), value), np.array([119]))
        assert is_tree(heads[0])


def test_two_words_that_want_each_other_are_parted() -> None:
    scores = np.full((1, 3, 3), -5.0)
    scores[0, 1, 2] = scores[0, 2, 1] = 9.0
    scores[0, 2, 0] = 0.0
    assert decode(scores, np.array([2])).tolist() == [[0, 2, 0]]
