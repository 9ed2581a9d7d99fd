"""Resolutions: what a mention was taken to be, with the candidates that were weighed and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from gawah.model.actor import Actor
from gawah.model.claim import Claim
from gawah.model.document import Mention
from gawah.model.place import Place
from gawah.model.when import When

T = TypeVar("T", Place, Actor, When)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One named comparison: its `score` (its share of the sum) and a sentence that a reader can check."""

    feature: str
    score: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Generic[T]):
    """One thing that a mention may mean."""

    value: T
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Generic[T]):
    """What a mention was taken to be. `chosen` is None where it stays unresolved; `why` is never empty."""

    mention: Mention
    chosen: T | None
    why: str
    score: float = 0.0
    candidates: tuple[Candidate[T], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A claim with the days, places and actors that its words were resolved to. Computed; never kept.

    `places` stands in the order of `claim.places`, `agents` and `targets` in theirs. `where` is the place of the happening:
    the most specific one that could be resolved, with its precision.
    """

    claim: Claim
    when: When = When()
    why_when: str = ""
    where: Place | None = None
    why_where: str = ""
    places: tuple[Resolution[Place], ...] = ()
    agents: tuple[Resolution[Actor], ...] = ()
    targets: tuple[Resolution[Actor], ...] = ()
    speaker: Resolution[Actor] | None = None
