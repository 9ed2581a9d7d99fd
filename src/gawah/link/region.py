"""Joining anew only what a change touches: copies, pairs and clusters of some rows; all others stay as they were.

A change touches the cards that are new or gone, those that share a key with them, and whoever hangs together with these by a
copy, a judgement or a score that joins. Outside of that nothing is compared again; inside, all is done as from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from gawah.link.block import candidates
from gawah.link.cards import Bools, Cards, Ints
from gawah.link.cluster import Link, clusters
from gawah.link.copies import Copies, copied, surest_first
from gawah.link.keys import Keys
from gawah.link.score import Scorer
from gawah.link.verdicts import Verdicts
from gawah.link.weave import Woven, bound, scored, thousandths
from gawah.text.fingerprint import BAND


@dataclass(frozen=True, slots=True)
class Shift:
    """Where rows have gone: the old row of each new one, the new row of each old one; -1 where there is none."""

    old: Ints
    new: Ints

    def pairs(self, one: Ints, other: Ints) -> tuple[Ints, Ints]:
        """Pairs of old rows as new rows."""
        return self.new[one], self.new[other]


@dataclass(frozen=True, slots=True)
class Laid:
    """Cards with their keys, what reviewers said of them, and how they were joined."""

    cards: Cards
    keys: Sequence[Keys]
    verdicts: Verdicts
    woven: Woven


def rewoven(
    before: Laid,
    cards: Cards,
    keys: Sequence[Keys],
    verdicts: Verdicts,
    *,
    shift: Shift,
    table: Scorer,
    also: Iterable[int] = (),
) -> tuple[Woven, Bools]:
    """How the cards are joined now, and which rows were looked at again; the rest is as `before`.

    `also`: rows that are to be looked at again whatever changed.
    """
    touched = shift.old < 0
    touched[list(also)] = True
    copies = _copies(before, cards, shift, touched)
    for old, now in ((before.verdicts.same, verdicts.same), (before.verdicts.apart, verdicts.apart)):
        _differing(old, now, shift, touched)
    speaks = _speaks(before.woven, cards, verdicts, copies, shift=shift, touched=touched)
    one, other, scores = _pairs(before, cards, keys, speaks, shift=shift, table=table, touched=touched)
    strong = scores >= thousandths(table.join)
    again = _hanging_together(copies, verdicts.same, touched, (one[strong], other[strong]))
    labels = np.where(shift.old >= 0, shift.new[before.woven.labels[shift.old]], -1)
    rows = np.flatnonzero(again)
    inside = again[one] & again[other]
    at = _places(len(cards), rows)
    bonds, _ = bound(cards.document[rows], _local(verdicts.same, at), _local(verdicts.apart, at), _local_copies(copies, at))
    limits = {"join": thousandths(table.join), "unseen": thousandths(table.unseen)}
    labels[rows] = rows[clusters(len(rows), at[one[inside]], at[other[inside]], scores[inside], bonds, **limits)]
    return Woven(labels, one, other, scores, copies, speaks), again


def part(woven: Woven, rows: Ints) -> Woven:
    """Some rows of what was joined, which hang together with no other, as a whole of their own."""
    at = _places(len(woven.labels), rows)
    inside = (at[woven.one] >= 0) & (at[woven.other] >= 0)
    return Woven(
        at[woven.labels[rows]],
        at[woven.one[inside]],
        at[woven.other[inside]],
        woven.scores[inside],
        _local_copies(woven.copies, at),
        woven.speaks[rows],
    )


def _places(n: int, rows: Ints) -> Ints:
    at = np.full(n, -1, np.int64)
    at[rows] = np.arange(len(rows))
    return at


def _local(pairs: Iterable[Link], at: Ints) -> list[Link]:
    found = ((int(at[one]), int(at[other])) for one, other in pairs)
    return [pair for pair in found if min(pair) >= 0]


def _local_copies(copies: Copies, at: Ints) -> Copies:
    here = copies.take((at[copies.one] >= 0) & (at[copies.other] >= 0))
    return Copies(at[here.one], at[here.other], here.shared)


def _mark(touched: Bools, *rows: Ints) -> None:
    """Mark the rows that are still there."""
    for some in rows:
        touched[some[some >= 0]] = True


def _copies(before: Laid, cards: Cards, shift: Shift, touched: Bools) -> Copies:
    """The copies: those between documents that share a stretch of wording with what is new or gone are sought again."""
    held = before.woven.copies
    one, other = shift.pairs(held.one, held.other)
    alive = (one >= 0) & (other >= 0)
    _mark(touched, one[~alive], other[~alive])
    kept = Copies(one[alive], other[alive], held.shared[alive])
    changed = np.concatenate([cards.prints[shift.old < 0], before.cards.prints[shift.new < 0]])
    near = _share_band(cards, changed)
    if not near.any():
        return kept
    rows = np.flatnonzero(_share_band(cards, cards.prints[near]))
    found = copied(cards.take(rows))
    found = Copies(rows[found.one], rows[found.other], found.shared)
    found = found.take(near[found.one] & near[found.other])
    stays = ~(near[kept.one] & near[kept.other])
    now, then = (copies.one * np.int64(len(cards)) + copies.other for copies in (found, kept.take(~stays)))
    differing = np.setxor1d(now, then, assume_unique=True)
    _mark(touched, differing // len(cards), differing % len(cards))
    joined = (np.concatenate(columns) for columns in zip(_columns(kept.take(stays)), _columns(found), strict=True))
    return surest_first(Copies(*joined))


def _columns(copies: Copies) -> tuple[Ints, Ints, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    return copies.one, copies.other, copies.shared


def _share_band(cards: Cards, prints: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Bools:
    """The rows whose fingerprint has a band in common with one of these prints."""
    known = prints[prints.any(axis=1)]
    found, width = np.zeros(len(cards), np.bool_), cards.prints.shape[1]
    for start in range(0, width if len(known) else 0, BAND):
        here, wanted = (np.ascontiguousarray(rows[:, start : start + BAND]) for rows in (cards.prints, known))
        found |= np.isin(here.view(np.uint32).ravel(), wanted.view(np.uint32).ravel())
    return found & cards.prints.any(axis=1)


def _differing(old: Iterable[Link], now: Iterable[Link], shift: Shift, touched: Bools) -> None:
    """Mark the rows of judged pairs that are new, or no longer hold."""
    moved = {(int(shift.new[one]), int(shift.new[other])) for one, other in old}
    for pair in moved ^ set(now):
        _mark(touched, np.array(pair, np.int64))


def _hanging_together(copies: Copies, same: Sequence[Link], touched: Bools, strong: tuple[Ints, Ints] | None = None) -> Bools:
    """The touched rows and all that hang together with them by copies, judgements and the strong pairs."""
    bonds, n = np.array(same, np.int64).reshape(-1, 2), len(touched)
    parts = [(copies.one, copies.other), (bonds[:, 0], bonds[:, 1]), *([strong] if strong else ())]
    one, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    graph = sparse.coo_array((np.ones(len(one), np.int8), (one, other)), shape=(n, n))
    count, home = csgraph.connected_components(graph, directed=False)
    looked = np.zeros(count, np.bool_)
    looked[home[touched]] = True
    again: Bools = looked[home]
    return again


def _speaks(before: Woven, cards: Cards, verdicts: Verdicts, copies: Copies, *, shift: Shift, touched: Bools) -> Bools:
    """Which rows are compared: found anew where bonds are touched. Rows that begin or cease to speak are marked."""
    again = np.flatnonzero(_hanging_together(copies, verdicts.same, touched))
    at = _places(len(cards), again)
    speaks = np.where(shift.old >= 0, before.speaks[shift.old], False)
    then = speaks.copy()
    _, speaks[again] = bound(
        cards.document[again], _local(verdicts.same, at), _local(verdicts.apart, at), _local_copies(copies, at)
    )
    touched |= speaks != then
    return speaks


def _pairs(
    before: Laid, cards: Cards, keys: Sequence[Keys], speaks: Bools, *, shift: Shift, table: Scorer, touched: Bools
) -> tuple[Ints, Ints, Ints]:
    """The scored pairs: those under a key of a row that is new, gone, begins or ceases to speak are sought again."""
    n, woven = np.int64(len(cards)), before.woven
    spoke = np.where(shift.old >= 0, woven.speaks[shift.old], False)
    goes = woven.speaks & ~np.where(shift.new >= 0, speaks[shift.new], False)
    changed = np.unique(np.concatenate([*_of_rows(keys, speaks & ~spoke), *_of_rows(before.keys, goes)]))
    now = _under(cards, keys, speaks, changed)
    now_numbers = np.sort(now[0] * n + now[1])
    one, other = shift.pairs(*_under(before.cards, before.keys, woven.speaks, changed))
    there = (one >= 0) & (other >= 0)
    there[there] = speaks[one[there]] & speaks[other[there]]
    then_numbers = np.sort(one[there] * n + other[there])
    lost = then_numbers[~_has(now_numbers, then_numbers)]
    if len(lost):
        ends = np.zeros(len(cards), np.bool_)
        ends[lost // n], ends[lost % n] = True, True
        still = _under(cards, keys, speaks, np.unique(np.concatenate(_of_rows(keys, ends))))
        lost = lost[~_has(np.sort(still[0] * n + still[1]), lost)]
    one, other = shift.pairs(woven.one, woven.other)
    alive = (one >= 0) & (other >= 0)
    alive[alive] = speaks[one[alive]] & speaks[other[alive]] & ~_has(lost, one[alive] * n + other[alive])
    _mark(touched, one[~alive], other[~alive])
    kept = one[alive] * n + other[alive]
    fresh, points = _scored(cards, now_numbers[~_has(then_numbers, now_numbers) & ~_has(kept, now_numbers)], table)
    _mark(touched, fresh // n, fresh % n)
    numbers, scores = np.concatenate([kept, fresh]), np.concatenate([woven.scores[alive], points])
    order = np.argsort(numbers)
    return numbers[order] // n, numbers[order] % n, scores[order]


def _has(ascending: Ints, numbers: Ints) -> Bools:
    """Which of the numbers stand in an ascending list."""
    at = np.searchsorted(ascending, numbers)
    found: Bools = np.append(ascending, -1)[at] == numbers
    return found


def _of_rows(keys: Sequence[Keys], rows: Bools) -> list[Ints]:
    """The keys of the marked rows."""
    return [kind.keys[rows[kind.rows]] for kind in keys]


def _under(cards: Cards, keys: Sequence[Keys], speaks: Bools, wanted: Ints) -> tuple[Ints, Ints]:
    """The candidate pairs under the wanted keys (ascending), the smaller row first."""
    few = [kind.only(speaks[kind.rows] & _among(kind.keys, wanted)) for kind in keys]
    rows = np.unique(np.concatenate([kind.rows for kind in few]))
    local = [Keys(kind.keys, np.searchsorted(rows, kind.rows), kind.worded) for kind in few]
    one, other = candidates(cards.take(rows), local)
    return rows[np.minimum(one, other)], rows[np.maximum(one, other)]


def _among(keys: Ints, wanted: Ints) -> Bools:
    """Which keys are wanted (ascending); a look at their low bits rules most of them out."""
    low = np.zeros(1 << 16, np.bool_)
    low[wanted & 0xFFFF] = True
    found: Bools = low[keys & 0xFFFF]
    found[found] = _has(wanted, keys[found])
    return found


def _scored(cards: Cards, numbers: Ints, table: Scorer) -> tuple[Ints, Ints]:
    """The pairs, of those given as numbers, that score better than unseen ones, and their scores."""
    n = np.int64(len(cards))
    one, other = numbers // n, numbers % n
    rows = np.unique(np.concatenate([one, other]))
    judge = partial(scored, table=table)
    scores = judge(cards.take(rows), np.searchsorted(rows, one), np.searchsorted(rows, other))
    keep = scores > thousandths(table.unseen)
    return numbers[keep], scores[keep]
