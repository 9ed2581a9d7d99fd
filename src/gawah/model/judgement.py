"""Judgements: what a person decided. Nothing is erased; a judgement is withdrawn by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a reviewer can say."""

    SAME = "same"
    """The two claims speak of one happening."""
    NOT_SAME = "not the same"
    UNSURE = "unsure"
    ACCEPT = "accept"
    """The reading of the claim is right."""
    REJECT = "reject"
    """There is no such claim in the text."""
    DISCOUNT = "discount"
    """The claim stands in the text, but must not count."""
    CORRECT = "correct"
    """A slot of the claim was read wrongly; `slot` and `value` say what it should be."""
    WITHDRAW = "withdraw"
    """An earlier judgement, named by `subject`, no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One person's decision on one subject at one time, and why.

    `subject` is a claim id; with SAME, NOT_SAME and UNSURE, `other` is the second claim id. `seen` is the reading that the
    reviewer looked at (see `gawah.review`): where the reading has changed since, the judgement is opened again.
    """

    id: str
    subject: str
    verdict: Verdict
    reviewer: str
    at: datetime
    other: str = ""
    slot: str = ""
    value: str = ""
    why: str = ""
    seen: str = ""


def in_force(judgements: Iterable[Judgement]) -> tuple[tuple[Judgement, ...], tuple[Judgement, ...]]:
    """The judgements that hold, in order of time, and those overtaken by a later one that says otherwise.

    A withdrawn judgement is in neither; withdrawing a withdrawal brings it back. Accept, reject and discount speak of one
    question, so the latest of them holds; so do same, not the same and unsure of one pair, and corrections of one slot.
    """
    ordered = sorted(judgements, key=lambda one: (one.at, one.id))
    gone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict is Verdict.WITHDRAW and judgement.id not in gone:
            gone.add(judgement.subject)
    holding: dict[tuple[str, ...], Judgement] = {}
    overtaken: list[Judgement] = []
    for judgement in ordered:
        if judgement.id in gone or judgement.verdict is Verdict.WITHDRAW:
            continue
        earlier = holding.pop(_question(judgement), None)
        if earlier and (earlier.verdict, earlier.value) != (judgement.verdict, judgement.value):
            overtaken.append(earlier)
        holding[_question(judgement)] = judgement
    return tuple(holding.values()), tuple(overtaken)


def _question(judgement: Judgement) -> tuple[str, ...]:
    match judgement.verdict:
        case Verdict.SAME | Verdict.NOT_SAME | Verdict.UNSURE:
            return ("pair", *sorted((judgement.subject, judgement.other)))
        case Verdict.CORRECT:
            return ("slot", judgement.subject, judgement.slot)
        case _:
            return ("counts", judgement.subject)
