"""An incident with all its claims, as its pages need it: heard once for each filling of the shelf, then laid out in parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from gawah.desk.cases import the_case
from gawah.desk.incidents import sides
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimText
from gawah.errors import BadInput
from gawah.model import Imprint, Incident, Member, Resolved, Step
from gawah.store.records import load
from gawah.weigh.compare import Published, compare

AT_ONCE = 400
"""Rows that are asked for by their ids in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An incident and its claims by column, side and origin: every one of them."""

    incident: Incident
    laid: sides.Laid

    @property
    def claims(self) -> list[str]:
        """The ids of its claims, in the order of the incident."""
        return [member.claim for member in self.incident.members]

    @property
    def members(self) -> Mapping[str, Member]:
        """Why each claim is in it."""
        return {member.claim: member for member in self.incident.members}

    def step(self, toll: int, step: int) -> Step:
        """A step of the arithmetic of one of its tolls; BadInput where there is none."""
        tallies = self.incident.tallies
        if toll >= len(tallies) or step >= len(tallies[toll].steps):
            raise BadInput("this incident has no such step; it was computed anew meanwhile, open it again")
        return tallies[toll].steps[step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a claim says in one sentence, and the words of the source that it was read from."""

    sentence: str
    quote: str


def bench(id_: str) -> Bench:
    """An incident from the shelf; UnknownRecord where there is none."""
    held = find.state()
    return _heard(id_, held.filled if held.head_seq else None, held.head_hash)


def profiles(id_: str) -> tuple[Published, ...]:
    """What each profile makes of all claims of an incident."""
    held = find.state()
    return _compared(id_, held.filled if held.head_seq else None, held.head_hash)


def told(claims: Collection[str]) -> dict[str, Told]:
    """What claims say; those that the clerk has not written yet are left out."""
    ids = list(claims)
    found: dict[str, Told] = {}
    for start in range(0, len(ids), AT_ONCE):
        rows = ClaimText.objects.filter(row__id__in=ids[start : start + AT_ONCE])
        for id_, sentence, quote in rows.values_list("row__id", "sentence", "quote"):
            found[id_] = Told(sentence=sentence, quote=quote)
    return found


@lru_cache(maxsize=64)
def _heard(id_: str, _filled: datetime | None, _head: str) -> Bench:
    incident = find.incident(id_)
    claims, aside = _claims(id_)
    return Bench(incident=incident, laid=sides.laid(incident, claims, _imprints(claims), aside))


@lru_cache(maxsize=32)
def _compared(id_: str, _filled: datetime | None, _head: str) -> tuple[Published, ...]:
    incident = find.incident(id_)
    claims, aside = _claims(id_)
    judged = [one for _, judgements in the_case().standing(aside).values() for one in judgements]
    return compare(incident, claims, _imprints(claims), judged)


def _claims(id_: str) -> tuple[dict[str, Resolved], dict[str, str]]:
    """All claims of an incident, and those that are set aside with the reason."""
    rows = ClaimText.objects.filter(row__incident=id_).order_by("row__sort_day", "row__seq")
    claims: dict[str, Resolved] = {}
    aside: dict[str, str] = {}
    for claim, why, record in rows.values_list("row__id", "row__set_aside", "record"):
        claims[claim] = load(Resolved, record)
        if why:
            aside[claim] = why
    return claims, aside


def _imprints(claims: Mapping[str, Resolved]) -> dict[str, Imprint]:
    documents: Sequence[str] = sorted({one.claim.document for one in claims.values()})
    found: dict[str, Imprint] = {}
    for start in range(0, len(documents), AT_ONCE):
        found |= {one.id: one for one in the_case().imprints(documents[start : start + AT_ONCE])}
    return found
