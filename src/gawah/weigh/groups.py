"""Groups: which tolls count the same people. By the side they belong to, and by the noun that the source uses for them."""

from __future__ import annotations

from typing import NamedTuple

from gawah.model import ActorKind, Outcome, Resolved, Status, Toll, TollKind
from gawah.weigh.nouns import COMMON, kind_of, thing_of
from gawah.weigh.origins import plain_words
from gawah.weigh.sides import Sides

_SAID = {Status.CIVILIAN, Status.CHILD, Status.WOMAN}


class Group(NamedTuple):
    """People counted together: the actor id of their `side`, where one is known, and the `kind` of noun used for them."""

    side: str
    kind: str

    @property
    def anyone(self) -> bool:
        """Whether the words leave open who they were: such a figure is the whole of what its claim counts."""
        return not self.side and self.kind == "anyone"


ANYONE = Group("", "anyone")


def group_of(toll: Toll, item: Resolved, known: Sides) -> Group:
    """The group that a toll counts."""
    if toll.outcome is Outcome.DESTROYED:
        return Group("", thing_of(toll.of))
    if not toll.of:
        return ANYONE
    one = toll.count.low == 1 == toll.count.high
    kind = kind_of(toll.of, one, toll.kind is TollKind.PART)
    if kind in {"civilian", "child", "woman", "man", "women and children"}:
        return Group("", kind)
    side = _named_side(toll.of, one, item, known) if known.names else ""
    if not side and kind in {"combatant", "state"}:
        side = _only_side(kind, known)
    if side:
        return Group(side, "own")
    if kind == "anyone" and toll.status in _SAID and not one and toll.of.casefold() != "people":
        return Group("", toll.status.value)
    return Group("", "combatant" if kind == "state" else kind)


def _named_side(of: str, one: bool, item: Resolved, known: Sides) -> str:
    """The side that a phrase names: by the party of the claim that it describes, or by a name of a side that stands in it.

    One man with a name is a victim, not a side, unless a side of a known kind has it.
    """
    words = plain_words(of)
    said = set(words)
    if not said <= COMMON:
        for resolution in (*item.targets, *item.agents):
            actor = resolution.chosen
            if actor is None or (one and actor.kind is ActorKind.UNKNOWN):
                continue
            side = known.of(actor)
            if side and said <= set(plain_words(resolution.mention.words)):
                return side
    named = {side for word in said for side in known.by_word.get(word, ()) if not one or side in known.state}
    return min(named, default="")


def _only_side(kind: str, known: Sides) -> str:
    """The one side of a known kind that unnamed soldiers, or unnamed fighters, can belong to; nothing where two could."""
    fit = [side for side, state in known.state.items() if state == (kind == "state")]
    return fit[0] if len(fit) == 1 else ""
