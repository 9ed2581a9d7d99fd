"""Proposals: judgements of others that count for nothing until a reviewer of this case takes one up as their own.

They stand in the log alone: a row "propose" for each, and a row "adopt" or "decline" once somebody has decided.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from gawah.errors import UnknownRecord
from gawah.model import Judgement
from gawah.store.case import Case
from gawah.store.records import canonical, dump, load

PROPOSE, ADOPT, DECLINE = "propose", "adopt", "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A judgement that another case made: `signer` is the key it was signed with."""

    id: str
    signer: str
    judgement: Judgement


def propose(case: Case, judgements: Iterable[Judgement], signer: str, who: str) -> int:
    """Note judgements as proposals; those proposed or made before are passed over. Returns how many were new."""
    known = {one.id for one in case.judgements()} | _ids(case, PROPOSE)
    new = 0
    for judgement in judgements:
        if judgement.id not in known:
            known.add(judgement.id)
            told = {"signer": signer, "judgement": json.loads(dump(judgement))}
            case.note(who, PROPOSE, f"proposal:{judgement.id}", told)
            new += 1
    return new


def proposals(case: Case) -> tuple[Proposal, ...]:
    """The proposals that nobody has decided on, the first first."""
    over = _ids(case, ADOPT) | _ids(case, DECLINE)
    found = []
    for subject, payload in _rows(case, PROPOSE):
        if subject not in over:
            told = json.loads(payload)
            made = load(Judgement, canonical(told["judgement"]))
            found.append(Proposal(id=subject, signer=told["signer"], judgement=made))
    return tuple(reversed(found))


def _ids(case: Case, what: str) -> set[str]:
    return {subject for subject, _ in _rows(case, what)}


def _rows(case: Case, what: str) -> list[tuple[str, str]]:
    """Id and payload of all rows of the log that did this, the newest first."""
    found: list[tuple[str, str]] = []
    before = 0
    while rows := case.latest(before=before, limit=500, what=what):
        found += [(row.subject.partition(":")[2], row.payload) for row in rows]
        before = rows[-1].seq
    return found


def one(case: Case, id_: str) -> Proposal:
    """The open proposal of this id, or of this beginning of one; UnknownRecord where there is none, or more than one."""
    found = [each for each in proposals(case) if each.id.startswith(id_)]
    if len(found) != 1:
        raise UnknownRecord(f"{'no' if not found else 'more than one'} open proposal begins with {id_!r}")
    return found[0]


def adopt(case: Case, proposal: Proposal, who: str, known: int) -> Judgement:
    """Take up a proposal as a judgement of one's own; Overtaken where others have judged since `known` judgements were seen."""
    theirs = proposal.judgement
    why = f"{theirs.why} (proposed by {proposal.signer[:24]}…)".strip()
    made = replace(theirs, id=uuid.uuid4().hex, reviewer=who, at=datetime.now(UTC), why=why)
    case.judge(made, known=known)
    case.note(who, ADOPT, f"proposal:{proposal.id}", {"judgement": made.id})
    return made


def decline(case: Case, proposal: Proposal, who: str, why: str = "") -> None:
    """Set a proposal aside."""
    case.note(who, DECLINE, f"proposal:{proposal.id}", {"why": why})
