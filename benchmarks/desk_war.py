"""A made-up war as the desk meets it: documents, claims, incidents and tallies of `benchmarks.synthetic`, with words.

Shapes are those of `benchmarks.synthetic`; names of towns, sides and publishers are made up from syllables, a document holds
three claims, one claim in seven has a doubt of the reader's, one in twenty is below the confidence that asks for a look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from benchmarks.synthetic import War, war

from gawah.link.cards import NO_DAY, OPEN
from gawah.model import (
    Account,
    Actor,
    ActorKind,
    Basis,
    Claim,
    Corroboration,
    Count,
    Document,
    EventType,
    Incident,
    Member,
    Mention,
    Numbers,
    Outcome,
    Party,
    Place,
    Precision,
    Resolution,
    Resolved,
    Responsibility,
    Scope,
    Span,
    Speaker,
    Stance,
    Standing,
    Step,
    Tally,
    Toll,
    Unsure,
    When,
)

IN_ONE = 3
"""Claims of one document."""
PUBLISHERS, SIDES = 120, 8
_EVENTS = list(EventType)
_SYLLABLES = (
    "an",
    "da",
    "rab",
    "pan",
    "shir",
    "kho",
    "st",
    "wor",
    "saj",
    "bagh",
    "lan",
    "do",
    "ab",
    "kun",
    "ar",
    "far",
    "yab",
    "zar",
)


@cache
def name(number: int, parts: int = 3) -> str:
    """A made-up name; the same for the same number."""
    dice = np.random.default_rng(number)
    return "".join(dice.choice(_SYLLABLES, parts)).capitalize()


@dataclass(frozen=True, slots=True)
class Told:
    """The documents of a war in the order of keeping, with their claims, and the account of it."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    account: Account


