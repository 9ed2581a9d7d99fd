"""Actors, the parties that a text names, and those who speak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gawah.model.document import Span
from gawah.model.toll import Status


class ActorKind(StrEnum):
    """What an actor is; ACLED's `inter` codes map onto it."""

    STATE_FORCE = "state force"
    POLICE = "police"
    REBEL_GROUP = "rebel group"
    MILITIA = "militia"
    IDENTITY_MILITIA = "identity militia"
    EXTERNAL_FORCE = "external force"
    CIVILIANS = "civilians"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"
    GOVERNMENT = "government"
    NGO = "ngo"
    UN = "un"
    MEDIA = "media"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An armed body, an institution, a group of people or a person.

    `parent` is the id of the actor it belongs to ("Red Unit" to the Taliban); `side` names the camp it fights for, where a
    conflict has sides. A provisional actor is one that no registry knows: it keeps its name and claims nothing more.
    `conflict` names the one that a claim lies in, `party` is A or B for its two sides there, where the registry knows them.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    parent: str = ""
    side: str = ""
    provisional: bool = False
    conflict: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone who did something, or to whom (or to which thing) it was done, as the text names them.

    `words` stand at `span`; `name` is the fullest form of the name in the document, without article ("National Resistance
    Front" for "the NRF"). `status` is what the text says they were, and `status_by` who says so (empty: the claim's speaker).
    """

    name: str
    words: str
    span: Span
    status: Status = Status.UNKNOWN
    status_by: str = ""


class Role(StrEnum):
    """What a speaker is to the happening."""

    PARTY_A = "party A"
    """Of the side that did it, or the first-named side."""
    PARTY_B = "party B"
    """Of the other side."""
    PARTY = "party"
    """An armed side, which one not told."""
    AUTHORITY = "authority"
    MEDIC = "medic"
    WITNESS = "witness"
    FAMILY = "family"
    NGO = "ngo"
    UN = "un"
    MEDIA = "media"
    UNKNOWN = "unknown"

    @property
    def partisan(self) -> bool:
        """Whether it speaks for a side of the fight."""
        return self in {Role.PARTY, Role.PARTY_A, Role.PARTY_B}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is cited for a claim, as the text names them, and whom they cite in turn."""

    name: str
    """The fullest phrase of the document that names them."""
    words: str
    span: Span
    role: Role = Role.UNKNOWN
    cites: str = ""
