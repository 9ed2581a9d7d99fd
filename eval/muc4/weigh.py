"""Fit the weights of relevance on DEV: `python -m eval.muc4.weigh [N]` (N documents drawn by a fixed seed), then `make tables`.

An incident counts as wanted where the official alignment pairs it with a template of the key. F over all slots is printed for
a row of thresholds, each document predicted by weights that were fitted without it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize

from eval.muc4.adapter import candidates, dateline, told
from eval.muc4.learn import TABLES
from eval.muc4.writing import written
from eval.shared import shared
from gawah.extract import extract
from gawah.language import load
from gawah.model import Document

ABOUT = (
    "# Features of eval/muc4/relevance.py -> weight in the log odds of a template (MUC-4 DEV, `python -m eval.muc4.weigh 900`)."
)
FOLDS = 5
Rows = list[tuple[str, dict[str, float], bool, dict[str, Any]]]


def rows_of(score: Any, document: Document, parsed: Any, key: list[dict[str, Any]]) -> Rows:
    """Each incident of a document with its features, whether the key has it, and its template."""
    scene, found = candidates(document, parsed, extract(document, parsed))
    made = [written(scene, incident) for incident in found]
    guesses, key = [score.normal(one) for one in made], [one for one in key if isinstance(one.get("incident_type"), list)]
    table = np.zeros((len(guesses), len(key)))
    for i, guess in enumerate(guesses):
        for j, wanted in enumerate(key):
            if score.alignable(guess, wanted):
                counts = np.sum([score.slot_score(slot, guess, wanted) for slot in score.SLOTS], axis=0)
                table[i, j] = 0.01 + counts[2] + counts[3] / 2
    hits = {i for i, j in zip(*linear_sum_assignment(-table), strict=True) if table[i, j] > 0} if table.size else set()
    return [(document.id, told(scene, one, len(found) - 1), i in hits, made[i]) for i, one in enumerate(found)]


def fit(matrix: np.ndarray, wanted: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """The weights of a ridge logistic regression."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        chance = 1 / (1 + np.exp(-odds))
        cost = np.logaddexp(0, odds).sum() - odds[wanted == 1].sum() + ridge * (weights @ weights) / 2
        return float(cost), matrix.T @ (chance - wanted) + ridge * weights

    return np.asarray(minimize(loss, np.zeros(matrix.shape[1]), jac=True).x)


def main(arguments: list[str]) -> None:
    """Fit, print F by threshold, write words/weights.yml."""
    folder = shared()
    assert folder is not None, "no development data here: set GAWAH_SHARED"
    gold = folder / "benchmarks" / "muc4"
    sys.path.insert(0, str(gold))
    score = import_module("score")
    drawn = [json.loads(line) for line in (gold / "DEV.jsonl").read_text("utf-8").splitlines()]
    if arguments:
        drawn = Random(1).sample(drawn, int(arguments[0]))
    keys = {row["docid"]: row for row in drawn}
    documents = [Document(id=name, text=row["text"], published=dateline(row["text"])) for name, row in keys.items()]
    rows: Rows = []
    for document, parsed in zip(documents, load("en").parse_many([one.text for one in documents]), strict=True):
        rows += rows_of(score, document, parsed, keys[document.id]["templates"])
    write(score, rows, {name: row["templates"] for name, row in keys.items()}, TABLES / "weights.yml")


def write(score: Any, rows: Rows, keys: dict[str, Any], target: Path) -> None:
    """Print F over all slots by threshold, cross-validated by document, and write the weights fitted on all rows."""
    names = sorted({name for _, found, _, _ in rows for name in found})
    matrix = np.array([[found.get(name, 0.0) for name in names] for _, found, _, _ in rows])
    wanted = np.array([hit for _, _, hit, _ in rows], float)
    order = {name: at for at, name in enumerate(dict.fromkeys(row[0] for row in rows))}
    fold = np.array([order[row[0]] % FOLDS for row in rows])
    chance = np.zeros(len(rows))
    for one in range(FOLDS):
        chance[fold == one] = 1 / (1 + np.exp(-(matrix[fold == one] @ fit(matrix[fold != one], wanted[fold != one]))))
    for least in (0.0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        guesses: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for (name, _, _, made), likelihood in zip(rows, chance, strict=True):
            if likelihood >= least:
                guesses[name].append(made)
        totals = score.score(keys, guesses)
        figures = [f"{value:5.1f}" for row in ("all", "template") for value in score.rpf(totals[row])]
        print(f"{least:4.2f}", *figures)
    lines = [f'"{name}": {weight:.3f}\n' for name, weight in zip(names, fit(matrix, wanted), strict=True)]
    target.write_text(f"{ABOUT}\n{''.join(lines)}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
