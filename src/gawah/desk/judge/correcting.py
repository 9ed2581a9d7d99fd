"""Correcting the slots of a claim: one form, and a judgement for every slot that was changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.judge import claims, view
from gawah.desk.judge.fields import Slots, tolls_form, tolls_value
from gawah.desk.judge.queue import Asked
from gawah.desk.judge.seen import Seen
from gawah.errors import Overtaken
from gawah.model import Judgement, Verdict
from gawah.review import Stand, judgement_on, stand
from gawah.review import correct as put


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, claim: str) -> HttpResponse:
    """The form with every slot; posted, the slots that were changed are corrected, and the claim is shown with them."""
    now = stand(the_case(), claim)
    if request.method == "GET":
        return _page(request, now, Slots(initial=Slots.initials(now.claim)), tolls_form(now.claim))
    seen = Seen.read(request.POST)
    if seen.kept(now.judgements):
        return claims.onward(request)
    form, rows = Slots(request.POST), tolls_form(now.claim, request.POST)
    sound = form.is_valid() & rows.is_valid()
    changed = form.check(now.claim)
    why = request.POST.get("why", "")
    fault_why = claims.too_long(why)
    if fault_why or not (sound and form.is_valid()):
        return _page(request, now, form, rows, 400, why=why, fault_why=fault_why)
    if (tolls := tolls_value(now.claim, rows)) is not None:
        changed["tolls"] = tolls
    if not changed:
        return _page(request, now, form, rows, 400, why=why, fault=_("Nothing has been changed, so nothing was kept."))
    if seen.overtaken(now):
        return _page(request, now, form, rows, 409, why=why, since=now.judgements[seen.known :])
    try:
        _keep(request, now, seen, changed, why)
    except Overtaken as overtaken:
        return _page(request, stand(the_case(), claim), form, rows, 409, why=why, since=overtaken.since)
    return claims.onward(request) if "onward" in request.POST else claims.again(request, claim)


def _keep(request: HttpRequest, now: Stand, seen: Seen, changed: dict[str, str], why: str) -> None:
    """One judgement a slot; all of them are kept, or none is."""
    made: list[Judgement] = []
    current = now
    for at, (slot, value) in enumerate(changed.items()):
        id_ = f"{seen.once}-{at}" if at else seen.once
        made.append(judgement_on(current, Verdict.CORRECT, who(request), slot=slot, value=value, why=why, id_=id_))
        current = replace(current, claim=put(current.claim, slot, value))
    decide(request, *made, known=seen.known)
    claims.done(request, tuple(made), now)


def _page(request: HttpRequest, now: Stand, form: Slots, rows: Any, status: int = 200, **more: Any) -> HttpResponse:
    shown = view.claim_page(request, now)
    asked = Asked.read(request.GET)
    return render(
        request, "desk/judge/correct.html", {**shown, "form": form, "rows": rows, "onward": asked.link(), **more}, status=status
    )
