"""Saying that incidents are one, and taking claims out of one: judgements on pairs of claims, which joining goes by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.incidents import workbench
from gawah.desk.incidents.bench import Bench, bench
from gawah.desk.judge import last, words
from gawah.desk.judge.claims import too_long
from gawah.desk.shelf import find
from gawah.errors import BadInput, Overtaken, UnknownRecord
from gawah.model import Judgement, Verdict

PAIRS = 2000
"""So many judgements may one merge or split make."""
Pair = tuple[str, str, Verdict]


def merging(own: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """All claims of two incidents tell of one happening: each is said to be the same as the first."""
    first, *rest = dict.fromkeys((*own, *theirs))
    return [(first, other, Verdict.SAME) for other in rest]


def parting(own: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """No claim of one incident tells of the happening of the other."""
    return [(one, other, Verdict.NOT_SAME) for one in own for other in theirs if one != other]


def splitting(out: Sequence[str], rest: Sequence[str], *, together: bool) -> list[Pair]:
    """Some claims tell of another happening than the rest, of one with each other where `together`."""
    apart = [(one, other, Verdict.NOT_SAME) for one in out for other in rest]
    return apart + ([(out[0], other, Verdict.SAME) for other in out[1:]] if together else [])


@require_POST
def merge(request: HttpRequest, incident: str) -> HttpResponse:
    """Say that another incident (`with`) is this one, or (`apart`) that it is not and must never be joined with it."""
    made = bench(incident)
    if fault := too_long(request.POST.get("why", "")):
        return _again(request, made, merge_fault=fault)
    own = [member.claim for member in made.incident.members]
    theirs = request.POST.get("with", "").strip()
    try:
        other = find.incident(theirs) if theirs else None
    except UnknownRecord:
        other = None
    if other is None or theirs == incident:
        return _again(request, made, merge_fault=_("Choose another incident of the list, or write its whole id."))
    members = [member.claim for member in other.members]
    if request.POST.get("apart"):
        return _kept(request, made, parting(own, members), str(words.VERDICTS[Verdict.NOT_SAME]), theirs)
    said = _("one with incident %(id)s") % {"id": theirs[:8]}
    return _kept(request, made, merging(own, members), said, theirs)


@require_POST
def split(request: HttpRequest, incident: str) -> HttpResponse:
    """Say that the ticked claims tell of another happening than the rest of this incident."""
    made = bench(incident)
    members = [member.claim for member in made.incident.members]
    out = [claim for claim in members if claim in set(request.POST.getlist("claims"))]
    rest = [claim for claim in members if claim not in set(out)]
    if not out or not rest:
        return _again(request, made, split_fault=_("Tick the claims that tell of another happening: at least one, not all."))
    if fault := too_long(request.POST.get("why", "")):
        return _again(request, made, split_fault=fault)
    if not request.POST.get("why", "").strip():
        return _again(request, made, split_fault=_("Say why: the next reader of the log will ask."))
    pairs = splitting(out, rest, together=bool(request.POST.get("together")))
    return _kept(request, made, pairs, ngettext("%(n)d claim taken out", "%(n)d claims taken out", len(out)) % {"n": len(out)})


def _kept(request: HttpRequest, made: Bench, pairs: list[Pair], said: str, other: str = "") -> HttpResponse:
    """Keep the judgements of a merge or a split, all or none, and show the incident with what it changes.

    `said` is what was decided, in words; `other` the other incident of a merge.
    """
    incident = made.incident
    known, once, why = request.POST.get("known", ""), request.POST.get("once", ""), request.POST.get("why", "")
    if not (known.isascii() and known.isdigit() and len(known) < 10 and len(once) == 32 and once.isalnum()):
        raise BadInput(_("The form is not whole; open the page again and decide there."))
    if len(pairs) > PAIRS:
        fault = _("That would take %(n)d judgements, more than %(most)d; take fewer claims at a time.")
        fault %= {"n": len(pairs), "most": PAIRS}
        return _again(request, made, merge_fault=fault) if other else _again(request, made, split_fault=fault)
    judgements = [_judgement(request, pair, f"{once}-{at}", why) for at, pair in enumerate(pairs)]
    members = [member.claim for member in incident.members]
    seen = the_case().pairs_on(members)
    if any(one.id.startswith(f"{once}-") for one in seen):
        return redirect("incidents:one", incident.id)
    if len(seen) > int(known):
        return _again(request, made, 409, since=seen[int(known) :])
    try:
        theirs = [member.claim for member in find.incident(other).members] if other else []
        decide(request, *judgements, known=len(the_case().pairs_on({*members, *theirs})))
    except Overtaken as overtaken:
        return _again(request, made, 409, since=overtaken.since)
    last.remember(request, judgements, members[0], said, incident.id)
    return redirect("incidents:one", incident.id)


def _judgement(request: HttpRequest, pair: Pair, id_: str, why: str) -> Judgement:
    one, other, verdict = pair
    return Judgement(
        id=id_, subject=one, other=other, verdict=verdict, reviewer=who(request), at=datetime.now(UTC), why=why.strip()
    )


def _again(request: HttpRequest, made: Bench, status: int = 400, **more: Any) -> HttpResponse:
    """The page once more, with what is wrong at its field and everything that was typed."""
    posted = request.POST
    typed = {"ticked": set(posted.getlist("claims")), "why": posted.get("why", ""), "with_": posted.get("with", "")}
    return workbench.page(request, made, status, **typed, **more)
