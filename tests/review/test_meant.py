"""What a reviewer may say that words mean, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.errors import BadInput
from gawah.model import EventType, Mention, Precision, Span
from gawah.review import correct, names_of, reading_digest, written
from tests.weigh.make import claim as resolved

ROW = {"id": "c", "by": "NRF", "role": "party B", "agents": ["Red  Unit"], "targets": ["villagers"]}
CLAIM = replace(
    resolved(ROW, 0, EventType.ARMED_CLASH).claim,
    places=(Mention(words="Doab", span=Span(3, 7)), Mention(words="Khenj\nvalley", span=Span(9, 21))),
)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("place:Doab", "AF.42.anaba (Anaba, Panjshir)"),
        ("place:Doab", "2506999"),
        ("place:Khenj valley", "35.22,69.38 2.5km (the upper valley) in AF.42"),
        ("where", "35.1,69.2 35.2,69.2 35.2,69.3 (the ridge)"),
        ("where", "-35.1,69 10km"),
        ("where", "unresolved"),
        ("place:Doab", "unresolved"),
        ("actor:Red Unit", "af-taliban (Taliban)"),
        ("actor:NRF", "unresolved"),
        ("when", "2022-05-09"),
        ("when", "2022-05"),
        ("when", "../2022-05-09"),
        ("when", "2022-05-08/2022-05-10"),
        ("when", "unresolved"),
    ],
)
def test_a_choice_is_kept_as_it_was_written_and_can_be_taken_back(slot: str, value: str) -> None:
    corrected = correct(CLAIM, slot, value)
    assert written(corrected, slot) == value
    assert correct(corrected, slot, value) == corrected
    assert reading_digest(corrected) != reading_digest(CLAIM)
    assert correct(corrected, slot, "") == CLAIM


def test_choices_of_two_names_stand_beside_each_other() -> None:
    both = correct(correct(CLAIM, "place:Khenj valley", "1"), "place:Doab", "2")
    assert [(one.words, one.place.id if one.place else "") for one in both.meant] == [("Doab", "2"), ("Khenj valley", "1")]


@pytest.mark.parametrize(
    ("value", "precision", "metres"),
    [("35,69 0.3km", Precision.SITE, 300), ("35,69 5km", Precision.VILLAGE, 5000), ("35,69 900km", Precision.COUNTRY, 900_000)],
)
def test_a_drawn_place_is_no_more_exact_than_it_was_drawn(value: str, precision: Precision, metres: int) -> None:
    place = correct(CLAIM, "where", value).meant[0].place
    assert place is not None
    assert (place.precision, place.radius_m) == (precision, metres)


def test_the_circle_of_a_polygon_holds_its_corners() -> None:
    place = correct(CLAIM, "where", "35.0,69.0 35.2,69.0 35.2,69.4 35.0,69.4").meant[0].place
    assert place is not None
    assert (place.lat, place.lon) == (35.1, 69.2)
    assert 21_000 < place.radius_m < 21_600  # half the diagonal of 22 by 36 km is 21.3 km


@pytest.mark.parametrize(
    ("slot", "value", "message"),
    [
        ("place:Kabul", "1", "the claim names no place so; it names Doab, Khenj valley"),
        ("actor:Army", "1", "the claim names no actor so; it names Red Unit, villagers, NRF"),
        ("dog:Doab", "1", "no slot is named"),
        ("place:Doab", "Doab in Panjshir", "is not a place"),
        ("place:Doab", "35,69", "a point needs a radius"),
        ("place:Doab", "35,69 36,69", "three corners and more"),
        ("place:Doab", "95,69 1km", "is not on the globe"),
        ("place:Doab", "35,69 0km", "is of no use"),
        ("actor:NRF", "the front, of course", "is not an actor"),
        ("when", "May", "is not a day, a month or a year"),
        ("when", "2022-02-30", "is not a day"),
        ("when", "2022-05-09/2022-05-01", "run backwards"),
        ("when", "../..", "both ends open"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_reason(slot: str, value: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        correct(CLAIM, slot, value)


def test_names_stand_once() -> None:
    assert names_of(CLAIM, "place") == ("Doab", "Khenj valley")
    assert names_of(replace(CLAIM, targets=CLAIM.agents), "actor") == ("Red Unit", "NRF")


@settings(deadline=None)
@given(
    st.sampled_from(["place:Doab", "actor:NRF", "where", "when"]),
    st.one_of(st.text(max_size=60), st.text(alphabet="0123456789.,- /km()in", max_size=40)),
)
def test_any_choice_is_taken_or_refused(slot: str, value: str) -> None:
    try:
        corrected = correct(CLAIM, slot, value)
    except BadInput:
        return
    assert correct(CLAIM, slot, written(corrected, slot)) == corrected
