"""Incident ids that survive new claims: an incident keeps the id under which its claims were known before.

A new incident is named after its earliest claim. Of known incidents that turn out to be one, the one that brings most claims
keeps its id; the others' ids become tombstones that lead to it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gawah.model import Incident


@dataclass(frozen=True, slots=True)
class Name:
    """The id of an incident, and the ids that now lead to it."""

    id: str
    merged: tuple[str, ...] = ()


def incident_id(claim: str) -> str:
    """The id of an incident whose earliest claim is `claim`: 12 hex digits."""
    return hashlib.sha256(f"incident|{claim}".encode()).hexdigest()[:12]


def named(groups: Sequence[Sequence[str]], known: Sequence[Incident], others: Iterable[str] = ()) -> list[Name]:
    """A name for each group of claim ids (earliest first); `others` are ids that are taken besides those of `known`."""
    former = {member.claim: incident.id for incident in known for member in incident.members}
    shares = [Counter(former[claim] for claim in group if claim in former) for group in groups]
    kept = _keep(shares)
    taken = set(others) | {incident.id for incident in known} | {old for incident in known for old in incident.merged}
    home = _homes(shares)
    graves: dict[int, set[str]] = {}
    for incident in known:
        if incident.id in home:
            at = home[incident.id]
            graves.setdefault(at, set()).update({incident.id, *incident.merged})
    names = []
    for at, group in enumerate(groups):
        name = kept.get(at) or _fresh(group, taken)
        taken.add(name)
        names.append(Name(name, tuple(sorted(graves.get(at, set()) - {name} - set(kept.values())))))
    return names


def _homes(shares: Sequence[Counter[str]]) -> dict[str, int]:
    """The group in which most claims of each known incident now lie; a tie goes to the earlier group."""
    best: dict[str, tuple[int, int]] = {}
    for at, share in enumerate(shares):
        for old, count in share.items():
            best[old] = max(best.get(old, (0, 0)), (count, -at))
    return {old: -at for old, (_, at) in best.items()}


def _keep(shares: Sequence[Counter[str]]) -> dict[int, str]:
    """Which group keeps which known id: the biggest shares first, each id and each group once."""
    wanted = sorted((-count, old, at) for at, share in enumerate(shares) for old, count in share.items())
    kept: dict[int, str] = {}
    used: set[str] = set()
    for _, old, at in wanted:
        if at not in kept and old not in used:
            kept[at] = old
            used.add(old)
    return kept


def _fresh(group: Sequence[str], taken: set[str]) -> str:
    """An id from the earliest claim whose id is free."""
    free = (name for claim in group if (name := incident_id(claim)) not in taken)
    return next(free, "") or incident_id("|".join((*group, *sorted(taken))))
