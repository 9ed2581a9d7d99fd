"""The adapter: claims of one document as MUC-4 templates.

Each claim of violence becomes an act; acts that do not contradict each other are one incident; what the rules of 1992
exclude is left out here, not in the reader; what is left is written as templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from eval.muc4.acts import BURNED, DEADLY, MONTHS, Act, sentence_words, wanted
from eval.muc4.blame import perpetrators
from eval.muc4.grouping import incidents, relevant
from eval.muc4.parties import as_number, people, thing, tokens_at
from eval.muc4.relevance import features, likely
from eval.muc4.target import Target
from eval.muc4.whereabouts import place_of
from eval.muc4.writing import written
from gawah.extract.names import known_names
from gawah.extract.scene import Scene, look
from gawah.language.parsed import Parsed
from gawah.model import Claim, Document, EventType, Outcome, Reading, Span, Stance, When
from gawah.resolve.dates import resolve_days

E = EventType
DATELINE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* ((?:19)?[89]\d)\b")
ATTACKS = {E.ATTACK_ON_CIVILIANS, E.TORTURE, E.ARMED_CLASH, E.SEXUAL_VIOLENCE, E.SHELLING_OR_MISSILE, E.PROPERTY_DESTRUCTION}
BOMBED = re.compile(r"\b(?:CAR-?)?(?:BOMB|DYNAMIT|EXPLO|DETONAT|BLEW UP|BLOWN UP|BLOW UP)")
ROBBED = re.compile(r"\b(?:ROB|ROBB\w+|STEAL\w*|STOLE|STOLEN|LOOT\w*|THEFT)\b")
KIDNAPPED = re.compile(r"\b(?:KIDNAP|ABDUCT|HOSTAGE)")
HARMFUL = re.compile(r"WOUND|INJUR|HURT")
OLDEST = timedelta(days=62)
LEAST = 0.34
"""How likely an incident must be to be wanted; F over all slots of DEV is flat around it."""


def dateline(text: str) -> date | None:
    """The day in the first lines of a report."""
    match = DATELINE.search(text[:400])
    if match is None:
        return None
    try:
        return date(int(match[3][-2:]) + 1900, MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def templates(document: Document, parsed: Parsed, reading: Reading) -> list[dict[str, Any]]:
    """The templates of a document."""
    scene, found = candidates(document, parsed, reading)
    return [written(scene, one) for one in found if likely(told(scene, one, len(found) - 1)) >= LEAST]


def candidates(document: Document, parsed: Parsed, reading: Reading) -> tuple[Scene, list[list[Act]]]:
    """The incidents of a document that no rule of 1992 leaves out."""
    scene = look(document, parsed)
    scene.names.update(known_names(scene))
    acts = []
    for claim, when in zip(reading.claims, resolve_days(document, reading.claims), strict=True):
        kind, days = kind_of(scene, claim), when.chosen or When()
        if kind and claim.stance is not Stance.DENIES and not old(scene, days):
            acts.append(act(scene, claim, kind, days))
    return scene, [incident for incident in incidents(acts) if relevant(incident)]


def told(scene: Scene, incident: Sequence[Act], rivals: int) -> dict[str, float]:
    """The features of an incident."""
    return features(scene, incident, [target for one in incident for target in one.targets if wanted(target)], rivals)


def old(scene: Scene, when: When) -> bool:
    """Whether it happened more than two months before the report; "aged 50" is no year."""
    published = scene.document.published
    return bool(when.last and published and when.last.year > 1960 and when.last < published - OLDEST)


def kind_of(scene: Scene, claim: Claim) -> str:
    """The type of incident that a claim tells of; empty where it tells of none."""
    trigger = " ".join(claim.trigger.words.upper().split())
    if KIDNAPPED.search(trigger) or claim.event is E.ABDUCTION:
        return "KIDNAPPING"
    if BURNED.search(trigger):
        return "ARSON"
    if BOMBED.search(trigger) or claim.event in {E.IED_OR_MINE, E.SUICIDE_BOMBING, E.AIR_OR_DRONE_STRIKE}:
        return "BOMBING"
    if ROBBED.search(trigger):
        return "ROBBERY"
    deadly = claim.event in {E.DEPLOYMENT, E.OTHER, E.TERRITORY_CHANGE, E.PROTEST_REPRESSED, E.RIOT} and DEADLY.search(trigger)
    if claim.event not in ATTACKS and not deadly:
        return ""
    return "BOMBING" if re.search(r"\b(?:CAR )?BOMB|DYNAMITE|EXPLOSIVE", sentence_words(scene, claim)[1]) else "ATTACK"


def act(scene: Scene, claim: Claim, kind: str, when: When) -> Act:
    """A claim as an act."""
    sentence, words = sentence_words(scene, claim)
    own = scene.sentences[sentence]
    here = any(own.start <= time.span.start < own.end for time in claim.times)
    made = Act(
        kind,
        claim,
        sentence,
        words,
        when if here and (when.last or date.max).year > 1960 else When(),
        place_of(scene, claim, own.at),
    )
    deadly = DEADLY.search(claim.trigger.words.upper())
    for target in targets(scene, claim, kind):
        if not target.thing and not target.effect and kind != "KIDNAPPING":
            target.effect = "DEATH" if deadly else "INJURY" if HARMFUL.search(claim.trigger.words.upper()) else ""
        old = next((one for one in made.targets if one.thing == target.thing and one.same(target)), None)
        old.add(target) if old else made.targets.append(target)
    made.doers, made.groups = perpetrators(scene, claim, words)
    return made


def targets(scene: Scene, claim: Claim, kind: str) -> Iterator[Target]:
    """The people and things of a claim, those of its tolls with number and effect."""
    effects = {Outcome.KILLED: "DEATH", Outcome.WOUNDED: "INJURY"}
    counted: list[Span] = []
    for toll in claim.tolls:
        if toll.span is None or toll.outcome not in {*effects, Outcome.ABDUCTED, Outcome.CASUALTIES}:
            continue
        target = people(scene, *tokens_at(scene, toll.span), harmed=toll.outcome in effects)
        if target is not None:
            counted.append(toll.span)
            target.effect = effects.get(toll.outcome, "")
            target.number = "1" if target.name else as_number(toll.count) if toll.count.numbered else target.number
            yield target
    own = scene.sentences[sentence_words(scene, claim)[0]]
    near = [party for party in claim.targets if own.start <= party.span.start < own.end]
    for party in near or ([] if counted else claim.targets):
        if any(span.meets(party.span) for span in counted):
            continue
        first, last = tokens_at(scene, party.span)
        found = people(scene, first, last) or thing(scene, first, last)
        if found is not None:
            yield found
    yield from struck(scene, claim, kind, counted + [party.span for party in claim.targets])


def struck(scene: Scene, claim: Claim, kind: str, known: Sequence[Span]) -> Iterator[Target]:
    """Things that the sentence of a claim names beside its targets, where the type of incident is one that strikes things."""
    if kind not in {"BOMBING", "ARSON", "ATTACK"}:
        return
    first, last = tokens_at(scene, claim.trigger.span)
    for at in range(first, last):
        for kid in scene.children(at, "obl", "nmod", "obj", "nsubj:pass"):
            case = next((one.text.lower() for one in scene.children(kid.at, "case")), "")
            if case not in (
                {"against", "on", ""}
                if kind == "ATTACK"
                else {"against", "on", "at", "in", "inside", "outside", "near", "under", "of", ""}
            ):
                continue
            if scene.span(kid.at, kid.at + 1).start in {span.start for span in known}:
                continue
            found = thing(scene, *scene.kernel(kid.at))
            if found is not None and not any(span.meets(found.spans[0]) for span in known):
                yield found
