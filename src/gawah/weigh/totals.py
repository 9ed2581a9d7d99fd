"""Totals: by place, period, side, status and outcome, each with the incidents and tallies behind it.

Nothing is counted twice: parts are not added to their whole, incidents not to their summary, and low <= best <= high holds in
every row. What cannot be put into a row of its own ("which province is not told") stands in a row with an empty key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gawah.errors import BadInput
from gawah.model import Incident, Outcome, Place, Precision, Tally, Total
from gawah.weigh.sums import ZERO, Tree, laid, less, own, plus, tree, triple
from gawah.weigh.votes import Triple

Dimension = Literal["place", "period", "side", "status"]
DIMENSIONS: tuple[Dimension, ...] = ("place", "period", "side", "status")
_AREAS = (Precision.COUNTRY, Precision.PROVINCE, Precision.DISTRICT)


@dataclass(slots=True)
class _Row:
    sum_: Triple = ZERO
    open_best: int = 0
    unallocated: Triple = ZERO
    party: Triple = ZERO
    incidents: set[str] = field(default_factory=set)
    tallies: set[str] = field(default_factory=set)
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A share of one incident's toll that goes into one row."""

    share: Triple
    side: str
    status: str
    party: bool
    tallies: tuple[str, ...]
    open_best: bool = False


def totals(
    incidents: Iterable[Incident],
    *,
    by: Collection[Dimension] = (),
    level: Precision = Precision.PROVINCE,
    period: Literal["day", "month", "year"] = "month",
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> tuple[Total, ...]:
    """The totals of weighed incidents, one row for each outcome and each key of the dimensions in `by`, in order of their keys.

    `level` is the area that places are gathered in: country, province or district. Raises BadInput for another one, or for a
    dimension that is not there.
    """
    if level not in _AREAS or not set(by) <= set(DIMENSIONS):
        raise BadInput(f"totals: places are gathered by country, province or district, rows by {', '.join(DIMENSIONS)}")
    held = tree(incidents)
    rows: dict[tuple[str, ...], _Row] = {}
    for outcome in outcomes:
        for key, share in laid(held, outcome).adds.items():
            _add(rows, held, held.incidents[key], outcome, share, by=by, level=level, period=period)
    return tuple(_total(key, rows[key]) for key in sorted(rows))


def _add(
    rows: dict[tuple[str, ...], _Row],
    held: Tree,
    incident: Incident,
    outcome: Outcome,
    share: Triple,
    *,
    by: Collection[Dimension],
    level: Precision,
    period: str,
) -> None:
    place, name = area(incident.where, level) if "place" in by else ("", "")
    when = _period(incident, period) if "period" in by else ""
    rest = incident.id in held.children
    cells = [_Cell(share, "", "", _party(incident, outcome), _ids(incident, outcome), not rest and _open(incident, outcome))]
    if not rest and ("side" in by or "status" in by):
        cells = list(_cells(incident, outcome, share, by))
    for cell in cells:
        key = (outcome.value, place, when, cell.side if "side" in by else "", cell.status if "status" in by else "")
        row = rows.setdefault(key, _Row())
        row.sum_ = plus(row.sum_, cell.share)
        row.open_best += cell.share[1] is None or cell.open_best
        row.unallocated = plus(row.unallocated, cell.share) if rest else row.unallocated
        row.party = plus(row.party, cell.share) if cell.party else row.party
        row.incidents.add(incident.id)
        row.tallies |= set(cell.tallies)
        row.name = row.name or name


def _ids(incident: Incident, outcome: Outcome) -> tuple[str, ...]:
    return tuple(tally.id for tally in incident.tallies if tally.outcome is outcome and not tally.part_of)


def _open(incident: Incident, outcome: Outcome) -> bool:
    return any(tally.best is None for tally in incident.tallies if tally.outcome is outcome and not tally.part_of)


def _party(incident: Incident, outcome: Outcome) -> bool:
    tops = [tally for tally in incident.tallies if tally.outcome is outcome and not tally.part_of]
    return all(tally.party for tally in tops)


def _cells(incident: Incident, outcome: Outcome, share: Triple, by: Collection[Dimension]) -> Iterable[_Cell]:
    """The toll of an incident split by side and status; what its parts do not explain has neither."""
    tops = [tally for tally in incident.tallies if tally.outcome is outcome and not tally.part_of]
    if outcome is Outcome.CASUALTIES and own(incident, outcome) != _sum(tops):
        yield _Cell(share, "", "unknown", _party(incident, outcome), tuple(tally.id for tally in tops))
        return
    for top in tops:
        parts = [tally for tally in incident.tallies if tally.part_of == top.id and _key(tally, by) and _apart(tally, by)]
        for fewer in ([part for part in parts if not part.party], []):
            if top.high is not None and sum(part.low or 0 for part in parts) > top.high:
                parts = fewer  # they cannot all be different people: the word of a side gives way, then the split itself
        for part in parts:
            yield _Cell(triple(part), part.side, part.status, part.party, (part.id,))
        rest = less(triple(top), _sum(parts)) if parts else triple(top)
        if rest[2] != 0:
            yield _Cell(rest, "" if parts else top.side, "unknown" if parts else top.status, top.party, (top.id,))


def _apart(tally: Tally, by: Collection[Dimension]) -> bool:
    """Whether a part cannot share people with the others that are split off: sides, or combatants, civilians and police."""
    return bool(tally.side) or ("status" in by and tally.id.rsplit(":", 1)[-1] in {"civilian", "combatant", "police"})


def _key(tally: Tally, by: Collection[Dimension]) -> bool:
    return ("side" in by and bool(tally.side)) or ("status" in by and tally.status != "unknown")


def _sum(tallies: Iterable[Tally]) -> Triple:
    found = ZERO
    for tally in tallies:
        found = plus(found, triple(tally))
    return found


def area(where: Place | None, level: Precision) -> tuple[str, str]:
    """The id and name of the area of that level that a place lies in; empty where the place is coarser or its areas unknown."""
    if where is None:
        return "", ""
    ids, names = list(where.containers), list(where.container_names)
    if where.precision in _AREAS:
        ids, names = [where.id, *ids], [where.name, *names]
    above: Mapping[Precision, int] = {Precision.COUNTRY: 1, Precision.PROVINCE: 2, Precision.DISTRICT: 3}
    if where.precision in _AREAS and where.precision > level:
        return "", ""
    at = len(ids) - above[level]
    if at < 0:
        return "", ""
    return ids[at], names[at] if at < len(names) else ""


def _period(incident: Incident, period: str) -> str:
    """The day, month or year that holds all possible days; empty where it could be another."""
    first, last = incident.when.first, incident.when.last
    if first is None or last is None:
        return ""
    length = {"day": 10, "month": 7, "year": 4}[period]
    one, other = first.isoformat()[:length], last.isoformat()[:length]
    return one if one == other else ""


def _ends(share: Triple) -> tuple[int, int, int | None]:
    low, best, high = share
    return low or 0, best or 0, high


def _total(key: tuple[str, ...], row: _Row) -> Total:
    low, best, high = _ends(row.sum_)
    return Total(
        outcome=Outcome(key[0]),
        place=key[1],
        place_name=row.name,
        period=key[2],
        side=key[3],
        status=key[4],
        low=low,
        best=best,
        high=high,
        open_best=row.open_best,
        unallocated=_ends(row.unallocated),
        party=_ends(row.party),
        incidents=tuple(sorted(row.incidents)),
        tallies=tuple(sorted(row.tallies)),
    )
