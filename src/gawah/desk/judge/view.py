"""What the page of a claim shows, made of point look-ups: the sentence, the slots, the reasons, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gawah.desk.cases import the_case
from gawah.desk.jobs import computing
from gawah.desk.judge import words
from gawah.desk.judge.asking import reasons_of
from gawah.desk.judge.queue import Asked
from gawah.desk.judge.seen import Seen
from gawah.desk.judge.segments import around, marks_of, part_at, segments
from gawah.desk.page import around as page_around
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimRow
from gawah.errors import UnknownRecord
from gawah.model import Claim, Judgement, Outcome, Resolved, Verdict, in_force
from gawah.publish.words import tally_words, when_words
from gawah.review import SLOTS, Stand, names_of, written

RESOLVED = {"where", "when"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot of a claim on a page: its value, what the machine read where a person changed it, and where it is corrected."""

    slot: str
    label: words.Words
    value: words.Words
    was: words.Words = ""
    why: str = ""
    link: str = ""
    open: bool = False
    """It stays unresolved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A judgement on a page: what it says, whether it still counts, and whether a later one says otherwise."""

    judgement: Judgement
    words: words.Words
    withdrawn: bool
    holds: bool


def claim_page(request: HttpRequest, now: Stand) -> dict[str, Any]:
    """What the templates of a claim's page need."""
    case, claim = the_case(), now.claim
    document = case.document(claim.document)
    start, end = around(document.text, claim)
    try:
        resolved = find.claim(claim.id)
    except UnknownRecord:
        resolved = None  # read a moment ago; the clerk is at it
    row = ClaimRow.objects.filter(id=claim.id).first()
    asked = Asked.read(request.GET)
    return {
        "now": now,
        "claim": claim,
        "document": document,
        "part": part_at(document.text, claim.trigger.span.start),
        "segments": segments(document.text, marks_of(claim), start, end),
        "cut": (start > 0, end < len(document.text)),
        "sentence": sentences_of([claim.id]).get(claim.id, ""),
        "slots": list(slots(now, resolved)),
        "said": list(said(now.judgements)),
        "reasons": reasons_of(claim.id),
        "graphic": is_graphic(claim),
        "row": row,
        "tallies": [(tally, tally_words(tally)) for tally in find.tallies_of(row.incident)] if row and row.incident else [],
        "seen": Seen.of(now),
        "asked": asked,
        "onward": asked.link(),
        "state": words.STATES[now.state],
        "current": not computing(),
        "may_review": page_around(request)["may_review"],
    }


def sentences_of(claims: Iterable[str]) -> dict[str, str]:
    """What claims say, in one sentence each; those that the clerk has not written yet are left out."""
    return dict(ClaimRow.objects.filter(id__in=list(claims)).values_list("id", "text__sentence"))


def slots(now: Stand, resolved: Resolved | None) -> Iterator[Slot]:
    """The slots of a claim as a page shows them, with what words were resolved to."""
    claim = now.claim
    correct = reverse("judge:correct", args=[claim.id])
    for slot in SLOTS:
        if slot not in RESOLVED:
            value, was = value_words(claim, slot), value_words(now.read, slot)
            yield Slot(
                slot=slot,
                label=words.SLOTS[slot],
                value=value,
                was=(was or "—") if was != value else "",
                link=f"{correct}#field-{slot}",
            )
    if resolved:
        yield from _meant(claim, resolved)


def _meant(claim: Claim, resolved: Resolved) -> Iterator[Slot]:
    """What the words of a claim were resolved to: days, place, and each name."""
    link = reverse("judge:place", args=[claim.id])
    yield Slot(
        slot="when",
        label=words.SLOTS["when"],
        value=when_words(resolved.when),
        why=resolved.why_when,
        link=reverse("judge:days", args=[claim.id]),
        open=not resolved.when.known,
    )
    where = resolved.where.full_name if resolved.where else _("not resolved")
    yield Slot(
        slot="where", label=words.SLOTS["where"], value=where, why=resolved.why_where, link=link, open=resolved.where is None
    )
    places = {" ".join(found.mention.words.split()): found for found in resolved.places}
    for name in names_of(claim, "place"):
        if found := places.get(name):
            named = found.chosen.full_name if found.chosen else _("not resolved")
            target = f"{link}?{urlencode({'name': name})}"
            yield Slot(
                slot=f"place:{name}", label=f"“{name}”", value=named, why=found.why, link=target, open=found.chosen is None
            )
    parties = zip((*claim.agents, *claim.targets), (*resolved.agents, *resolved.targets), strict=False)
    actors = {" ".join(party.name.split()): one for party, one in parties}
    if claim.speaker and resolved.speaker:
        actors.setdefault(" ".join(claim.speaker.name.split()), resolved.speaker)
    for name in names_of(claim, "actor"):
        if one := actors.get(name):
            target = f"{reverse('judge:actor', args=[claim.id])}?{urlencode({'name': name})}"
            unknown = one.chosen is None or one.chosen.provisional
            shown = one.chosen.name if one.chosen and not one.chosen.provisional else _("not in the registry")
            yield Slot(slot=f"actor:{name}", label=f"“{name}”", value=shown, why=one.why, link=target, open=unknown)


def value_words(claim: Claim, slot: str) -> words.Words:
    """A slot in the reader's words; empty where it is empty."""
    value = written(claim, slot)
    lists = {"event": words.EVENTS, "stance": words.STANCES, "scope": words.SCOPES, "role": words.ROLES}
    if slot == "stance" and not value:
        return _("not understood; it does not count until someone looks")
    if slot == "hedged":
        return _("yes") if claim.hedged else _("no")
    return lists[slot].get(value, value) if slot in lists else value


def said(judgements: tuple[Judgement, ...]) -> Iterator[Said]:
    """The judgements on a claim, the newest first, without the withdrawals themselves."""
    holding, overtaken = in_force(judgements)
    standing = {one.id for one in (*holding, *overtaken)}
    for one in reversed(judgements):
        if one.verdict is not Verdict.WITHDRAW:
            yield Said(judgement=one, words=words.says(one), withdrawn=one.id not in standing, holds=one in holding)


def is_graphic(claim: Claim) -> bool:
    """Whether a text tells of what some people would rather be warned of first."""
    return claim.event in words.GRAPHIC or any(toll.outcome is Outcome.ABUSED for toll in claim.tolls)
