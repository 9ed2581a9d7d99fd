"""Sums of tolls over incidents in which nothing is counted twice.

An incident counts with the tallies that are not part of another. A summary counts only with what its incidents do not explain:
its unallocated rest. Casualties that are not told apart count only beyond the dead and wounded of the same incident.
Source of the rules: docs/method.md, "Totals"; UCDP and Iraq Body Count on summaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gawah.model import Incident, Outcome, Tally
from gawah.weigh.tally import ordered
from gawah.weigh.votes import Triple

ZERO: Triple = (0, 0, 0)


def triple(tally: Tally) -> Triple:
    """Low, best and high of a tally."""
    return tally.low, tally.best, tally.high


def plus(one: Triple, other: Triple) -> Triple:
    """The sum. An open low counts as 0, an open best as its low (callers say how many), an open high leaves the sum open."""
    low = (one[0] or 0) + (other[0] or 0)
    best = _best(one) + _best(other)
    high = None if one[2] is None or other[2] is None else one[2] + other[2]
    return ordered(low, best, high)


def _best(one: Triple) -> int:
    return one[1] if one[1] is not None else (one[0] or 0)


def less(whole: Triple, parts: Triple) -> Triple:
    """What parts leave of a whole, never below 0; best is left open where the whole leaves it open."""
    low = max(0, (whole[0] or 0) - parts[2]) if parts[2] is not None else 0
    high = None if whole[2] is None else max(low, whole[2] - (parts[0] or 0))
    best = None
    if whole[1] is not None:
        best = max(low, whole[1] - _best(parts))
        best = best if high is None else min(best, high)
    return low, best, high


def own(incident: Incident, outcome: Outcome) -> Triple | None:
    """What an incident itself says of an outcome: the sum of its tallies that are part of no other; None if it says nothing."""
    found: Triple | None = None
    for tally in incident.tallies:
        if tally.outcome is outcome and not tally.part_of:
            found = triple(tally) if found is None else plus(found, triple(tally))
    if found is not None and outcome is Outcome.CASUALTIES:
        return _not_told_apart(incident, found)
    return found


def _not_told_apart(incident: Incident, casualties: Triple) -> Triple:
    apart = [own(incident, outcome) for outcome in (Outcome.KILLED, Outcome.WOUNDED)]
    told = [one for one in apart if one is not None]
    if not told:
        return casualties
    both = ZERO
    for one in told:
        both = plus(both, one)
    return less(casualties, both)


@dataclass(frozen=True, slots=True)
class Tree:
    """Incidents with the summaries above them; a circle of parents is cut where the ids begin."""

    incidents: Mapping[str, Incident]
    children: Mapping[str, tuple[str, ...]]


def tree(incidents: Iterable[Incident]) -> Tree:
    """The summaries and what hangs on them. A parent that is not among the incidents, or is its own descendant, is none."""
    known = {incident.id: incident for incident in incidents}
    children: dict[str, list[str]] = {}
    for key in sorted(known):
        parent = known[key].parent
        if parent in known and not _circular(key, known):
            children.setdefault(parent, []).append(key)
    return Tree(known, {parent: tuple(found) for parent, found in children.items()})


def _circular(key: str, known: Mapping[str, Incident]) -> bool:
    """Whether following parents from here comes back here with no smaller id on the way."""
    seen, at = {key}, known[key].parent
    while at in known and at not in seen:
        seen.add(at)
        at = known[at].parent
    return at == key and key == min(seen)


def group(tally: Tally) -> str:
    """The group that a tally counts, as its id tells it: empty for people of whom nothing is said."""
    return tally.id.partition(f":{tally.outcome.value}:")[2]


def told_of(incident: Incident, outcome: Outcome, which: str) -> Triple | None:
    """What an incident says of one group of people; of all, for the empty group."""
    if not which:
        return own(incident, outcome)
    return next((triple(tally) for tally in incident.tallies if tally.outcome is outcome and group(tally) == which), None)


@dataclass(frozen=True, slots=True)
class Laid:
    """Summaries laid over their incidents for one outcome.

    `adds` is what each incident adds to a sum over all of them: for a summary, only what its incidents leave unallocated.
    `explained` is what the incidents below a summary come to, by its id and the group counted.
    """

    adds: Mapping[str, Triple]
    explained: Mapping[tuple[str, str], Triple]


def laid(held: Tree, outcome: Outcome) -> Laid:
    """Lay the summaries over their incidents, the narrowest first."""
    order = _bottom_up(held)
    adds = {key: told for key in order if key not in held.children and (told := own(held.incidents[key], outcome)) is not None}
    explained: dict[tuple[str, str], Triple] = {}
    tops = {key: _tops(held.incidents[key], outcome) for key in held.children}
    groups = {"", *(group(tally) for found in tops.values() for tally in found)}
    for which in sorted(groups) if outcome is not Outcome.CASUALTIES else [""]:
        covered: dict[str, Triple | None] = {}
        for key in order:
            if key not in held.children:
                covered[key] = told_of(held.incidents[key], outcome, which)
                continue
            parts = [part for child in held.children[key] if (part := covered[child]) is not None]
            sum_ = explained[key, which] = total(parts)
            whole = [tally for tally in tops[key] if group(tally) == which or outcome is Outcome.CASUALTIES]
            if whole:
                rest = less(told_of(held.incidents[key], outcome, which) or triple(whole[0]), sum_)
                adds[key] = plus(adds[key], rest) if key in adds else rest
                sum_ = plus(sum_, rest)
            covered[key] = sum_ if parts or whole else None
    return Laid(adds, explained)


def _tops(incident: Incident, outcome: Outcome) -> list[Tally]:
    """The tallies of a summary that its incidents are held against: the whole where one is told, else each group."""
    tops = [tally for tally in incident.tallies if tally.outcome is outcome and not tally.part_of]
    whole = [tally for tally in tops if not group(tally)]
    return whole or tops


def total(parts: Sequence[Triple]) -> Triple:
    """The sum of several."""
    sum_ = ZERO
    for part in parts:
        sum_ = plus(sum_, part)
    return sum_


def _bottom_up(held: Tree) -> list[str]:
    order: list[str] = []
    roots = set(held.incidents) - {child for children in held.children.values() for child in children}
    waiting = sorted(roots, reverse=True)
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(held.children.get(key, ()))
    return order[::-1]
