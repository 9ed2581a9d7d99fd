"""Finding on the shelf: the rows that a filter asks for, and single records.

Only columns are filtered by, through Django's own queries; no word of a question ever becomes SQL.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.fulltext import matching
from gawah.desk.shelf.models import ClaimRow, ClaimText, DocumentRow, IncidentRow, IncidentText, ShelfState, TallyRow
from gawah.desk.shelf.parts import bar_free
from gawah.desk.shelf.words import wanted
from gawah.errors import UnknownRecord
from gawah.model import Incident, Resolved, Tally
from gawah.store.records import load

R = TypeVar("R", bound=Model)
_COUNTED = 10_000
"""Up to so many rows a filter's rows are counted one by one."""
_AXES = ("corroboration", "responsibility", "numbers")


def incidents(asked: Filter) -> QuerySet[IncidentRow]:
    """The incidents that a filter asks for, in no order. What it says of claims alone is left aside."""
    rows = _common(IncidentRow.objects.all(), asked)
    for axis in _AXES:
        if words := getattr(asked, axis):
            rows = rows.filter(**{f"{axis}__in": words})
    if asked.review:
        rows = rows.filter(questions__gt=0) if asked.review == "yes" else rows.filter(questions=0)
    if asked.publisher:
        rows = rows.filter(publishers__contains=f"|{bar_free(asked.publisher)}|")
    if asked.summary:
        rows = rows.filter(summary=asked.summary == "yes")
    if looked := wanted(asked.q):
        rows = rows.filter(seq__in=matching("incident", looked))
    return rows if looked or not asked.q else rows.none()


def claims(asked: Filter) -> QuerySet[ClaimRow]:
    """The claims that a filter asks for, in no order; what it says of incidents holds for the incident of each."""
    rows = _common(ClaimRow.objects.all(), asked)
    axes = {axis: getattr(asked, axis) for axis in _AXES if getattr(asked, axis)}
    if axes or asked.summary:
        homes = incidents(Filter(summary=asked.summary, **axes))
        rows = rows.filter(incident__in=homes.values("id"))
    for name in ("publisher", "document", "incident"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    for name in ("state", "stance"):
        if words := getattr(asked, name):
            rows = rows.filter(**{f"{name}__in": words})
    if asked.review:
        rows = rows.filter(weight__gt=0) if asked.review == "yes" else rows.filter(weight=0)
    if looked := wanted(asked.q):
        rows = rows.filter(seq__in=matching("claim", looked))
    return rows if looked or not asked.q else rows.none()


def documents(asked: Filter) -> QuerySet[DocumentRow]:
    """The documents that hold the words of a filter, of its publisher, published in its days; in no order."""
    rows = DocumentRow.objects.all()
    rows = rows.filter(publisher=asked.publisher) if asked.publisher else rows
    rows = rows.filter(sort_day__gte=asked.since) if asked.since else rows
    rows = rows.filter(sort_day__lte=asked.until) if asked.until else rows
    if looked := wanted(asked.q):
        rows = rows.filter(seq__in=matching("document", looked))
    return rows if looked or not asked.q else rows.none()


def _common(rows: QuerySet[R], asked: Filter) -> QuerySet[R]:
    """What is filtered alike in incidents and claims."""
    if asked.event:
        rows = rows.filter(event__in=asked.event)
    for name in ("province", "place"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.since:
        rows = rows.filter(sort_day__gte=asked.since)
    if asked.until:
        rows = rows.filter(Q(first__lte=asked.until) | Q(first=None, sort_day__lte=asked.until))
    if asked.side:
        rows = rows.filter(sides__contains=f"|{bar_free(asked.side)}|")
    if asked.outcome:
        either = Q()
        for outcome in asked.outcome:
            either |= Q(outcomes__contains=f"|{outcome}|")
        rows = rows.filter(either)
    if asked.toll:
        rows = rows.filter(has_toll=asked.toll == "yes")
    return rows


def counted(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many rows, and whether that is all of them: beyond 10,000 they are not counted on."""
    found = rows.order_by()[: _COUNTED + 1].count()
    return min(found, _COUNTED), found <= _COUNTED


def state() -> ShelfState:
    """What the shelf reflects; an empty one where it was never filled."""
    return ShelfState.objects.filter(id=1).first() or ShelfState()


def totals_of_rows() -> dict[str, int]:
    """How many rows each table holds, by the name of its class."""
    counts: dict[str, int] = json.loads(state().counts or "{}")
    return counts


def incident(id_: str) -> Incident:
    """An incident; UnknownRecord where the shelf has none of this id."""
    return load(Incident, _record(IncidentText, id_, "incident"))


def claim(id_: str) -> Resolved:
    """A claim, corrected and resolved; UnknownRecord where the shelf has none of this id."""
    return load(Resolved, _record(ClaimText, id_, "claim"))


def claims_of(incident_id: str) -> list[tuple[ClaimRow, Resolved]]:
    """The claims of an incident with their records, the latest first."""
    texts = ClaimText.objects.filter(row__incident=incident_id).select_related("row").order_by("-row__sort_day", "-row__seq")
    return [(text.row, load(Resolved, text.record)) for text in texts]


def tallies_of(incident_id: str) -> list[Tally]:
    """The tolls of an incident with their steps, in its order."""
    rows = TallyRow.objects.filter(incident=incident_id).order_by("position").values_list("record", flat=True)
    return [load(Tally, record) for record in rows]


def _record(table: Any, id_: str, what: str) -> str:
    record = table.objects.filter(row__id=id_).values_list("record", flat=True).first()
    if record is None:
        raise UnknownRecord(f"the shelf holds no {what} {id_[:80]}; it may be computed anew just now")
    return str(record)
