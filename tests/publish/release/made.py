"""Releases for the tests: an order with everything filled in, and an account with a canary in every field."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from gawah.errors import UnknownRecord
from gawah.model import (
    Account,
    Actor,
    ActorKind,
    Document,
    Incident,
    Judgement,
    Mention,
    Outcome,
    Party,
    Place,
    Precision,
    Resolution,
    Resolved,
    Tally,
    Total,
    Verdict,
)
from gawah.publish.release import Order, Protected, Sealed, profile_named
from tests.publish import made

PROVINCE = Place(
    id="p1",
    name="North Province",
    lat=35.0,
    lon=70.0,
    precision=Precision.PROVINCE,
    radius_m=90_000,
    containers=("AF",),
    container_names=("Afghanistan",),
    country="AF",
)
COUNTRY = Place(id="AF", name="Afghanistan", lat=34.0, lon=66.0, precision=Precision.COUNTRY, radius_m=600_000, country="AF")
AREAS = {"p1": PROVINCE, "AF": COUNTRY, "v1": made.VALLEY}


def areas(identity: str) -> Place:
    if identity not in AREAS:
        raise UnknownRecord(identity)
    return AREAS[identity]


def sums(incidents: Iterable[Incident]) -> tuple[Total, ...]:
    """The dead by province: enough of totals for these tests."""
    found: dict[str, list[int]] = {}
    for one in incidents:
        for tally in one.tallies:
            if tally.outcome is Outcome.KILLED and not tally.part_of:
                found.setdefault(one.where.name if one.where else "", []).append(tally.low or 0)
    return tuple(
        Total(outcome=Outcome.KILLED, place=name, place_name=name, low=sum(low), best=sum(low), high=None)
        for name, low in sorted(found.items())
    )


def order(name: str = "first", profile: str = "public", since: Path | None = None, **changed: Any) -> Order:
    told: dict[str, Any] = {
        "title": "Fighting in the north",
        "version": "0.1",
        "head": (7, "ab" * 32),
        "include_unreviewed": True,
        "merged": {},
        "protected": Protected(),
        "areas": areas,
        "sums": sums,
    }
    before = Sealed.at(since) if since else None
    return Order(name=name, profile=profile_named(profile), since=before, **(told | changed))


KEPT = {
    "id",
    "claim",
    "claims",
    "document",
    "parent",
    "subject",
    "one",
    "other",
    "part_of",
    "country",
    "kind",
    "language",
    "status",
    "slot",
    "print",
}
NAME = "Mariam Qaderi"
PHONE = "+93 700 123 456"
MAIL = "witness.seven@example.org"
STAFF = "zarghuna_staff"
SITE = Place(
    id="site-canary-77",
    name="House of the canary family",
    lat=35.54321,
    lon=69.98765,
    precision=Precision.SITE,
    radius_m=50,
    containers=("v1", "p1", "AF"),
    container_names=("Upper Valley", "North Province", "Afghanistan"),
    country="AF",
)
CANARIES = (
    "canary",
    "Mariam",
    "Qaderi",
    "700 123",
    "123 456",
    "witness.seven",
    STAFF,
    "35.54321",
    "69.98765",
    "35.543",
    "69.987",
)


def salted(value: Any, field: str = "") -> Any:
    """A record with a canary in every field that holds words."""
    if isinstance(value, Enum) or field in KEPT:
        return value
    if isinstance(value, str):
        return f"{value} canary-{field} {NAME} {PHONE}".strip()
    if isinstance(value, tuple):
        return tuple(salted(each, field) for each in value)
    if isinstance(value, Place):
        return SITE
    if isinstance(value, Actor):
        return dataclasses.replace(value, name=f"{value.name} canary-actor", id=f"{value.id}-canary")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Mention):
            return value
        fields = {f.name: salted(getattr(value, f.name), f.name) for f in dataclasses.fields(value) if f.init}
        return dataclasses.replace(value, **fields)
    return value


def harsh() -> Account:
    """The account of the other tests with canaries: in its records, in the text, and in people among its parties."""
    plain = made.account()
    text = f"{made.TEXT} canary-text {NAME}, {PHONE}, {MAIL}, 35.54321, 69.98765."
    documents = {id_: dataclasses.replace(salted(one), text=text) for id_, one in plain.documents.items()}
    person = Actor(id=f"name:{NAME}", name=NAME, kind=ActorKind.PERSON, provisional=True)
    claims = {}
    for id_, told in plain.claims.items():
        claim = salted(told.claim)
        mention = claim.trigger
        victim = Party(name=NAME, words=NAME, span=mention.span)
        found: Resolution[Actor] = Resolution(mention=mention, chosen=person, why="canary-why", score=1.0)
        claim = dataclasses.replace(claim, targets=(*claim.targets, victim))
        unknown = tuple(Resolution(mention=mention, chosen=None, why="canary") for _ in claim.targets[:-1])
        claims[id_] = Resolved(
            claim=claim, when=told.when, why_when="canary", where=SITE, why_where="canary", targets=(*unknown, found)
        )
    incidents = tuple(_salted_incident(one) for one in plain.incidents)
    decided = Judgement(
        id="j1",
        subject=next(iter(claims)),
        verdict=Verdict.ACCEPT,
        reviewer=STAFF,
        at=datetime(2022, 5, 11, tzinfo=UTC),
        why=f"canary {NAME}",
    )
    return Account(
        incidents=incidents,
        claims=claims,
        documents=documents,
        unsure=salted(plain.unsure),
        left={id_: salted(left) for id_, left in plain.left.items()},
        refused=salted(plain.refused),
        judgements=(decided,),
        set_aside={next(iter(claims)): f"rejected by {STAFF}: canary {NAME}"},
        totals=(),
    )


def _salted_incident(one: Incident) -> Incident:
    tallies = tuple(_salted_tally(tally) for tally in one.tallies)
    return dataclasses.replace(salted(one), tallies=tallies, where=SITE, agents=(NAME,), targets=(f"canary of {NAME}",))


def _salted_tally(tally: Tally) -> Tally:
    return dataclasses.replace(
        salted(tally), id=f"{tally.id}-canary", side="name:canary", part_of=f"{tally.part_of}-canary" if tally.part_of else ""
    )


def document_of(account: Account) -> Document:
    return next(iter(account.documents.values()))


DAY = date(2022, 5, 10)
