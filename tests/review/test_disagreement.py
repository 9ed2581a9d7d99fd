"""Reviewers who disagree, and what settles it."""

from __future__ import annotations

from typing import Any

import pytest

from gawah.review.disagreement import disagreements
from tests.weigh.make import judgement

A, B, C = "A", "B", "C"


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        ([(A, "accept")], []),
        ([(A, "accept"), (B, "accept")], []),
        ([(A, "accept"), (A, "reject")], []),
        ([(A, "accept"), (B, "reject")], [("A", "B")]),
        ([(A, "accept"), (B, "reject"), (A, "accept")], [("B", "A")]),
        ([(A, "accept"), (B, "reject"), (A, "reject")], []),
        ([(A, "accept"), (B, "reject"), (C, "reject")], []),
        ([(A, "accept"), (B, "reject"), (C, "accept")], []),
        ([(A, "accept"), (B, "reject"), (C, "discount")], [("A", "C"), ("B", "C")]),
        ([(A, "accept"), (B, "unsure")], []),
        ([(A, "tolls=killed 3"), (B, "tolls=killed 4")], [("A", "B")]),
        ([(A, "tolls=killed 3"), (B, "hedged=yes")], []),
    ],
)
def test_what_stays_open(said: list[tuple[str, str]], open_: list[tuple[str, str]]) -> None:
    rows = []
    for at, (reviewer, words) in enumerate(said):
        slot, parted, value = words.partition("=")
        row: dict[str, Any] = {"subject": "c", "reviewer": reviewer, "verdict": "correct" if parted else words}
        rows.append(judgement(row | ({"slot": slot, "value": value} if parted else {}), at))
    assert [(one.reviewer, other.reviewer) for one, other in disagreements(rows)] == open_


def test_what_was_withdrawn_is_no_dissent() -> None:
    rows: list[dict[str, Any]] = [
        {"subject": "c", "verdict": "accept", "reviewer": A, "id": "a"},
        {"subject": "c", "verdict": "reject", "reviewer": B},
        {"subject": "a", "verdict": "withdraw", "reviewer": C},
    ]
    assert disagreements([judgement(row, at) for at, row in enumerate(rows)]) == ()
