"""Summaries held against the incidents that they sum up: an upper check, and what is left over.

"60 killed in the province this week" is never added to the week's incidents. Where they explain 45 of the 60, 15 are shown as
unallocated; where they come to more than 60, the sources conflict and both figures stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gawah.model import Incident, Outcome, Step, Tally
from gawah.weigh.sums import ZERO, Laid, Tree, group, laid, less, told_of, tree, triple
from gawah.weigh.votes import Triple


def held_against_parts(incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents, the summaries among them with a step for each toll and a tally for what is unallocated."""
    whole = tree(incidents)
    if not whole.children:
        return list(incidents)
    near = {*whole.children, *(child for below in whole.children.values() for child in below)}
    held = Tree({key: whole.incidents[key] for key in sorted(near)}, whole.children)
    outcomes = {tally.outcome for key in held.children for tally in held.incidents[key].tallies}
    over = {outcome: laid(held, outcome) for outcome in outcomes}
    return [_checked(incident, held, over) if incident.id in held.children else incident for incident in incidents]


def _checked(parent: Incident, held: Tree, over: Mapping[Outcome, Laid]) -> Incident:
    tallies: list[Tally] = []
    for tally in parent.tallies:
        which = group(tally)
        told = told_of(parent, tally.outcome, which)
        parts = over[tally.outcome].explained.get((parent.id, which))
        if tally.part_of or told is None or parts is None:
            tallies.append(tally)
        else:
            tallies += _against(tally, told, parts, held.children[parent.id])
    return replace(parent, tallies=tuple(tallies))


def _against(tally: Tally, told: Triple, parts: Triple, below: Sequence[str]) -> list[Tally]:
    if told[0] is None and told[2] is None:
        return [tally]  # a summary without a number leaves nothing to allocate
    one = len(below) == 1
    count, explain, come = ("incident", "explains", "comes") if one else (f"{len(below)} incidents", "explain", "come")
    shown = _range(parts)
    if told[2] is not None and (parts[0] or 0) > told[2]:
        words = f"its {count} {come} to {shown}, more than the {_range(told)} of the summary"
        words += ": the sources conflict, both figures stay"
        step = Step(rule="summary", words=words, before=triple(tally), after=triple(tally))
        return [replace(tally, steps=(*tally.steps, step))]
    rest = less(told, parts)
    words = f"its {count} {explain} {shown} of {_range(told)}; {_range(rest)} stay unallocated and nothing is added twice"
    step = Step(rule="unallocated", words=words, before=triple(tally), after=rest)
    upper = replace(tally, steps=(*tally.steps, step))
    if rest[2] == 0 or parts == ZERO:
        return [upper]
    left = Tally(
        id=f"{tally.id}:unallocated",
        outcome=tally.outcome,
        of="not allocated to an incident",
        low=rest[0],
        best=rest[1],
        high=rest[2],
        party=tally.party,
        part_of=tally.id,
        claims=tally.claims,
        steps=(step,),
    )
    return [upper, left]


def _range(ends: Triple) -> str:
    low, _, high = ends
    if low == high:
        return "an open number" if low is None else str(low)
    return f"{low or 0} or more" if high is None else f"{low or 0} to {high}"
