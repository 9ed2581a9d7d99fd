from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.errors import ContradictoryRange
from gawah.model import EventType, Place, Precision, When, claim_id
from gawah.model.document import Span

D = date


@pytest.mark.parametrize(
    ("first", "last", "edtf", "days"),
    [
        (None, None, None, None),
        (D(2022, 5, 9), D(2022, 5, 9), "2022-05-09", 1),
        (D(2022, 2, 1), D(2022, 2, 28), "2022-02", 28),
        (D(2021, 1, 1), D(2021, 12, 31), "2021", 365),
        (D(2021, 11, 1), D(2022, 1, 31), "2021-11/2022-01", 92),
        (D(2022, 5, 6), D(2022, 5, 12), "2022-05-06/2022-05-12", 7),
        (None, D(2022, 5, 9), "../2022-05-09", None),
        (D(2022, 5, 7), None, "2022-05-07/..", None),
        (D(9999, 12, 1), D(9999, 12, 31), "9999-12", 31),
    ],
)
def test_days_as_edtf(first: date | None, last: date | None, edtf: str | None, days: int | None) -> None:
    when = When(first=first, last=last)
    assert (when.edtf, when.days) == (edtf, days)


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(ContradictoryRange):
        When(first=D(2022, 5, 9), last=D(2022, 5, 8))


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_meeting_is_mutual(a: date, b: date, c: date, d: date) -> None:
    one, other = When(first=min(a, b), last=max(a, b)), When(first=min(c, d), last=max(c, d))
    assert one.meets(other) == other.meets(one)
    assert one.meets(When())


def test_an_id_says_where_and_not_how() -> None:
    assert claim_id("d", Span(3, 9), None) == claim_id("d", Span(3, 9), None)
    assert len({claim_id("d", Span(3, 9), None), claim_id("d", Span(3, 9), Span(0, 2)), claim_id("e", Span(3, 9), None)}) == 3


def test_every_event_type_has_a_family() -> None:
    assert all(event.family for event in EventType)
    assert EventType.TORTURE.family.violent
    assert not EventType.STATEMENT.family.violent


def test_a_place_lies_in_its_containers() -> None:
    province = Place(id="p", name="North", precision=Precision.PROVINCE)
    village = Place(id="v", name="Mill", precision=Precision.VILLAGE, containers=("d", "p"), container_names=("Dale", "North"))
    assert village.within(province)
    assert not province.within(village)
    assert village.full_name == "Mill, Dale, North"


@pytest.mark.parametrize(
    "edtf",
    ["2022-05-09", "2022-05", "2022", "2024-02", "../2022-05-09", "2022-05-09/..", "2022-05-08/2022-05-10", "2022-05/2022-06"],
)
def test_edtf_reads_back(edtf: str) -> None:
    assert When.read(edtf).edtf == edtf


@pytest.mark.parametrize(
    "edtf", ["", "May", "2022-13", "2022-02-30", "0000", "..", "2022-05-09/2022-05-01", "1/2/3", "2022-00-01"]
)
def test_what_is_no_day_is_refused(edtf: str) -> None:
    with pytest.raises(ContradictoryRange):
        When.read(edtf)
