"""The last decision of a person: to undo it with one key, and to see what it changes once the clerk has computed anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimRow
from gawah.model import Judgement, Tally
from gawah.publish.words import tally_words
from gawah.review import withdrawal

KEY = "last"


def remember(request: HttpRequest, made: Iterable[Judgement], claim: str, words: str, incident: str = "") -> None:
    """Keep in the session what was decided just now, with the tolls of its incident as they were before.

    Where `incident` is given, the decision was made on the page of that incident.
    """
    held, incident = bool(incident), incident or _incident(claim)
    request.session[KEY] = {
        "judgements": [one.id for one in made],
        "claim": claim,
        "words": words,
        "back": incident if held else "",
        "incident": incident,
        "before": _figures(incident),
        "seq": the_case().head()[0],
    }


def forget(request: HttpRequest) -> None:
    """Forget it: it has been undone."""
    request.session.pop(KEY, None)


def shown(request: HttpRequest) -> dict[str, Any]:
    """What templates need of the last decision; empty where there is none. `done`: the shelf reflects it."""
    held = request.session.get(KEY)
    if not held:
        return {}
    done = find.state().head_seq >= held["seq"]
    incident = _incident(held["claim"]) or held["incident"]
    return {**held, "done": done, "incident": incident, "changes": _changes(held["before"], _figures(incident)) if done else []}


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision of this person in this session, and return to where it was made."""
    held = request.session.pop(KEY, None)
    if not held:
        messages.info(request, _("There is nothing to take back."))
        return redirect("judge:next")
    decide(request, *(withdrawal(one, who(request)) for one in held["judgements"]))
    messages.success(request, _("Taken back: %(words)s") % {"words": held["words"]})
    return redirect("incidents:one", held["back"]) if held["back"] else redirect("judge:claim", held["claim"])


@require_GET
def last(request: HttpRequest) -> HttpResponse:
    """The line about the last decision, by itself; the page asks for it until it is done."""
    return render(request, "desk/judge/_last.html", {"last": shown(request)})


def _incident(claim: str) -> str:
    return ClaimRow.objects.filter(id=claim).values_list("incident", flat=True).first() or ""


def _figures(incident: str) -> dict[str, str]:
    """The tolls of an incident in words, by what is counted."""
    return {_counted(tally): tally_words(tally) for tally in find.tallies_of(incident)} if incident else {}


def _counted(tally: Tally) -> str:
    return f"{tally.outcome.value}|{tally.of}|{tally.status}|{bool(tally.part_of)}"


def _changes(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    """The figures that are other than before, each as it was and as it is; nothing told is said so."""
    keys = dict.fromkeys([*before, *after])
    nothing = _("no figure")
    return [(before.get(key, nothing), after.get(key, nothing)) for key in keys if before.get(key) != after.get(key)]
