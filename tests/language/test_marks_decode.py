"""Spans of a layer, keys of names, pooled scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gawah.language.marks_decode import key, pooled, sigmoid, softmax, spans

OUT, BEGIN, IN = (0.9, 0.06, 0.04), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)
MAYBE_B, MAYBE_I = (0.3, 0.4, 0.3), (0.45, 0.15, 0.4)


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        ([], 0.5, []),
        ([OUT, OUT], 0.5, []),
        ([OUT, BEGIN, IN, IN, OUT], 0.5, [(1, 4)]),
        ([BEGIN, BEGIN, IN], 0.5, [(0, 1), (1, 3)]),
        ([OUT, IN, IN], 0.5, []),
        ([OUT, MAYBE_B, IN], 0.5, [(1, 3)]),
        ([OUT, MAYBE_B, OUT], 0.35, [(1, 2)]),
        ([BEGIN, MAYBE_I, OUT], 0.5, [(0, 1)]),
        ([OUT, BEGIN], 0.5, [(1, 2)]),
    ],
)
def test_spans(rows, start, expected):
    found = spans(np.array(rows, np.float32).reshape(-1, 3), start)
    assert [span[:2] for span in found] == expected


def test_the_strongest_word_gives_the_score():
    assert spans(np.array([(0.4, 0.6, 0.0), (0.05, 0.05, 0.9)], np.float32))[0][2] == pytest.approx(0.95)


@given(arrays(np.float32, st.tuples(st.integers(0, 30), st.just(3)), elements=st.floats(-8, 8, width=32)), st.floats(0.05, 0.9))
def test_spans_never_overlap_and_stay_inside(scores, start):
    found = spans(softmax(scores), start)
    end = 0
    for first, last, score in found:
        assert end <= first < last <= len(scores)
        assert 0 <= score <= 1.0001
        end = last


@pytest.mark.parametrize(
    ("one", "other"),
    [("the Army", "ARMY"), ("an  army", "army"), ("U.N. mission", "u n mission"), ("the", "The"), ("«…»", "«…»")],
)
def test_the_same_words_share_a_key(one, other):
    assert key(one) == key(other)


def test_other_words_have_another_key():
    assert key("army") != key("armies")


def test_pooling_adds_odds():
    scores = np.log(np.array([[[1.0], [2.0], [4.0], [8.0]]], np.float32))
    assert np.exp(pooled(scores, [1, 0, 1, 2]))[0, :, 0].tolist() == pytest.approx([2.0, 5.0, 8.0])


@given(arrays(np.float32, (2, 5, 3), elements=st.floats(-20, 20, width=32)), st.permutations([0, 0, 1, 2, 2]))
def test_pooling_never_lowers_the_best(scores, groups):
    found = pooled(scores, groups)
    for number in range(3):
        best = scores[:, np.array(groups) == number].max(1)
        assert (found[:, number] >= best - 1e-4).all()


def test_extreme_scores_are_probabilities():
    assert sigmoid(np.array([-1e9, 0, 1e9], np.float32)).tolist() == pytest.approx([0, 0.5, 1])
    assert softmax(np.array([[1e9, -1e9]], np.float32)).tolist() == [[1.0, 0.0]]
