"""Weighing: an incident and its claims to what can be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gawah.model import Imprint, Incident, Judgement, Resolved, in_force
from gawah.weigh.checks import checked
from gawah.weigh.names import named_dead
from gawah.weigh.parents import held_against_parts
from gawah.weigh.profiles import Profile
from gawah.weigh.profiles import profile as named
from gawah.weigh.status import standing
from gawah.weigh.tolls import settled, tally, tally_id
from gawah.weigh.voices import aside, hear, settled_by_the_later


class Said(NamedTuple):
    """What reviewers said of claims: those set aside, and those on which a later judgement went against an earlier one."""

    aside: Mapping[str, str]
    settled: Mapping[str, str]


def _said(judgements: Iterable[Judgement]) -> Said:
    holding, overtaken = in_force(judgements)
    return Said(aside(holding), settled_by_the_later(holding, overtaken))


def weigh(
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    profile: Profile | str = "gawah",
    judgements: Iterable[Judgement] = (),
) -> Incident:
    """The incident with its tallies and standing. `claims` holds at least its members; what is missing there is passed over.

    The result hangs on nothing but what is handed in, and not on its order. Raises BadInput for a profile that is not there.
    """
    settings = named(profile) if isinstance(profile, str) else profile
    return _weigh(incident, claims, imprints, settings, _said(judgements))


def _weigh(
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    profile: Profile,
    said: Said,
) -> Incident:
    hearing = hear(incident, claims, imprints, said.aside)
    names = named_dead(hearing.voices)
    found = checked(settled(incident, hearing, profile), names, hearing.sides.state)
    ids = {(one.outcome, one.group): tally_id(incident.id, one) for one in found}
    tallies = [tally(incident.id, one, ids.get((one.outcome, one.around), "") if one.around else "") for one in found]
    stands = standing(incident.event, hearing, found, names)
    later = [said.settled[member.claim] for member in incident.members if member.claim in said.settled]
    stands = replace(stands, why=(*stands.why, *later)) if later else stands
    return replace(incident, tallies=tuple(tallies), standing=stands)


def weigh_all(
    incidents: Sequence[Incident],
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    profile: Profile | str = "gawah",
    judgements: Iterable[Judgement] = (),
) -> list[Incident]:
    """Many incidents, each weighed, and each summary held against the incidents that it sums up."""
    return list(weigh_again(None, incidents, claims, imprints, profile=profile, judgements=judgements).incidents)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Incidents as `weigh_all` gives them, with what it takes to weigh again only those that change."""

    incidents: tuple[Incident, ...]
    given: Mapping[str, Incident]
    """Each incident as it was handed in, by its id."""
    alone: Mapping[str, Incident]
    """Each as it was weighed, before summaries were held against their parts."""
    claims: Mapping[str, Resolved]
    imprints: Mapping[str, Imprint]
    said: Said
    profile: Profile


def weigh_again(
    previous: Weighed | None,
    incidents: Sequence[Incident],
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    *,
    profile: Profile | str = "gawah",
    judgements: Iterable[Judgement] = (),
) -> Weighed:
    """As `weigh_all`, but what was weighed before and has not changed since is taken from there.

    An incident is weighed anew where its record, one of its claims or documents, or what a reviewer set aside is another.
    """
    settings = named(profile) if isinstance(profile, str) else profile
    said = _said(judgements)
    held = previous if previous is not None and previous.profile == settings else None
    alone = [
        held.alone[one.id]
        if held and _unchanged(held, one, claims, imprints, said)
        else _weigh(one, claims, imprints, settings, said)
        for one in incidents
    ]
    return Weighed(
        tuple(held_against_parts(alone)),
        {one.id: one for one in incidents},
        {one.id: one for one in alone},
        claims,
        imprints,
        said,
        settings,
    )


def _unchanged(
    held: Weighed,
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    said: Said,
) -> bool:
    return _same(held.given.get(incident.id), incident) and all(
        _same(held.claims.get(member.claim), item := claims.get(member.claim))
        and all(old.get(member.claim) == new.get(member.claim) for old, new in zip(held.said, said, strict=True))
        and (item is None or _same(held.imprints.get(item.claim.document), imprints.get(item.claim.document)))
        for member in incident.members
    )


def _same(one: object, other: object) -> bool:
    return one is other or one == other
