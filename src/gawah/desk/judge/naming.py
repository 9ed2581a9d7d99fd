"""Who a name means, and on which days a happening was: the choices beside that of a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gawah.desk.cases import the_case
from gawah.desk.judge import choosing, claims, view
from gawah.desk.judge.lookups import lookups
from gawah.desk.judge.placing import FOUND, told
from gawah.desk.judge.queue import Asked
from gawah.desk.judge.seen import Seen
from gawah.desk.shelf import find
from gawah.errors import BadInput, Overtaken, UnknownRecord
from gawah.model import Actor, Resolution, Resolved
from gawah.resolve.registry import Registry
from gawah.review import UNRESOLVED, Stand, stand, written
from gawah.text.spelling import plain


class Who(forms.Form):
    """A choice of an actor: its id, or the words for none, and for the machine's own."""

    choice = forms.CharField(max_length=120, error_messages={"required": _("Choose an actor, or say that it cannot be told.")})
    scope = forms.ChoiceField(choices=choosing.SCOPES, initial=choosing.ONE)
    why = forms.CharField(max_length=claims.LONGEST, required=False)

    def value(self) -> str:
        """The choice as a correction writes it; BadInput where the registry has no such actor."""
        choice = self.cleaned_data["choice"]
        if choice in {UNRESOLVED, "machine"}:
            return UNRESOLVED if choice == UNRESOLVED else ""
        actor = lookups().registry.actor(choice)
        if actor is None:
            raise BadInput(_("The registry has no actor of this id; choose one of the list."))
        return f"{actor.id} ({plain_name(actor)})"


class Days(forms.Form):
    """Days in EDTF; empty takes a choice back."""

    choice = forms.CharField(
        label=_("Days"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_(
            "A day, a month, a year, a span, or two dots and a stroke before a day for “not after”; "
            "empty for what the machine made of it."
        ),
    )
    why = forms.CharField(label=_("Why (may stay empty)"), max_length=claims.LONGEST, required=False)

    def value(self) -> str:
        """The days as a correction writes them."""
        return str(self.cleaned_data["choice"]).strip()


def plain_name(actor: Actor) -> str:
    """A name without the brackets that end it in a correction."""
    return " ".join(actor.name.replace("(", " ").replace(")", " ").split())


@require_http_methods(["GET", "POST"])
def actor(request: HttpRequest, claim: str) -> HttpResponse:
    """The choice of an actor for a name of a claim."""
    now = stand(the_case(), claim)
    slot = f"actor:{' '.join(request.GET.get('name', '')[:500].split())}"
    written(now.claim, slot)  # BadInput where the claim has no such name
    return _choose(request, now, slot, Who(request.POST or None, initial={"scope": choosing.ONE}))


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, claim: str) -> HttpResponse:
    """The choice of the days of a happening."""
    now = stand(the_case(), claim)
    form = Days(request.POST or None, initial={"choice": written(now.claim, "when")})
    form.fields["choice"].widget.attrs["placeholder"] = _machines_days(claim)
    if request.method == "POST" and request.POST.get("unresolved"):
        form = Days({"choice": UNRESOLVED, "why": request.POST.get("why", "")})
    return _choose(request, now, "when", form)


def _machines_days(claim: str) -> str:
    """The days that stand now, as they would be written."""
    try:
        return find.claim(claim).when.edtf or ""
    except UnknownRecord:
        return ""


def _choose(request: HttpRequest, now: Stand, slot: str, form: Any) -> HttpResponse:
    if request.method == "GET":
        return _page(request, now, slot, form)
    seen = Seen.read(request.POST)
    if seen.kept(now.judgements):
        return claims.again(request, now.claim.id)
    if not form.is_valid():
        return _page(request, now, slot, form, 400)
    try:
        given = form.cleaned_data
        choice = choosing.Choice(slot=slot, value=form.value(), scope=given.get("scope", choosing.ONE), why=given["why"])
        made = choosing.settle(request, now, seen, choice)
    except Overtaken as overtaken:
        return _page(request, stand(the_case(), now.claim.id), slot, form, 409, since=overtaken.since)
    except BadInput as wrong:
        form.add_error("choice", str(wrong))
        return _page(request, now, slot, form, 400)
    told(request, made)
    return claims.again(request, now.claim.id)


def _page(request: HttpRequest, now: Stand, slot: str, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    looked = request.GET.get("q", "")[:200].strip()
    several, whole = choosing.count(slot)
    shown = {
        **view.claim_page(request, now),
        "form": form,
        "name": slot.partition(":")[2],
        "looked": looked,
        "options": _options(now, slot, looked) if slot != "when" else [],
        "held": written(now.claim, slot),
        "several": several,
        "whole": whole,
        "onward": Asked.read(request.GET).link(),
    }
    template = "desk/judge/days.html" if slot == "when" else "desk/judge/actor.html"
    return render(request, template, {**shown, **more}, status=status)


def _options(now: Stand, slot: str, looked: str) -> list[tuple[Actor, str]]:
    """Actors to choose from, each with why: what a search found, or what the resolver weighed for the name."""
    name = slot.partition(":")[2]
    if looked:
        return [(actor, "") for actor in search(lookups().registry, looked)]
    found: dict[str, tuple[Actor, str]] = {}
    try:
        for one in _weighed(find.claim(now.claim.id), name):
            for candidate in one.candidates:
                found.setdefault(candidate.value.id, (candidate.value, "; ".join(reason.words for reason in candidate.reasons)))
    except UnknownRecord:
        pass  # read a moment ago; the registry is asked below
    for known_so in search(lookups().registry, name):
        found.setdefault(known_so.id, (known_so, ""))
    known = lookups().registry
    return [(actor, why) for actor, why in found.values() if known.actor(actor.id)][:FOUND]


def _weighed(resolved: Resolved, name: str) -> list[Resolution[Actor]]:
    said = resolved.claim
    pairs = list(zip((*said.agents, *said.targets), (*resolved.agents, *resolved.targets), strict=False))
    found = [one for party, one in pairs if " ".join(party.name.split()) == name]
    return found + ([resolved.speaker] if said.speaker and resolved.speaker and said.speaker.name == name else [])


def search(registry: Registry, looked: str) -> list[Actor]:
    """The actors known by some words, first those of just this name, then those in whose names they stand."""
    found = {actor.id: actor for actor in registry.named(looked)}
    words = plain(looked)
    if len(words) > 1:
        for entry in registry:
            if len(found) >= FOUND:
                break
            if any(words in plain(name) for name in entry.names):
                found.setdefault(entry.actor.id, entry.actor)
    return list(found.values())[:FOUND]
