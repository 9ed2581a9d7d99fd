"""Incidents in the columns of ACLED (31) and of UCDP GED (49), for those whose programs read these. Neither is their data.

What their codes cannot say exactly is left empty: ids of theirs, days that are open, deaths without a best figure. Incidents
that sum up others are left out, so that a sum over the rows counts nobody twice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from gawah.data import table
from gawah.model import Account, ActorKind, Incident, Outcome, Place, Precision, Resolved, Tally, When
from gawah.publish.release.actors import involved
from gawah.publish.release.cleared import Cleared
from gawah.publish.release.coarse import area_name
from gawah.publish.release.columns import Row
from gawah.publish.release.rows import LISTED
from gawah.publish.tables import safe_cell
from gawah.publish.words import claim_sentence

OURS = "gawah_incident"
"""The one column beside theirs: the id of the incident, which leads back to its claims."""
ACLED: tuple[str, ...] = (
    *"event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1".split(),
    *"actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location".split(),
    *"latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split(),
)
UCDP: tuple[str, ...] = (
    *"id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name".split(),
    *"dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b".split(),
    *"number_of_sources source_article source_office source_date source_headline source_original where_prec".split(),
    *"where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id".split(),
    *"region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown".split(),
    *"best high low gwnoa gwnob".split(),
)
_GEO = {Precision.SITE: 1, Precision.VILLAGE: 1, Precision.DISTRICT: 2, Precision.PROVINCE: 3}
_WHERE = {Precision.SITE: 1, Precision.VILLAGE: 1, Precision.DISTRICT: 3, Precision.PROVINCE: 4, Precision.COUNTRY: 6}
_INTER = {
    ActorKind.STATE_FORCE: 1,
    ActorKind.POLICE: 1,
    ActorKind.GOVERNMENT: 1,
    ActorKind.REBEL_GROUP: 2,
    ActorKind.MILITIA: 3,
    ActorKind.IDENTITY_MILITIA: 4,
    ActorKind.RIOTERS: 5,
    ActorKind.PROTESTERS: 6,
    ActorKind.CIVILIANS: 7,
    ActorKind.EXTERNAL_FORCE: 8,
}
_CIVIL = {"civilian", "child", "woman"}
_STATE = {ActorKind.STATE_FORCE, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.EXTERNAL_FORCE}


def write_codes(path: Path, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Rows in the columns of another data set, ours last; cells that no spreadsheet takes for formulas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*columns, OURS])
        writer.writerows([safe_cell(row.get(name)) for name in (*columns, OURS)] for row in rows)


def coded(cleared: Cleared) -> Iterator[Incident]:
    """The incidents that stand for themselves: all but those that sum up others."""
    parents = {one.parent for one in cleared.account.incidents if one.parent}
    return (one for one in cleared.account.incidents if one.id not in parents)


def acled_rows(cleared: Cleared) -> Iterator[Row]:
    """Incidents in ACLED's columns. Fatalities only where one best figure can be given."""
    for one in coded(cleared):
        claims, kinds = cleared.account.claims_of(one), _kinds(cleared.account, one)
        main, sub = table("events/types")[one.event.value]["acled"]
        days = one.when.days
        killed = _sum([tally.best for tally in _dead(one)])
        yield {
            OURS: one.id,
            "event_date": _acled_day(one.when),
            "year": _year(one.when),
            "time_precision": _at_most(days, ((1, 1), (7, 2), (31, 3))),
            "event_type": main,
            "sub_event_type": sub,
            "actor1": one.agents[0] if one.agents else "",
            "assoc_actor_1": LISTED.join(one.agents[1:]),
            "inter1": _INTER.get(kinds.get(one.agents[0], ActorKind.UNKNOWN), "") if one.agents else "",
            "actor2": one.targets[0] if one.targets else "",
            "assoc_actor_2": LISTED.join(one.targets[1:]),
            "inter2": _INTER.get(kinds.get(one.targets[0], ActorKind.UNKNOWN), "") if one.targets else "",
            **_where(one.where),
            "location": one.where.name if one.where else "",
            "geo_precision": _GEO.get(one.where.precision, "") if one.where else "",
            "source": LISTED.join(_publishers(cleared, one)),
            "notes": " ".join(claim_sentence(told, cleared.publishers.get(told.claim.id, "")) for told in claims),
            "fatalities": killed,
        }


