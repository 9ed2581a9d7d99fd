"""The tables of incidents and of claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gawah.desk.browse import choices
from gawah.desk.browse.figures import days_words, range_words
from gawah.desk.browse.look import around, asked, tidied
from gawah.desk.judge import words
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimRow, ClaimText, IncidentRow
from gawah.desk.shelf.paging import CLAIM_SORTS, INCIDENT_SORTS, Page, Sort, page


def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that the filter asks for."""
    if tidy := tidied(request):
        return tidy
    context = _listed(request, "incidents", INCIDENT_SORTS)
    context["rows"] = [_incident(row) for row in context["page"].rows]
    return render(request, "desk/browse/incidents.html", context, status=400 if context["faults"] else 200)


def claims(request: HttpRequest) -> HttpResponse:
    """The claims that the filter asks for."""
    if tidy := tidied(request):
        return tidy
    context = _listed(request, "claims", CLAIM_SORTS)
    found = context["page"].rows
    texts = ClaimText.objects.filter(row__in=[row.seq for row in found]).values_list("row_id", "sentence", "quote")
    said = {seq: (sentence, quote) for seq, sentence, quote in texts}
    context["rows"] = [_claim(row, *said.get(row.seq, ("", ""))) for row in found]
    return render(request, "desk/browse/claims.html", context, status=400 if context["faults"] else 200)


def _listed(request: HttpRequest, view: str, sorts: Mapping[str, Sort]) -> dict[str, Any]:
    """One page of a list, with all that stands around it."""
    wanted, faults = asked(request)
    rows: QuerySet[Any] = find.incidents(wanted) if view == "incidents" else find.claims(wanted)
    name = request.GET.get("sort", "day")
    sort = sorts.get(name) or sorts["day"]
    try:
        found = page(rows, sort, request.GET.get("after", ""), request.GET.get("before", "")) if not faults else Page([])
    except ValueError as wrong:
        faults["after"], found = str(wrong), Page([])
    count, all_counted = _counted(view, wanted, rows) if not faults else (0, True)
    kept = name if name in sorts and name != "day" else ""
    return {
        **around(request, view, wanted, faults),
        "page": found,
        "count": count,
        "all_counted": all_counted,
        "sort": name if name in sorts else "day",
        "next": wanted.link(sort=kept, after=found.next) if found.next else "",
        "previous": wanted.link(sort=kept, before=found.previous) if found.previous else "",
        "sorts": [(other, wanted.link(sort=other if other != "day" else "")) for other in sorts],
    }


def _counted(view: str, wanted: Any, rows: QuerySet[Any]) -> tuple[int, bool]:
    if not wanted.asked:
        table = {"incidents": "IncidentRow", "claims": "ClaimRow"}[view]
        return find.totals_of_rows().get(table, 0), True
    return find.counted(rows)


def _incident(row: IncidentRow) -> dict[str, Any]:
    return {
        "row": row,
        "event": words.EVENTS[row.event],
        "when": days_words(row),
        "killed": range_words(row.killed_low, row.killed_best, row.killed_high),
        "standing": "; ".join(
            str(said)
            for said in (
                choices.CORROBORATION[row.corroboration],
                choices.CONTESTED.get(row.responsibility, ""),
                choices.DIFFERENT.get(row.numbers, ""),
            )
            if said
        ),
        "wounded": range_words(row.wounded_low, row.wounded_best, row.wounded_high),
    }


def _claim(row: ClaimRow, sentence: str, quote: str) -> dict[str, Any]:
    return {
        "row": row,
        "when": days_words(row),
        "event": words.EVENTS[row.event],
        "sentence": sentence,
        "quote": quote,
        "state": words.STATES[row.state],
    }
