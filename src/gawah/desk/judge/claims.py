"""A claim under review: its sentence, its slots, what was decided on it, and one key for every decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide as keep
from gawah.desk.deciding import who
from gawah.desk.judge import last, looking, queue, view, words
from gawah.desk.judge.seen import Seen
from gawah.errors import Overtaken, UnknownRecord
from gawah.model import Judgement, Verdict
from gawah.review import Stand, judgement_on, stand, withdrawal

ONE_KEY = {"a": Verdict.ACCEPT, "r": Verdict.REJECT, "u": Verdict.UNSURE, "d": Verdict.DISCOUNT}
LONGEST = 2_000
"""Characters of a reason."""


@require_GET
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """One claim, with the sentence beside the form."""
    return page(request, stand(the_case(), claim))


def page(request: HttpRequest, now: Stand, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a claim as it stands."""
    shown = view.claim_page(request, now)
    other = looking.look(f"claim:{now.claim.id}", who(request)) if shown["may_review"] else ""
    return render(
        request, "desk/judge/claim.html", {**shown, "looking": other, "last": last.shown(request), **more}, status=status
    )


@require_GET
def look(request: HttpRequest, claim: str) -> HttpResponse:
    """Note that a person still has a claim before them."""
    looking.look(f"claim:{claim}", who(request))
    return HttpResponse(status=204)


@require_POST
def decide(request: HttpRequest, claim: str) -> HttpResponse:
    """Accept, reject, discount, or leave to another; then on to the next question."""
    now, seen = stand(the_case(), claim), Seen.read(request.POST)
    verdict = next((one for one in ONE_KEY.values() if one.value == request.POST.get("verdict")), None)
    why = request.POST.get("why", "")
    if verdict is None:
        return page(request, now, 400, fault=_("Choose what to decide."), why=why)
    if fault := too_long(why):
        return page(request, now, 400, fault_why=fault, why=why)
    if seen.kept(now.judgements):
        return onward(request)
    if seen.overtaken(now):
        return conflict(request, now, seen, verdict, why)
    made = judgement_on(now, verdict, who(request), why=why, id_=seen.once)
    try:
        keep(request, made, known=seen.known)
    except Overtaken:
        return conflict(request, stand(the_case(), claim), seen, verdict, why)
    done(request, (made,), now)
    return onward(request)


def too_long(why: str) -> str:
    """What is wrong with a reason that is too long; empty where it is not. It is never cut: somebody typed it."""
    return _("The reason is too long: %(most)d characters at most.") % {"most": LONGEST} if len(why) > LONGEST else ""


def conflict(request: HttpRequest, now: Stand, seen: Seen, verdict: Verdict, why: str) -> HttpResponse:
    """Both decisions beside each other; nothing has been kept, and the person decides again with both before them."""
    since = [one for one in now.judgements[seen.known :] if one.id != seen.once]
    return page(request, now, 409, since=since, wanted=verdict, wanted_words=words.VERDICTS[verdict], why=why)


def done(request: HttpRequest, made: tuple[Judgement, ...], now: Stand, all_: tuple[Judgement, ...] = ()) -> None:
    """Remember what was decided on a claim, so that it can be undone (`all_`: on others with it) and its effect be shown."""
    looking.leave(f"claim:{now.claim.id}", who(request))
    last.remember(request, all_ or made, now.claim.id, ", ".join(str(words.says(one)) for one in made))


def onward(request: HttpRequest) -> HttpResponse:
    """To the next question behind this one, in the queue that the person works through."""
    asked = queue.Asked.read(request.GET)
    return redirect(f"{reverse('judge:next')}?{asked.link()}")


def again(request: HttpRequest, claim: str) -> HttpResponse:
    """Back to the claim, at the same place of the queue."""
    return redirect(f"{reverse('judge:claim', args=[claim])}?{queue.Asked.read(request.GET).link()}")


@require_POST
def withdraw(request: HttpRequest, judgement: str) -> HttpResponse:
    """Take a judgement back, and return to its claim. Corrections of one form are taken back together."""
    claim = request.POST.get("claim", "")
    now, seen = stand(the_case(), claim), Seen.read(request.POST)
    wanted = [one for one in now.holding if one.id == judgement or one.id.startswith(f"{judgement}-")]
    if seen.kept(now.judgements):
        return redirect("judge:claim", claim)
    if not wanted:
        if any(one.id == judgement for one in now.judgements):
            return page(request, now, 409, fault=_("That decision does not hold any more; there is nothing to take back."))
        raise UnknownRecord(f"no judgement {judgement[:64]} on claim {claim[:64]}")
    made = [withdrawal(one.id, who(request), id_=f"{seen.once}-{at}" if at else seen.once) for at, one in enumerate(wanted)]
    try:
        keep(request, *made, known=seen.known)
    except Overtaken as overtaken:
        return page(request, stand(the_case(), claim), 409, since=overtaken.since)
    last.forget(request)
    return redirect("judge:claim", claim)
