"""Rows of places, actors, unresolved names, questions, pairs, totals and judgements opened again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gawah.desk.shelf.parts import Columns, counted, parties_of, place_columns
from gawah.model import Account, Actor, Outcome, Place, Resolved
from gawah.review import Question, Reviewed
from gawah.store.records import dump
from gawah.text.spelling import fold


def place_rows(account: Account) -> Iterator[Columns]:
    """The places of claims and incidents, with how many are there."""
    places: dict[str, Place] = {}
    claims: Counter[str] = Counter()
    incidents: Counter[str] = Counter()
    for counter, found in (
        (claims, (one.where for one in account.claims.values())),
        (incidents, (one.where for one in account.incidents)),
    ):
        for place in found:
            if place:
                places[place.id] = place
                counter[place.id] += 1
    for place in places.values():
        around = place_columns(place, "")
        yield {
            **{name: getattr(place, name) for name in ("id", "name", "full_name", "country", "kind", "lat", "lon", "radius_m")},
            **{name: around[name] for name in ("province", "province_name", "precision")},
            "claims": counted(claims, place.id),
            "incidents": counted(incidents, place.id),
            "record": dump(place),
        }


def actor_rows(account: Account) -> Iterator[Columns]:
    """The actors that parties and speakers were resolved to, each with how many claims name it."""
    actors: dict[str, Actor] = {}
    claims: Counter[str] = Counter()
    for resolved in account.claims.values():
        found = {one.chosen.id: one.chosen for one in (*parties_of(resolved), resolved.speaker) if one and one.chosen}
        actors |= found
        claims.update(found.keys())
    for actor in actors.values():
        yield {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "side": actor.side,
            "provisional": actor.provisional,
            "claims": counted(claims, actor.id),
        }


@dataclass(slots=True)
class _Name:
    """A name that stayed unresolved, while its claims are counted."""

    why: str
    claim: str
    spellings: Counter[str] = field(default_factory=Counter)


def name_rows(account: Account) -> Iterator[Columns]:
    """The names of places, actors and days that stayed unresolved; spellings of one name in one row."""
    names: dict[tuple[str, str], _Name] = {}
    for resolved in account.claims.values():
        for kind, words, why in dict.fromkeys(_unresolved(resolved)):
            name = names.setdefault((kind, fold(words) or words), _Name(why, resolved.claim.id))
            name.spellings[words] += 1
    for (kind, key), name in names.items():
        words = min(name.spellings, key=lambda word: (-name.spellings[word], word))
        yield {
            "id": f"{kind}:{key}",
            "kind": kind,
            "words": words,
            "key": key,
            "why": name.why,
            "claim": name.claim,
            "claims": name.spellings.total(),
        }


def _unresolved(resolved: Resolved) -> Iterator[tuple[str, str, str]]:
    for place in resolved.places:
        if place.chosen is None:
            yield "place", place.mention.words, place.why
    for party in parties_of(resolved):
        if party.chosen is None or (party.chosen.provisional and party.chosen.id.startswith("name:")):
            yield "actor", party.mention.words, party.why
    if not resolved.when.known:
        for time in resolved.claim.times:
            yield "day", time.words, resolved.why_when


def question_rows(questions: Iterable[Question], account: Account) -> Iterator[Columns]:
    """The questions of the queue."""
    for question in questions:
        resolved = account.claims[question.claim]
        outcomes = {toll.outcome for toll in resolved.claim.tolls}
        where = place_columns(resolved.where, "")
        yield {
            "id": f"{question.kind.value}:{question.claim}:{question.other}",
            "kind": question.kind.value,
            "claim": question.claim,
            "other": question.other,
            "incident": question.incident,
            "weight": round(question.weight, 6),
            "reasons": json.dumps(question.reasons, ensure_ascii=False),
            "tolls": 2 if Outcome.KILLED in outcomes else int(bool(outcomes)),
            "event": resolved.claim.event.value,
            "province": where["province"],
            "publisher": account.document_of(resolved.claim).publisher,
        }


def pair_rows(account: Account, homes: Mapping[str, str]) -> Iterator[Columns]:
    """Pairs of claims that may speak of one happening."""
    for pair in account.unsure:
        yield {
            "id": f"{pair.one}:{pair.other}",
            "one": pair.one,
            "other": pair.other,
            "one_incident": homes.get(pair.one, ""),
            "other_incident": homes.get(pair.other, ""),
            "score": round(pair.score, 6),
            "record": dump(pair),
        }


def total_rows(account: Account) -> Iterator[Columns]:
    """Totals by place and outcome."""
    for total in account.totals:
        copied = ("place", "place_name", "low", "best", "high", "open_best")
        yield {
            **{name: getattr(total, name) for name in copied},
            "id": "|".join((total.outcome.value, total.place, total.period, total.side, total.status)),
            "outcome": total.outcome.value,
            "incidents": len(total.incidents),
            "record": dump(total),
        }


def again_rows(reviewed: Reviewed) -> Sequence[Columns]:
    """Judgements that were opened again."""
    return [{"id": again.judgement.id, "claim": again.judgement.subject, "why": again.why} for again in reviewed.reopened]
