"""Learn the table of points `resources/link/local_v1.yml` from labelled pairs: `python -m training.link.nearness`.

The pairs are those of the reports of the incidents benchmark (which of them tell of one shooting?), as the pipeline reads them.
Points for what these reports never show (another kind of happening, the sides of a war) stay near the hand-set table
`training/link/start.yml`, towards which the others are drawn too. Local reports misplace what they tell of and come back to it
for months, so this table is for them alone; that for wars (`nearness_v1`) is set by hand. Kept are points only, no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from training.link.fitting import fit, hats

from gawah.link.cards import Floats, Ints
from gawah.link.features import FEATURES
from gawah.link.score import Row, Scorer

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "training/link/start.yml"
TABLE = ROOT / "resources/link/local_v1.yml"
JOIN, DOUBT, SURE, UNSEEN = -1.1, -2.0, 1.0, -4.0
"""Limits; `JOIN` is where held-out pairwise F1 and double counting are both good."""

RISING = {"wording", "title", "copy", "names"}
FALLING = {"distance", "days", "told"}
"""More shared wording never speaks against one happening, and more days or kilometres never for it."""
EASY, THINNED = 0.12, 30
"""Of the pairs told apart by so little shared wording one in thirty is looked at, and counts thirty times."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled pairs: their comparisons, whether they are of one happening, and the fold of each side."""

    values: Floats
    same: npt.NDArray[np.bool_]
    one: Ints
    other: Ints

    def without(self, folds: set[int]) -> Lesson:
        """The pairs of which neither side lies in these folds."""
        keep = ~np.isin(self.one, list(folds)) & ~np.isin(self.other, list(folds))
        return Lesson(self.values[keep], self.same[keep], self.one[keep], self.other[keep])


def start() -> dict[str, Any]:
    """The hand-set table: knots, first points, comments."""
    return dict(yaml.safe_load(START.read_text("utf-8")))


def learn(lesson: Lesson) -> Scorer:
    """The table that makes the labels of the lesson most likely."""
    entries = [start()["features"][feature.name] for feature in FEATURES]
    wording = [feature.name for feature in FEATURES].index("wording")
    easy = ~lesson.same & (lesson.values[:, wording] < EASY)
    keep = ~easy | (np.arange(len(easy)) % THINNED == 0)
    counts = np.where(easy, float(THINNED), 1.0)[keep]
    lesson = Lesson(lesson.values[keep], lesson.same[keep], lesson.one[keep], lesson.other[keep])
    table = np.concatenate([hats(lesson.values[:, at], entry["knots"]) for at, entry in enumerate(entries)], axis=1)
    prior = np.concatenate([[*entry["weights"], entry["unknown"]] for entry in entries])
    bias, points = fit(table, lesson.same, counts, prior)
    rows, at = [], 0
    for feature, entry in zip(FEATURES, entries, strict=True):
        size = len(entry["knots"])
        weights = points[at : at + size]
        if feature.name in RISING:
            weights = np.maximum.accumulate(weights)
        elif feature.name in FALLING:
            weights = np.minimum.accumulate(weights)
        rows.append(Row(np.array(entry["knots"], np.float64), weights, float(points[at + size])))
        at += size + 1
    return Scorer("local_v1", bias, tuple(rows), join=JOIN, doubt=DOUBT, sure=SURE, unseen=UNSEEN)


def written(scorer: Scorer, pairs: int, same: int) -> str:
    """The table as YAML, with its comment."""
    head = (
        START.read_text("utf-8")
        .split("name:", 1)[0]
        .replace("Hand-set start", f"Learned from {pairs} pairs, {same} of one happening")
    )
    lines = [head, f"name: {scorer.name}\nbias: {scorer.bias:.3f}\njoin: {scorer.join}\ndoubt: {scorer.doubt}\n"]
    lines.append(f"sure: {scorer.sure}\nunseen: {scorer.unseen}\nfeatures:\n")
    for feature, row in zip(FEATURES, scorer.rows, strict=True):
        knots, weights = (", ".join(f"{value:g}" for value in np.round(values, 3)) for values in (row.knots, row.weights))
        lines.append(f"  {feature.name}: {{knots: [{knots}], weights: [{weights}], unknown: {row.unknown:.3f}}}\n")
    return "".join(lines)


def main() -> None:
    from eval.incidents import lesson
    from eval.incidents_cards import tellings
    from eval.incidents_read import rows
    from eval.shared import shared

    folder = shared()
    if folder is None:
        raise SystemExit("no development data: set GAWAH_SHARED")
    documents = rows(folder / "benchmarks/incidents/dev_documents.jsonl")
    known = lesson(tellings(documents), {row["id"]: row["incident"] for row in documents})
    TABLE.write_text(written(learn(known), len(known.same), int(known.same.sum())), "utf-8")


if __name__ == "__main__":
    main()
