"""Voices: the claims of an incident that are heard, each with its origin, its side and the day it was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gawah.model import Claim, Imprint, Incident, Judgement, Resolved, Stance, Verdict
from gawah.weigh.origins import Origin, origins
from gawah.weigh.sides import Sides, sides, speaker_side


class Voice(NamedTuple):
    """One claim as it is heard in an incident."""

    item: Resolved
    claim: Claim
    origin: Origin
    side: str
    """The armed side that its speaker speaks for; empty where none, or not known which."""
    partisan: bool
    told: date
    counts: bool
    """Whether its figures can count: its speaker affirms, and the words of telling were understood."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """All voices of an incident, its sides, and what was set aside, by claim id with the reason."""

    voices: tuple[Voice, ...]
    sides: Sides
    aside: Mapping[str, str]


def aside(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The claims that judgements in force keep from counting, with the reason in words. Give it what `in_force` holds."""
    found: dict[str, str] = {}
    for judgement in judgements:
        if judgement.verdict in _DID and judgement.verdict is not Verdict.ACCEPT:
            found[judgement.subject] = _words(judgement)
    return found


def settled_by_the_later(holding: Iterable[Judgement], overtaken: Iterable[Judgement]) -> dict[str, str]:
    """Claims of which two judgements say different things, with a sentence that tells which of them holds."""
    by_claim = {judgement.subject: judgement for judgement in holding if judgement.verdict in _DID}
    return {
        earlier.subject: f"a claim was {_words(earlier)}, and later {_words(by_claim[earlier.subject])}: the later holds"
        for earlier in overtaken
        if earlier.verdict in _DID and earlier.subject in by_claim
    }


_DID = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.DISCOUNT: "discounted"}


def _words(judgement: Judgement) -> str:
    return f"{_DID[judgement.verdict]} by {judgement.reviewer}" + (f": {judgement.why}" if judgement.why else "")


def hear(
    incident: Incident, claims: Mapping[str, Resolved], imprints: Mapping[str, Imprint], set_aside: Mapping[str, str]
) -> Hearing:
    """The voices of an incident, in order of telling, document and place in it. Members without a claim are passed over."""
    heard = [claims[member.claim] for member in incident.members if member.claim in claims and member.claim not in set_aside]
    if len(heard) > 1:
        heard = list({item.claim.id: item for item in heard}.values())
        heard.sort(key=lambda item: (item.claim.document, item.claim.trigger.span.start, item.claim.id))
    known = sides(heard)
    found = origins(heard, imprints) if heard else {}
    voices = []
    for item in heard:
        claim = item.claim
        imprint = imprints.get(claim.document)
        side = speaker_side(item, known, imprint)
        told = claim.told or (imprint.published if imprint else None) or date.min
        partisan = bool(side) or (claim.speaker is not None and claim.speaker.role.partisan)
        voices.append(Voice(item, claim, found[claim.id], side, partisan, told, claim.stance is Stance.AFFIRMS))
    voices.sort(key=lambda voice: (voice.told, voice.claim.document, voice.claim.trigger.span.start, voice.claim.id))
    present = {member.claim for member in incident.members}
    return Hearing(
        tuple(voices), known, {claim: why for claim, why in set_aside.items() if claim in present} if set_aside else {}
    )
