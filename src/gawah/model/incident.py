"""Incidents: what claims about one happening have in common, and what can be said of it. Computed; never kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gawah.model.events import EventType
from gawah.model.place import Place
from gawah.model.resolution import Reason
from gawah.model.toll import Outcome
from gawah.model.trace import Trace
from gawah.model.when import When


class Corroboration(StrEnum):
    """How many independent voices tell of it."""

    SINGLE_ORIGIN = "single origin"
    CORROBORATED = "corroborated"
    """Two or more independent origins."""
    ADMITTED = "admitted"
    """The responsible side accepts it."""
    DOCUMENTED = "documented"
    """Named victims or an official list."""


class Responsibility(StrEnum):
    """Whether it is agreed who did it."""

    UNCONTESTED = "uncontested"
    CONTESTED = "contested"
    """The sides accuse each other."""
    DENIED = "denied"
    UNKNOWN = "unknown"


class Numbers(StrEnum):
    """Whether the figures agree."""

    AGREED = "agreed"
    RANGED = "ranged"
    CONFLICTING = "conflicting"
    """Intervals of independent origins do not meet."""
    NONE = "no figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The three axes of an incident's status, each with the reasons that put it there."""

    corroboration: Corroboration = Corroboration.SINGLE_ORIGIN
    responsibility: Responsibility = Responsibility.UNKNOWN
    numbers: Numbers = Numbers.NONE
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the arithmetic: the `rule` by name, a sentence, the claims it used, and the interval before and after."""

    rule: str
    words: str
    claims: tuple[str, ...] = ()
    before: tuple[int | None, int | None, int | None] = (None, None, None)
    after: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What can be said of one toll of an incident: low <= best <= high; None is open.

    `of` names the people counted ("Taliban"), `side` the actor id they belong to where known, `status` what the sources
    agree they were. `party` tells that only sides of the fight speak of it. `part_of` names the tally that it is counted
    inside; such a tally is never added to a sum.
    """

    id: str
    outcome: Outcome
    of: str = ""
    side: str = ""
    status: str = "unknown"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    party: bool = False
    part_of: str = ""
    claims: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim that belongs to an incident: how sure, why, and whether a reviewer said so."""

    claim: str
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()
    judged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening, as the claims that tell of it let it be seen.

    The `id` is stable: it survives new claims. `parent` is the incident of a summary claim that this one is part of; a parent's
    tolls are an upper check and are never added to those of its children. `merged` are ids that now lead here.
    """

    id: str
    members: tuple[Member, ...]
    event: EventType
    when: When = When()
    where: Place | None = None
    place_words: str = ""
    """The place as the sources write it, where it could not be resolved."""
    agents: tuple[str, ...] = ()
    """Names of those said to have done it."""
    targets: tuple[str, ...] = ()
    summary: bool = False
    """It sums up several happenings."""
    parent: str = ""
    merged: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()
    standing: Standing = Standing()
    trace: Trace = Trace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Two claims that may or may not speak of one happening: a question for a reviewer."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...] = ()
