"""An account: all that can be said of a case at one moment. Computed from what is kept; never kept itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gawah.model.claim import Claim, Left
from gawah.model.document import Document
from gawah.model.incident import Incident, Unsure
from gawah.model.judgement import Judgement
from gawah.model.resolution import Resolved
from gawah.model.total import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that could not be read: its name, why, and what to do about it."""

    file: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The incidents of a case with everything that they rest on.

    `claims` and `documents` are keyed by id. `left` holds, by document id, what the reader saw and left alone.
    `set_aside` holds the claims that a reviewer rejected or discounted, by id, with the reason: they are shown, but do not
    count.
    """

    incidents: tuple[Incident, ...] = ()
    claims: Mapping[str, Resolved] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    unsure: tuple[Unsure, ...] = ()
    left: Mapping[str, tuple[Left, ...]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    set_aside: Mapping[str, str] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    """Tolls by province and outcome."""

    def claims_of(self, incident: Incident) -> tuple[Resolved, ...]:
        """The claims of an incident, in the order of its members."""
        return tuple(self.claims[member.claim] for member in incident.members if member.claim in self.claims)

    def document_of(self, claim: Claim) -> Document:
        """The document that prints a claim."""
        return self.documents[claim.document]

    def told(self, incident: Incident) -> tuple[date, date] | None:
        """First and last day on which its claims were published; None where no document says."""
        days = [resolved.claim.told for resolved in self.claims_of(incident) if resolved.claim.told is not None]
        return (min(days), max(days)) if days else None

    def latest(self, incident: Incident) -> date:
        """The latest day on which it can have happened: its own, else the first day on which it was told."""
        told = self.told(incident)
        return incident.when.last or (told[0] if told else None) or incident.when.first or date.min

    def children(self, incident: Incident) -> tuple[Incident, ...]:
        """The incidents that a summary incident sums up."""
        return tuple(other for other in self.incidents if other.parent == incident.id)
