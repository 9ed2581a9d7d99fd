"""Judgements: what a person decided. Nothing is erased; a judgement is withdrawn by another."""

from __future__ import annotations

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
