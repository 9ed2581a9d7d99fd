"""The table by place: provinces, the incidents in each, and their tolls; nothing is counted twice."""

from __future__ import annotations

from dataclasses import dataclass

from gawah.model import Account, Incident, Outcome, Precision, Tally
from gawah.publish.citation import Footnotes
from gawah.publish.words import bound_words, event_noun, incident_when, outcome_words, standing_words

COUNTED = (Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES, Outcome.DETAINED, Outcome.ABDUCTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TollCell:
    """One toll of a row: of whom, with what outcome, low, best and high in words."""

    of: str
    outcome: str
    low: str
    best: str
    high: str
    part: bool
    party: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One incident in the table by place."""

    province: str
    place: str
    what: str
    when: str
    cells: tuple[TollCell, ...]
    status: str
    incident: str
    notes: tuple[int, ...] = ()
    summary: bool = False


def province_of(incident: Incident) -> str:
    """The province, or the country where no province is known, or "Place not resolved"."""
    where = incident.where
    if where is None:
        return "Place not resolved"
    if where.precision >= Precision.PROVINCE:
        return where.name
    names = where.container_names
    return names[-2] if len(names) >= 2 else names[-1] if names else where.name


def place_rows(account: Account, notes: Footnotes) -> tuple[PlaceRow, ...]:
    """The incidents with a toll, by province (a place that is not resolved last), the latest first."""
    tolled = [incident for incident in account.incidents if incident.tallies]
    tolled.sort(key=lambda incident: (account.latest(incident), incident.id), reverse=True)
    tolled.sort(key=lambda incident: (incident.where is None, province_of(incident)))
    return tuple(_row(account, incident, notes) for incident in tolled)


def _row(account: Account, incident: Incident, notes: Footnotes) -> PlaceRow:
    where = incident.where
    return PlaceRow(
        province=province_of(incident),
        place=where.name if where is not None else incident.place_words or "place not told",
        what=event_noun(incident.event),
        when=incident_when(account, incident),
        cells=tuple(_cell(tally) for tally in incident.tallies),
        status=standing_words(incident),
        incident=incident.id,
        notes=notes.cite(*(member.claim for member in incident.members)),
        summary=incident.summary,
    )


def _cell(tally: Tally) -> TollCell:
    low, best, high = bound_words(tally.low), bound_words(tally.best), bound_words(tally.high)
    return TollCell(
        of=tally.of or "people",
        outcome=outcome_words(tally.outcome),
        low=low,
        best=best,
        high=high,
        part=bool(tally.part_of),
        party=tally.party,
    )
