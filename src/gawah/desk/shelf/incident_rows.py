"""Rows of incidents and their tallies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from gawah.desk.shelf.parts import Columns, Item, camps_of, day_columns, listed, names_of, place_columns, point_columns
from gawah.desk.shelf.words import keys
from gawah.model import Account, Incident, Outcome, Resolved, Tally
from gawah.publish.words import joined
from gawah.store.records import dump
from gawah.weigh.sums import own

SUMMED = (Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES, Outcome.DETAINED, Outcome.ABDUCTED)
"""Outcomes whose sums stand in the row of an incident."""


def incident_rows(account: Account, questions: Mapping[str, int]) -> Iterator[Item]:
    """Each incident's row and its text; `questions` counts those of the queue by incident."""
    for incident in account.incidents:
        claims, asked = account.claims_of(incident), questions.get(incident.id, 0)
        yield Item(incident.id, (incident, claims, asked), partial(_made, account, incident, claims, asked))


def _made(account: Account, incident: Incident, claims: tuple[Resolved, ...], questions: int) -> tuple[Columns, Columns]:
    return _row(account, incident, claims, questions), _text(account, incident, claims)


def _row(account: Account, incident: Incident, claims: tuple[Resolved, ...], questions: int) -> Columns:
    told = account.told(incident)
    documents = {claim.claim.document: account.document_of(claim.claim) for claim in claims}
    sides = {tally.side for tally in incident.tallies}.union(*(camps_of(claim) for claim in claims))
    return {
        "id": incident.id,
        "event": incident.event.value,
        "family": incident.event.family.value,
        **day_columns(incident.when, told[0] if told else None),
        "told_first": told[0] if told else None,
        "told_last": told[1] if told else None,
        **place_columns(incident.where, incident.place_words),
        **point_columns(incident.where),
        **_figures(incident),
        "corroboration": incident.standing.corroboration.value,
        "responsibility": incident.standing.responsibility.value,
        "numbers": incident.standing.numbers.value,
        "agents": joined(incident.agents),
        "targets": joined(incident.targets),
        "sides": listed(sides),
        "publishers": listed(document.publisher for document in documents.values()),
        "summary": incident.summary,
        "parent": incident.parent,
        "claims": len(claims),
        "documents": len(documents),
        "questions": questions,
    }


def _figures(incident: Incident) -> Columns:
    made: Columns = {}
    for outcome in SUMMED:
        low, best, high = own(incident, outcome) or (None, None, None)
        made |= {f"{outcome.value}_low": low, f"{outcome.value}_best": best, f"{outcome.value}_high": high}
    best, low = made["killed_best"], made["killed_low"]
    return {
        **made,
        "has_toll": bool(incident.tallies),
        "outcomes": listed(tally.outcome.value for tally in incident.tallies),
        "dead": best if best is not None else low if low is not None else -1,
    }


def _text(account: Account, incident: Incident, claims: tuple[Resolved, ...]) -> Columns:
    said = [words for claim in claims for words in (*names_of(claim), *(quote.words for quote in claim.claim.quotes))]
    publishers = (account.document_of(claim.claim).publisher for claim in claims)
    named = (incident.where.full_name if incident.where else incident.place_words, *incident.agents, *incident.targets)
    return {"record": dump(incident), "words": keys((*said, *publishers, *named))}


def tally_rows(account: Account) -> Iterator[Columns]:
    """Columns of every tally."""
    for incident in account.incidents:
        for position, tally in enumerate(incident.tallies):
            yield _tally(incident, tally, position)


def _tally(incident: Incident, tally: Tally, position: int) -> Columns:
    copied = ("id", "of", "side", "low", "best", "high", "party", "part_of")
    return {
        **{name: getattr(tally, name) for name in copied},
        "incident": incident.id,
        "outcome": tally.outcome.value,
        "status": tally.status[:40],
        "claims": len(tally.claims),
        "position": position,
        "record": dump(tally),
    }
