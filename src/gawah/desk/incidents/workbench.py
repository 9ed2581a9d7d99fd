"""One incident: claims for and against side by side, why they were joined, its tolls with every step, what is unsure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gawah.desk.browse import choices
from gawah.desk.cases import the_case
from gawah.desk.incidents import sides
from gawah.desk.judge import last, words
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimText, IncidentRow, PairRow
from gawah.errors import UnknownRecord
from gawah.model import Imprint, Incident, Judgement, Resolved, Unsure, Verdict, in_force
from gawah.publish.words import incident_place, tally_words, when_words
from gawah.store.records import load
from gawah.weigh.compare import Published, compare

MOST = 200
"""So many claims of an incident are looked at; the rest is counted."""
FEW, COPIES = 30, 3
"""So many claims are laid out at first, and so many of one origin; one click lays out all."""
NEAR = timedelta(days=3)
NEIGHBOURS = 12
COLUMNS = {
    sides.FOR: _("Say it happened"),
    sides.AGAINST: _("Deny it"),
    sides.SILENT: _("Say they do not know"),
    sides.UNCLEAR: _("Stance not understood"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An incident with its claims, as far as they are laid out: everything that its pages are made of."""

    incident: Incident
    claims: Mapping[str, Resolved]
    imprints: Mapping[str, Imprint]
    sentences: Mapping[str, str]
    set_aside: Mapping[str, str]

    def laid(self, *, whole: bool) -> sides.Laid:
        """The claims in columns; not `whole`: so many that the page stays small, few copies of each origin."""
        room = sides.Room(MOST, MOST) if whole else sides.Room(FEW, COPIES)
        return sides.laid(self.incident, self.claims, self.imprints, self.set_aside, room)

    @property
    def more(self) -> int:
        """How many claims are not laid out."""
        return len(self.incident.members) - len(self.claims)


def bench(id_: str) -> Bench:
    """An incident from the shelf; UnknownRecord where there is none."""
    incident = find.incident(id_)
    texts = ClaimText.objects.filter(row__incident=id_).select_related("row").order_by("row__sort_day", "row__seq")[:MOST]
    claims, sentences, aside = {}, {}, {}
    for text in texts:
        claims[text.row.id] = load(Resolved, text.record)
        sentences[text.row.id] = text.sentence
        if text.row.set_aside:
            aside[text.row.id] = text.row.set_aside
    documents = {one.claim.document for one in claims.values()}
    imprints = {one.id: one for one in the_case().imprints(documents)}
    return Bench(incident=incident, claims=claims, imprints=imprints, sentences=sentences, set_aside=aside)


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
    members = [member.claim for member in incident.members][:MOST]
    judged = the_case().pairs_on(members)
    whole = "all" in request.GET or bool(more.get("ticked"))
    laid = made.laid(whole=whole)
    shown = {
        "incident": incident,
        "row": IncidentRow.objects.filter(id=incident.id).first(),
        "what": words.EVENTS[incident.event],
        "standing": _standing(incident),
        "where": incident_place(incident),
        "when": when_words(incident.when),
        "columns": [(COLUMNS[name], found) for name, found in laid.columns.items()],
        "aside": laid.aside,
        "sentences": made.sentences,
        "more": made.more,
        "hidden": laid.hidden,
        "links": MOST if whole else 5,
        "tallies": [(tally, tally_words(tally)) for tally in incident.tallies],
        "pairs": pairs_of(incident.id),
        "neighbours": neighbours(incident.id),
        "children": IncidentRow.objects.filter(parent=incident.id).order_by("-sort_day")[:50],
        "judged": list(_judged(judged))[:FEW],
        "known": len(judged),
        "once": uuid.uuid4().hex,
        "graphic": incident.event.value in {"torture", "sexual_violence", "chemical_weapon"},
        "last": last.shown(request),
    }
    return render(request, "desk/incidents/one.html", {**shown, **more}, status=status)


@require_GET
def profiles(request: HttpRequest, incident: str) -> HttpResponse:
    """What each profile would publish of an incident: computed now, from its claims alone."""
    made = bench(incident)
    judgements = [one for claim in made.set_aside for one in the_case().judgements_on(claim)]
    found: tuple[Published, ...] = compare(made.incident, made.claims, made.imprints, judgements)
    shown = {"incident": made.incident, "found": found, "more": made.more, "where": incident_place(made.incident)}
    return render(request, "desk/incidents/profiles.html", shown)


def _standing(incident: Incident) -> tuple[words.Words, words.Words, words.Words]:
    """The three axes of an incident's status in the reader's words."""
    held = incident.standing
    return (
        choices.CORROBORATION[held.corroboration],
        choices.RESPONSIBILITY[held.responsibility],
        choices.NUMBERS[held.numbers],
    )


def pairs_of(incident: str) -> list[tuple[PairRow, Unsure]]:
    """The pairs of which a person must say whether they are one happening, as far as this incident is in them."""
    rows = PairRow.objects.filter(Q(one_incident=incident) | Q(other_incident=incident))[:NEIGHBOURS]
    return [(row, load(Unsure, row.record)) for row in rows]


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
