"""Joining reports and counting once: `python -m eval.incidents predict DOCUMENTS.jsonl OUT.jsonl`, `python -m eval.incidents`.

`predict` reads the reports through the pipeline and writes one line an incident: {"documents", "killed", "injured"}, tolls as
[low, best, high]. Without it, the development reports are joined with points that were learned without the reports of either
side of a pair (five folds by gold incident), and the figures are printed, as JSON with --json.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from training.link.nearness import Lesson, learn

from eval.incidents_cards import tellings as tell
from eval.incidents_interval import figures, intervals
from eval.incidents_read import rows
from eval.shared import adapter, scorer
from gawah.link.block import candidates
from gawah.link.cards import Cards, Ints
from gawah.link.features import Pairs, measured
from gawah.link.join import Room, incidents_of
from gawah.link.lay import lay, tellings
from gawah.link.score import scorer as table_of
from gawah.link.weave import weave
from gawah.link.wording import key
from gawah.model import Imprint, Incident, Outcome, Resolved
from gawah.weigh import weigh_all

FOLDS = 5
TABLE = "local_v1"
ERROR = 1
"""Persons by which a figure read from one report is off at most in nine of ten reports."""


def incidents(
    told: Sequence[tuple[Resolved, Imprint]], judge: Callable[[Cards, Ints, Ints], Ints] | None = None
) -> tuple[Incident, ...]:
    """The reports joined and weighed; `judge` scores pairs of cards in the stead of the published table."""
    claims = {item.claim.id: item for item, _ in told}
    imprints = {imprint.id: imprint for _, imprint in told}
    stack = tellings(claims.values())
    cards = lay(stack, imprints)
    table = table_of(TABLE)
    woven = weave(cards, table=table, judge=judge)
    return tuple(weigh_all(incidents_of(Room(stack, cards, woven, table)), claims, imprints))


def line(incident: Incident, claims: Mapping[str, Resolved]) -> dict[str, Any]:
    """An incident in the shape that the benchmark reads."""
    return {
        "documents": [claims[member.claim].claim.document for member in incident.members],
        "killed": _toll(incident, Outcome.KILLED),
        "injured": _toll(incident, Outcome.WOUNDED),
    }


def _toll(incident: Incident, outcome: Outcome) -> list[int] | None:
    """The whole toll of an outcome, its ends widened by what reports of this kind are off by."""
    found = [tally for tally in incident.tallies if tally.outcome is outcome and not tally.part_of]
    if not found:
        return None
    best = sum(tally.best or tally.low or 0 for tally in found)
    low = sum(tally.low or 0 for tally in found)
    high = max(best, sum(tally.high if tally.high is not None else tally.best or 0 for tally in found))
    return [max(0, min(low, best) - ERROR), best, high + ERROR]


def lesson(told: Sequence[tuple[Resolved, Imprint]], gold: Mapping[str, str]) -> Lesson:
    """The candidate pairs of the reports, with their comparisons and whether they are of one gold incident."""
    stack = tellings(item for item, _ in told)
    cards = lay(stack, {imprint.id: imprint for _, imprint in told})
    one, other = candidates(cards)
    label = np.array([zlib.crc32(gold[telling.first.document].encode()) for telling in stack], np.int64)
    return Lesson(measured(Pairs(cards, one, other)), label[one] == label[other], label[one] % FOLDS, label[other] % FOLDS)


def held_out(told: Sequence[tuple[Resolved, Imprint]], gold: Mapping[str, str]) -> Callable[[Cards, Ints, Ints], Ints]:
    """A judge whose points for each pair were learned from pairs of the other folds only."""
    known, fold_of = lesson(told, gold), {key(document): zlib.crc32(label.encode()) % FOLDS for document, label in gold.items()}
    tables = {(a, b): learn(known.without({a, b})) for a in range(FOLDS) for b in range(a, FOLDS)}

    def judge(cards: Cards, one: Ints, other: Ints) -> Ints:
        folds = np.array([fold_of[document] for document in cards.document.tolist()])
        low, high = np.minimum(folds[one], folds[other]), np.maximum(folds[one], folds[other])
        values, scores = measured(Pairs(cards, one, other)), np.zeros(len(one), np.int64)
        for (a, b), table in tables.items():
            mine = (low == a) & (high == b)
            scores[mine] = table.scores(values[mine])
        return scores

    return judge


def single(told: Sequence[tuple[Resolved, Imprint]], gold: Mapping[str, str], truth: Mapping[str, Any]) -> dict[str, float]:
    """How often the figure of a single report is that of its gold incident."""
    hits: Counter[str] = Counter()
    for item, imprint in told:
        if gold[imprint.id] in truth:
            hits["all"] += 1
            for toll, name in zip(item.claim.tolls, ("killed", "injured"), strict=True):
                hits[name] += toll.count.low == truth[gold[imprint.id]][name]
    return {name: round(hits[name] / max(1, hits["all"]), 4) for name in ("killed", "injured")}


def predict(source: Path, target: Path) -> None:
    """Read, join and weigh the reports of a file; write one line an incident."""
    told = tell(rows(source))
    claims = {item.claim.id: item for item, _ in told}
    target.write_text("".join(json.dumps(line(one, claims)) + "\n" for one in incidents(told)), "utf-8")


def measure(folder: Path, *, plain: bool) -> int:
    """Print the figures of the development reports: joining, tolls, intervals, tolls of single reports."""
    data = folder / "benchmarks" / "incidents"
    documents, truth = rows(data / "dev_documents.jsonl"), {row["id"]: row for row in rows(data / "dev_incidents.jsonl")}
    gold = {row["id"]: row["incident"] for row in documents}
    told = tell(documents)
    claims = {item.claim.id: item for item, _ in told}
    predicted = [line(one, claims) for one in incidents(told, held_out(told, gold))]
    score = scorer(data)
    found = figures(score, gold, truth, predicted) | {"single": single(told, gold, truth)}
    found["interval"] = intervals(score, gold, truth, predicted)
    if plain:
        print(json.dumps(found))
        return 0
    for name, values in found.items():
        print(f"{name:10} " + "  ".join(f"{key} {value}" for key, value in rounded(values).items()))
    return 0


def rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Figures as they are printed."""
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in values.items()}


def main(arguments: list[str]) -> int:
    """Predict, or measure the development reports."""
    return adapter(arguments, predict, lambda folder: measure(folder, plain="--json" in arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
