"""Names from scores of labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.names import NameDecoder

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def scores(*rows: dict[str, float]) -> np.ndarray:
    return np.array([[row.get(label, 0.0) for label in LABELS] for row in rows], np.float32).reshape(len(rows), len(LABELS))


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([], []),
        ([{"O": 1}, {"B-PER": 2}, {"I-PER": 2}], ["O", "B-PER", "I-PER"]),
        ([{"O": 3}, {"I-PER": 4, "B-PER": 3}], ["O", "B-PER"]),
        ([{"B-PER": 5}, {"I-LOC": 4, "I-PER": 3}], ["B-PER", "I-PER"]),
        ([{"I-LOC": 4, "B-LOC": 1}, {"I-LOC": 4}], ["B-LOC", "I-LOC"]),
    ],
)
def test_the_best_allowed_labels(rows: list[dict[str, float]], labels: list[str]) -> None:
    assert NameDecoder(LABELS)(scores(*rows)) == labels


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), min_size=1, max_size=20))
def test_no_name_begins_in_its_middle(rows: list[list[float]]) -> None:
    found = NameDecoder(LABELS)(np.array(rows, np.float32))
    for before, label in zip(["O", *found], found, strict=False):
        assert not label.startswith("I-") or before[2:] == label[2:]
