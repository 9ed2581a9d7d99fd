"""Search in all documents and claims, across spellings; what was found is marked by its place, on text that is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gawah.desk.browse.look import tidied
from gawah.desk.cases import the_case
from gawah.desk.jobs import computing
from gawah.desk.judge.segments import Mark, Segment, segments
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import ClaimRow, ClaimText, DocumentRow
from gawah.desk.shelf.paging import DAY, Page, page
from gawah.desk.shelf.words import excerpt, spots
from gawah.errors import UnknownRecord
from gawah.model import Span

A_PAGE = 12
LOOKED = 120_000
"""Letters of a document that are looked through for what to show of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document or a claim with the stretch of text that shows why it was found."""

    row: DocumentRow | ClaimRow
    pieces: list[Segment]
    count: int
    title: list[Segment]


def search(request: HttpRequest) -> HttpResponse:
    """The page of search: documents, or claims (`in=claims`)."""
    if tidy := tidied(request):
        return tidy
    wanted, faults = Filter.read(request.GET)
    wanted = Filter(q=wanted.q, since=wanted.since, until=wanted.until, publisher=wanted.publisher)
    inside = "claims" if request.GET.get("in") == "claims" else "documents"
    context: dict[str, Any] = {"filter": wanted, "faults": faults, "inside": inside, "behind": computing()}
    context |= {"others": [(name, wanted.link(**{"in": name if name == "claims" else ""})) for name in ("documents", "claims")]}
    if wanted.q and not faults:
        try:
            context |= _answers(request, wanted, inside)
        except ValueError as wrong:
            faults["after"] = str(wrong)
    return render(request, "desk/browse/search.html", context, status=400 if faults else 200)


def _answers(request: HttpRequest, wanted: Filter, inside: str) -> dict[str, Any]:
    rows: Any = find.documents(wanted) if inside == "documents" else find.claims(wanted)
    count, all_counted = find.counted(rows)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    got: Page[Any] = page(rows, DAY, after, before, A_PAGE)
    more = {"in": "claims" if inside == "claims" else ""}
    return {
        "found": _documents(got.rows, wanted.q) if inside == "documents" else _claims(got.rows, wanted.q),
        "count": count,
        "all_counted": all_counted,
        "next": wanted.link(after=got.next, **more) if got.next else "",
        "previous": wanted.link(before=got.previous, **more) if got.previous else "",
    }


def _documents(rows: list[DocumentRow], question: str) -> list[Found]:
    case = the_case()
    found = []
    for row in rows:
        try:
            text = case.document(row.id).text[:LOOKED]
        except UnknownRecord:
            continue  # the shelf is ahead of a case that was put back
        found.append(_shown(row, text, row.title or row.file, question))
    return found


def _claims(rows: list[ClaimRow], question: str) -> list[Found]:
    texts = ClaimText.objects.filter(row__in=[row.seq for row in rows]).values_list("row_id", "quote", "sentence")
    said = {seq: (quote, sentence) for seq, quote, sentence in texts}
    return [_shown(row, *said.get(row.seq, ("", "")), question) for row in rows]


def _shown(row: Any, text: str, title: str, question: str) -> Found:
    spans = spots(text, question)
    start, end = excerpt(text, spans)
    marks = [Mark(span, "found") for span in spans]
    heads = [Mark(Span(span.start, span.end), "found") for span in spots(title, question)]
    return Found(row, segments(text, marks, start, end), len(spans), segments(title, heads))
