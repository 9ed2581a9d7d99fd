"""How sure the figures of `eval.incidents` are: intervals by a jackknife that leaves out each twentieth of the gold incidents.

A bootstrap would draw one incident twice and another not at all, and so break up what was wrongly joined: its pairs would come
out too good. Left out, an incident takes only its own reports along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

GROUPS = 20
FIGURES = ("pairwise.f1", "b3.f1", "killed.exact", "killed.covered", "killed.ratio", "injured.exact", "injured.covered")
Row = Mapping[str, Any]


def figures(scorer: Any, gold: Mapping[str, str], truth: Mapping[str, Any], predicted: Sequence[Row]) -> dict[str, Any]:
    """What the scorer prints with --json, for reports by their gold incident, gold tolls, and predicted incidents."""
    label = {document: f"alone-{document}" for document in gold}
    label |= {document: str(at) for at, one in enumerate(predicted) for document in one["documents"]}
    names = "precision", "recall", "f1"
    b3, pairs = scorer.joining(gold, {document: label[document] for document in gold})
    found = {"b3": dict(zip(names, b3, strict=True)), "pairwise": dict(zip(names, pairs, strict=True))}
    return found | {outcome: scorer.tolls(gold, truth, predicted, outcome) for outcome in ("killed", "injured")}


def intervals(
    scorer: Any, gold: Mapping[str, str], truth: Mapping[str, Any], predicted: Sequence[Row]
) -> dict[str, list[float]]:
    """Between which ends each figure lies with 95 in 100."""
    group = {one: at % GROUPS for at, one in enumerate(sorted(set(gold.values())))}
    draws: dict[str, list[float]] = {name: [] for name in FIGURES}
    for out in range(GROUPS):
        kept = {document: one for document, one in gold.items() if group[one] != out}
        left = [{**one, "documents": [d for d in one["documents"] if d in kept]} for one in predicted]
        found = figures(scorer, kept, truth, [one for one in left if one["documents"]])
        for name in FIGURES:
            draws[name].append(_at(found, name))
    whole = figures(scorer, gold, truth, predicted)
    spread = {name: 1.96 * float(np.sqrt(GROUPS - 1) * np.std(drawn)) for name, drawn in draws.items()}
    return {name: [round(_at(whole, name) - spread[name], 4), round(_at(whole, name) + spread[name], 4)] for name in FIGURES}


def _at(found: Row, name: str) -> float:
    group, figure = name.split(".")
    return float(found[group][figure])
