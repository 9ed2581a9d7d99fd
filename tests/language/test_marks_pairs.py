"""Buckets of the pair scorer."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.marks_pairs import BUCKETS, FEATURES, near

ONE_LAYER = np.zeros(3, np.int64)


def rows(*starts):
    return np.array([(start, start + 1) for start in starts], np.int64).reshape(-1, 2)


def test_the_sides_of_a_trigger_differ():
    flat = np.zeros(60, np.int64)
    found = near(rows(20), rows(15, 20, 25), ONE_LAYER, flat, flat)[0]
    assert found[0, 0] < found[1, 0] < found[2, 0]
    assert (found[:, 4] - 4 * BUCKETS).tolist() == [6, 7, 8]


def test_sentences_and_paragraphs_between_are_counted():
    sentence = np.repeat(np.arange(6), 10)
    found = near(rows(25), rows(5, 25, 55), ONE_LAYER, sentence, sentence // 2)[0]
    assert (found[:, 1] - BUCKETS).tolist() == [3, 5, 8]
    assert (found[:, 2] - 2 * BUCKETS).tolist() == [3, 4, 5]


def test_triggers_between_are_counted():
    flat = np.zeros(60, np.int64)
    found = near(rows(2, 10, 30), rows(20, 40), ONE_LAYER[:2], flat, flat)
    assert (found[:, :, 3] - 3 * BUCKETS).tolist() == [[1, 2], [0, 1], [0, 0]]


def test_nothing_gives_nothing():
    flat = np.zeros(4, np.int64)
    assert near(rows(), rows(1), ONE_LAYER[:1], flat, flat).shape == (0, 1, FEATURES)
    assert near(rows(1), rows(), ONE_LAYER[:0], flat, flat).shape == (1, 0, FEATURES)


@given(st.data())
def test_every_row_is_in_the_table(data):
    size = data.draw(st.integers(1, 400))
    sentence = np.sort(data.draw(st.lists(st.integers(0, 90), min_size=size, max_size=size)))
    places = st.lists(st.integers(0, size - 1), max_size=8).map(sorted)
    triggers, mentions = data.draw(places), data.draw(places)
    layer = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(mentions), max_size=len(mentions))), np.int64)
    found = near(rows(*triggers), rows(*mentions), layer, sentence, sentence // 3)
    low = np.arange(FEATURES) * BUCKETS
    assert ((found >= low) & (found < low + BUCKETS)).all()
