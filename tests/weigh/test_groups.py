"""Groups: which tolls count the same people, and which side a speaker speaks for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.model import EventType, Imprint
from gawah.weigh.groups import Group, group_of
from gawah.weigh.nouns import describes_one, is_name, kind_of, shown
from gawah.weigh.sides import sides, speaker_side
from tests.weigh.make import claim, toll

CLASH: dict[str, Any] = {"agents": ["NRF"], "targets": ["Taliban fighters"]}


@pytest.mark.parametrize(
    ("of", "one", "kind"),
    [
        ("", False, "anyone"),
        ("people", False, "anyone"),
        ("others", False, "anyone"),
        ("man", True, "anyone"),
        ("23-year-old man", True, "anyone"),
        ("Karim Azizi", True, "anyone"),
        ("civilians", False, "civilian"),
        ("residents of Sang", False, "civilian"),
        ("women", False, "woman"),
        ("children of the village", False, "child"),
        ("young men", False, "man"),
        ("militants", False, "combatant"),
        ("soldiers", False, "state"),
        ("police officers", False, "police"),
        ("civilian people", False, "civilian"),
        ("Pakistanis", False, "pakistani"),
        ("women and girls", False, "women and children"),
        ("members of the army", False, "state"),
        ("members of the Sang tribe", False, "tribe"),
        ("men of the special forces", False, "combatant"),
        ("everyone arrested", False, "anyone"),
        ("churchgoers", False, "anyone"),
        ("who", False, "anyone"),
    ],
)
def test_the_kind_of_noun(of: str, one: bool, kind: str) -> None:
    assert kind_of(of, one) == kind


@pytest.mark.parametrize(
    ("row", "parties", "group"),
    [
        ("killed 3 Taliban", CLASH, Group("actor:taliban", "own")),
        ("killed 3 Taliban fighters", CLASH, Group("actor:taliban", "own")),
        ("killed 3 NRF fighters", CLASH, Group("actor:nrf", "own")),
        ("killed 3 fighters", CLASH, Group("", "combatant")),
        ("killed 3 fighters", {"agents": ["Army"], "targets": ["NRF"]}, Group("actor:nrf", "own")),
        ("killed 3 soldiers", {"agents": ["Army"], "targets": ["NRF"]}, Group("actor:army", "own")),
        ("killed 3 civilians", CLASH, Group("", "civilian")),
        ("killed 3 people", CLASH, Group("", "anyone")),
        ("killed 3", CLASH, Group("", "anyone")),
        ("destroyed 3 homes", CLASH, Group("", "houses")),
        ("destroyed 3 bridges", CLASH, Group("", "bridge")),
        ("destroyed 3", CLASH, Group("", "things")),
    ],
)
def test_the_group_of_a_toll(row: str, parties: dict[str, Any], group: Group) -> None:
    item = claim(parties, 0, EventType.ARMED_CLASH)
    assert group_of(toll(row), item, sides([item])) == group


@pytest.mark.parametrize(
    ("row", "side"),
    [
        ({"by": "Taliban spokesman Rahim", "role": "party B"}, "actor:taliban"),
        ({"by": "a spokesman", "role": "party A"}, "actor:nrf"),
        ({"by": "a spokesman", "role": "party B"}, "actor:taliban"),
        ({"by": "a spokesman", "role": "party"}, ""),
        ({"by": "the hospital", "role": "medic"}, ""),
        ({"by": "the Ministry of Defence", "role": "authority", "agents": ["Army"], "targets": ["NRF"]}, "actor:army"),
        ({"by": "the defence minister", "role": "authority", "agents": ["Army"], "targets": ["NRF"]}, "actor:army"),
        ({"by": "the defence minister", "role": "authority"}, ""),
        ({}, ""),
    ],
)
def test_the_side_of_a_speaker(row: dict[str, Any], side: str) -> None:
    item = claim({**CLASH, **row}, 0, EventType.ARMED_CLASH)
    assert speaker_side(item, sides([item])) == side


def test_a_body_of_unknown_kind_is_a_side_where_it_fights() -> None:
    row = {"agents": ["Valley Brigade"], "targets": ["gunmen", "Karim Azizi"]}
    assert set(sides([claim(row, 0, EventType.ARMED_CLASH)]).names) == {"named:valley brigade"}
    assert not sides([claim(row, 0, EventType.STATEMENT)]).names


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("Karim Azizi", True),
        ("Karim", False),
        ("Taliban fighters", False),
        ("Abu Jamal al-Hadi", True),
        ("Jean-Luc O'Neil", True),
    ],
)
def test_names(of: str, name: bool) -> None:
    assert is_name(of) is name


def test_one_body_under_several_phrases_is_one_side() -> None:
    row = {"agents": ["Valley Front"], "targets": ["Boko Haram", "Boko Haram fighters", "members of the Valley Front"]}
    known = sides([claim(row, 0, EventType.ARMED_CLASH)])
    assert set(known.names) == {"named:valley front", "named:boko haram"}
    rebels = {"agents": ["Free Norland Brigade"], "targets": ["Norland Brigade of God"]}
    assert len(sides([claim(rebels, 0, EventType.SHELLING_OR_MISSILE)]).names) == 2


def test_a_document_speaks_for_the_side_that_publishes_it() -> None:
    item = claim({"agents": ["NRF"], "targets": ["Taliban"]}, 0, EventType.ARMED_CLASH)
    known = sides([item])
    assert speaker_side(item, known, Imprint(id="d", publisher="NRF press office")) == "actor:nrf"
    assert speaker_side(item, known, Imprint(id="d", publisher="Valley Times")) == ""
    assert speaker_side(item, known) == ""


@pytest.mark.parametrize(
    ("of", "words"), [("dead", ""), ("other people", "other people"), ("people", "people"), ("who", ""), ("", "")]
)
def test_what_readers_see_of_a_phrase(of: str, words: str) -> None:
    assert shown(of) == words


def test_what_describes_one_victim() -> None:
    assert describes_one("mother of three")
    assert describes_one("Karim Azizi")
    assert not describes_one("person")
    assert not describes_one("")


@settings(deadline=None)
@given(st.text(max_size=40), st.booleans())
def test_any_phrase_has_a_kind(of: str, one: bool) -> None:
    assert kind_of(of, one)
