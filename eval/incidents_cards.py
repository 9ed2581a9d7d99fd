"""One telling a report: its main happening as a claim, for `eval.incidents`.

The reader gives the claims, `resolve` their places and days. A local report tells of one shooting, and of older ones as
background: the place and day that its first claims agree on are those of the main one. The benchmark leaves the shooter out of
the killed and injured; that convention is kept here (`eval.incidents_tolls`), not in the program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from eval.incidents_read import document, readings, sentences
from eval.incidents_tolls import tolls
from eval.incidents_towns import MOST, towns
from gawah.model import (
    Basis,
    Claim,
    Document,
    EventType,
    Imprint,
    Mention,
    Place,
    Precision,
    Reading,
    Resolution,
    Resolved,
    Span,
    When,
    claim_id,
)
from gawah.pipeline import Lookups
from gawah.resolve import resolve
from gawah.text.fingerprint import fingerprint

FADE = 400
"""Characters after which a claim weighs half as much."""
NEVER_LATER = timedelta(days=900)


def tellings(rows: Sequence[dict[str, Any]]) -> list[tuple[Resolved, Imprint]]:
    """A claim and an imprint for each report, read by the whole pipeline."""
    documents = {row["id"]: document(row) for row in rows}
    found, lookups = readings(list(documents.values())), Lookups.open()
    return [_telling(row, documents[row["id"]], found[row["id"]], lookups) for row in rows]


def _telling(row: Mapping[str, Any], text: Document, reading: Reading, lookups: Lookups) -> tuple[Resolved, Imprint]:
    read = resolve(text, reading.claims, gazetteer=lookups.gazetteer, registry=lookups.registry)
    where, when = _where(read), _when(read, text)
    told = [Mention(words=words, span=Span(0, len(words))) for words in sentences(dict(row))]
    trigger = Mention(words=told[0].words[:40] or "report", span=Span(0, min(40, len(told[0].words)) or 1))
    named = dict.fromkeys([*([where.name] if where else []), *towns(text, lookups.gazetteer)])
    spots = [Mention(words=name, span=Span(0, len(name))) for name in list(named)[:MOST]] or _spots(read)
    claim = Claim(
        id=claim_id(text.id, trigger.span, None),
        document=text.id,
        event=EventType.ATTACK_ON_CIVILIANS,
        trigger=trigger,
        quotes=tuple(told[1:]) or (told[0],),
        places=tuple(spots),
        tolls=tolls(reading, text.text),
        told=text.published,
    )
    places = tuple(Resolution(mention=spot, chosen=None, why="the place of the report is in `where`") for spot in spots)
    imprint = Imprint(id=text.id, title=text.title, published=text.published, print=fingerprint(text.text))
    return Resolved(claim=claim, when=when, where=where, places=places), imprint


def _weight(claim: Claim) -> float:
    return 1 / (1 + claim.trigger.span.start / FADE)


def _where(read: Sequence[Resolved]) -> Place | None:
    """The town that most of the first claims name, else the finest place named."""
    votes: Counter[str] = Counter()
    places: dict[str, Place] = {}
    for item in read:
        if item.where and item.where.precision < Precision.COUNTRY:
            places[item.where.id] = item.where
            votes[item.where.id] += _weight(item.claim) * (2.0 if item.where.precision <= Precision.DISTRICT else 1.0)
    best = min(votes, key=lambda key: (-votes[key], key), default=None)
    return places[best] if best else None


def _when(read: Sequence[Resolved], text: Document) -> When:
    """The single day that most of the first claims give, not after publication; else on or before it."""
    votes: Counter[When] = Counter()
    for item in read:
        when = item.when
        if when.days is None or when.days > 2 or not when.last or not text.published:
            continue
        if when.last - timedelta(days=1) <= text.published and text.published - when.last < NEVER_LATER:
            votes[replace(when, basis=Basis.DATELINE)] += _weight(item.claim)
    best = min(votes, key=lambda when: (-votes[when], str(when.edtf)), default=None)
    return best or When(last=text.published, basis=Basis.TELLING)


def _spots(read: Sequence[Resolved]) -> list[Mention]:
    """The place names of the first claims, most frequent first."""
    votes: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for item in read:
        for mention in item.claim.places:
            first.setdefault(mention.words, mention)
            votes[mention.words] += _weight(item.claim)
    return [first[words] for words, _ in votes.most_common(2)]
