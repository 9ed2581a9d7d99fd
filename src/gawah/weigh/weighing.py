"""Weighing: an incident and its claims to what can be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gawah.model import Imprint, Incident, Judgement, Resolved, in_force
from gawah.weigh.checks import checked
from gawah.weigh.names import named_dead
from gawah.weigh.parents import held_against_parts
from gawah.weigh.profiles import Profile
from gawah.weigh.profiles import profile as named
from gawah.weigh.status import standing
from gawah.weigh.tolls import settled, tally, tally_id
from gawah.weigh.voices import aside, hear


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
    return _weigh(incident, claims, imprints, settings, aside(in_force(judgements)[0]) if judgements else {})


def _weigh(
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    profile: Profile,
    set_aside: Mapping[str, str],
) -> Incident:
    hearing = hear(incident, claims, imprints, set_aside)
    names = named_dead(hearing.voices)
    found = checked(settled(incident, hearing, profile), names, hearing.sides.state)
    ids = {(one.outcome, one.group): tally_id(incident.id, one) for one in found}
    tallies = [tally(incident.id, one, ids.get((one.outcome, one.around), "") if one.around else "") for one in found]
    return replace(incident, tallies=tuple(tallies), standing=standing(incident.event, hearing, found, names))


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
    aside: Mapping[str, str]
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
    set_aside = aside(in_force(judgements)[0])
    held = previous if previous is not None and previous.profile == settings else None
    alone = [
        held.alone[one.id]
        if held and _unchanged(held, one, claims, imprints, set_aside)
        else _weigh(one, claims, imprints, settings, set_aside)
        for one in incidents
    ]
    return Weighed(
        tuple(held_against_parts(alone)),
        {one.id: one for one in incidents},
        {one.id: one for one in alone},
        claims,
        imprints,
        set_aside,
        settings,
    )


def _unchanged(
    held: Weighed,
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    set_aside: Mapping[str, str],
) -> bool:
    return _same(held.given.get(incident.id), incident) and all(
        _same(held.claims.get(member.claim), item := claims.get(member.claim))
        and held.aside.get(member.claim) == set_aside.get(member.claim)
        and (item is None or _same(held.imprints.get(item.claim.document), imprints.get(item.claim.document)))
        for member in incident.members
    )


def _same(one: object, other: object) -> bool:
    return one is other or one == other
