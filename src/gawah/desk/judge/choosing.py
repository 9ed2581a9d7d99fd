"""A choice of what words mean, for one claim or for all that hold the words: in its document, or in the whole case."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gawah.desk.cases import the_case
from gawah.desk.deciding import decide, who
from gawah.desk.judge import claims
from gawah.desk.judge.seen import Seen
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import ClaimText
from gawah.errors import BadInput, Overtaken
from gawah.model import Judgement, Resolved, Verdict
from gawah.review import Stand, correct, judgement_on, names_of, stands
from gawah.store.records import load

ONE, DOCUMENT, CASE = "claim", "document", "case"
SCOPES = (
    (ONE, _("this claim")),
    (DOCUMENT, _("all claims of this document with the name")),
    (CASE, _("all claims of the case with the name")),
)
MOST = 300
"""So many claims can be settled by one choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose for a slot, for how many claims, and why."""

    slot: str
    value: str
    scope: str = ONE
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a choice did: on how many claims it holds now, and on how many another reviewer's earlier choice was left alone."""

    claims: int
    left: int


def settle(request: HttpRequest, now: Stand, seen: Seen, choice: Choice) -> Settled:
    """Make a choice. Raises BadInput where it cannot be used, Overtaken where another has decided on the claim meanwhile.

    What another reviewer chose on another claim is left alone. All judgements are kept, or none is.
    """
    if seen.overtaken(now):
        raise Overtaken(str(_("another reviewer has decided meanwhile")), now.judgements[seen.known :])
    slot, value = choice.slot, choice.value
    correct(now.claim, slot, value)  # told at the field, before anything is looked up
    others = [one for one in holders(now, slot, choice.scope) if one != now.claim.id]
    held = stands(the_case(), others)
    wanted, left = _open([now, *(held[one] for one in others if one in held)], now, slot, value, who(request))
    made: list[Judgement] = []
    for at, one in enumerate(wanted):
        id_ = f"{seen.once}-{at}" if at else seen.once
        made.append(judgement_on(one, Verdict.CORRECT, who(request), slot=slot, value=value, why=choice.why, id_=id_))
    if not made:
        raise BadInput(_("That stands there already; nothing was kept."))
    decide(request, *made, known=sum(one.known for one in wanted))
    claims.done(request, tuple(made[:1]), now, all_=tuple(made))
    return Settled(claims=len(made), left=left)


def _open(stands: list[Stand], now: Stand, slot: str, value: str, name: str) -> tuple[list[Stand], int]:
    """The claims that a choice changes, and how many it leaves to what another reviewer chose."""
    wanted, left = [], 0
    for one in stands:
        theirs = any(said.slot == slot and said.value != value and said.reviewer != name for said in one.holding)
        if one is not now and theirs:
            left += 1
        elif correct(one.claim, slot, value) != one.claim:
            wanted.append(one)
    return wanted, left


def holders(now: Stand, slot: str, scope: str) -> list[str]:
    """The claims that hold the name of a slot; BadInput where they are too many for one choice."""
    kind, parted, name = slot.partition(":")
    if not parted or scope == ONE:
        return [now.claim.id]
    if scope == DOCUMENT:
        inside = stands(the_case(), [one.id for one in the_case().claims(now.claim.document)])
        return [id_ for id_, one in inside.items() if name in names_of(one.claim, kind)]
    rows = find.claims(Filter(q=name)).order_by()[: MOST * 4 + 1]
    found = [load(Resolved, record).claim for record in ClaimText.objects.filter(row__in=rows).values_list("record", flat=True)]
    ids = [one.id for one in found if name in names_of(one, kind)]
    if len(ids) > MOST or len(found) > MOST * 4:
        raise BadInput(_("More than %(most)d claims hold the name; choose for one document after another.") % {"most": MOST})
    return ids


def count(slot: str) -> tuple[int, bool]:
    """About how many claims of the case hold the name of a slot, and whether that is all; a look at the index alone."""
    name = slot.partition(":")[2]
    return find.counted(find.claims(Filter(q=name))) if name else (1, True)
