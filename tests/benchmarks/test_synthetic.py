"""The made-up war knows its truth, and joining finds it."""

from __future__ import annotations

import numpy as np
from benchmarks.scale import quality
from benchmarks.synthetic import pairs_of, war
from benchmarks.weighing import counted, weighed

from gawah.link.weave import weave


def test_a_war_is_made_the_same_way_again() -> None:
    one, other = war(500), war(500)
    assert len(one.cards) == 500
    assert np.array_equal(one.truth, other.truth)
    assert np.array_equal(one.cards.words.keys, other.cards.words.keys)


def test_summaries_are_no_happenings() -> None:
    made = war(2000)
    assert np.array_equal(made.truth < 0, made.cards.summary)


def test_pairs_are_counted() -> None:
    assert pairs_of(np.array([1, 1, 1, 2, 3, 3])) == 4


def test_perfect_labels_are_perfect() -> None:
    made = war(1000)
    found = quality(made, np.unique(made.truth, return_inverse=True)[1].astype(np.int64))
    assert found["pairwise_f1"] == 1.0
    assert found["b3_f1"] == 1.0


def test_joining_finds_most_happenings_and_counts_them_once() -> None:
    made = war(3000)
    found = quality(made, weave(made.cards).labels)
    assert found["pairwise_f1"] > 0.85
    assert found["b3_f1"] > 0.9


def test_weighing_a_war_counts_most_happenings_once() -> None:
    made = war(3000)
    labels = weave(made.cards).labels
    found = counted(made, labels, weighed(made, labels))
    assert 0.9 < found["double_counting"] < 1.15
    assert found["killed_covered"] > 0.8


def test_joined_as_in_truth_the_dead_are_counted_once() -> None:
    made = war(3000)
    _, first, label = np.unique(made.truth, return_index=True, return_inverse=True)
    found = counted(made, first[label], weighed(made, first[label]))
    assert 0.97 < found["double_counting"] < 1.03
