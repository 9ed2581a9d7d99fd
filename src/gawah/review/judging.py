"""What judgements do to claims: nothing is erased; a corrected claim keeps its reading, a rejected one stays shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gawah.errors import BadInput
from gawah.model import Claim, Judgement, Verdict, in_force
from gawah.review.disagreement import disagreements
from gawah.review.reading import reading_digest
from gawah.review.slots import correct

_OF_CLAIMS = {Verdict.ACCEPT, Verdict.REJECT, Verdict.DISCOUNT, Verdict.CORRECT}


class ReviewState(StrEnum):
    """Where the review of a claim stands."""

    MACHINE = "machine"
    """Nobody has looked at it."""
    PENDING = "pending"
    """A person has, and it must be asked again."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A judgement whose claim reads otherwise now than when it was judged, or that cannot be carried out; `why` in words."""

    judgement: Judgement
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The claims as judgements leave them.

    `claims` holds every claim by id, corrected where a correction holds; `read` the machine's reading of the corrected ones.
    `set_aside` tells which do not count and why, in words; `states` where each claim that was judged stands. `contradicted`
    pairs each judgement that a later one of another reviewer overtook with that later one, while the two are at odds: the later
    counts, both are shown.
    """

    claims: Mapping[str, Claim]
    read: Mapping[str, Claim] = field(default_factory=dict)
    set_aside: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, ReviewState] = field(default_factory=dict)
    reopened: tuple[Reopened, ...] = ()
    contradicted: tuple[tuple[Judgement, Judgement], ...] = ()

    def state(self, claim: str) -> ReviewState:
        """Where the review of a claim stands."""
        return self.states.get(claim, ReviewState.MACHINE)

    @property
    def decided(self) -> frozenset[str]:
        """The claims that a person has decided on, and that need not be asked again."""
        return frozenset(claim for claim, state in self.states.items() if state is not ReviewState.PENDING)


def apply(judgements: Iterable[Judgement], claims: Iterable[Claim] | Mapping[str, Claim]) -> Reviewed:
    """Apply all judgements to the claims, whatever the order they come in.

    What a person decided goes on acting after the reading has changed, until a person decides anew; but the claim is no longer
    accepted, and the question is opened again. A judgement of a claim that is not there is opened again too.
    """
    made = tuple(judgements)
    known = dict(claims) if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
    holding, overtaken = in_force(made)
    holding = tuple(judgement for judgement in holding if judgement.verdict in _OF_CLAIMS)
    read: dict[str, Claim] = {}
    set_aside: dict[str, str] = {}
    states: dict[str, ReviewState] = {}
    reopened: list[Reopened] = []
    for subject, decided in _by_claim(holding, overtaken).items():
        claim = known.get(subject)
        corrected, digests, unusable = _replayed(claim, decided) if claim else (None, set(), {})
        if corrected and claim and corrected != claim:
            known[subject], read[subject] = corrected, claim
        for judgement, holds in decided:
            if not holds:
                continue
            changed = bool(judgement.seen) and judgement.seen not in digests
            why = _GONE if claim is None else unusable.get(judgement.id) or (_CHANGED if changed else "")
            if why:
                reopened.append(Reopened(judgement=judgement, why=why))
            if claim is None:
                continue
            states[subject] = _state(judgement, bool(why), states.get(subject))
            if judgement.verdict in {Verdict.REJECT, Verdict.DISCOUNT}:
                set_aside[subject] = _aside(judgement)
    return Reviewed(
        claims=known,
        read=read,
        set_aside=set_aside,
        states=states,
        reopened=tuple(reopened),
        contradicted=tuple(pair for pair in disagreements(made) if pair[1].subject in known),
    )


Made = list[tuple[Judgement, bool]]
"""Judgements of one claim in order of time, with whether each holds or was overtaken."""


def _by_claim(holding: Iterable[Judgement], overtaken: Iterable[Judgement]) -> dict[str, Made]:
    found: dict[str, Made] = {}
    both = [*((one, True) for one in holding), *((one, False) for one in overtaken if one.verdict in _OF_CLAIMS)]
    for judgement, holds in sorted(both, key=lambda pair: (pair[0].at, pair[0].id)):
        found.setdefault(judgement.subject, []).append((judgement, holds))
    return found


_GONE = "its claim is no longer read from the document"
_CHANGED = "the reading of the claim has changed since it was judged"


def _replayed(claim: Claim, made: Made) -> tuple[Claim, set[str], dict[str, str]]:
    """The claim after its corrections in order of time, the digests that reviewers may have seen, and what failed."""
    digests = {reading_digest(claim)}
    unusable: dict[str, str] = {}
    for judgement, _ in made:
        if judgement.verdict is Verdict.CORRECT:
            try:
                claim = correct(claim, judgement.slot, judgement.value)
                digests.add(reading_digest(claim))
            except BadInput as wrong:
                unusable[judgement.id] = f"the correction cannot be used: {wrong}"
    return claim, digests, unusable


def _state(judgement: Judgement, changed: bool, held: ReviewState | None) -> ReviewState:
    if judgement.verdict is Verdict.REJECT or held is ReviewState.REJECTED:
        return ReviewState.REJECTED
    if judgement.verdict is Verdict.DISCOUNT or held is ReviewState.DISCOUNTED:
        return ReviewState.DISCOUNTED
    return ReviewState.PENDING if changed or held is ReviewState.PENDING else ReviewState.ACCEPTED


def _aside(judgement: Judgement) -> str:
    did = "rejected" if judgement.verdict is Verdict.REJECT else "discounted"
    return f"{did} by {judgement.reviewer}" + (f": {judgement.why}" if judgement.why else "")
