"""One claim as it stands under review, and the judgement that a person makes of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gawah.errors import BadInput
from gawah.model import Claim, Judgement, Verdict, in_force
from gawah.review.judging import Reopened, ReviewState, apply
from gawah.review.reading import reading_digest
from gawah.review.slots import correct
from gawah.store import Case

PAIRED = frozenset((Verdict.SAME, Verdict.NOT_SAME))
"""Verdicts that need a second claim; UNSURE may have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A claim with what was decided on it so far.

    `claim` is as corrected, `read` as the machine read it. `judgements` are all that were made on it, withdrawn ones too.
    """

    claim: Claim
    read: Claim
    judgements: tuple[Judgement, ...]
    state: ReviewState = ReviewState.MACHINE
    aside: str = ""
    """Why it does not count, where a reviewer said so."""
    reopened: tuple[Reopened, ...] = ()
    contradicted: tuple[tuple[Judgement, Judgement], ...] = ()

    @property
    def known(self) -> int:
        """How many judgements a person who looks at this has before them; see `Case.judge`."""
        return len(self.judgements)

    @property
    def digest(self) -> str:
        """The reading that a person who looks at this sees."""
        return reading_digest(self.claim)

    @property
    def holding(self) -> tuple[Judgement, ...]:
        """The judgements in force, the oldest first."""
        return in_force(self.judgements)[0]


def stand(case: Case, claim: str) -> Stand:
    """A claim of a case as it stands; UnknownRecord where there is none. A few look-ups, however large the case is."""
    return stand_of(case.claim(claim), case.judgements_on(claim))


def stands(case: Case, claims: Collection[str]) -> dict[str, Stand]:
    """Several claims of a case as they stand, by few look-ups; ids that are not there are left out."""
    return {id_: stand_of(claim, made) for id_, (claim, made) in case.standing(claims).items()}


def stand_of(read: Claim, judgements: Sequence[Judgement]) -> Stand:
    """A claim as the machine read it, under the judgements made on it."""
    reviewed = apply(judgements, [read])
    return Stand(
        claim=reviewed.claims[read.id],
        read=read,
        judgements=tuple(judgements),
        state=reviewed.state(read.id),
        aside=reviewed.set_aside.get(read.id, ""),
        reopened=reviewed.reopened,
        contradicted=reviewed.contradicted,
    )


def judgement_on(
    now: Stand,
    verdict: Verdict,
    reviewer: str,
    *,
    other: str = "",
    slot: str = "",
    value: str = "",
    why: str = "",
    id_: str = "",
    at: datetime | None = None,
) -> Judgement:
    """What a person decides on a claim that they have before them. Raises BadInput where the parts make no judgement."""
    if not reviewer.strip():
        raise BadInput("a judgement needs the name of the person who makes it")
    if verdict is Verdict.WITHDRAW:
        raise BadInput("a judgement is withdrawn by its own id; see `withdrawal`")
    if verdict in PAIRED and other in {"", now.claim.id}:
        raise BadInput(f'"{verdict.value}" needs the id of a second claim')
    if other and verdict not in PAIRED | {Verdict.UNSURE}:
        raise BadInput(f'"{verdict.value}" is about one claim, not about two')
    if verdict is Verdict.CORRECT:
        if correct(now.claim, slot, value) == now.claim:
            raise BadInput(f"{slot}: the claim says that already; nothing was kept")
    elif slot or value:
        raise BadInput(f'"{verdict.value}" corrects no slot')
    return Judgement(
        id=id_ or uuid.uuid4().hex,
        subject=now.claim.id,
        verdict=verdict,
        reviewer=reviewer,
        at=at or datetime.now(UTC),
        other=other,
        slot=slot,
        value=" ".join(value.split()),
        why=why.strip(),
        seen="" if other else now.digest,
    )


def withdrawal(judgement: str, reviewer: str, why: str = "", id_: str = "", at: datetime | None = None) -> Judgement:
    """What takes an earlier judgement back; of one that is a withdrawal itself, it brings the withdrawn one back."""
    return Judgement(
        id=id_ or uuid.uuid4().hex,
        subject=judgement,
        verdict=Verdict.WITHDRAW,
        reviewer=reviewer,
        at=at or datetime.now(UTC),
        why=why.strip(),
    )
