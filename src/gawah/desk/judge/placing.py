"""What a place name means, or where a happening was: candidates with their reasons, a search, or a place drawn on the map."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
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
from gawah.desk.shelf.parts import corners_of
from gawah.errors import BadInput, Overtaken, UnknownRecord
from gawah.model import Candidate, Place, Precision
from gawah.review import UNRESOLVED, Stand, place_words, stand, written
from gawah.review.meant import DRAWN as DRAWN_ID

DRAWN, BACK = "drawn", "machine"
FOUND = 12
"""So many places a search shows."""


class Choice(forms.Form):
    """A choice of a place: its id, or one of the words for a drawn place, for none, and for the machine's own."""

    choice = forms.CharField(
        max_length=3000, error_messages={"required": gettext_lazy("Choose a place, or say that it cannot be told.")}
    )
    points = forms.CharField(max_length=3000, required=False)
    km = forms.DecimalField(min_value=0, max_value=5000, max_digits=7, decimal_places=3, required=False)
    name = forms.CharField(max_length=200, required=False)
    within = forms.CharField(max_length=80, required=False)
    scope = forms.ChoiceField(choices=choosing.SCOPES, initial=choosing.ONE)
    why = forms.CharField(max_length=claims.LONGEST, required=False)

    def chosen(self, slot: str, offered: Iterable[Place]) -> choosing.Choice:
        """What was chosen for a slot, of what was offered; BadInput where it cannot be."""
        return choosing.Choice(
            slot=slot, value=self.value(offered), scope=self.cleaned_data["scope"], why=self.cleaned_data["why"]
        )

    def value(self, offered: Iterable[Place]) -> str:
        """The choice as a correction writes it; BadInput where the place is not there. One that was drawn is no gazetteer's."""
        made = self.cleaned_data
        match made["choice"]:
            case "unresolved":
                return UNRESOLVED
            case "machine":
                return ""
            case "drawn":
                return _drawn(made)
            case id_:
                drawn = next((one for one in offered if one.id == id_ and id_.startswith(DRAWN_ID)), None)
                return place_words(drawn or lookups().gazetteer.place(id_))


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
        return _page(request, now, slot, Choice(initial={"scope": choosing.ONE, **_begun(now, slot)}))
    seen, form = Seen.read(request.POST), Choice(request.POST)
    if seen.kept(now.judgements):
        return claims.again(request, claim)
    if not form.is_valid():
        return _page(request, now, slot, form, 400)
    try:
        made = choosing.settle(request, now, seen, form.chosen(slot, (one.place for one in _options(now, slot, ""))))
    except Overtaken as overtaken:
        return _page(request, stand(the_case(), claim), slot, form, 409, since=overtaken.since)
    except (BadInput, UnknownRecord) as wrong:
        form.add_error("points" if form.cleaned_data["choice"] == DRAWN else "choice", str(wrong))
        return _page(request, now, slot, form, 400)
    told(request, made)
    return claims.again(request, claim)


def _begun(now: Stand, slot: str) -> dict[str, str]:
    """What the fields begin with where a reviewer drew the place: the drawing, so that it can be changed."""
    kind, _colon, words = slot.partition(":")
    held = next((one.place for one in now.claim.meant if (one.slot, one.words) == (kind, words) and one.place), None)
    if held is None or not held.id.startswith(DRAWN_ID):
        return {}
    parts = held.id.removeprefix(DRAWN_ID).split()
    km = parts.pop().removesuffix("km") if parts[-1].endswith("km") else ""
    within = held.containers[0] if held.containers else ""
    return {"choice": DRAWN, "points": " ".join(parts), "name": held.name, "within": within, **({"km": km} if km else {})}


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
        "areas": _areas(options, form["within"].value()),
        "held": written(now.claim, slot),
        "map": json.dumps(_on_map([one.place for one in options])),
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


def _areas(options: list[Option], held: str | None) -> list[tuple[str, str]]:
    """The areas that a drawn place may be said to lie in: those around the candidates, and the one that is said already."""
    found: dict[str, str] = {}
    for one in options:
        found |= dict(zip(one.place.containers, one.place.container_names, strict=False))
    if held and held not in found:
        with contextlib.suppress(UnknownRecord):
            found[held] = lookups().gazetteer.place(held).name
    return sorted(found.items(), key=lambda area: area[1])


def _on_map(places: list[Place]) -> list[dict[str, Any]]:
    """The places to choose from, numbered as in the list, and without a number the areas around the likeliest one."""
    held = {one.id for one in places}
    wider = [one for one in _around(places[0]) if one.id not in held] if places else []
    return [_area(number, one) for number, one in (*enumerate(places, 1), *((0, one) for one in wider)) if one.lat is not None]


def _around(place: Place) -> Iterator[Place]:
    """The areas that a place lies in, up to its province, as far as the gazetteer has them."""
    for id_ in place.containers:
        with contextlib.suppress(UnknownRecord):
            area = lookups().gazetteer.place(id_)
            if area.precision < Precision.COUNTRY:
                yield area


def _area(number: int, place: Place) -> dict[str, Any]:
    shape = {"corners": corners} if (corners := corners_of(place.id)) else {}
    told = {"n": number, "id": place.id, "name": place.full_name, "lat": place.lat, "lon": place.lon, "r": place.radius_m}
    return told | shape
