"""Rows of claims and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from gawah.desk.shelf.parts import Columns, Item, camps_of, day_columns, listed, names_of, parties_of, place_columns
from gawah.desk.shelf.words import keys
from gawah.model import Account, Document, Outcome, Resolved
from gawah.publish.words import claim_sentence, parties_words, toll_words
from gawah.review import Reviewed
from gawah.store.records import dump


@dataclass(frozen=True, slots=True)
class Beside:
    """What a claim's row takes from around it: where its review stands, its incident, its weight in the queue."""

    account: Account
    reviewed: Reviewed
    homes: Mapping[str, str]
    """Id of the incident of each claim."""
    weights: Mapping[str, float]
    """Weight of the weightiest question about each claim."""


def claim_rows(beside: Beside) -> Iterator[Item]:
    """Each claim's row and its text."""
    positions: dict[str, int] = {}
    for resolved in beside.account.claims.values():
        document = beside.account.document_of(resolved.claim)
        position = positions[document.id] = positions.get(document.id, -1) + 1
        around = _around(resolved.claim.id, position, beside)
        yield Item(resolved.claim.id, (resolved, document, *around.values()), partial(_made, resolved, document, around))


def _around(claim: str, position: int, beside: Beside) -> Columns:
    """The columns that do not hang on the claim itself."""
    return {
        "position": position,
        "incident": beside.homes.get(claim, ""),
        "corrected": claim in beside.reviewed.read,
        "state": beside.reviewed.state(claim).value,
        "set_aside": beside.account.set_aside.get(claim, ""),
        "weight": round(beside.weights.get(claim, 0.0), 6),
    }


def _made(resolved: Resolved, document: Document, around: Columns) -> tuple[Columns, Columns]:
    return {**_row(resolved, document), **around}, _text(resolved, document)


def _row(resolved: Resolved, document: Document) -> Columns:
    claim = resolved.claim
    return {
        "id": claim.id,
        "document": document.id,
        "event": claim.event.value,
        "family": claim.event.family.value,
        "stance": claim.stance.value if claim.stance else "",
        "scope": claim.scope.value,
        "hedged": claim.hedged,
        "speaker": claim.speaker.name if claim.speaker else "",
        "role": claim.speaker.role.value if claim.speaker else "",
        "publisher": document.publisher,
        "language": document.language[:40],
        "told": claim.told,
        **day_columns(resolved.when, claim.told),
        **place_columns(resolved.where, ", ".join(place.words for place in claim.places)),
        "unresolved": unresolved(resolved),
        "agents": parties_words(claim.agents),
        "targets": parties_words(claim.targets),
        "sides": listed(camps_of(resolved)),
        **_tolls(resolved),
        "confidence": claim.confidence,
        "doubts": len(claim.doubts),
    }


def _tolls(resolved: Resolved) -> Columns:
    tolls = resolved.claim.tolls
    dead = [toll.count.low or toll.count.high or 0 for toll in tolls if toll.outcome is Outcome.KILLED]
    return {
        "has_toll": bool(tolls),
        "outcomes": listed(toll.outcome.value for toll in tolls),
        "tolls": "; ".join(toll_words(toll) for toll in tolls),
        "dead": max(dead, default=-1),
    }


def unresolved(resolved: Resolved) -> int:
    """How many of a claim's names of places and parties were resolved to nothing that is known."""
    places = sum(1 for place in resolved.places if place.chosen is None)
    return places + sum(1 for party in parties_of(resolved) if party.chosen is None or party.chosen.provisional)


def _text(resolved: Resolved, document: Document) -> Columns:
    quotes = [quote.words for quote in resolved.claim.quotes]
    return {
        "record": dump(resolved),
        "sentence": claim_sentence(resolved, document.publisher),
        "quote": quotes[0] if quotes else resolved.claim.trigger.words,
        "words": keys((*quotes, *names_of(resolved), document.publisher)),
    }


def document_rows(account: Account) -> Iterator[Item]:
    """Each document's row and its text."""
    claims: Counter[str] = Counter(resolved.claim.document for resolved in account.claims.values())
    for document in account.documents.values():
        counts = {"claims": claims[document.id], "left": len(account.left.get(document.id, ()))}
        yield Item(document.id, (document, *counts.values()), partial(_document, document, counts))


def _document(document: Document, counts: Columns) -> tuple[Columns, Columns]:
    copied = ("id", "file", "kind", "title", "publisher", "url", "published")
    row = {
        **{name: getattr(document, name) for name in copied},
        **counts,
        "language": document.language[:40],
        "sort_day": document.published or date.min,
        "notes": len(document.notes),
    }
    return row, {"words": keys((document.title, document.publisher, document.file, document.text))}
