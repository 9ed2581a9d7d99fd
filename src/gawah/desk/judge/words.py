"""The words of the trade as they stand on the desk's pages, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext_lazy as _

from gawah.model import (
    ActorKind,
    EventType,
    Judgement,
    Outcome,
    Precision,
    Responsibility,
    Role,
    Scope,
    Stance,
    Status,
    TollKind,
    Verdict,
)
from gawah.review import Kind, ReviewState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"

EVENTS: dict[str, Words] = {
    EventType.ARMED_CLASH: _("armed clash"),
    EventType.TERRITORY_CHANGE: _("territory changes hands"),
    EventType.DEPLOYMENT: _("deployment"),
    EventType.AIR_OR_DRONE_STRIKE: _("air or drone strike"),
    EventType.SHELLING_OR_MISSILE: _("shelling or missile strike"),
    EventType.IED_OR_MINE: _("improvised bomb or mine"),
    EventType.SUICIDE_BOMBING: _("suicide bombing"),
    EventType.CHEMICAL_WEAPON: _("chemical weapon"),
    EventType.ATTACK_ON_CIVILIANS: _("attack on civilians"),
    EventType.TORTURE: _("torture or beating"),
    EventType.SEXUAL_VIOLENCE: _("sexual violence"),
    EventType.ABDUCTION: _("abduction"),
    EventType.ARREST: _("arrest"),
    EventType.PROPERTY_DESTRUCTION: _("destruction of property"),
    EventType.PROTEST: _("protest"),
    EventType.PROTEST_REPRESSED: _("repression of a protest"),
    EventType.RIOT: _("riot"),
    EventType.AGREEMENT: _("agreement"),
    EventType.GROUP_CHANGE: _("change within a group"),
    EventType.WEAPONS_SEIZED: _("seizure of weapons"),
    EventType.DISPLACEMENT: _("displacement"),
    EventType.RESTRICTION: _("restriction"),
    EventType.STATEMENT: _("statement"),
    EventType.OTHER: _("other happening"),
}
GRAPHIC = frozenset((EventType.TORTURE, EventType.SEXUAL_VIOLENCE, EventType.CHEMICAL_WEAPON))
"""Kinds of happenings whose reports some people would rather be warned of first."""
OUTCOMES: dict[str, Words] = {
    Outcome.KILLED: _("killed"),
    Outcome.WOUNDED: _("wounded"),
    Outcome.CASUALTIES: _("killed or wounded"),
    Outcome.DETAINED: _("detained"),
    Outcome.ABDUCTED: _("abducted"),
    Outcome.DISPLACED: _("displaced"),
    Outcome.MISSING: _("missing"),
    Outcome.ABUSED: _("beaten or abused"),
    Outcome.DESTROYED: _("destroyed"),
}
STANCES: dict[str, Words] = {
    Stance.AFFIRMS: _("affirms"),
    Stance.DENIES: _("denies"),
    Stance.DOES_NOT_KNOW: _("does not know"),
}
SCOPES: dict[str, Words] = {Scope.ONE: _("one happening"), Scope.SEVERAL: _("several"), Scope.PERIOD: _("a period")}
ROLES: dict[str, Words] = {
    Role.PARTY_A: _("the side that did it"),
    Role.PARTY_B: _("the other side"),
    Role.PARTY: _("an armed side, which one not told"),
    Role.AUTHORITY: _("authority"),
    Role.MEDIC: _("medic"),
    Role.WITNESS: _("witness"),
    Role.FAMILY: _("family"),
    Role.NGO: _("NGO"),
    Role.UN: _("United Nations"),
    Role.MEDIA: _("media"),
    Role.UNKNOWN: _("not known"),
}
KINDS: dict[str, Words] = {
    TollKind.NEW: _("its own figure"),
    TollKind.RUNNING: _("a running total"),
    TollKind.MORE: _("on top of a figure told before"),
    TollKind.PART: _("counted inside another figure"),
}
STATUSES: dict[str, Words] = {
    Status.UNKNOWN: _("not told"),
    Status.COMBATANT: _("combatants"),
    Status.CIVILIAN: _("civilians"),
    Status.POLICE: _("police"),
    Status.CHILD: _("children"),
    Status.WOMAN: _("women"),
}
ACTORS: dict[str, Words] = {
    ActorKind.STATE_FORCE: _("state force"),
    ActorKind.POLICE: _("police"),
    ActorKind.REBEL_GROUP: _("rebel group"),
    ActorKind.MILITIA: _("militia"),
    ActorKind.IDENTITY_MILITIA: _("identity militia"),
    ActorKind.EXTERNAL_FORCE: _("external force"),
    ActorKind.CIVILIANS: _("civilians"),
    ActorKind.PROTESTERS: _("protesters"),
    ActorKind.RIOTERS: _("rioters"),
    ActorKind.GOVERNMENT: _("government"),
    ActorKind.NGO: _("NGO"),
    ActorKind.UN: _("United Nations"),
    ActorKind.MEDIA: _("media"),
    ActorKind.PERSON: _("person"),
    ActorKind.UNKNOWN: _("not known"),
}
PRECISIONS: dict[str, Words] = {
    Precision.SITE.word: _("exact site"),
    Precision.VILLAGE.word: _("village"),
    Precision.DISTRICT.word: _("district"),
    Precision.PROVINCE.word: _("province"),
    Precision.COUNTRY.word: _("country"),
    Precision.UNKNOWN.word: _("not known"),
}
SLOTS: dict[str, Words] = {
    "event": _("What happened"),
    "stance": _("How the speaker stands to it"),
    "hedged": _("The text marks doubt"),
    "scope": _("How much it speaks of"),
    "tolls": _("Tolls"),
    "agents": _("Said to have done it"),
    "targets": _("To whom it was done"),
    "places": _("Places, as written"),
    "times": _("Times, as written"),
    "speaker": _("Speaker"),
    "role": _("What the speaker is"),
    "cites": _("Whom the speaker cites"),
    "told": _("Day of publication"),
    "where": _("Place of the happening"),
    "when": _("Days of the happening"),
}
STATES: dict[str, Words] = {
    ReviewState.MACHINE: _("not reviewed"),
    ReviewState.PENDING: _("to be asked again"),
    ReviewState.ACCEPTED: _("accepted"),
    ReviewState.REJECTED: _("rejected"),
    ReviewState.DISCOUNTED: _("discounted"),
}
VERDICTS: dict[str, Words] = {
    Verdict.ACCEPT: _("accepted"),
    Verdict.REJECT: _("rejected"),
    Verdict.UNSURE: _("not sure"),
    Verdict.DISCOUNT: _("discounted"),
    Verdict.CORRECT: _("corrected"),
    Verdict.SAME: _("one happening"),
    Verdict.NOT_SAME: _("two happenings"),
    Verdict.WITHDRAW: _("withdrawn"),
}
CONTESTED: dict[str, Words] = {
    Responsibility.CONTESTED: _("contested"),
    Responsibility.DENIED: _("denied"),
}
QUESTIONS: dict[str, Words] = {
    Kind.REOPENED: _("Judged before, and changed since"),
    Kind.CONTRADICTION: _("Two reviewers disagree"),
    Kind.READING: _("Is this reading right?"),
    Kind.PAIR: _("Do these speak of one happening?"),
}


def slot_words(slot: str) -> Words:
    """A slot as pages name it; what a name means is called by the name."""
    kind, _parted, name = slot.partition(":")
    return f"“{name}”" if kind in {"place", "actor"} else SLOTS.get(slot, slot)


def says(judgement: Judgement) -> Words:
    """What a judgement says, in short."""
    if judgement.verdict is Verdict.CORRECT:
        return f"{slot_words(judgement.slot)}: {judgement.value or '—'}"
    return VERDICTS[judgement.verdict]


def choices(kind: Iterable[StrEnum], words: dict[str, Words]) -> list[tuple[str, Any]]:
    """The words of a list as the choices of a form, in the order in which the desk words them."""
    wanted = set(kind)
    return [(str(one), shown) for one, shown in words.items() if one in wanted]
