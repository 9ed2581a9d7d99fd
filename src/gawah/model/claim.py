"""Claims: the unit that everything else is computed from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gawah.model.actor import Actor, Party, Speaker
from gawah.model.document import Mention, Span
from gawah.model.events import EventType
from gawah.model.place import Place
from gawah.model.toll import Toll
from gawah.model.trace import Trace
from gawah.model.when import When


class Stance(StrEnum):
    """How the speaker stands to the happening."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DOES_NOT_KNOW = "does not know"


class Scope(StrEnum):
    """How much a claim speaks of."""

    ONE = "one happening"
    SEVERAL = "several"
    """A summary over places, days or incidents."""
    PERIOD = "a period"

    @property
    def summary(self) -> bool:
        """Whether it sums up more than one happening."""
        return self is not Scope.ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a reviewer says that words of a claim mean; it goes before every resolution of the machine's.

    `slot` is "place" or "actor" for the `words` of a mention, "where" or "when" for the happening as a whole. One of `place`,
    `actor` and `when` says what is meant; none of them, that it cannot be told. A place or an actor that has no name yet is
    known by its id alone.
    """

    slot: str
    words: str = ""
    place: Place | None = None
    actor: Actor | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One speaker's word that something happened, as one document prints it.

    "On May 9 the NRF announced that more than 22 Taliban were killed in Andarab" is one claim: the NRF affirms an armed clash,
    in Andarab, not after 9 May 2022, with 23 or more Taliban killed. A claim is never edited: a better reading replaces it
    under the same id, and a reviewer's view of it is a judgement beside it.
    """

    id: str
    document: str
    """Id of the document that prints it."""
    event: EventType
    trigger: Mention
    """The words that name the happening."""
    quotes: tuple[Mention, ...]
    """The sentences or clauses that carry it, the most important first."""
    happening: str = ""
    """Label shared by the claims of one document that tell of the same happening."""
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[Mention, ...] = ()
    """Place names, the most specific first, containers after."""
    times: tuple[Mention, ...] = ()
    """Expressions of time that say when it happened."""
    told_times: tuple[Mention, ...] = ()
    """Expressions of time that say when it was told."""
    tolls: tuple[Toll, ...] = ()
    scope: Scope = Scope.ONE
    speaker: Speaker | None = None
    """Who is cited for it; None is the document's own voice."""
    stance: Stance | None = Stance.AFFIRMS
    """None: the words of telling are not understood; a reviewer must look."""
    hedged: bool = False
    """The text itself marks doubt."""
    told: date | None = None
    """Day of publication, the latest day on which it can have been told."""
    confidence: float = 1.0
    """How likely the reading is right, 0 to 1; says nothing about the truth of the claim."""
    doubts: tuple[str, ...] = ()
    """What made the reader unsure, one sentence each; a claim with doubts is queued for review."""
    trace: Trace = Trace()
    meant: tuple[Meant, ...] = ()
    """What reviewers say that its words mean; a reader leaves it empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that looks like a claim and was left alone, and why: so that a reviewer can trust the silence."""

    words: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the reader made of one document."""

    document: str
    claims: tuple[Claim, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    """What concerns the whole text: another language, cut at a limit, no text at all."""


def claim_id(document: str, trigger: Span, speaker: Span | None) -> str:
    """The id of a claim says where it stands, not how it was read, so that better readings keep it: 16 hex digits."""
    where = f"{document}|{trigger.start}-{trigger.end}|{f'{speaker.start}-{speaker.end}' if speaker else ''}"
    return hashlib.sha256(where.encode()).hexdigest()[:16]
