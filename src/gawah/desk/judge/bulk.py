"""One decision on many claims: on those of a filtered list, with their number shown before."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.judge import last, words
from gawah.desk.judge.asking import reasons
from gawah.desk.judge.claims import LONGEST
from gawah.desk.judge.queue import Asked, Wanted
from gawah.desk.judge.view import sentences_of
from gawah.desk.shelf import find
from gawah.errors import Overtaken, UnknownRecord
from gawah.model import Judgement, Verdict
from gawah.review import Kind, Stand, judgement_on, stand, stands

MOST = 60
"""So many claims can be decided on at once: as many as a person can read on one page."""
_VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.DISCOUNT)


class Decision(forms.Form):
    """One verdict for all that are ticked."""

    verdict = forms.ChoiceField(
        choices=words.choices(_VERDICTS, words.VERDICTS), error_messages={"required": _("Choose what to decide.")}
    )
    claims = forms.MultipleChoiceField(error_messages={"required": _("Tick at least one claim.")})
    why = forms.CharField(max_length=LONGEST, required=False)

    def __init__(self, posted: Any, shown: list[str]) -> None:
        super().__init__(posted)
        field: Any = self.fields["claims"]
        field.choices = [(one, one) for one in shown]


@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """The first claims of the queue as it is filtered, to be ticked; posted, the decision on those that are."""
    asked = replace(Asked.read(request.GET), after="")
    if request.method == "GET":
        return _page(request, asked, None)
    carried = _carried(request)
    form = Decision(request.POST, list(carried))
    if not form.is_valid():
        return _page(request, asked, form, 400)
    made, overtaken = _decided(request, form, carried)
    if made:
        decided = ngettext("%(n)d claim decided.", "%(n)d claims decided.", len(made)) % {"n": len(made)}
        last.remember(request, made, made[0].subject, f"{words.VERDICTS[made[0].verdict]} × {len(made)}")
        messages.success(request, decided)
    if overtaken:
        left = ngettext(
            "%(n)d claim was decided by another meanwhile, and was left as it is.",
            "%(n)d claims were decided by others meanwhile, and were left as they are.",
            overtaken,
        ) % {"n": overtaken}
        messages.warning(request, left)
    return redirect(f"{reverse('judge:bulk')}?{asked.link()}")


def _carried(request: HttpRequest) -> dict[str, tuple[int, str]]:
    """The claims that the page showed, each with the number of judgements on it then, and the reading."""
    found: dict[str, tuple[int, str]] = {}
    for words_ in request.POST.getlist("shown")[:MOST]:
        claim, _parted, rest = words_.partition(":")
        known, _parted, digest = rest.partition(":")
        if known.isascii() and known.isdigit() and len(known) < 10:
            found[claim] = (int(known), digest)
    return found


def _decided(request: HttpRequest, form: Decision, carried: dict[str, tuple[int, str]]) -> tuple[list[Judgement], int]:
    """The judgements that were kept, and on how many claims others were faster. Each claim stands for itself."""
    verdict, why = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["why"]
    made, overtaken = [], 0
    for claim in form.cleaned_data["claims"]:
        known, digest = carried[claim]
        try:
            now = stand(the_case(), claim)
            one = judgement_on(now, verdict, who(request), why=why, id_=uuid.uuid4().hex)
            if now.digest != digest:
                overtaken += 1
                continue
            decide(request, one, known=known)
            made.append(one)
        except (Overtaken, UnknownRecord):
            overtaken += 1
    return made, overtaken


def _page(request: HttpRequest, asked: Asked, form: Decision | None, status: int = 200) -> HttpResponse:
    rows = asked.rows().exclude(kind=Kind.PAIR)
    total, whole = find.counted(rows)
    shown: dict[str, dict[str, Any]] = {}
    first = list(rows.order_by("-weight", "-seq")[:MOST])
    held = stands(the_case(), {row.claim for row in first})
    sentences = sentences_of(held)
    for row in first:
        now = held.get(row.claim)
        if now and not _decided_already(now):
            quote = now.claim.quotes[0].words if now.claim.quotes else now.claim.trigger.words
            told = {"now": now, "quote": quote, "sentence": sentences.get(row.claim, ""), "reasons": reasons(row)}
            shown.setdefault(row.claim, told)
    ticked = set(request.POST.getlist("claims")) if form else set(shown)
    context = {
        "asked": asked,
        "filter": Wanted(request.GET),
        "form": form,
        "claims": shown.values(),
        "ticked": ticked,
        "total": total,
        "whole": whole,
        "verdicts": words.choices(_VERDICTS, words.VERDICTS),
        "why": request.POST.get("why", ""),
        "last": last.shown(request),
    }
    return render(request, "desk/judge/bulk.html", context, status=status)


def _decided_already(now: Stand) -> bool:
    """Whether a person has answered since the shelf was filled."""
    return any(one.verdict in _VERDICTS for one in now.holding) and not now.reopened and not now.contradicted
