"""Profiles side by side: the same claims, and what each would publish."""

from __future__ import annotations

from typing import Any

import pytest

from gawah.errors import BadInput
from gawah.weigh import Published, compare, profile, profile_names, weigh
from gawah.weigh.profiles import made
from tests.weigh.make import case

STRIKE: list[dict[str, Any]] = [
    {
        "by": "residents",
        "role": "witness",
        "agents": ["Coalition"],
        "tolls": ["killed 9 civilians|civilian", "wounded 3 people"],
    },
    {"by": "Coalition", "role": "party A", "agents": ["Coalition"], "tolls": ["killed 12 militants|combatant"]},
]


def published(rows: list[dict[str, Any]], event: str = "air_or_drone_strike") -> dict[str, Published]:
    one = case(rows, event=event)
    return {found.profile: found for found in compare(one.incident, one.claims, one.imprints)}


def words(found: Published) -> list[str]:
    return [shown.words for shown in found.figures]


def test_the_same_claims_five_ways() -> None:
    found = published(STRIKE)
    assert tuple(found) == profile_names() == ("gawah", "ucdp", "acled", "airwars", "casualty-standards")
    assert words(found["gawah"]) == [
        "people killed: 9 to 12, best 9",
        "civilians killed: 9",
        "militants killed: 12, best open",
        "people wounded: 3",
    ]
    assert words(found["ucdp"]) == ["people killed: 9 to 12, best 9", "civilians killed: 9", "militants killed: 12"]
    assert words(found["acled"]) == ["people killed: 9"]
    assert words(found["airwars"]) == ["civilians killed: 9", "people wounded: 3"]
    assert found["airwars"].grade == "Fair"
    assert any("taken for civilians" in note for note in found["airwars"].notes)


def test_airwars_leaves_combatants_out() -> None:
    rows = [{"by": "the UN", "role": "un", "tolls": ["killed 9 civilians|civilian", "killed 4 soldiers|combatant"]}]
    found = published(rows)["airwars"]
    assert words(found) == ["civilians killed: 9"]
    assert "soldiers killed: left out, combatants" in found.notes


def test_a_single_origin_is_flagged_or_kept_back() -> None:
    found = published([{"by": "residents", "role": "witness", "tolls": ["killed 4 people"]}])
    assert found["gawah"].published
    assert found["gawah"].notes == ("flagged: it rests on a single origin",)
    assert found["airwars"].grade == "Weak"
    assert not found["casualty-standards"].published
    assert found["casualty-standards"].notes == ("kept back as pending: no second primary source yet",)


def test_ucdp_asks_for_one_dead_by_some_account() -> None:
    found = published([{"by": "police", "tolls": ["wounded 4 people"]}])
    assert not found["ucdp"].published
    assert found["ucdp"].notes == ("not published: fewer than 1 dead by any account",)
    open_ended = published([{"by": "police", "tolls": ["killed ? people"]}])
    assert open_ended["ucdp"].published


def test_the_grade_of_contested_responsibility() -> None:
    rows = [
        {"by": "Army", "role": "party", "agents": ["NRF"], "tolls": ["killed 6 civilians|civilian"]},
        {"by": "NRF", "role": "party", "agents": ["Army"], "tolls": ["killed 6 civilians|civilian"]},
    ]
    assert published(rows, event="shelling_or_missile")["airwars"].grade == "Contested"


def test_profiles_are_tables_that_a_user_can_write() -> None:
    row = {key: getattr(profile("ucdp"), key) for key in profile("ucdp").__slots__ if key != "name"}
    mine = made("mine", {**row, "best": "greatest"})
    one = case([{"by": "a mayor", "tolls": ["killed 3 people"]}, {"by": "the hospital", "tolls": ["killed 9 people"]}])
    assert weigh(one.incident, one.claims, one.imprints, mine).tallies[0].best == 9
    with pytest.raises(BadInput, match="best is 'loudest'"):
        made("mine", {**row, "best": "loudest"})
    with pytest.raises(BadInput, match="missing or unknown: colour"):
        made("mine", {**row, "colour": "red"})
    with pytest.raises(BadInput, match="there are gawah, ucdp, acled"):
        profile("nobody")
    assert weigh(one.incident, one.claims, one.imprints, "acled").tallies[0].best == 3


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_says_what_it_follows(name: str) -> None:
    assert profile(name).title
    assert profile(name).source
