"""What to ask a reviewer next: questions in the order in which an answer changes the most, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gawah.model import (
    Claim,
    Incident,
    Judgement,
    Numbers,
    Outcome,
    Resolved,
    Responsibility,
    Stance,
    Unsure,
    Verdict,
    in_force,
)
from gawah.review.judging import Reviewed, apply

_SURE = 0.8
"""Confidence from which a reading without doubts is not asked about."""


class Kind(StrEnum):
    """What a question asks for."""

    REOPENED = "judged before, and changed"
    CONTRADICTION = "two reviewers disagree"
    READING = "is this reading right"
    PAIR = "do these speak of one happening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask about a claim, or about two; `weight` orders the queue, `reasons` say what is at stake."""

    kind: Kind
    claim: str
    other: str = ""
    incident: str = ""
    weight: float = 0.0
    reasons: tuple[str, ...] = ()


def queue(
    incidents: Iterable[Incident],
    claims: Mapping[str, Resolved],
    judgements: Sequence[Judgement] = (),
    unsure: Iterable[Unsure] = (),
    reviewed: Reviewed | None = None,
) -> list[Question]:
    """The open questions, the weightiest first: tolls before other slots, disagreements before single voices.

    A claim that was judged and reads as it did is not asked about again, nor is a pair on which a reviewer decided. Where
    `claims` are corrected already, give what `apply` made of the readings as `reviewed`, so that changed readings are seen.
    """
    if reviewed is None:
        reviewed = apply(judgements, {key: item.claim for key, item in claims.items()})
    homes = {member.claim: incident for incident in incidents for member in incident.members}
    settled = {judgement.subject for judgement in in_force(judgements)[0] if judgement.verdict is not Verdict.UNSURE}
    settled -= {again.judgement.subject for again in reviewed.reopened}
    questions = [*_reopened(reviewed, claims, homes), *_contradictions(reviewed, homes)]
    asked = {question.claim for question in questions}
    unsure_of = _unsure_of(judgements)
    for key, item in claims.items():
        if key not in settled and key not in asked:
            question = _reading(item.claim, homes.get(key), unsure_of.get(key, ()))
            if question:
                questions.append(question)
    questions += _pairs(unsure, claims, judgements, homes)
    return sorted(questions, key=lambda question: (-question.weight, question.kind, question.claim, question.other))


def _reopened(reviewed: Reviewed, claims: Mapping[str, Resolved], homes: Mapping[str, Incident]) -> list[Question]:
    found: dict[str, list[str]] = {}
    for again in reviewed.reopened:
        if again.judgement.subject in claims:
            found.setdefault(again.judgement.subject, []).append(
                f"{again.why} ({again.judgement.reviewer}: {again.judgement.verdict.value})"
            )
    return [
        Question(
            kind=Kind.REOPENED, claim=key, incident=_home(key, homes), weight=6 + _stakes(claims[key].claim), reasons=tuple(why)
        )
        for key, why in found.items()
    ]


def _contradictions(reviewed: Reviewed, homes: Mapping[str, Incident]) -> list[Question]:
    found = []
    for earlier, later in reviewed.contradicted:
        why = f"{earlier.reviewer} said {_said(earlier)}, {later.reviewer} later said {_said(later)}; the later counts"
        weight = 5 + _stakes(reviewed.claims[later.subject])
        found.append(
            Question(
                kind=Kind.CONTRADICTION,
                claim=later.subject,
                incident=_home(later.subject, homes),
                weight=weight,
                reasons=(why,),
            )
        )
    return found


def _said(judgement: Judgement) -> str:
    return f"{judgement.slot} is {judgement.value!r}" if judgement.verdict is Verdict.CORRECT else judgement.verdict.value


def _home(claim: str, homes: Mapping[str, Incident]) -> str:
    return homes[claim].id if claim in homes else ""


def _stakes(claim: Claim) -> float:
    """How much hangs on a claim: the dead most, then other tolls."""
    outcomes = {toll.outcome for toll in claim.tolls}
    return 2.0 if Outcome.KILLED in outcomes else 1.0 if outcomes else 0.0


def _unsure_of(judgements: Iterable[Judgement]) -> dict[str, list[str]]:
    """The reviewers who were not sure of a claim, by claim: it needs another pair of eyes."""
    found: dict[str, list[str]] = {}
    for one in in_force(judgements)[0]:
        if one.verdict is Verdict.UNSURE and not one.other:
            found.setdefault(one.subject, []).append(one.reviewer)
    return found


def _reading(claim: Claim, incident: Incident | None, unsure: Sequence[str]) -> Question | None:
    reasons = [f"{reviewer} was not sure" for reviewer in unsure]
    weight = 1.0 * bool(unsure)
    if claim.stance is None:
        reasons.append("how the speaker stands to it was not understood; it does not count until someone looks")
        weight += 2
    reasons += claim.doubts
    weight += min(2, len(claim.doubts))
    if claim.confidence < _SURE:
        reasons.append(f"the reader is {claim.confidence:.0%} sure of the reading")
        weight += 2 * (1 - claim.confidence)
    if incident is not None:
        more = _disagreement(claim, incident)
        reasons += more
        weight += 1.5 * len(more)
    if not reasons:
        return None
    stakes = _stakes(claim)
    if stakes:
        reasons.append("the dead hang on it" if stakes == 2 else "a toll hangs on it")
    return Question(
        kind=Kind.READING,
        claim=claim.id,
        incident=incident.id if incident else "",
        weight=weight + stakes,
        reasons=tuple(reasons),
    )


def _disagreement(claim: Claim, incident: Incident) -> list[str]:
    found = []
    if claim.tolls and incident.standing.numbers is Numbers.CONFLICTING:
        found.append("the figures of its incident do not meet")
    contested = incident.standing.responsibility in {Responsibility.CONTESTED, Responsibility.DENIED}
    if contested and (claim.agents or claim.stance is Stance.DENIES):
        found.append(f"responsibility for its incident is {incident.standing.responsibility.value}")
    return found


def _pairs(
    unsure: Iterable[Unsure], claims: Mapping[str, Resolved], judgements: Iterable[Judgement], homes: Mapping[str, Incident]
) -> list[Question]:
    decided = {
        frozenset((judgement.subject, judgement.other))
        for judgement in in_force(judgements)[0]
        if judgement.verdict in {Verdict.SAME, Verdict.NOT_SAME}
    }
    found = []
    for pair in unsure:
        if frozenset((pair.one, pair.other)) in decided or pair.one not in claims or pair.other not in claims:
            continue
        both = [_stakes(claims[key].claim) for key in (pair.one, pair.other)]
        weight = 1 + min(both) + max(0.0, 1 - abs(2 * pair.score - 1))
        reasons = tuple(reason.words for reason in pair.reasons) or ("they may speak of one happening",)
        if min(both):
            reasons = ("both give a toll: joined they count once, apart twice", *reasons)
        found.append(
            Question(
                kind=Kind.PAIR,
                claim=pair.one,
                other=pair.other,
                incident=_home(pair.one, homes),
                weight=weight,
                reasons=reasons,
            )
        )
    return found
