"""Weighing: an incident and its claims to what can be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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
    settings = named(profile) if isinstance(profile, str) else profile
    set_aside = aside(in_force(judgements)[0])
    return held_against_parts([_weigh(incident, claims, imprints, settings, set_aside) for incident in incidents])
