"""Candidate pairs: each once, never within a document, few in a crowd, none under a common word."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.synthetic import war

from gawah.link import block
from gawah.link.block import candidates
from gawah.link.keys import Keys, keys_of
from gawah.link.lay import lay, tellings
from tests.link.made import claim


def cards_of(words: list[str], where: str | None = None, when: str | None = None):
    return lay(tellings([claim(f"d{n:03d}", text, where=where, when=when) for n, text in enumerate(words)]), {})


def pairs(cards) -> set[tuple[int, int]]:
    one, other = candidates(cards)
    found = list(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True))
    assert len(found) == len(set(found))
    return set(found)


def test_a_rare_word_is_enough() -> None:
    assert pairs(cards_of(["xyloph blast", "xyloph raid", "marimb march"])) == {(0, 1)}


def test_place_and_day_are_enough() -> None:
    assert pairs(cards_of(["alpha", "beta"], where="Qasan", when="2022-05-09")) == {(0, 1)}


def test_a_word_that_many_share_is_no_key() -> None:
    assert not pairs(cards_of(["xyloph"] * (block.COMMON + 1)))
    assert len(pairs(cards_of(["xyloph"] * block.COMMON))) == block.COMMON * (block.COMMON - 1) // 2


def test_in_a_crowd_each_is_compared_with_its_next_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "CROWD", 2)
    found = pairs(cards_of([f"word{n}x" for n in range(10)], where="Qasan", when="2022-05-09"))
    assert len(found) == 9 + 8


def test_two_claims_of_one_document_and_a_summary_with_a_single_one_are_no_pair() -> None:
    stack = [claim("d0", "xyloph one"), claim("d0", "xyloph two", at=90), claim("d1", "xyloph three", scope="several")]
    assert not pairs(lay(tellings(stack), {}))


def test_the_keys_of_a_card_hang_on_it_alone() -> None:
    cards = war(400).cards
    some = np.arange(0, 400, 7)
    for whole, part in zip(keys_of(cards), keys_of(cards.take(some)), strict=True):
        mine = np.isin(whole.rows, some)
        assert sorted(zip(some[part.rows].tolist(), part.keys.tolist(), strict=True)) == sorted(
            zip(whole.rows[mine].tolist(), whole.keys[mine].tolist(), strict=True)
        )


def test_keys_can_be_chosen() -> None:
    keys = Keys(np.array([5, 6, 7]), np.array([0, 1, 2]), worded=True).only(np.array([True, False, True]))
    assert (keys.keys.tolist(), keys.rows.tolist(), keys.worded) == ([5, 7], [0, 2], True)
