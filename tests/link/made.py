"""Hand-made claims for the tests of linking, from short rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gawah.model import (
    Basis,
    Claim,
    Count,
    EventType,
    Imprint,
    Mention,
    Outcome,
    Party,
    Place,
    Precision,
    Resolution,
    Resolved,
    Scope,
    Span,
    Stance,
    Toll,
    When,
    claim_id,
)
from gawah.text.fingerprint import fingerprint

PLACES = {
    "Andarab": Place(
        id="andarab", name="Andarab", lat=35.66, lon=69.37, precision=Precision.DISTRICT, radius_m=12_000,
        containers=("baghlan", "af"), container_names=("Baghlan", "Afghanistan"), country="AF",
    ),
    "Qasan": Place(
        id="qasan", name="Qasan", lat=35.70, lon=69.40, precision=Precision.VILLAGE, radius_m=2_000,
        containers=("andarab", "baghlan", "af"), container_names=("Andarab", "Baghlan", "Afghanistan"), country="AF",
    ),
    "Deh Salah": Place(
        id="dehsalah", name="Deh Salah", lat=35.75, lon=69.60, precision=Precision.VILLAGE, radius_m=2_000,
        containers=("andarab", "baghlan", "af"), container_names=("Andarab", "Baghlan", "Afghanistan"), country="AF",
    ),
    "Baghlan": Place(
        id="baghlan", name="Baghlan", lat=35.9, lon=68.9, precision=Precision.PROVINCE, radius_m=80_000,
        containers=("af",), container_names=("Afghanistan",), country="AF",
    ),
    "Kunduz": Place(
        id="kunduz", name="Kunduz", lat=36.73, lon=68.86, precision=Precision.VILLAGE, radius_m=5_000,
        containers=("kunduzd", "kunduzp", "af"), container_names=("Kunduz", "Kunduz", "Afghanistan"), country="AF",
    ),
}  # fmt: skip


def mention(words: str, start: int = 0) -> Mention:
    return Mention(words=words, span=Span(start, start + len(words)))


def party(name: str) -> Party:
    return Party(name=name, words=name, span=Span(0, len(name)))


def days(text: str | None) -> When:
    """`2022-05-09`, `2022-05-01/2022-05-31`, `../2022-05-09` or None."""
    if not text:
        return When()
    first, _, last = text.partition("/")
    if first == "..":
        return When(last=date.fromisoformat(last), basis=Basis.TELLING)
    return When(first=date.fromisoformat(first), last=date.fromisoformat(last or first), basis=Basis.TEXT)


def count(value: int | list[int | None]) -> Count:
    return Count(value, value) if isinstance(value, int) else Count(*value)


def claim(
    document: str,
    text: str,
    *,
    at: int = 0,
    event: str = "armed_clash",
    happening: str = "",
    where: str | None = None,
    spot: str | None = None,
    when: str | None = None,
    told: str | None = "2022-05-10",
    killed: int | list[int | None] | None = None,
    wounded: int | list[int | None] | None = None,
    agents: tuple[str, ...] | list[str] = (),
    targets: tuple[str, ...] | list[str] = (),
    scope: str = "one happening",
    stance: str = "affirms",
) -> Resolved:
    """One resolved claim; `text` is its quote, `at` where it stands in the document."""
    trigger = mention(text.split(maxsplit=1)[0] if text.split() else "x", at)
    figures = ((Outcome.KILLED, killed), (Outcome.WOUNDED, wounded))
    tolls = tuple(Toll(outcome=outcome, count=count(value)) for outcome, value in figures if value is not None)
    places = (mention(spot or where or "", at),) if spot or where else ()
    place = PLACES[where] if where else None
    made = Claim(
        id=claim_id(document, trigger.span, None),
        document=document,
        event=EventType(event),
        trigger=trigger,
        quotes=(mention(text, at),),
        happening=happening,
        agents=tuple(map(party, agents)),
        targets=tuple(map(party, targets)),
        places=places,
        tolls=tolls,
        scope=Scope(scope),
        stance=Stance(stance),
        told=date.fromisoformat(told) if told else None,
    )
    resolved = tuple(Resolution(mention=m, chosen=place, why="made for the test") for m in places)
    return Resolved(claim=made, when=days(when), where=place, places=resolved)


def claim_of(row: Mapping[str, Any]) -> Resolved:
    """A claim from a row of a cases file."""
    fields = dict(row)
    return claim(fields.pop("document"), fields.pop("text"), **fields)


def imprints(claims: list[Resolved], texts: Mapping[str, str] | None = None) -> dict[str, Imprint]:
    """An imprint for each document; its text is its quotes unless `texts` gives another."""
    joined: dict[str, list[str]] = {}
    for item in claims:
        joined.setdefault(item.claim.document, []).append(item.claim.quotes[0].words)
    return {
        document: Imprint(id=document, print=fingerprint((texts or {}).get(document, " ".join(quotes))))
        for document, quotes in joined.items()
    }
