"""From comparisons to a score: a published table of points, read by anyone with a pencil.

Every feature has knots (values) and weights (points at these values, straight lines between them) and a weight for "not said".
The sum is the logarithm of the odds that two tellings speak of one happening. The table is learned from pairs that people have
labelled (`training/link`) and named by its version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gawah.data import table
from gawah.errors import BadTable
from gawah.link.cards import Floats, Ints
from gawah.link.features import FEATURES, Pairs
from gawah.model import Reason

METHOD = "nearness_v2"
POINT = 1000
"""Scores are kept in thousandths, whole numbers, so that sums do not hang on the order of adding."""
FURTHEST = 8.0
"""Scores beyond are cut: no single pair outweighs all others of a cluster."""


@dataclass(frozen=True, slots=True)
class Row:
    """The points of one feature."""

    knots: Floats
    weights: Floats
    unknown: float

    def points(self, values: Floats) -> Floats:
        """The points of each value."""
        return np.where(np.isnan(values), self.unknown, np.interp(values, self.knots, self.weights))


@dataclass(frozen=True, slots=True)
class Scorer:
    """A table of points. `join` is the score from which tellings are joined, `doubt` that from which a pair is put to a
    reviewer, `unseen` that of two tellings which share no key at all.
    """

    name: str
    bias: float
    rows: tuple[Row, ...]
    join: float
    doubt: float
    sure: float
    unseen: float

    def points(self, values: Floats) -> Floats:
        """The points of each pair and feature."""
        return np.stack([row.points(values[:, at]) for at, row in enumerate(self.rows)], axis=1)

    def scores(self, values: Floats) -> Ints:
        """The score of each pair in thousandths, cut at `FURTHEST`."""
        total = self.bias + self.points(values).sum(axis=1)
        whole: Ints = np.rint(POINT * np.clip(total, -FURTHEST, FURTHEST)).astype(np.int64)
        return whole

    def reasons(self, pairs: Pairs, at: int, values: Floats) -> tuple[Reason, ...]:
        """The named comparisons of one pair that moved its score, the weightiest first."""
        points = self.points(values[at : at + 1])[0]
        said = [
            Reason(feature=feature.name, score=round(float(points[n]), 2), words=feature.say(pairs, at, float(values[at, n])))
            for n, feature in enumerate(FEATURES)
            if abs(points[n]) >= 0.005
        ]
        return tuple(sorted(said, key=lambda reason: -abs(reason.score)))


def probability(score: float) -> float:
    """The chance that stands for a score in thousandths."""
    return float(1 / (1 + np.exp(-score / POINT)))


@cache
def scorer(name: str = METHOD) -> Scorer:
    """The table `link/NAME`. Raises BadTable where a feature is missing or its knots do not ascend."""
    content = table(f"link/{name}")
    rows = []
    for feature in FEATURES:
        entry = content["features"].get(feature.name)
        if entry is None:
            raise BadTable(f"link/{name}", 0, f"no weights for the feature {feature.name}")
        knots, weights = np.array(entry["knots"], np.float64), np.array(entry["weights"], np.float64)
        if len(knots) != len(weights) or (np.diff(knots) <= 0).any():
            raise BadTable(f"link/{name}", 0, f"{feature.name}: knots must ascend and have one weight each")
        rows.append(Row(knots, weights, float(entry["unknown"])))
    limits = {limit: float(content[limit]) for limit in ("join", "doubt", "sure", "unseen")}
    return Scorer(name, float(content["bias"]), tuple(rows), **limits)
