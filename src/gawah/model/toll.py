"""Tolls: how many, of whom, and how the number is to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gawah.errors import ContradictoryRange
from gawah.model.document import Span


class Outcome(StrEnum):
    """What became of the people (or things) counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    """Killed or wounded, not told apart."""
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    MISSING = "missing"
    ABUSED = "abused"
    """Tortured, beaten or sexually abused."""
    DESTROYED = "destroyed"
    """Things."""


class TollKind(StrEnum):
    """How a number relates to the other numbers around it."""

    NEW = "new"
    RUNNING = "running"
    """A cumulative figure: "the toll has risen to 12"."""
    MORE = "more"
    """On top of a figure told before: "five more"."""
    PART = "part"
    """Counted inside another toll of the same claim: "among them four"."""


class Status(StrEnum):
    """What the text says the people counted were."""

    COMBATANT = "combatant"
    CIVILIAN = "civilian"
    POLICE = "police"
    CHILD = "child"
    WOMAN = "woman"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """An integer interval; None at either end leaves it open. "More than 22" is `Count(23)`, "up to 20" `Count(None, 20)`."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    """The words round the number: "about 100", "nearly 40"."""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ContradictoryRange(f"count runs backwards: low {self.low}, high {self.high}")
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            raise ContradictoryRange(f"count below zero: low {self.low}, high {self.high}")

    @property
    def numbered(self) -> bool:
        """Whether the source gave a number at all."""
        return self.low is not None or self.high is not None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def meets(self, other: Count) -> bool:
        """Whether one number can satisfy both."""
        return not (
            (self.low is not None and other.high is not None and other.high < self.low)
            or (self.high is not None and other.low is not None and self.high < other.low)
        )

    def __str__(self) -> str:
        if not self.numbered:
            return "no number"
        about = "about " if self.approximate else ""
        if self.exact:
            return f"{about}{self.low}"
        if self.high is None:
            return f"{about}{self.low} or more"
        if self.low is None:
            return f"{about}up to {self.high}"
        return f"{about}{self.low} to {self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One figure of a claim: so many, of whom, with what outcome."""

    outcome: Outcome
    count: Count
    of: str = ""
    """The noun phrase counted, without number and article ("Taliban fighters")."""
    words: str = ""
    """The counted phrase as it stands ("more than 22 Taliban")."""
    span: Span | None = None
    kind: TollKind = TollKind.NEW
    status: Status = Status.UNKNOWN
    """What the speaker of the claim says those counted were; never more than that speaker's word."""
