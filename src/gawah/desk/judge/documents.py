"""A document: its text with what was read in it, what was left alone, where it comes from, and its original to take away."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gawah.desk.cases import the_case
from gawah.desk.deciding import note
from gawah.desk.judge import words
from gawah.desk.judge.segments import Mark, marks_left, marks_of, parts, segments
from gawah.desk.judge.view import is_graphic
from gawah.desk.shelf.models import ClaimRow
from gawah.desk.shelf.words import spots
from gawah.model import Claim, Document, Reading

_SUFFIX = re.compile(r"\.([a-z0-9]{1,5})\Z", re.IGNORECASE)
SHUT = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What an original may do where a browser opens it after all: nothing."""


@require_GET
def document(request: HttpRequest, document: str) -> HttpResponse:
    """One document, a long one in parts; `q` are words to be shown in it."""
    case = the_case()
    found, reading = case.document(document), case.reading(document)
    stretches = parts(found.text)
    part = _number(request.GET.get("part", ""), len(stretches))
    start, end = stretches[part]
    inside = [claim for claim in reading.claims if start <= claim.trigger.span.start < max(end, 1)]
    looked = request.GET.get("q", "")[:200]
    shown = {
        "document": found,
        "segments": segments(found.text, _marks(found, reading, looked), start, end),
        "claims": _claims(inside),
        "left": [one for one in reading.left if start <= one.span.start < max(end, 1)],
        "notes": (*found.notes, *reading.notes),
        "custody": case.log_of(f"document:{document}"),
        "graphic": any(is_graphic(claim) for claim in inside),
        "part": part,
        "parts": range(len(stretches)),
        "looked": looked,
    }
    return render(request, "desk/judge/document.html", shown)


@require_GET
def original(request: HttpRequest, document: str) -> HttpResponse:
    """The bytes as they came, checked against their hash; to be kept, not to be opened in the browser."""
    case = the_case()
    held = case.document(document)
    content = case.original(document)
    note(request, "download", f"document:{document}", {"bytes": len(content)})
    suffix = _SUFFIX.search(held.file)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{document[:16]}.{suffix[1].lower() if suffix else "bin"}"'
    answer["Content-Security-Policy"] = SHUT
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _marks(found: Document, reading: Reading, looked: str) -> list[Mark]:
    marks = [mark for claim in reading.claims for mark in marks_of(claim)]
    return [*marks, *marks_left(reading.left), *(Mark(span, "found") for span in spots(found.text, looked))]


def _claims(inside: list[Claim]) -> list[dict[str, Any]]:
    """The claims of a part in the order of the text, with the sentence and the state that the shelf has."""
    columns = ("id", "state", "set_aside", "tolls", "weight", "text__sentence")
    rows = {row["id"]: row for row in ClaimRow.objects.filter(id__in=[claim.id for claim in inside]).values(*columns)}
    found = []
    for claim in sorted(inside, key=lambda one: (one.trigger.span.start, one.id)):
        row = rows.get(claim.id)
        sentence = row["text__sentence"] if row else ""
        found.append(
            {
                "id": claim.id,
                "sentence": sentence or claim.trigger.words,
                "state": words.STATES[row["state"]] if row else words.STATES["machine"],
                "aside": bool(row and row["set_aside"]),
                "asked": bool(row and row["weight"]),
            }
        )
    return found


def _number(given: str, most: int) -> int:
    """The number of a part, from 0; what is none is the first."""
    return min(int(given), most - 1) if given.isascii() and given.isdigit() and len(given) < 6 else 0