def ucdp_rows(cleared: Cleared) -> Iterator[Row]:
    """Incidents with dead, in the columns of UCDP GED; an open bound stays empty."""
    for one in coded(cleared):
        dead = _dead(one)
        if not dead:
            continue
        days, publishers = one.when.days, _publishers(cleared, one)
        yield {
            OURS: one.id,
            "year": _year(one.when),
            "type_of_violence": _violence(cleared.account, one),
            "side_a": one.agents[0] if one.agents else "",
            "side_b": one.targets[0] if one.targets else "",
            "number_of_sources": len(publishers) or "",
            "source_office": LISTED.join(publishers),
            "where_prec": _where_prec(one.where),
            "where_coordinates": one.where.name if one.where else "",
            "where_description": one.place_words,
            **{{"admin1": "adm_1", "admin2": "adm_2"}.get(name, name): cell for name, cell in _where(one.where).items()},
            "event_clarity": 2 if one.summary else 1,
            "date_prec": _at_most(days, ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))),
            "date_start": str(one.when.first or ""),
            "date_end": str(one.when.last or ""),
            **_deaths(cleared.account, one, dead),
        }


def _dead(one: Incident) -> list[Tally]:
    return [tally for tally in one.tallies if tally.outcome is Outcome.KILLED and not tally.part_of]


def _sum(parts: Sequence[int | None]) -> int | str:
    """The sum; empty where there is nothing to add, or one of them is open."""
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else ""


def _deaths(account: Account, one: Incident, dead: list[Tally]) -> Row:
    """The dead by side; whose side is not known are unknown."""
    party = {r.chosen.id: r.chosen.party for told in account.claims_of(one) for r in involved(told) if r.chosen}
    shares: dict[str, list[int | None]] = {"A": [], "B": [], "civil": [], "unknown": []}
    for tally in dead:
        side = party.get(tally.side, "")
        shares["civil" if tally.status in _CIVIL else side if side in {"A", "B"} else "unknown"].append(tally.best)
    whole = all(tally.best is not None for tally in dead)
    split = {name: _sum(parts) if parts else (0 if whole else "") for name, parts in shares.items()}
    return {
        "deaths_a": split["A"],
        "deaths_b": split["B"],
        "deaths_civilians": split["civil"],
        "deaths_unknown": split["unknown"],
        "best": _sum([tally.best for tally in dead]),
        "high": _sum([tally.high for tally in dead]),
        "low": _sum([tally.low for tally in dead]),
    }


def _kinds(account: Account, one: Incident) -> dict[str, ActorKind]:
    claims: tuple[Resolved, ...] = account.claims_of(one)
    return {r.chosen.name: r.chosen.kind for told in claims for r in involved(told) if r.chosen}


def _violence(account: Account, one: Incident) -> int | str:
    """Type of violence: 3 one-sided; 1 where a state fights, 2 where none does; empty where the sides are not known."""
    code = str(table("events/types")[one.event.value]["ucdp"])
    if code == "3":
        return 3
    kinds = [kind for kind in _kinds(account, one).values() if kind is not ActorKind.UNKNOWN]
    if code != "1/2" or not one.agents or not one.targets or len(kinds) < 2:
        return ""
    return 1 if _STATE & set(kinds) else 2


def _where(where: Place | None) -> Row:
    if where is None:
        return {}
    return {
        "country": area_name(where, Precision.COUNTRY),
        "admin1": area_name(where, Precision.PROVINCE),
        "admin2": area_name(where, Precision.DISTRICT),
        "latitude": where.lat,
        "longitude": where.lon,
    }


def _acled_day(when: When) -> str:
    """The day, the first day of a week, the middle of a month: what their time precisions 1, 2 and 3 stand for; else empty."""
    if when.first is None or when.days is None or when.days > 31:
        return ""
    day = when.first if when.days <= 7 else when.first + timedelta(days=when.days // 2)
    return f"{day:%d %B %Y}"


def _where_prec(where: Place | None) -> int | str:
    if where is None:
        return ""
    code = _WHERE.get(where.precision, "")
    return 2 if code == 1 and 1000 < where.radius_m <= 25_000 and where.precision is Precision.SITE else code


def _publishers(cleared: Cleared, one: Incident) -> list[str]:
    told = (cleared.publishers.get(member.claim, "") for member in one.members)
    return sorted(set(filter(None, told)))


def _year(when: When) -> int | str:
    first, last = when.first, when.last
    return first.year if first and last and first.year == last.year else ""


def _at_most(days: int | None, steps: Sequence[tuple[int, int]]) -> int | str:
    """The code of the first step that so many days fit in; empty where they fit in none, or an end is open."""
    return next((code for most, code in steps if days is not None and days <= most), "")
