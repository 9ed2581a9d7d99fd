"""Learn `resources/link/nearness_v2.yml`, the table of points for wars: `python -m training.link.wars`.

Learned are the points of what a happening itself is told by (place, days, kind, sides, tolls), from the labelled claims of
`benchmarks/claims/dev` (`training.link.happenings`); the hand-set table `nearness_v1` is what they are drawn towards. The
points of whole texts (wording, names, title, copies, day of telling) and the limits stay as they were set by hand: two claims
of one document say nothing of them. With --check nothing is written: points learned without each document in turn are held
against those set by hand.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from training.link.fitting import Floats, fit, hats
from training.link.happenings import lesson
from training.link.nearness import Lesson

from gawah.link.features import FEATURES
from gawah.link.score import Row, Scorer, scorer

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources/link/nearness_v2.yml"
HAND = frozenset(("told", "title", "copy", "wording", "names", "apart"))
"""Comparisons of whole texts, which keep the points set by hand."""
LEARNED = [at for at, feature in enumerate(FEATURES) if feature.name not in HAND]
RIDGE = 10.0
BIAS = -3.4
"""Set so that on the made-up war fewer are joined wrongly, and fewer missed, than with the points set by hand."""
RISING = frozenset(("place", "spots", "same_day", "event", "sides"))
"""More in common never speaks against one happening; for the other comparisons, a greater gap never speaks for it."""
HEAD = """# How near two tellings are, for `gawah.link.score`. Learned from {pairs} pairs, {same} of one happening, by
# `python -m training.link.wars`; told, names, wording, title, apart, copy, the bias and the limits are set by hand.
#   bias, and the points of each feature: their sum is the logarithm of the odds that both speak of one happening
#   knots -> weights: points at these values of the feature, straight lines between, level beyond
#   unknown: points where one does not say
#   join: tellings are joined from this average score on; doubt, sure: a pair with a score between goes to a reviewer
#   unseen: score of two tellings that share no key
"""


def columns(values: Floats, table: Scorer) -> Floats:
    """The learned comparisons as shares of their knots."""
    return np.concatenate([hats(values[:, at], table.rows[at].knots.tolist()) for at in LEARNED], axis=1)


def learn(known: Lesson, start: Scorer) -> tuple[float, Scorer]:
    """The table with the points that the lesson makes most likely, and how common one happening is among its pairs."""
    prior = np.concatenate([[*start.rows[at].weights, start.rows[at].unknown] for at in LEARNED])
    base, points = fit(columns(known.values, start), known.same, np.ones(len(known.same)), prior, RIDGE)
    rows, begin = list(start.rows), 0
    for at in LEARNED:
        end = begin + len(rows[at].knots)
        ordered = np.maximum if FEATURES[at].name in RISING else np.minimum
        weights = np.round(ordered.accumulate(points[begin:end]), 2)
        rows[at] = Row(rows[at].knots, weights, round(float(points[end]), 2))
        begin = end + 1
    return base, replace(start, name="nearness_v2", bias=BIAS, rows=tuple(rows))


def checked(known: Lesson, start: Scorer) -> None:
    """Print how surprised each table is by documents that it was not learned from."""
    loss = np.zeros((2, len(known.same)))
    for fold in np.unique(known.one):
        held = known.one == fold
        rest = known.without({int(fold)})
        _, table = learn(rest, start)
        for at, one in enumerate((start, table)):
            sums, held_sums = ((one.points(values)[:, LEARNED]).sum(axis=1) for values in (rest.values, known.values[held]))
            shifts = np.linspace(-6, 6, 121)
            best = min(shifts, key=lambda shift, sums=sums: _surprise(sums + shift, rest.same).mean())
            loss[at, held] = _surprise(held_sums + best, known.same[held])
    print(f"{len(known.same)} pairs, loss by hand {loss[0].mean():.3f}, learned {loss[1].mean():.3f}")


def _surprise(total: Floats, same: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Floats:
    surprise: Floats = np.logaddexp(0, total) - same * total
    return surprise


def written(table: Scorer, known: Lesson) -> str:
    """The table as YAML, with its comment."""
    lines = [HEAD.format(pairs=len(known.same), same=int(known.same.sum()))]
    lines.append(f"name: {table.name}\nbias: {table.bias}\njoin: {table.join}\ndoubt: {table.doubt}\n")
    lines.append(f"sure: {table.sure}\nunseen: {table.unseen}\nfeatures:\n")
    for feature, row in zip(FEATURES, table.rows, strict=True):
        knots, weights = (", ".join(f"{value:g}" for value in values) for values in (row.knots, row.weights))
        lines.append(f"  {feature.name}: {{knots: [{knots}], weights: [{weights}], unknown: {row.unknown:g}}}\n")
    return "".join(lines)


def main() -> None:
    from eval.shared import shared

    folder = shared()
    if folder is None:
        raise SystemExit("no development data: set GAWAH_SHARED")
    known, start = lesson(folder / "benchmarks/claims/dev"), scorer("nearness_v1")
    if "--check" in sys.argv[1:]:
        checked(known, start)
    else:
        TABLE.write_text(written(learn(known, start)[1], known), "utf-8")


if __name__ == "__main__":
    main()
