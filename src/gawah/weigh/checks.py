"""Checks between the tallies of one incident: parts against total, the named dead, casualties against dead and wounded.

Source of the rules: docs/method.md, "What adds up, and what is inside what".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gawah.model import Outcome, Status, Step
from gawah.weigh.groups import ANYONE, Group
from gawah.weigh.tally import ordered
from gawah.weigh.tolls import Settled
from gawah.weigh.votes import Triple

_TOLD = 8
"""Parts that a sentence lists."""
_APART = {"combatant", "civilian", "police"}
_STATUSES = {Status.COMBATANT.value, Status.CIVILIAN.value, Status.POLICE.value}


def checked(found: list[Settled], names: Mapping[str, tuple[str, ...]], known: Collection[str]) -> list[Settled]:
    """The tallies after the checks, with what a total leaves beside parts that tell combatants from civilians.

    `known` are the sides of a known kind.
    """
    by_outcome: dict[Outcome, list[Settled]] = {}
    for one in found:
        by_outcome.setdefault(one.outcome, []).append(one)
    for outcome, ones in by_outcome.items():
        if len(ones) > 1:
            for whole in ones:
                parts = [one for one in ones if one.around == whole.group and one is not whole]
                if parts:
                    _parts(whole, _disjoint(parts, known))
        if outcome is Outcome.KILLED and names:
            _names(ones, names)
    if Outcome.CASUALTIES in by_outcome and len(by_outcome) > 1:
        _casualties(by_outcome)
    return [one for outcome in by_outcome for one in (*by_outcome[outcome], *_rest(by_outcome[outcome], known))]


def _parts(whole: Settled, disjoint: Sequence[Settled]) -> None:
    """Intersect the total with what its parts require; where they exclude each other, say so and let high take both."""
    least = sum(part.triple[0] or 0 for part in disjoint if not part.party)
    if not least:
        return
    low, best, high = whole.triple
    told = [f"{part.triple[0]} {part.of or part.group.kind}" for part in disjoint if not part.party and part.triple[0]]
    shown = " + ".join(told[:_TOLD]) + (f" and {len(told) - _TOLD} more groups" if len(told) > _TOLD else "")
    claims = tuple(dict.fromkeys(claim for part in disjoint for claim in part.claims))
    fewer = [vote for vote in whole.votes if vote.high is not None and vote.high < least and not vote.described]
    if fewer and (high is None or least <= high):
        after = whole.triple
        less = ", ".join(f"{vote.origin.name} {vote.words}" for vote in fewer[:6])
        words = f"the parts ({shown}) come to {least}, more than some tell for all ({less}): the sources conflict, low stands"
    elif high is not None and least > high:
        after = ordered(low, best, least)
        words = f"the parts ({shown}) come to {least}, over the total of {high}: the sources conflict, high takes the parts"
    elif low is None or least > low:
        after = ordered(least, best, high)
        words = f"the parts ({shown}) come to {least}: the total cannot be less"
    elif low == high == least:
        words, after = f"the parts ({shown}) come to {least}: all of it", whole.triple
    else:
        words = f"the parts ({shown}) come to {least} of {_shown(whole.triple)}; the rest is of unknown status"
        after = whole.triple
    whole.log.append(Step(rule="parts against total", words=words, claims=claims, before=whole.triple, after=after))
    whole.triple = after


def _disjoint(parts: Sequence[Settled], known: Collection[str]) -> list[Settled]:
    """Parts that cannot count one person twice, the largest first."""
    chosen: list[Settled] = []
    for part in sorted(parts, key=lambda part: (-(part.triple[0] or 0), part.group)):
        if all(_exclude(part, other, known) for other in chosen):
            chosen.append(part)
    return chosen


def _exclude(one: Settled, other: Settled, known: Collection[str]) -> bool:
    """Whether two groups share nobody: one claim tells them apart, or their sides or statuses exclude each other.

    Bodies that no registry knows may be one under two names, and unnamed fighters may belong to a side that is named.
    """
    if one.group in other.within or other.group in one.within:
        return False
    if not set(one.claims).isdisjoint(other.claims):
        return True
    if one.group.side and other.group.side:
        return one.group.side in known and other.group.side in known
    kinds = {one.group.kind, other.group.kind}
    if one.group.side or other.group.side:
        return "civilian" in kinds
    return kinds <= _APART or kinds <= {"woman", "child", "man"}


def _shown(triple: Triple) -> str:
    low, _, high = triple
    if low == high:
        return "an open total" if low is None else str(low)
    return f"{'?' if low is None else low} to {'?' if high is None else high}"


def _names(ones: Sequence[Settled], names: Mapping[str, tuple[str, ...]]) -> None:
    whole = ones[0]
    if len(ones) > 1 and not whole.group.anyone:
        return
    low, best, high = whole.triple
    if low is not None and low >= len(names):
        return
    after = ordered(len(names), best, high)
    claims = tuple(dict.fromkeys(claim for found in names.values() for claim in found))
    words = f"{len(names)} distinct named dead ({', '.join(list(names)[:20])}): low is not less"
    whole.log.append(Step(rule="names", words=words, claims=claims, before=whole.triple, after=after))
    whole.triple = after


def _casualties(by_outcome: Mapping[Outcome, Sequence[Settled]]) -> None:
    """Killed or wounded, not told apart, against killed and wounded: told side by side, never added to one another."""
    whole = by_outcome[Outcome.CASUALTIES][0]
    apart = [by_outcome[outcome][0] for outcome in (Outcome.KILLED, Outcome.WOUNDED) if outcome in by_outcome]
    if not whole.group.anyone or not apart or any(not one.group.anyone for one in apart):
        return
    least = sum(one.triple[0] or 0 for one in apart)
    shown = " and ".join(f"{_shown(one.triple)} {one.outcome.value}" for one in apart)
    low, best, high = whole.triple
    if high is not None and least > high:
        words, after = (
            f"{shown} are more than the {high} casualties told: the sources conflict",
            ordered(max(low or 0, least), best, high),
        )
    elif low is not None and least < low:
        words, after = f"of {_shown(whole.triple)} casualties, {shown}; the rest are not told apart", whole.triple
    else:
        words, after = f"{_shown(whole.triple)} casualties are the same people as {shown}: they are not added", whole.triple
    whole.log.append(Step(rule="casualties", words=words, claims=whole.claims, before=whole.triple, after=after))
    whole.triple = after
    for one in apart:
        _capped(one, whole, [other for other in apart if other is not one])


def _capped(one: Settled, whole: Settled, others: Sequence[Settled]) -> None:
    """An open upper end closes at the casualties less what is told of the other outcome."""
    low, best, high = one.triple
    top = whole.triple[2]
    if high is not None or top is None or low is None:
        return
    top -= sum(other.triple[0] or 0 for other in others)
    if top >= max(low, best or 0):
        words = f"no more than {top} can be {one.outcome.value}: {whole.triple[2]} casualties less those told otherwise"
        one.log.append(Step(rule="casualties", words=words, claims=whole.claims, before=one.triple, after=(low, best, top)))
        one.triple = (low, best, top)


def _without_sides(whole: Settled, parts: list[Settled]) -> list[Settled]:
    """The parts without those that a side alone tells, where they cannot all be in the total: its word settles nothing."""
    told = sum(part.triple[0] or 0 for part in parts)
    others = [part for part in parts if not part.party]
    top = max((vote.high for vote in whole.votes if vote.high is not None and not vote.partisan), default=None)
    if top is None or top != whole.triple[2] or told <= top or len(others) == len(parts):
        return parts
    shown = " + ".join(f"{part.triple[0]} {part.of or part.group.kind}" for part in parts[:_TOLD] if part.triple[0])
    words = f"the parts with those that only a side tells ({shown}) come to {told}, over the total of {top}"
    words += ": the sources conflict, and what a side alone tells is left out of the rest"
    claims = tuple(dict.fromkeys(claim for part in parts if part.party for claim in part.claims))
    whole.log.append(Step(rule="parts against total", words=words, claims=claims, before=whole.triple, after=whole.triple))
    return others


def _rest(ones: Sequence[Settled], known: Collection[str]) -> list[Settled]:
    """What a total leaves beside parts that tell combatants from civilians: of unknown status, never one or the other."""
    whole = ones[0]
    parts = _disjoint([one for one in ones[1:] if one.around == ANYONE], known)
    if not whole.group.anyone or not any(part.status in _STATUSES or part.group.side for part in parts):
        return []
    low, best, high = whole.triple
    if low is None and high is None:
        return []
    parts = _without_sides(whole, parts)
    tops = [part.triple[2] for part in parts]
    most = sum(top for top in tops if top is not None) if None not in tops else None
    rest_low = max(0, (low or 0) - most) if most is not None else 0
    rest_high = max(rest_low, high - sum(part.triple[0] or 0 for part in parts)) if high is not None else None
    bests = [part.triple[1] for part in parts]
    rest_best = None
    if best is not None and None not in bests:
        rest_best = max(rest_low, best - sum(point for point in bests if point is not None))
        rest_best = rest_best if rest_high is None else min(rest_best, rest_high)
    if rest_high == 0 or (rest_high is None and not rest_low and not rest_best):
        return []
    words = "what the total leaves beside its parts: of unknown status"
    after = (rest_low, rest_best, rest_high)
    log = [Step(rule="parts against total", words=words, claims=whole.claims, after=after)]
    rest = Settled(
        Group("", "rest"), whole.outcome, "not told who", after, whole.party, around=ANYONE, claims=whole.claims, log=log
    )
    return [rest]
