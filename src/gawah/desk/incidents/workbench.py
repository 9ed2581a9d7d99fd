"""One incident: claims for and against side by side, why they were joined, its tolls with every step, what is unsure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gawah.desk.browse import choices
from gawah.desk.cases import the_case
from gawah.desk.incidents import sides
from gawah.desk.incidents.bench import Bench, bench, told
from gawah.desk.incidents.bench import profiles as compared
from gawah.desk.judge import last, words
from gawah.desk.shelf import find
from gawah.desk.shelf.models import IncidentRow, PairRow
from gawah.errors import BadInput, UnknownRecord
from gawah.model import Incident, Judgement, Step, Unsure, Verdict, in_force
from gawah.publish.words import incident_place, tally_words, when_words
from gawah.store.records import load

FEW, COPIES = 24, 3
"""So many claims are laid out at first, and so many of one origin; one click leads to all."""
SIZE = 40
"""Claims on one page of all."""
LINKS = 5
"""So many claims are named under a step of a toll; one click leads to all of that step."""
NEAR = timedelta(days=3)
NEIGHBOURS = 12
COLUMNS = {
    sides.FOR: _("Say it happened"),
    sides.AGAINST: _("Deny it"),
    sides.SILENT: _("Say they do not know"),
    sides.UNCLEAR: _("Stance not understood"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of all claims of an incident, or of those that a step of a toll used (`step`)."""

    claims: tuple[str, ...]
    number: int
    pages: int
    total: int
    link: str
    """The query of the pages, without their number."""
    step: Step | None = None

    @classmethod
    def read(cls, request: HttpRequest, made: Bench) -> Part | None:
        """The page that is asked for; None where none is. BadInput where there is no such page or step."""
        asked = {name: request.GET[name] for name in ("toll", "step", "page") if name in request.GET}
        if "all" not in request.GET and not asked:
            return None
        if any(not (value.isascii() and value.isdigit() and len(value) < 6) for value in asked.values()):
            raise BadInput(gettext("There is no such page; open the incident again."))
        toll, step, number = asked.get("toll"), asked.get("step", "0"), int(asked.get("page", 1))
        used = made.step(int(toll), int(step)) if toll is not None else None
        inside = set(used.claims) if used else None
        order = [claim for claim in made.laid.order() if inside is None or claim in inside]
        pages = max(1, ceil(len(order) / SIZE))
        if not 1 <= number <= pages:
            raise BadInput(gettext("There is no such page; open the incident again."))
        here = tuple(order[(number - 1) * SIZE : number * SIZE])
        link = f"toll={toll}&step={step}" if used else "all=yes"
        return cls(claims=here, number=number, pages=pages, total=len(order), link=link, step=used)


@require_GET
def one(request: HttpRequest, incident: str) -> HttpResponse:
    """The workbench of one incident; an id that was merged leads to the incident that holds it now."""
    try:
        return page(request, bench(incident))
    except UnknownRecord:
        living = the_case().tombstones().get(incident)
        if living is None:
            raise
        return redirect("incidents:one", living)


def page(request: HttpRequest, made: Bench, status: int = 200, **more: Any) -> HttpResponse:
    """The page of the workbench."""
    incident = made.incident
    judged = the_case().pairs_on(made.claims)
    part = Part.read(request, made)
    laid = made.laid.only(part.claims) if part else made.laid.few(FEW, COPIES, more.get("ticked", ()))
    counts = made.laid.counts()
    pairs, pairs_left = pairs_of(incident.id)
    shown = {
        "incident": incident,
        "row": IncidentRow.objects.filter(id=incident.id).first(),
        "what": words.EVENTS[incident.event],
        "standing": _standing(incident),
        "where": incident_place(incident),
        "when": when_words(incident.when),
        "columns": [(COLUMNS[name], found, *counts[name]) for name, found in laid.columns.items()],
        "aside": laid.aside,
        "members": made.members,
        "told": told({*laid.order(), *(() if part else _of_steps(incident)), *(theirs for theirs, _unsure in pairs)}),
        "part": part,
        "count": len(made.laid.order()),
        "hidden": laid.hidden,
        "links": LINKS,
        "tallies": [(tally, tally_words(tally)) for tally in incident.tallies],
        "pairs": pairs,
        "pairs_left": pairs_left,
        "neighbours": neighbours(incident.id),
        "children": IncidentRow.objects.filter(parent=incident.id).order_by("-sort_day", "seq"),
        "judged": list(_judged(judged)),
        "known": len(judged),
        "once": uuid.uuid4().hex,
        "graphic": incident.event.value in {"torture", "sexual_violence", "chemical_weapon"},
        "last": last.shown(request),
    }
    return render(request, "desk/incidents/one.html", {**shown, **more}, status=status)


def _of_steps(incident: Incident) -> set[str]:
    """The claims to which the steps of its tolls lead at first sight."""
    return {claim for tally in incident.tallies for step in tally.steps for claim in step.claims[:LINKS]}


@require_GET
def profiles(request: HttpRequest, incident: str) -> HttpResponse:
    """What each profile would publish of an incident: computed now, from all its claims."""
    made = find.incident(incident)
    shown = {"incident": made, "found": compared(incident), "where": incident_place(made)}
    return render(request, "desk/incidents/profiles.html", shown)


def _standing(incident: Incident) -> tuple[words.Words, words.Words, words.Words]:
    """The three axes of an incident's status in the reader's words."""
    held = incident.standing
    return (
        choices.CORROBORATION[held.corroboration],
        choices.RESPONSIBILITY[held.responsibility],
        choices.NUMBERS[held.numbers],
    )


def pairs_of(incident: str) -> tuple[list[tuple[str, Unsure]], int]:
    """The pairs of which a person must say whether they are one happening, with the claim of the pair that is elsewhere.

    The most alike first, and how many more there are.
    """
    rows = PairRow.objects.filter(Q(one_incident=incident) | Q(other_incident=incident)).order_by("-score", "seq")
    first = list(rows[:NEIGHBOURS])
    elsewhere = [row.one if row.other_incident == incident else row.other for row in first]
    pairs = [(theirs, load(Unsure, row.record)) for theirs, row in zip(elsewhere, first, strict=True)]
    return pairs, rows.count() - len(first)


def neighbours(incident: str) -> list[IncidentRow]:
    """Incidents that may be the same: those of unsure pairs first, then those of the same province and about the same day."""
    row = IncidentRow.objects.filter(id=incident).first()
    if row is None:
        return []
    pairs = PairRow.objects.filter(Q(one_incident=incident) | Q(other_incident=incident))[:50]
    ids = [one.other_incident if one.one_incident == incident else one.one_incident for one in pairs]
    found = {
        one.id: one for one in IncidentRow.objects.filter(id__in=[id_ for id_ in ids if id_ not in {"", incident}])[:NEIGHBOURS]
    }
    if row.province and row.sort_day.year > 1:
        days = (row.sort_day - NEAR, row.sort_day + NEAR)
        near = IncidentRow.objects.filter(province=row.province, sort_day__range=days).exclude(id=incident)
        found |= {one.id: one for one in near.order_by("sort_day", "seq")[:NEIGHBOURS] if one.id not in found}
    return list(found.values())[:NEIGHBOURS]


def _judged(judgements: tuple[Judgement, ...]) -> Iterable[dict[str, Any]]:
    """What reviewers said of pairs of these claims, the newest first."""
    holding = in_force(judgements)[0]
    for one in reversed(judgements):
        if one.verdict is not Verdict.WITHDRAW:
            yield {"one": one, "words": words.VERDICTS[one.verdict], "holds": one in holding}
