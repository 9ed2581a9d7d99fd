"""Profiles, coarse places and days, small cells, protected names."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from gawah.errors import BadInput, BadTable
from gawah.model import Account, Basis, EventType, Incident, Outcome, Place, Precision, Tally, When
from gawah.publish.release import Protected, profile_named, profile_names
from gawah.publish.release.cells import Asked, asked_of
from gawah.publish.release.coarse import coarse_place, coarse_when, nowhere
from gawah.publish.release.making import cleared_for
from gawah.publish.release.names import without_traces
from gawah.publish.release.profile import read
from tests.publish import made as plain
from tests.publish.release.made import COUNTRY, PROVINCE, SITE, areas, order


@pytest.mark.parametrize(
    ("finest", "expected"),
    [
        (Precision.SITE, SITE),
        (Precision.DISTRICT, plain.VALLEY),
        (Precision.PROVINCE, PROVINCE),
        (Precision.COUNTRY, COUNTRY),
    ],
)
def test_places_become_the_area_that_holds_them(finest: Precision, expected: Place) -> None:
    assert coarse_place(SITE, finest, areas) == expected


def test_without_a_gazetteer_the_area_has_a_name_and_no_point() -> None:
    made = coarse_place(SITE, Precision.PROVINCE, nowhere)
    assert made is not None
    assert (made.name, made.lat, made.precision) == ("North Province", None, Precision.PROVINCE)
    assert coarse_place(dataclasses.replace(SITE, containers=(), container_names=()), Precision.PROVINCE, areas) is None
    assert coarse_place(None, Precision.PROVINCE, areas) is None


def test_on_a_grid_all_of_a_square_is_one_point() -> None:
    points = [dataclasses.replace(SITE, lat=35.5 + step / 100, lon=69.9 + step / 100) for step in range(4)]
    found = {(made.lat, made.lon) for place in points if (made := coarse_place(place, Precision.SITE, areas, 50))}
    assert len(found) == 1
    made = coarse_place(SITE, Precision.SITE, areas, 50)
    assert made is not None
    assert made.radius_m == 50_000
    assert (made.lat, made.lon) != (SITE.lat, SITE.lon)


@pytest.mark.parametrize(
    ("when", "finest", "edtf"),
    [
        (When(first=date(2022, 5, 11), last=date(2022, 5, 11)), "week", "2022-05-09/2022-05-15"),
        (When(first=date(2022, 5, 11), last=date(2022, 5, 17)), "week", "2022-05-09/2022-05-22"),
        (When(first=date(2022, 2, 11), last=date(2022, 2, 11)), "month", "2022-02"),
        (When(first=date(2022, 2, 11), last=date(2022, 2, 11)), "year", "2022"),
        (When(last=date(2022, 5, 11), basis=Basis.TELLING), "week", "../2022-05-15"),
        (When(first=date(9999, 12, 31), last=date(9999, 12, 31)), "week", "9999-12-27/9999-12-31"),
        (When(first=date(1, 1, 3), last=date(1, 1, 3)), "week", "0001-01-01/0001-01-07"),
        (When(), "week", None),
    ],
)
def test_days_are_widened_and_open_ends_stay_open(when: When, finest: str, edtf: str | None) -> None:
    made = coarse_when(when, finest)
    assert made.edtf == edtf
    assert made.basis is not Basis.TELLING
    assert coarse_when(when, "day") is when


def happened(id_: str, low: int, where: Place | None = SITE, day: date = date(2022, 5, 11), **more: object) -> Incident:
    tally = Tally(id=f"{id_}:t", outcome=Outcome.ABUSED, low=low, best=low, high=low)
    made = Incident(id=id_, members=(), event=EventType.TORTURE, when=When(first=day, last=day), where=where, tallies=(tally,))
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        ([happened("a", 3)], {"a": Asked.AS_TOLD}),
        ([happened("a", 1), happened("b", 2, day=date(2022, 5, 12))], {"a": Asked.AS_TOLD, "b": Asked.AS_TOLD}),
        ([happened("a", 1), happened("b", 2, day=date(2022, 9, 12))], {"a": Asked.COARSE, "b": Asked.COARSE}),
        ([happened("a", 1), happened("b", 1, day=date(2022, 9, 12))], {"a": Asked.WITHHOLD, "b": Asked.WITHHOLD}),
        ([happened("a", 1), happened("b", 5, day=date(2022, 9, 12))], {"a": Asked.WITHHOLD, "b": Asked.AS_TOLD}),
        ([happened("a", 2, where=None)], {"a": Asked.WITHHOLD}),
        ([happened("a", 2, event=EventType.ARMED_CLASH, tallies=())], {"a": Asked.AS_TOLD}),
        ([happened("a", 2, event=EventType.ARMED_CLASH)], {"a": Asked.WITHHOLD}),
        ([happened("a", 1), happened("s", 9, summary=True)], {"a": Asked.WITHHOLD, "s": Asked.AS_TOLD}),
    ],
)
def test_few_people_in_a_cell_go_out_coarser_or_not_at_all(incidents: list[Incident], expected: dict[str, Asked]) -> None:
    asked = asked_of(Account(incidents=tuple(incidents)), profile_named("public"), areas)
    if any(one.summary for one in incidents):
        assert asked["a"] is not Asked.AS_TOLD
    else:
        assert asked == expected


def test_a_coarse_incident_goes_out_for_its_country_and_year() -> None:
    made = Account(incidents=(happened("a", 1), happened("b", 2, day=date(2022, 9, 12))))
    cleared = cleared_for(made, order())
    assert [(one.where, one.when.edtf) for one in cleared.account.incidents] == [(COUNTRY, "2022")] * 2


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Mariam Qaderi", "killed with MARIAM  QADERI, 34", True),
        ("Mariam Qaderi", "Maryam Kaderi was there", True),
        ("Mariam Qaderi", "Mariam and another Qaderi", False),
        ("Mariam", "Mariamabad was shelled", False),
        ("José Núñez", "Jose Nunez", True),
        ("مریم قادری", "گفت مریم قادری کشته شد", True),
        ("+93 700 123 456", "call +93-700-123-456 now", True),
        ("+93 700 123 456", "93 people and 700 more", False),
        ("Alia", "Aliabad was shelled", False),
    ],
)
def test_names_are_found_however_they_are_written(name: str, words: str, found: bool) -> None:
    protected = Protected([name])
    assert bool(protected.found(words)) is found
    masked = protected.masked(words)
    assert ("[name withheld]" in masked) is found
    assert not protected.found(masked)


def test_masking_keeps_what_is_around() -> None:
    assert Protected(["Mariam Qaderi", "Qaderi"]).masked("Mariam Qaderi (34), her son Qaderi.") == (
        "[name withheld] (34), her son [name withheld]."
    )
    assert without_traces("write to a.b@c.org or +93 (700) 123-456, at 35.1234, 69.5678; 12 killed in 2022") == (
        "write to [removed] or [removed], at [removed]; 12 killed in 2022"
    )


def test_shipped_profiles_can_be_read_and_a_case_may_have_its_own(tmp_path: Path) -> None:
    assert set(profile_names()) == {"full", "partners", "public"}
    public = profile_named("public")
    assert public.place is Precision.PROVINCE
    assert public.keep == frozenset()
    own = tmp_path / "profiles"
    own.mkdir()
    source = Path(plain.__file__).parents[2] / "src/gawah/publish/profiles/public.toml"
    (own / "court.toml").write_text(source.read_text("utf-8").replace('days = "week"', 'days = "month"'), "utf-8")
    assert "court" in profile_names(tmp_path)
    assert profile_named("court", tmp_path).days == "month"
    assert profile_named(str(own / "court.toml")).name == "court"
    for name in ("court", str(tmp_path / "none.toml")):
        with pytest.raises(BadInput, match="public"):
            profile_named(name)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('place = "province"', 'place = "street"', "place is one of site, village"),
        ('days = "week"', 'days = "hour"', "days is one of day, week"),
        ("grid_km = 0", "grid_km = -1", "grid_km is a number"),
        ("keep = []", 'keep = ["everything"]', "keep is a list out of"),
        ("keep = []", "kept = []", "look at keep, kept"),
        ('"child"', '"old"', "cells.statuses is a list"),
        ("smallest = 3", 'smallest = "x"', "smallest"),
        ('tolls = ["toll", ', 'tolls = ["name", ', "fields.tolls is a list out of"),
        ('tolls = ["toll", ', "tolls = [", "needs its first column, toll"),
        ("sources = []", "", "lists the columns of"),
        ("keep = []", "keep = [", "is not TOML"),
    ],
)
def test_a_profile_that_cannot_be_used_says_why(old: str, new: str, told: str) -> None:
    source = Path(plain.__file__).parents[2] / "src/gawah/publish/profiles/public.toml"
    text = source.read_text("utf-8")
    assert old in text
    with pytest.raises(BadTable, match=told):
        read("mine", "mine.toml", text.replace(old, new, 1).encode())
