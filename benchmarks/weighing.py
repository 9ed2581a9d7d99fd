"""A made-up war weighed: incidents of full records, by two processes that share the cards; what they count against truth."""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np
from benchmarks.records import shares
from benchmarks.synthetic import War

from gawah.link.cards import OPEN, Ints
from gawah.model import Outcome
from gawah.weigh import weigh_all

PROCESSES = 2
SIZE = 2000
"""Incidents that are made and weighed at once; bounds the memory."""
_GIVEN: dict[str, tuple[War, Ints]] = {}
"""What the processes are forked with."""


class Weighed(NamedTuple):
    """Every incident that is no summary: its cluster and the killed."""

    label: Ints
    low: Ints
    best: Ints
    high: Ints


def weighed(made: War, labels: Ints) -> Weighed:
    """Make incidents of all clusters and weigh them, summaries held against what they sum up."""
    _GIVEN["war"] = made, labels
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        found = list(pool.map(_stretch, range(PROCESSES)))
    _GIVEN.clear()
    return Weighed(*np.concatenate(found, axis=1))


def _stretch(rest: int) -> Ints:
    gc.disable()  # records hold no circles
    rows: list[tuple[int, int, int, int]] = []
    for share in shares(*_GIVEN["war"], SIZE, rest, PROCESSES):
        for label, incident in zip(share.labels, weigh_all(share.incidents, share.claims, share.imprints), strict=True):
            killed = next((tally for tally in incident.tallies if tally.outcome is Outcome.KILLED), None)
            if killed is not None and not incident.summary:
                ends = (OPEN if end is None else end for end in (killed.low, killed.best, killed.high))
                rows.append((label, *ends))  # type: ignore[arg-type]
    return np.array(rows, np.int64).reshape(-1, 4).T


def counted(made: War, labels: Ints, found: Weighed) -> dict[str, float]:
    """The killed of all incidents over those of the happenings that are told at all, and how often each range holds the truth.

    The happening of an incident is that which most of its claims tell.
    """
    told = np.flatnonzero(made.said != OPEN)
    best = np.where(found.best == OPEN, np.maximum(0, found.low), found.best)
    truth = _most(labels, made.truth)[found.label]
    dead = made.dead[np.maximum(0, truth)]
    high = np.where(found.high == OPEN, np.iinfo(np.int64).max, found.high)
    known = truth >= 0
    return {
        "double_counting": float(best.sum() / max(1, made.dead[np.unique(made.truth[told])].sum())),
        "killed_exact": float((best == dead)[known].mean()),
        "killed_covered": float(((np.maximum(0, found.low) <= dead) & (dead <= high))[known].mean()),
    }


def _most(labels: Ints, truth: Ints) -> Ints:
    """For each label (the number of a row) the truth that most of its rows have; ties go to the smaller."""
    order = np.lexsort((truth, labels))
    first = np.flatnonzero((np.diff(labels[order], prepend=-1) != 0) | (np.diff(truth[order], prepend=-(10**9)) != 0))
    sizes = np.diff(np.append(first, len(order)))
    heads, names = labels[order][first], truth[order][first]
    rank = np.lexsort((names, -sizes, heads))
    lead = np.flatnonzero(np.diff(heads[rank], prepend=-1))
    most = np.full(len(labels), -1, np.int64)
    most[heads[rank][lead]] = names[rank][lead]
    return most
