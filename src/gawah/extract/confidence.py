"""Confidence: how often readings with a score turned out right, by a table measured on training reports."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from gawah.data import table


@cache
def _knots() -> tuple[tuple[float, float], ...]:
    return tuple((float(score), float(share)) for score, share in table("extract/confidence")["knots"])


def calibrated(score: float) -> float:
    """The share of right claims among those that the reader gave a score (0 to 1), between the knots of the table in a line."""
    knots = _knots()
    at = bisect_right(knots, (score, 2.0))
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (before, low), (after, high) = knots[at - 1], knots[at]
    return low + (high - low) * (score - before) / (after - before)
