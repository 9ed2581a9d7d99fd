"""Where the sides disagree: claim against claim, denials, figures that do not meet, and what was admitted later; with days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gawah.desk.judge import words
from gawah.desk.shelf.models import ClaimRow, IncidentRow
from gawah.desk.shelf.paging import DAY, Page, page
from gawah.errors import BadInput
from gawah.model import Corroboration, Numbers, Responsibility, Stance

SIZE = 20
_HEARD = (Stance.AFFIRMS.value, Stance.DENIES.value)
VOICES = 6
"""So many voices of one stance are named."""
KINDS: Mapping[str, tuple[str, str]] = {
    "contested": ("responsibility", Responsibility.CONTESTED.value),
    "denied": ("responsibility", Responsibility.DENIED.value),
    "figures": ("numbers", Numbers.CONFLICTING.value),
    "admitted": ("corroboration", Corroboration.ADMITTED.value),
}
"""Kinds of disagreement, each by the column and the word of an incident's standing."""
NAMES: Mapping[str, words.Words] = {
    "contested": _("the sides accuse each other"),
    "denied": _("one side denies it"),
    "figures": _("figures that do not meet"),
    "admitted": _("admitted by the side that did it"),
}


class Wanted(forms.Form):
    """Which disagreements are wanted."""

    kind = forms.ChoiceField(label=_("Disagreement"), choices=[("", _("any")), *NAMES.items()], required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who said it, when, and at what toll."""

    claim: str
    who: str
    told: date | None
    tolls: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The voices of one stance, each speaker once, the earliest first: the first few, and how many there are in all."""

    voices: tuple[Voice, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.voices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An incident about which the sides disagree: in what, and the voices for and against it.

    `turned`: the first denial, and the first word of it after that: what was denied first and told later.
    """

    row: IncidentRow
    what: words.Words
    kinds: tuple[words.Words, ...]
    affirm: Heard
    deny: Heard
    turned: tuple[date, date] | None


@require_GET
def contradictions(request: HttpRequest) -> HttpResponse:
    """The incidents about which the sides disagree, the latest first."""
    form = Wanted(request.GET)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    either = Q()
    for axis, word in (KINDS[kind],) if kind else KINDS.values():
        either |= Q((axis, word))
    rows = IncidentRow.objects.filter(either)
    try:
        found = page(rows, DAY, request.GET.get("after", ""), request.GET.get("before", ""), SIZE)
    except ValueError as wrong:
        raise BadInput(str(wrong)) from wrong
    links = {name: urlencode({"kind": kind, way: key}) for name, way, key in _ways(found) if key}
    shown = {"form": form, "clashes": clashes(found.rows), "links": links}
    return render(request, "desk/incidents/contradictions.html", shown, status=200 if form.is_valid() else 400)


def _ways(found: Page[IncidentRow]) -> tuple[tuple[str, str, str], ...]:
    return ("next", "after", found.next), ("previous", "before", found.previous)


def clashes(rows: Sequence[IncidentRow]) -> list[Clash]:
    """Incidents with their voices for and against: every claim that counts is heard, however many there are."""
    columns = ("id", "incident", "stance", "speaker", "publisher", "told", "tolls")
    claims = ClaimRow.objects.filter(incident__in=[row.id for row in rows], set_aside="", stance__in=_HEARD)
    voices: dict[tuple[str, str], list[Voice]] = {}
    for id_, incident, stance, speaker, publisher, told, tolls in claims.values_list(*columns).order_by("seq"):
        voice = Voice(claim=id_, who=speaker or publisher, told=told, tolls=tolls)
        voices.setdefault((incident, stance), []).append(voice)
    return [_clash(row, *(voices.get((row.id, stance), []) for stance in _HEARD)) for row in rows]


def _clash(row: IncidentRow, affirm: Sequence[Voice], deny: Sequence[Voice]) -> Clash:
    return Clash(
        row=row,
        what=words.EVENTS[row.event],
        kinds=tuple(NAMES[name] for name, (axis, word) in KINDS.items() if getattr(row, axis) == word),
        affirm=_heard(affirm),
        deny=_heard(deny),
        turned=_turned(affirm, deny),
    )


def _heard(voices: Sequence[Voice]) -> Heard:
    """The first voices by day of telling, each speaker once."""
    each: dict[str, Voice] = {}
    for one in sorted(voices, key=lambda one: (one.told or date.max, one.who)):
        each.setdefault(one.who, one)
    return Heard(voices=tuple(each.values())[:VOICES], count=len(each))


def _turned(affirm: Sequence[Voice], deny: Sequence[Voice]) -> tuple[date, date] | None:
    denied = min((one.told for one in deny if one.told), default=None)
    later = min((one.told for one in affirm if one.told and denied and one.told > denied), default=None)
    return (denied, later) if denied and later else None
