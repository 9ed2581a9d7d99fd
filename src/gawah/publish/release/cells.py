"""The check of small cells: where few people share an area and a time, a row about them tells who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum

from gawah.model import Account, Incident, Precision, When
from gawah.publish.release.coarse import Areas, coarse_place, coarse_when, coarser
from gawah.publish.release.profile import Cells, Profile


class Asked(Enum):
    """How coarsely an incident goes out: as the profile says, by country and year, or not at all."""

    AS_TOLD = (Precision.SITE, "day")
    COARSE = (Precision.COUNTRY, "year")
    WITHHOLD = (Precision.UNKNOWN, "year")

    @property
    def place(self) -> Precision:
        """The finest area."""
        return self.value[0]

    @property
    def days(self) -> str:
        """The finest stretch of days."""
        return self.value[1]


def asked_of(account: Account, profile: Profile, areas: Areas) -> Mapping[str, Asked]:
    """How coarsely each incident must go out, by id."""
    asked = dict.fromkeys((one.id for one in account.incidents), Asked.AS_TOLD)
    if not profile.cells.smallest:
        return asked
    waiting = [one for one in account.incidents if sensitive(one, profile.cells)]
    for step in (Asked.AS_TOLD, Asked.COARSE):
        waiting = _in_small_cells(waiting, profile, areas, step)
        asked |= dict.fromkeys((one.id for one in waiting), Asked.COARSE if step is Asked.AS_TOLD else Asked.WITHHOLD)
    return asked


def sensitive(incident: Incident, cells: Cells) -> bool:
    """Whether an incident is of a kind whose victims can be in danger for it."""
    return incident.event in cells.events or any(
        tally.outcome in cells.outcomes or tally.status in cells.statuses for tally in incident.tallies
    )


def people(incident: Incident) -> int:
    """How many people an incident is known to have struck; at least one."""
    return max((tally.low or tally.best or 1 for tally in incident.tallies), default=1)


def _in_small_cells(incidents: Iterable[Incident], profile: Profile, areas: Areas, step: Asked) -> list[Incident]:
    """Those that share their cell with too few people; summaries count only for themselves."""
    cells: dict[tuple[str, str, When], list[Incident]] = defaultdict(list)
    for one in incidents:
        where = coarse_place(one.where, max(profile.place, step.place), areas)
        when = coarse_when(one.when, coarser(profile.days, step.days))
        cells[one.event.value, where.id if where else "", when].append(one)
    small = []
    for alike in cells.values():
        counted = [one for one in alike if not one.summary] or alike
        if sum(map(people, counted)) < profile.cells.smallest:
            small += alike
    return small
