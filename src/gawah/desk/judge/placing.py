"""What a place name means, or where a happening was: candidates with their reasons, a search, or a place drawn on the map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gawah.desk.cases import the_case
from gawah.desk.judge import choosing, claims, view
from gawah.desk.judge.lookups import lookups
from gawah.desk.judge.queue import Asked
from gawah.desk.judge.seen import Seen
from gawah.desk.shelf import find
from gawah.errors import BadInput, Overtaken, UnknownRecord
from gawah.model import Candidate, Place
from gawah.review import UNRESOLVED, Stand, place_words, stand, written

DRAWN, BACK = "drawn", "machine"
FOUND = 12
"""So many places a search shows."""


class Choice(forms.Form):
    """A choice of a place: its id, or one of the words for a drawn place, for none, and for the machine's own."""

    choice = forms.CharField(
        max_length=120, error_messages={"required": gettext_lazy("Choose a place, or say that it cannot be told.")}
    )
    points = forms.CharField(max_length=3000, required=False)
    km = forms.DecimalField(min_value=0, max_value=5000, max_digits=7, decimal_places=3, required=False)
    name = forms.CharField(max_length=200, required=False)
    within = forms.CharField(max_length=80, required=False)
    scope = forms.ChoiceField(choices=choosing.SCOPES, initial=choosing.ONE)
    why = forms.CharField(max_length=claims.LONGEST, required=False)

    def chosen(self, slot: str) -> choosing.Choice:
        """What was chosen for a slot; BadInput where it cannot be."""
        return choosing.Choice(slot=slot, value=self.value(), scope=self.cleaned_data["scope"], why=self.cleaned_data["why"])

    def value(self) -> str:
        """The choice as a correction writes it; BadInput where the place is not there."""
        made = self.cleaned_data
        match made["choice"]:
            case "unresolved":
                return UNRESOLVED
            case "machine":
                return ""
            case "drawn":
                return _drawn(made)
            case id_:
                return place_words(lookups().gazetteer.place(id_))


def _drawn(made: dict[str, Any]) -> str:
    points = " ".join(made["points"].replace(", ", ",").split())
    if not points:
        raise BadInput(_("Draw the place on the map, or write its middle: latitude, longitude."))
    name = made["name"].replace("(", " ").replace(")", " ").strip()
    several = len(points.split()) > 1
    parts = [points, f"{made['km'].normalize():f}km" if made["km"] and not several else "", f"({name})" if name else ""]
    return " ".join([*filter(None, parts), *([f"in {made['within']}"] if made["within"] else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A place to choose from: its kind in words, and the reasons for its score."""

    place: Place
    score: float
    reasons: tuple[str, ...]


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, claim: str) -> HttpResponse:
    """The choice of a place for a name of a claim (`name`), or for the happening itself."""
    now = stand(the_case(), claim)
    name = " ".join(request.GET.get("name", "")[:300].split())
    slot = f"place:{name}" if name else "where"
    written(now.claim, slot)  # BadInput where the claim has no such name
    if request.method == "GET":
        return _page(request, now, slot, Choice(initial={"scope": choosing.ONE}))
    seen, form = Seen.read(request.POST), Choice(request.POST)
    if seen.kept(now.judgements):
        return claims.again(request, claim)
    if not form.is_valid():
        return _page(request, now, slot, form, 400)
    try:
        made = choosing.settle(request, now, seen, form.chosen(slot))
    except Overtaken as overtaken:
        return _page(request, stand(the_case(), claim), slot, form, 409, since=overtaken.since)
    except (BadInput, UnknownRecord) as wrong:
        form.add_error("points" if form.cleaned_data["choice"] == DRAWN else "choice", str(wrong))
        return _page(request, now, slot, form, 400)
    told(request, made)
    return claims.again(request, claim)


def told(request: HttpRequest, made: choosing.Settled) -> None:
    """Tell on the next page how far a choice went."""
    words = ngettext("Chosen for %(n)d claim.", "Chosen for %(n)d claims.", made.claims) % {"n": made.claims}
    if made.left:
        words += " " + ngettext(
            "%(n)d claim keeps what another reviewer chose.", "%(n)d claims keep what other reviewers chose.", made.left
        ) % {"n": made.left}
    messages.success(request, words)


def _page(request: HttpRequest, now: Stand, slot: str, form: Choice, status: int = 200, **more: Any) -> HttpResponse:
    looked = request.GET.get("q", "")[:200].strip()
    options = _options(now, slot, looked)
    several, whole = choosing.count(slot)
    shown = {
        **view.claim_page(request, now),
        "form": form,
        "slot": slot,
        "name": slot.partition(":")[2],
        "looked": looked,
        "options": options,
        "areas": _areas(options),
        "held": written(now.claim, slot),
        "map": json.dumps([_on_map(number, one) for number, one in enumerate(options, 1) if one.place.lat is not None]),
        "several": several,
        "whole": whole,
        "onward": Asked.read(request.GET).link(),
    }
    return render(request, "desk/judge/place.html", {**shown, **more}, status=status)


def _options(now: Stand, slot: str, looked: str) -> list[Option]:
    """What a search found, or what the resolver weighed; for the happening itself, the places of all its names."""
    name = slot.partition(":")[2]
    if looked:
        return [_option(one) for one in lookups().gazetteer.search(looked, limit=FOUND)]
    try:
        resolved = find.claim(now.claim.id)
    except UnknownRecord:
        return [_option(one) for one in lookups().gazetteer.search(name, limit=FOUND)] if name else []
    found: dict[str, Option] = {}
    for one in resolved.places:
        if not name or " ".join(one.mention.words.split()) == name:
            for candidate in one.candidates:
                found.setdefault(candidate.value.id, _option(candidate))
            if one.chosen:  # it may be the area around, which is no candidate
                found.setdefault(one.chosen.id, Option(place=one.chosen, score=one.score, reasons=(one.why,)))
    return list(found.values())[:FOUND]


def _option(candidate: Candidate[Place]) -> Option:
    return Option(place=candidate.value, score=candidate.score, reasons=tuple(reason.words for reason in candidate.reasons))


def _areas(options: list[Option]) -> list[tuple[str, str]]:
    """The areas that a drawn place may be said to lie in: those around the candidates."""
    found: dict[str, str] = {}
    for one in options:
        found |= dict(zip(one.place.containers, one.place.container_names, strict=False))
    return sorted(found.items(), key=lambda area: area[1])


def _on_map(number: int, one: Option) -> dict[str, Any]:
    place = one.place
    return {"n": number, "id": place.id, "name": place.full_name, "lat": place.lat, "lon": place.lon, "r": place.radius_m}
