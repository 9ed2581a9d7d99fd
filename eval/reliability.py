"""How far the confidence of claims can be trusted: `python -m eval.reliability [--json] [--fit]`.

A claim is right where the scorer pairs it with an annotated one. The confidence that the reader gives is held against that, in
bins of about equal size, on the development documents and on the training reports that the learned marks were not trained on.
--fit prints the knots of `resources/extract/confidence.yml` anew, from those training reports alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from eval.claims import document_of
from eval.shared import scorer, shared
from gawah.extract import extract
from gawah.extract.guideline import as_guideline
from gawah.language import load
from gawah.model import When
from gawah.resolve.dates import resolve_when

TRAINING = Path(__file__).resolve().parent.parent / "training" / "claims"
FOLD, FOLDS = 7, 10
"""Every tenth report is held out where the marks are trained (training/claims/make.sh)."""
BINS = 6
ROUNDS = 1000
Judged = list[tuple[float, bool]]
"""The claims of one document: confidence, and whether right."""


def held_out() -> list[dict[str, Any]]:
    """The training reports that the marks were not trained on."""
    rows = [json.loads(line) for line in (TRAINING / "reports.jsonl").read_text("utf-8").splitlines()]
    more = [json.loads(path.read_text("utf-8")) for path in sorted((TRAINING / "more").glob("*.json"))]
    return [*rows, *more][FOLD::FOLDS]


def developed(folder: Path) -> list[dict[str, Any]]:
    """The development documents with their claims."""
    return [json.loads(file.read_text("utf-8")) for file in sorted((folder / "benchmarks/claims/dev").glob("*.json"))]


def judged(rows: Iterable[dict[str, Any]], folder: Path) -> list[Judged]:
    """For each document, the confidence of its claims and whether the scorer pairs them with annotated ones."""
    score, rows = scorer(folder / "benchmarks" / "claims"), list(rows)
    found = []
    texts = load("en").parse_many([row["text"] for row in rows])
    for row, parsed in zip(rows, texts, strict=True):
        document = document_of(row)
        claims = extract(document, parsed).claims
        told = [as_guideline(claim, resolve_when(claim, document).chosen or When()) for claim in claims]
        right = {guess for _, guess in score.pair_up(row["claims"], told, row["text"])}
        found.append([(claim.confidence, at in right) for at, claim in enumerate(claims)])
    return found


def error(rows: NDArray[np.float64]) -> float:
    """The expected calibration error: the mean distance of confidence and share of right claims over bins of equal size."""
    ordered = rows[np.argsort(rows[:, 0], kind="stable")]
    bins = [part for part in np.array_split(ordered, BINS) if len(part)]
    return float(sum(len(part) * abs(part[:, 0].mean() - part[:, 1].mean()) for part in bins) / len(ordered))


def reliability(documents: list[Judged]) -> dict[str, Any]:
    """The table, the calibration error and its interval by bootstrap over documents."""
    rows = np.array([row for document in documents for row in document], float)
    ordered = rows[np.argsort(rows[:, 0], kind="stable")]
    rng = np.random.default_rng(7)
    draws = []
    for _ in range(ROUNDS):
        chosen = rng.integers(len(documents), size=len(documents))
        draws.append(error(np.array([row for at in chosen for row in documents[at]], float)))
    table = [
        {"claims": len(part), "confidence": round(part[:, 0].mean(), 3), "right": round(part[:, 1].mean(), 3)}
        for part in np.array_split(ordered, BINS)
    ]
    low, high = np.percentile(draws, [2.5, 97.5])
    return {"ece": round(error(rows), 4), "interval": [round(low, 4), round(high, 4)], "bins": table}


def fit(documents: list[Judged]) -> list[list[float]]:
    """The knots of an isotonic fit, smoothed a little, its shares kept off 0 and 1."""
    told = [row for document in documents for row in document]
    rows = np.array(sorted(told, key=lambda row: (row[0], not row[1])), float)  # of one score the right ones first: they pool
    shares = isotonic(rows[:, 1])
    grid = np.quantile(rows[:, 0], np.linspace(0, 1, 9))
    near = np.array([np.interp([x - 0.04, x, x + 0.04], rows[:, 0], shares).mean() for x in grid])
    knots = {round(float(x), 3): round(float(y), 3) for x, y in zip(grid, np.clip(near, 0.05, 0.97), strict=True)}
    return [[x, y] for x, y in sorted(knots.items())]


def isotonic(right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The never falling shares that are nearest to what was right, in order: neighbours that fall are pooled."""
    pools: list[tuple[float, int]] = []
    for value in right:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (one, many), (other, more) = pools.pop(-2), pools.pop()
            pools.append(((one * many + other * more) / (many + more), many + more))
    return np.repeat([share for share, _ in pools], [size for _, size in pools])


def main(arguments: list[str]) -> int:
    """Print the tables, or fit anew."""
    folder = shared()
    if folder is None:
        print("no development data here: set GAWAH_SHARED")
        return 1
    if "--fit" in arguments:
        with patch("gawah.extract.claims.calibrated", lambda score: score):
            print(json.dumps(fit(judged(held_out(), folder))))
        return 0
    sets = {"development": developed(folder), "held out": held_out()}
    found = {name: reliability(judged(rows, folder)) for name, rows in sets.items()}
    if "--json" in arguments:
        print(json.dumps(found))
        return 0
    for name, one in found.items():
        print(f"{name}: calibration error {one['ece']:.3f} ({one['interval'][0]:.3f} to {one['interval'][1]:.3f})")
        for row in one["bins"]:
            print(f"  {row['claims']:4} claims, confidence {row['confidence']:.2f}, right {row['right']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
