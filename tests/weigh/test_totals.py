"""Totals: nothing counted twice, ends in order, and the incidents and tallies behind each figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.errors import BadInput
from gawah.model import Incident, Outcome, Place, Precision, When
from gawah.weigh import Total, totals, weigh_all
from tests.weigh.make import case
from tests.weigh.test_properties import CASES, EXAMPLES

HILL = Place(id="hill", name="Hill", precision=Precision.PROVINCE, containers=("land",), container_names=("Land",))
COAST = Place(id="coast", name="Coast", precision=Precision.PROVINCE, containers=("land",), container_names=("Land",))
VILLAGE = Place(
    id="v",
    name="Sang",
    precision=Precision.VILLAGE,
    containers=("d", "hill", "land"),
    container_names=("Upper", "Hill", "Land"),
)
LAND = Place(id="land", name="Land", precision=Precision.COUNTRY)
MARCH = When(first=date(2024, 3, 1), last=date(2024, 3, 1))


def incidents(*many: list[dict[str, Any]], **fields: Any) -> list[Incident]:
    """Weighed incidents i1, i2 ... of claim rows; `fields` hold per-incident lists of values."""
    made, claims, imprints = [], {}, {}
    for at, rows in enumerate(many):
        named = [{**row, "id": f"{at}-{n}", "doc": f"{at}-{row.get('doc', n)}"} for n, row in enumerate(rows)]
        one = case(named, name=f"i{at + 1}", event="armed_clash")
        made.append(replace(one.incident, **{key: values[at] for key, values in fields.items()}))
        claims |= one.claims
        imprints |= one.imprints
    return weigh_all(made, claims, imprints)


def rows(*kills: str) -> list[list[dict[str, Any]]]:
    return [[{"by": f"mayor of {at}", "tolls": [f"killed {kill}"]}] for at, kill in enumerate(kills)]


def ends(found: tuple[Total, ...]) -> list[tuple[Any, ...]]:
    return [(one.place or one.period or one.side or one.status, one.low, one.best, one.high) for one in found]


def test_a_sum_names_the_incidents_and_tallies_behind_it() -> None:
    (row,) = totals(incidents(*rows("3 people", "4.. people")), outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (7, 7, None)
    assert row.incidents == ("i1", "i2")
    assert row.tallies == ("i1:killed", "i2:killed")


def test_a_summary_adds_only_what_its_incidents_do_not_explain() -> None:
    made = incidents(*rows("60 people", "30 people", "15 people"), parent=["", "i1", "i1"], summary=[True, False, False])
    (row,) = totals(made, outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (60, 60, 60)
    assert row.unallocated == (15, 15, 15)


def test_a_summary_smaller_than_its_incidents_adds_nothing() -> None:
    made = incidents(*rows("20 people", "30 people"), parent=["", "i1"], summary=[True, False])
    (row,) = totals(made, outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (30, 30, 30)


def test_summaries_of_summaries() -> None:
    made = incidents(
        *rows("100 people", "60 people", "30 people", "25 people"),
        parent=["", "i1", "i2", "i1"],
        summary=[True, True, False, False],
    )
    (row,) = totals(made, outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (100, 100, 100)
    assert row.unallocated == (45, 45, 45), "30 of the inner summary and 15 of the outer"


def test_a_summary_of_one_side_is_held_against_that_side() -> None:
    told = [{"by": "the mayor", "agents": ["NRF"], "targets": ["Taliban"], "scope": "several", "tolls": ["killed 50 Taliban"]}]
    part = [
        {"by": "the mayor", "agents": ["NRF"], "targets": ["Taliban"], "tolls": ["killed 20 Taliban", "killed 9 NRF fighters"]}
    ]
    made = incidents(told, part, parent=["", "i1"], summary=[True, False])
    (row,) = totals(made, outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (59, 59, 59)
    assert any(tally.id.endswith(":unallocated") and tally.best == 30 for tally in made[0].tallies)


def test_a_circle_of_parents_is_cut_and_nothing_is_lost() -> None:
    made = incidents(*rows("6 people", "5 people"), parent=["i2", "i1"], summary=[True, True])
    (row,) = totals(made, outcomes=[Outcome.KILLED])
    assert row.best in {5, 6}
    deep = incidents(*rows(*["1 person"] * 3000), parent=["", *(f"i{n}" for n in range(1, 3000))])
    assert totals(deep, outcomes=[Outcome.KILLED])[0].low == 1


def test_parts_are_not_added_to_their_whole() -> None:
    told = [
        {
            "by": "the UN",
            "role": "un",
            "tolls": ["killed 20 people", "killed part 7 civilians|civilian", "killed part 5 soldiers|combatant"],
        }
    ]
    made = incidents(told)
    assert ends(totals(made)) == [("", 20, 20, 20)]
    assert ends(totals(made, by=["status"])) == [("civilian", 7, 7, 7), ("combatant", 5, 5, 5), ("unknown", 8, 8, 8)]


def test_one_people_under_two_words_is_not_split_into_two() -> None:
    told = [
        {"by": "Army", "role": "party A", "agents": ["Army"], "tolls": ["killed 12 militants|combatant"]},
        {"by": "the UN", "role": "un", "agents": ["Army"], "tolls": ["killed 9 civilians|civilian"]},
    ]
    made = incidents(told)
    assert ends(totals(made)) == [("", 9, 9, 12)]
    assert ends(totals(made, by=["status"])) == [("civilian", 9, 9, 9), ("unknown", 0, 0, 3)]


def test_by_side() -> None:
    told = [
        {
            "by": "the UN",
            "role": "un",
            "agents": ["NRF"],
            "targets": ["Taliban"],
            "tolls": ["killed 4 Taliban", "killed 2 NRF fighters"],
        }
    ]
    assert ends(totals(incidents(told), by=["side"])) == [("actor:nrf", 2, 2, 2), ("actor:taliban", 4, 4, 4)]


def test_by_place_and_period() -> None:
    made = incidents(
        *rows("1 person", "2 people", "4 people", "8 people"),
        where=[HILL, VILLAGE, COAST, LAND],
        when=[MARCH, MARCH, When(), When(first=date(2024, 3, 30), last=date(2024, 4, 2))],
    )
    assert ends(totals(made, by=["place"])) == [("", 8, 8, 8), ("coast", 4, 4, 4), ("hill", 3, 3, 3)]
    assert ends(totals(made, by=["place"], level=Precision.COUNTRY)) == [("land", 15, 15, 15)]
    assert ends(totals(made, by=["place"], level=Precision.DISTRICT)) == [("", 13, 13, 13), ("d", 2, 2, 2)]
    assert ends(totals(made, by=["period"])) == [("", 12, 12, 12), ("2024-03", 3, 3, 3)]
    assert ends(totals(made, by=["period"], period="year")) == [("", 4, 4, 4), ("2024", 11, 11, 11)]
    assert totals(made, by=["place"], level=Precision.COUNTRY)[0].place_name == "Land"


def test_casualties_count_beyond_the_dead_and_wounded() -> None:
    told = [{"by": "police", "tolls": ["casualties 10 people", "killed part 4 people"]}]
    assert [(one.outcome.value, one.best) for one in totals(incidents(told))] == [("casualties", 6), ("killed", 4)]


def test_what_only_sides_tell_is_shown_apart() -> None:
    told = [{"by": "NRF", "role": "party A", "agents": ["NRF"], "targets": ["Taliban"], "tolls": ["killed 23.. Taliban"]}]
    (row,) = totals(incidents(told, *rows("2 people")), outcomes=[Outcome.KILLED])
    assert (row.low, row.best, row.high) == (25, 25, None)
    assert row.party[0] == 23
    assert row.open_best == 1


def test_a_level_that_is_no_area_is_refused() -> None:
    with pytest.raises(BadInput, match="country, province or district"):
        totals([], level=Precision.VILLAGE)
    with pytest.raises(BadInput, match="place, period"):
        totals([], by=["colour"])  # type: ignore[list-item]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(CASES, min_size=1, max_size=4), st.data())
def test_totals_are_additive_and_in_order(many: list[list[dict[str, Any]]], data: Any) -> None:
    places = [data.draw(st.sampled_from([HILL, COAST, VILLAGE, LAND, None])) for _ in many]
    parents = [data.draw(st.sampled_from(["", *(f"i{n + 1}" for n in range(len(many)))])) for _ in many]
    made = incidents(*many, where=places, parent=parents)
    whole = {row.outcome: row for row in totals(made)}
    for split in (["place"], ["period"], ["side"], ["status"], ["place", "side", "status"]):
        parts = totals(made, by=split)  # type: ignore[arg-type]
        for row in (*parts, *whole.values()):
            assert row.low <= row.best
            assert row.high is None or row.best <= row.high
            assert set(row.incidents) <= {incident.id for incident in made}
        if split in (["place"], ["period"]):
            for outcome, row in whole.items():
                mine = [part for part in parts if part.outcome is outcome]
                assert sum(part.low for part in mine) == row.low
                assert sum(part.best for part in mine) == row.best
        for outcome, row in whole.items():
            least = sum(part.low for part in parts if part.outcome is outcome)
            assert row.high is None or least <= row.high, f"{split}: people stand in two rows"
    alone = [totals([replace(incident, parent="")]) for incident in made]
    for outcome, row in whole.items():
        assert row.best <= sum(one.best for found in alone for one in found if one.outcome is outcome)
