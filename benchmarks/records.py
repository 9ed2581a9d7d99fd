"""The cards of a made-up war as full records, some at a time: what weighing takes, and the incidents that joining makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from benchmarks.synthetic import War

from gawah.link.cards import NO_DAY, NO_KEY, OPEN, Ints
from gawah.link.identity import incident_id
from gawah.link.join import incident_of
from gawah.link.lay import Telling
from gawah.link.summaries import hang
from gawah.model import (
    Basis,
    Claim,
    Count,
    EventType,
    Imprint,
    Incident,
    Member,
    Mention,
    Outcome,
    Place,
    Precision,
    Resolved,
    Role,
    Scope,
    Span,
    Speaker,
    Toll,
    When,
)

SPEAKERS = (
    None,
    Speaker(name="the police", words="the police", span=Span(40, 50), role=Role.AUTHORITY),
    Speaker(name="the hospital", words="the hospital", span=Span(40, 52), role=Role.MEDIC),
    Speaker(name="residents", words="residents", span=Span(40, 49), role=Role.WITNESS),
    Speaker(name="the Front", words="the Front", span=Span(40, 49), role=Role.PARTY_A),
)
_EVENTS = tuple(EventType)
_TRIGGER = Mention(words="told", span=Span(0, 4))


class Row(NamedTuple):
    """One card of a war, as far as a record tells it."""

    at: int
    event: int
    first: int
    last: int
    told: int
    place: int
    province: int
    precision: int
    killed: int
    hurt: int
    summary: bool
    speaker: int


class Share(NamedTuple):
    """Some incidents of a war, with their claims and documents."""

    incidents: tuple[Incident, ...]
    claims: dict[str, Resolved]
    imprints: dict[str, Imprint]
    labels: list[int]
    """The cluster that each incident stands for."""


def shares(made: War, labels: Ints, size: int, rest: int, parts: int) -> Iterator[Share]:
    """Every `parts`-th stretch of `size` clusters from the `rest`-th on, in order of their days, as incidents and claims."""
    heads, starts, order = _by_day(made, labels)
    for begin in range(rest * size, len(heads), parts * size):
        rows = [order[starts[at] : starts[at + 1]].tolist() for at in range(begin, min(begin + size, len(heads)))]
        yield _share(made, heads[begin : begin + size].tolist(), rows)


def _by_day(made: War, labels: Ints) -> tuple[Ints, Ints, Ints]:
    """The clusters in order of their days, where the rows of each begin, and all rows in that order."""
    day = np.where(made.cards.last == NO_DAY, made.cards.told, made.cards.last)
    order = np.lexsort((np.arange(len(labels)), labels, day[labels]))
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    return labels[order][starts], np.append(starts, len(order)), order


def _share(made: War, heads: list[int], rows: Sequence[list[int]]) -> Share:
    cards, at = made.cards, np.array([row for found in rows for row in found], np.int64)
    columns = [
        column[at].tolist()
        for column in (cards.event, cards.first, cards.last, cards.told, cards.place, cards.province, cards.precision)
    ]
    killed, hurt = cards.killed[at, 0].tolist(), cards.wounded[at, 0].tolist()
    rest = killed, hurt, cards.summary[at].tolist(), made.speaker[at].tolist()
    told = map(Row, at.tolist(), *columns, *rest)
    claims = {row.at: _resolved(row) for row in told}
    imprints = {
        f"d{row}": Imprint(id=f"d{row}", publisher=f"Outlet {outlet}", print=cards.prints[row].tobytes())
        for row, outlet in zip(at.tolist(), made.outlet[at].tolist(), strict=True)
    }
    incidents = []
    for found in rows:
        stack = [Telling((claims[row],)) for row in found]
        members = {item.claims[0].claim.id: Member(claim=item.claims[0].claim.id) for item in stack}
        incidents.append(incident_of(stack, members, incident_id(stack[0].first.id)))
    documents = {one.id: frozenset(f"d{row}" for row in found) for one, found in zip(incidents, rows, strict=True)}
    return Share(hang(incidents, documents), {item.claim.id: item for item in claims.values()}, imprints, heads)


def _resolved(row: Row) -> Resolved:
    tolls = () if row.killed == OPEN else (_toll(Outcome.KILLED, row.killed), _toll(Outcome.WOUNDED, row.hurt))
    claim = Claim(
        id=f"c{row.at}",
        document=f"d{row.at}",
        event=_EVENTS[row.event],
        trigger=_TRIGGER,
        quotes=(),
        tolls=tolls,
        scope=Scope.PERIOD if row.summary else Scope.ONE,
        speaker=SPEAKERS[row.speaker],
        told=date.fromordinal(row.told),
    )
    return Resolved(claim=claim, when=_when(row.first, row.last), where=_where(row.place, row.province, row.precision))


def _toll(outcome: Outcome, number: int) -> Toll:
    return Toll(outcome=outcome, count=Count(number, number), of="people")


def _when(first: int, last: int) -> When:
    return When(
        first=date.fromordinal(first) if first else None,
        last=date.fromordinal(last) if last else None,
        basis=Basis.TEXT if first else Basis.TELLING,
    )


def _where(place: int, province: int, precision: int) -> Place | None:
    if place == NO_KEY:
        return None
    areas = (str(province), "country") if precision < Precision.PROVINCE else ("country",)
    return Place(id=str(place), name=str(place), precision=Precision(precision), containers=areas)