def told(size: int, seed: int = 1) -> Told:
    """A war of so many claims."""
    made = war(size, seed)
    actors = [Actor(id=f"side-{at}", name=f"{name(at + 900)} Front", kind=ActorKind.REBEL_GROUP) for at in range(SIDES)]
    documents: list[Document] = []
    resolved: list[Resolved] = []
    for first in range(0, size, IN_ONE):
        drafts = [_draft(made, at, actors) for at in range(first, min(size, first + IN_ONE))]
        document = _document(first, [draft.sentence for draft in drafts], drafts[0].told)
        documents.append(document)
        resolved += [_resolved(document, draft) for draft in drafts]
    incidents = tuple(_incidents(made, resolved))
    unsure = tuple(
        Unsure(one=resolved[at].claim.id, other=resolved[at + 7].claim.id, score=0.5) for at in range(0, size - 7, 60)
    )
    account = Account(
        incidents=incidents,
        claims={one.claim.id: one for one in resolved},
        documents={document.id: document for document in documents},
        unsure=unsure,
    )
    return Told(documents, [one.claim for one in resolved], account)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before its document is written."""

    sentence: str
    event: EventType
    where: Place | None
    when: When
    told: date
    dead: int
    agent: Actor
    target: Actor
    summary: bool
    number: int


def _draft(made: War, at: int, actors: Sequence[Actor]) -> _Draft:
    cards = made.cards
    where = _place(made, at)
    told_day = date.fromordinal(int(cards.told[at]))
    first, last = int(cards.first[at]), int(cards.last[at])
    when = When(first=None if first == NO_DAY else date.fromordinal(first), last=date.fromordinal(last), basis=Basis.TEXT)
    agent, target = actors[int(made.truth[at]) % SIDES], actors[(int(made.truth[at]) + 1 + at % 2) % SIDES]
    dead = int(made.said[at])
    event = _EVENTS[int(cards.event[at])]
    figure = f"{dead} fighters were killed" if dead != OPEN else "there was fighting"
    place = where.name if where else name(int(cards.spots.keys[at]))
    sentence = f"Message {at}: {agent.name} said that {figure} in {place} when its men met {target.name} that night."
    return _Draft(sentence, event, where, when, told_day, dead, agent, target, bool(cards.summary[at]), at)


def _place(made: War, at: int) -> Place | None:
    cards = made.cards
    level = int(cards.precision[at])
    if level == Precision.UNKNOWN:
        return None
    province = int(cards.province[at])
    above = ((f"P{province}", "XA"), (f"{name(province + 5000)}", "Xanadu"))
    key = int(cards.place[at])
    coarse = level == Precision.PROVINCE
    return Place(
        id=above[0][0] if coarse else f"T{key}",
        name=above[1][0] if coarse else name(key),
        lat=round(float(cards.lat[at]), 4),
        lon=round(float(cards.lon[at]), 4),
        precision=Precision(level),
        radius_m=int(float(cards.radius_km[at]) * 1000),
        containers=above[0][1:] if coarse else above[0],
        container_names=above[1][1:] if coarse else above[1],
        country="XA",
    )


def _document(number: int, sentences: Sequence[str], day: date) -> Document:
    dice = np.random.default_rng(number)
    filler = " ".join(name(int(word), 2).lower() for word in dice.integers(0, 3000, 120))
    text = f"Report {number}.\n" + "\n".join(sentences) + "\n" + filler
    publisher = int(min(PUBLISHERS - 1, dice.zipf(1.5) - 1))
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        file=f"report-{number}.txt",
        title=f"Report {number}",
        publisher=f"{name(publisher + 7000)} Post",
        published=day,
    )


def _resolved(document: Document, draft: _Draft) -> Resolved:
    start = document.text.index(draft.sentence)
    quote = document.mention(start, start + len(draft.sentence))
    at = draft.number
    claim = Claim(
        id=hashlib.sha256(f"{document.id}|{start}".encode()).hexdigest()[:16],
        document=document.id,
        event=draft.event,
        trigger=document.mention(start, start + 4),
        quotes=(quote,),
        agents=(_party(document, draft.agent, start),),
        targets=(_party(document, draft.target, start),),
        places=(document.mention(start, start + 6),),
        tolls=_tolls(draft.dead),
        scope=Scope.SEVERAL if draft.summary else Scope.ONE,
        speaker=Speaker(name=draft.agent.name, words=draft.agent.name, span=Span(start, start + 4)),
        stance=Stance.DENIES if at % 20 == 19 else Stance.AFFIRMS,
        told=draft.told,
        confidence=0.7 if at % 20 == 3 else 0.95,
        doubts=("the day may be another",) if at % 7 == 0 else (),
    )
    return Resolved(
        claim=claim,
        when=draft.when,
        where=draft.where,
        places=(_chosen(claim.places[0], draft.where),),
        agents=(_chosen(_mention(claim.agents[0]), draft.agent),),
        targets=(_chosen(_mention(claim.targets[0]), draft.target),),
    )


def _party(document: Document, actor: Actor, start: int) -> Party:
    return Party(name=actor.name, words=document.text[start : start + 4], span=Span(start, start + 4))


def _mention(party: Party) -> Mention:
    return Mention(words=party.words, span=party.span)


def _chosen(mention: Mention, value: object) -> Resolution:  # type: ignore[type-arg]
    return Resolution(mention=mention, chosen=value, why="made up", score=0.9)


def _tolls(dead: int) -> tuple[Toll, ...]:
    if dead == OPEN:
        return ()
    both = (Outcome.KILLED, dead), (Outcome.WOUNDED, 2 * dead)
    return tuple(Toll(outcome=outcome, count=Count(n, n), of="fighters") for outcome, n in both)


def _incidents(made: War, resolved: Sequence[Resolved]) -> Iterator[Incident]:
    groups: dict[int, list[int]] = {}
    for at, truth in enumerate(made.truth.tolist()):
        groups.setdefault(truth, []).append(at)
    for truth, rows in groups.items():
        claims = [resolved[at] for at in rows]
        where = min((one.where for one in claims if one.where), key=lambda place: (place.precision, place.id), default=None)
        said = [toll.count.low or 0 for one in claims for toll in one.claim.tolls if toll.outcome is Outcome.KILLED]
        identity = hashlib.sha256(str(truth).encode()).hexdigest()[:12]
        yield Incident(
            id=identity,
            members=tuple(Member(claim=one.claim.id) for one in claims),
            event=claims[0].claim.event,
            when=claims[0].when,
            where=where,
            agents=(claims[0].claim.agents[0].name,),
            targets=(claims[0].claim.targets[0].name,),
            summary=truth < 0,
            tallies=tuple(_tallies(identity, claims, said)),
            standing=Standing(
                corroboration=Corroboration.CORROBORATED if len(rows) > 1 else Corroboration.SINGLE_ORIGIN,
                responsibility=list(Responsibility)[abs(truth) % 4],
                numbers=Numbers.RANGED if len(set(said)) > 1 else Numbers.AGREED if said else Numbers.NONE,
            ),
        )


def _tallies(identity: str, claims: Sequence[Resolved], said: Sequence[int]) -> Iterator[Tally]:
    for outcome, times in ((Outcome.KILLED, 1), (Outcome.WOUNDED, 2)) if said else ():
        low, high = min(said) * times, max(said) * times
        best = int(np.median(said)) * times
        steps = tuple(
            Step(rule="told", words=f"{one.claim.speaker.name if one.claim.speaker else ''} tells", claims=(one.claim.id,))
            for one in claims
        )
        yield Tally(
            id=f"{identity}:{outcome.value}",
            outcome=outcome,
            of="fighters",
            side=claims[0].targets[0].chosen.id if claims[0].targets[0].chosen else "",
            low=low,
            best=max(low, min(high, best)),
            high=high,
            claims=tuple(one.claim.id for one in claims),
            steps=steps,
        )
