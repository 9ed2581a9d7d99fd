"""Totals: a sum over incidents in which nobody is counted twice. Computed; never kept."""

from __future__ import annotations

from dataclasses import dataclass

from gawah.model.toll import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One row. Empty keys mean "all" where the dimension was not asked for, and "not told" where it was.

    `open_best` counts the incidents whose best is open; these enter `best` with their low. `unallocated` is the share that
    rests on summaries alone, `party` the share that only sides of the fight tell.
    """

    outcome: Outcome
    place: str = ""
    place_name: str = ""
    period: str = ""
    side: str = ""
    status: str = ""
    low: int
    best: int
    high: int | None
    open_best: int = 0
    unallocated: tuple[int, int, int | None] = (0, 0, 0)
    party: tuple[int, int, int | None] = (0, 0, 0)
    incidents: tuple[str, ...] = ()
    tallies: tuple[str, ...] = ()
