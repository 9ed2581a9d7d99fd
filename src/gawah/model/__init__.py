"""The words of the trade, as frozen records. Standard library only; every room may use them."""

from gawah.model.account import Account, Refusal
from gawah.model.actor import Actor, ActorKind, Party, Role, Speaker
from gawah.model.claim import Claim, Left, Meant, Reading, Scope, Stance, claim_id
from gawah.model.document import Document, Imprint, Mention, Span
from gawah.model.events import EventType, Family
from gawah.model.incident import (
    Corroboration,
    Incident,
    Member,
    Numbers,
    Responsibility,
    Standing,
    Step,
    Tally,
    Unsure,
)
from gawah.model.judgement import Judgement, Verdict, in_force
from gawah.model.place import Place, Precision
from gawah.model.resolution import Candidate, Reason, Resolution, Resolved
from gawah.model.toll import Count, Outcome, Status, Toll, TollKind
from gawah.model.total import Total
from gawah.model.trace import Trace
from gawah.model.when import Basis, When

__all__ = [
    "Account",
    "Actor",
    "ActorKind",
    "Basis",
    "Candidate",
    "Claim",
    "Corroboration",
    "Count",
    "Document",
    "EventType",
    "Family",
    "Imprint",
    "Incident",
    "Judgement",
    "Left",
    "Meant",
    "Member",
    "Mention",
    "Numbers",
    "Outcome",
    "Party",
    "Place",
    "Precision",
    "Reading",
    "Reason",
    "Refusal",
    "Resolution",
    "Resolved",
    "Responsibility",
    "Role",
    "Scope",
    "Span",
    "Speaker",
    "Stance",
    "Standing",
    "Status",
    "Step",
    "Tally",
    "Toll",
    "TollKind",
    "Total",
    "Trace",
    "Unsure",
    "Verdict",
    "When",
    "claim_id",
    "in_force",
]
