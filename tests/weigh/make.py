"""Makes claims, documents and incidents for tests out of compact rows; the grammar stands in tests/cases/weigh/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gawah.model import (
    Actor,
    ActorKind,
    Claim,
    Count,
    EventType,
    Imprint,
    Incident,
    Judgement,
    Member,
    Mention,
    Outcome,
    Party,
    Resolution,
    Resolved,
    Role,
    Scope,
    Span,
    Speaker,
    Stance,
    Status,
    Toll,
    TollKind,
    Verdict,
)
from gawah.text.fingerprint import fingerprint

ACTORS = {
    name: Actor(id=f"actor:{name.lower().replace(' ', '-')}", name=name, kind=kind)
    for name, kind in {
        "Taliban": ActorKind.REBEL_GROUP,
        "NRF": ActorKind.REBEL_GROUP,
        "Northern Front": ActorKind.REBEL_GROUP,
        "Army": ActorKind.STATE_FORCE,
        "Air Force": ActorKind.STATE_FORCE,
        "Coalition": ActorKind.EXTERNAL_FORCE,
        "Red Unit": ActorKind.REBEL_GROUP,
        "Ministry of Defence": ActorKind.STATE_FORCE,
    }.items()
}
TOLL = re.compile(
    r"(?P<outcome>\w+)(?: (?P<kind>new|running|more|part))? (?P<about>~)?(?P<count>\?|\d+\.\.\d+|\d+\.\.|\.\.\d+|\d+)"
    r"(?: (?P<of>[^|\"]*?))?(?: ?\| ?(?P<status>\w+))?(?: ?\"(?P<words>[^\"]*)\")?$"
)


def count(words: str, about: bool = False) -> Count:
    if words == "?":
        return Count()
    if ".." not in words:
        return Count(int(words), int(words), about)
    low, high = words.split("..")
    return Count(int(low) if low else None, int(high) if high else None, about)


def toll(row: str) -> Toll:
    found = TOLL.match(row)
    assert found, f"not a toll: {row}"
    return Toll(
        outcome=Outcome(found["outcome"]),
        count=count(found["count"], bool(found["about"])),
        of=(found["of"] or "").strip(),
        words=found["words"] or f"{found['count']} {found['of'] or ''}".strip(),
        kind=TollKind(found["kind"] or "new"),
        status=Status(found["status"] or "unknown"),
    )


def mention(words: str, at: int = 0) -> Mention:
    return Mention(words=words, span=Span(at, at + len(words)))


def resolution(name: str) -> Resolution[Actor]:
    known = next((actor for key, actor in ACTORS.items() if re.search(rf"\b{key}\b", name)), None)
    chosen = known or Actor(id=f"named:{name.casefold()}", name=name, provisional=True)
    return Resolution(mention=mention(name), chosen=chosen, why="as the case says")


def told(day: Any) -> date | None:
    if day is None or isinstance(day, date):
        return day
    return date(2024, 3, int(day))


def claim(row: Mapping[str, Any], at: int, event: EventType) -> Resolved:
    """One resolved claim: {doc, by, role, cites, tolls, agents, targets, day, stance, hedged, scope, event}."""
    document = str(row.get("doc", f"doc{at}"))
    speaker = None
    if row.get("by"):
        speaker = Speaker(
            name=row["by"],
            words=row["by"],
            span=Span(500 + at, 500 + at + len(row["by"])),
            role=Role(row.get("role", "unknown")),
            cites=row.get("cites", ""),
        )
    agents, targets = list(row.get("agents", ())), list(row.get("targets", ()))
    made = Claim(
        id=str(row.get("id", f"c{at}")),
        document=document,
        event=EventType(row.get("event", event)),
        trigger=mention("told", int(row.get("at", at * 100))),
        quotes=(),
        agents=tuple(Party(name=name, words=name, span=Span(0, 1)) for name in agents),
        targets=tuple(Party(name=name, words=name, span=Span(0, 1)) for name in targets),
        tolls=tuple(toll(one) for one in row.get("tolls", ())),
        scope=Scope({"one": "one happening", "several": "several", "period": "a period"}[row.get("scope", "one")]),
        speaker=speaker,
        stance={"affirms": Stance.AFFIRMS, "denies": Stance.DENIES, "silent": Stance.DOES_NOT_KNOW, "unclear": None}[
            row.get("stance", "affirms")
        ],
        hedged=bool(row.get("hedged", False)),
        told=told(row.get("day", 10)),
    )
    return Resolved(
        claim=made,
        agents=tuple(resolution(name) for name in agents),
        targets=tuple(resolution(name) for name in targets),
        speaker=resolution(row["by"]) if speaker else None,
    )


@dataclass
class Case:
    """An incident with its claims and documents."""

    incident: Incident
    claims: dict[str, Resolved]
    imprints: dict[str, Imprint]
    judgements: tuple[Judgement, ...] = ()


def imprint(document: str, row: Mapping[str, Any]) -> Imprint:
    return Imprint(
        id=document,
        title=row.get("title", ""),
        publisher=row.get("publisher", ""),
        published=told(row.get("day")),
        url=row.get("url", ""),
        print=fingerprint(row["text"]) if row.get("text") else b"",
    )


def judgement(row: Mapping[str, Any], at: int) -> Judgement:
    return Judgement(
        id=str(row.get("id", f"j{at}")),
        subject=row["subject"],
        verdict=Verdict(row["verdict"]),
        reviewer=row.get("reviewer", "Reviewer"),
        at=datetime(2024, 4, 1, 12, int(row.get("minute", at)), tzinfo=UTC),
        why=row.get("why", ""),
        slot=row.get("slot", ""),
        value=row.get("value", ""),
        other=row.get("other", ""),
        seen=row.get("seen", ""),
    )


def case(
    rows: Iterable[Mapping[str, Any]],
    event: str = "shelling_or_missile",
    docs: Mapping[str, Any] | None = None,
    summary: bool = False,
    judgements: Iterable[Mapping[str, Any]] = (),
    name: str = "i1",
) -> Case:
    """An incident of all the rows; a row with `times: N` stands in N documents."""
    spread: list[Mapping[str, Any]] = []
    for at, row in enumerate(rows):
        for n in range(row.get("times", 1)):
            spread.append(row if "times" not in row else {**row, "doc": f"{row.get('doc', f'doc{at}')}-{n}"})
    claims = {item.claim.id: item for item in (claim(row, at, EventType(event)) for at, row in enumerate(spread))}
    known = dict(docs or {})
    imprints = {}
    for item in claims.values():
        document = item.claim.document
        imprints[document] = imprint(document, known.get(document, known.get(document.split("-")[0], {})))
    incident = Incident(id=name, members=tuple(Member(claim=key) for key in claims), event=EventType(event), summary=summary)
    return Case(incident, claims, imprints, tuple(judgement(row, at) for at, row in enumerate(judgements)))
