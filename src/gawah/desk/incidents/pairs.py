"""Two claims side by side, of which a person says whether they tell of one happening."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.judge import last, looking, words
from gawah.desk.judge.claims import too_long
from gawah.desk.judge.queue import Asked
from gawah.desk.judge.segments import around, marks_of, part_at, segments
from gawah.desk.judge.view import is_graphic, said, sentences_of
from gawah.desk.page import around as page_around
from gawah.desk.shelf.models import ClaimRow, PairRow
from gawah.errors import BadInput, Overtaken
from gawah.model import Unsure, Verdict
from gawah.review import judgement_on, stand
from gawah.store.records import load

_VERDICTS = (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)


@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """The two claims, with what speaks for and against their being one; posted, the decision, then on to the next question."""
    if one == other:
        raise BadInput(_("A claim cannot be compared with itself."))
    if request.method == "GET":
        return _page(request, one, other)
    made = the_case().judgements_on(one, other)
    known, once = request.POST.get("known", ""), request.POST.get("once", "")
    if not (known.isascii() and known.isdigit() and len(known) < 10 and len(once) == 32 and once.isalnum()):
        raise BadInput(_("The form is not whole; open the page again and decide there."))
    verdict = next((verdict for verdict in _VERDICTS if verdict.value == request.POST.get("verdict")), None)
    why = request.POST.get("why", "")
    if fault := too_long(why):
        return _page(request, one, other, 400, fault_why=fault, why=why)
    if verdict is None:
        return _page(request, one, other, 400, fault=_("Choose what to decide."), why=why)
    if any(earlier.id == once for earlier in made):
        return _onward(request)
    decision = judgement_on(stand(the_case(), one), verdict, who(request), other=other, why=why, id_=once)
    try:
        decide(request, decision, known=int(known))
    except Overtaken as overtaken:
        return _page(request, one, other, 409, since=overtaken.since, wanted_words=words.VERDICTS[verdict], why=why)
    looking.leave(_subject(one, other), who(request))
    last.remember(request, (decision,), one, str(words.VERDICTS[verdict]))
    return _onward(request)


def _onward(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('judge:next')}?{Asked.read(request.GET).link()}")


def _subject(one: str, other: str) -> str:
    return f"pair:{one}:{other}"


def _page(request: HttpRequest, one: str, other: str, status: int = 200, **more: Any) -> HttpResponse:
    may_review = page_around(request)["may_review"]
    made = the_case().judgements_on(one, other)
    row = PairRow.objects.filter(one__in=(one, other), other__in=(one, other)).first()
    shown = {
        "both": [_side(claim) for claim in (one, other)],
        "unsure": load(Unsure, row.record) if row else None,
        "known": len(made),
        "once": uuid.uuid4().hex,
        "said": list(said(made)),
        "looking": looking.look(_subject(one, other), who(request)) if may_review else "",
        "onward": Asked.read(request.GET).link(),
        "asked": Asked.read(request.GET),
        "last": last.shown(request),
    }
    return render(request, "desk/incidents/pair.html", {**shown, **more}, status=status)


def _side(claim: str) -> dict[str, Any]:
    """One of the two claims as the page shows it."""
    now = stand(the_case(), claim).claim
    document = the_case().document(now.document)
    start, end = around(document.text, now)
    row = ClaimRow.objects.filter(id=claim).first()
    return {
        "claim": now,
        "document": document,
        "part": part_at(document.text, now.trigger.span.start),
        "segments": segments(document.text, marks_of(now), start, end),
        "cut": (start > 0, end < len(document.text)),
        "sentence": sentences_of([claim]).get(claim, ""),
        "row": row,
        "graphic": is_graphic(now),
    }
