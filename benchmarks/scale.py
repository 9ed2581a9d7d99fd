"""Joining and weighing at scale: `python -m benchmarks.scale [SIZE ...] [--splink SIZE]`: time, memory, growth, quality.

Claims are joined from their cards (`benchmarks.synthetic`) by two threads, then made full records, incidents of these, and
weighed by two processes. Seconds are by the clock, CPU seconds of all processes together (on a machine that others use too,
these tell more); growth is the exponent of the latter; memory is that of all processes, the made-up war with it. With --splink
the same claims are joined by splink (Fellegi-Sunter on DuckDB, its points learned by expectation maximisation) in the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
import warnings
from typing import Any

import numpy as np
from benchmarks.memory import Peak
from benchmarks.synthetic import War, pairs_of, war
from benchmarks.weighing import counted, weighed
from numpy.typing import NDArray

from gawah.link.cards import NO_DAY, NO_KEY, OPEN, Cards
from gawah.link.weave import weave

SIZES = (10_000, 100_000, 1_000_000)


def quality(made: War, labels: NDArray[np.int64]) -> dict[str, float]:
    """Pairwise and B3 figures against the happenings of the war."""
    truth = np.unique(made.truth, return_inverse=True)[1].astype(np.int64)
    both = np.unique(truth * (labels.max() + 1) + labels, return_inverse=True)[1].astype(np.int64)
    hit = pairs_of(both)
    precision, recall = hit / max(1, pairs_of(labels)), hit / max(1, pairs_of(truth))
    sizes = [np.bincount(side)[side] for side in (both, np.unique(labels, return_inverse=True)[1], truth)]
    p, r = float((sizes[0] / sizes[1]).mean()), float((sizes[0] / sizes[2]).mean())
    return {
        "pairwise_f1": _f1(precision, recall),
        "pairwise_precision": precision,
        "pairwise_recall": recall,
        "b3_f1": _f1(p, r),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def measure(size: int) -> tuple[dict[str, Any], War]:
    """Join and weigh a war of this size."""
    made = war(size)
    with Peak() as peak:
        begin, busy = time.perf_counter(), _busy()
        woven = weave(made.cards)
        joined, joined_busy = time.perf_counter() - begin, _busy() - busy
        found = weighed(made, woven.labels)
        seconds, busy = time.perf_counter() - begin, _busy() - busy
    run = {"claims": size, "seconds": seconds, "joined_seconds": joined, "cpu_seconds": busy, "joined_cpu_seconds": joined_busy}
    run |= {"peak_gb": peak.gb, "pairs": len(woven.one), "incidents": len(np.unique(woven.labels))}
    return {**run, **quality(made, woven.labels), **counted(made, woven.labels, found)}, made


def _busy() -> float:
    """Processor seconds of this process and of those it started that have ended."""
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _frame(cards: Cards) -> Any:
    """The cards as a table of splink's: the five rarest words of each, town, province, day, week, kind and dead."""
    import pandas as pd

    starts = cards.words.starts
    rare = [cards.words.keys[starts[at] : starts[at + 1]][-5:].tolist() for at in range(len(cards))]
    day = np.where(cards.last == NO_DAY, cards.told, cards.last)
    return pd.DataFrame(
        {
            "unique_id": np.arange(len(cards)),
            "event": cards.event,
            "day": day,
            "week": day // 7,
            "place": np.where(cards.place == NO_KEY, None, cards.place),
            "province": np.where(cards.province == NO_KEY, None, cards.province),
            "dead": np.where(cards.killed[:, 0] == OPEN, None, cards.killed[:, 0]),
            "words": rare,
            "word": [row[-1] for row in rare],
        }
    )


def by_splink(made: War) -> dict[str, Any]:
    """The same claims joined by splink: blocks of town or rare word with week; connected components at 0.5."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = _frame(made.cards)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("place", "week"), block_on("word")],
        comparisons=[
            *(cl.ExactMatch(column) for column in ("event", "day", "place", "dead")),
            cl.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
        ],
    )
    begin = time.perf_counter()
    linker = Linker(DuckDBAPI().register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("word")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("word"), block_on("place", "week")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    joined = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.5).as_pandas_dataframe()
    seconds = time.perf_counter() - begin
    named = joined.sort_values("unique_id")["cluster_id"].to_numpy().astype(np.int64)
    _, first, at = np.unique(named, return_index=True, return_inverse=True)
    labels = first[at].astype(np.int64)
    found = counted(made, labels, weighed(made, labels))
    return {"engine": "splink", "claims": len(labels), "joined_seconds": seconds, **quality(made, labels), **found}


def main() -> None:
    """Measure and print, one JSON line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--splink", type=int, default=0, help="join so many claims by splink too")
    options = parser.parse_args()
    measure(1000)
    runs = []
    for size in options.sizes:
        run, _ = measure(size)
        runs.append(run)
        print(
            json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in run.items()}), flush=True
        )
    if len(runs) > 1:
        exponent = math.log(runs[-1]["cpu_seconds"] / runs[0]["cpu_seconds"]) / math.log(runs[-1]["claims"] / runs[0]["claims"])
        print(json.dumps({"growth_exponent": round(exponent, 3)}))
    if options.splink:
        warnings.simplefilter("ignore")
        run, made = measure(options.splink)
        for result in ({"engine": "gawah", **run}, by_splink(made)):
            print(json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in result.items()}))


if __name__ == "__main__":
    main()
