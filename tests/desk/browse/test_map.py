"""The map: areas as large as a place is known, never a pin; every incident counted once; the same said as a list."""

from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import Point, Polygon

from gawah.desk.browse.areas import Window, areas, on_map
from gawah.desk.browse.outlines import outlines
from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import IncidentRow
from gawah.desk.shelf.parts import SQUARES, square
from tests.desk.conftest import ClientAs
from tests.desk.shelved import shelve


def world(zoom: int) -> Window:
    return Window(-180.0, -85.0, 180.0, 85.0, zoom)


def made(number: int, lat: float, lon: float, radius_m: int, place: str = "", **more: Any) -> IncidentRow:
    x, y = square(lat, lon)
    place = place or f"T{number}"
    told = {"precision": 2, "place": place, "place_name": place, **more}
    return IncidentRow(id=str(number), lat=lat, lon=lon, x=x, y=y, radius_m=radius_m, **told)


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (85.05, -180), (-89, 180), (34.5, 69.2)])
def test_a_point_lies_on_the_world_map(lat: float, lon: float) -> None:
    assert all(0 <= at < SQUARES for at in square(lat, lon))


@pytest.mark.parametrize("zoom", [0, 3, 6, 9, 12, 14])
def test_every_incident_is_in_one_area_at_any_zoom(desk: Desk, zoom: int) -> None:
    shelve()
    rows = find.incidents(Filter())
    found, left = areas(rows, world(zoom))
    assert left == 0
    assert sum(area["n"] for area in found) == on_map(rows).count()
    assert all(area["metres"] > 0 for area in found)
    assert [area["metres"] for area in found] == sorted((area["metres"] for area in found), reverse=True)


def test_a_province_is_never_gathered_into_a_closer_square(desk: Desk) -> None:
    IncidentRow.objects.bulk_create(
        [
            made(1, 35.0, 69.0, 90_000, "P1", precision=4),
            made(2, 35.001, 69.001, 1000),
            made(3, 35.002, 69.002, 1000),
            made(4, 35.0, 69.0, 400_000, "C1", precision=5),
            made(5, 35.0, 69.0, 1000, summary=True),
        ]
    )
    close, _ = areas(IncidentRow.objects.all(), Window(68, 34, 70, 36, 9))
    province, box = close
    assert (province["place"], province["metres"], province["n"]) == ("P1", 90_000, 1)
    assert box["n"] == 2
    (south, west), (north, east) = box["box"]
    assert south < 35.001 < 35.002 < north
    assert west < 69.001 < 69.002 < east


def test_one_place_with_many_incidents_stays_a_circle_and_a_drawn_one_keeps_its_corners(desk: Desk) -> None:
    drawn = "drawn:35.1,69.2 35.2,69.2 35.2,69.3"
    IncidentRow.objects.bulk_create(
        [made(1, 34.0, 69.0, 2000, "T9"), made(2, 34.0, 69.0, 2000, "T9"), made(3, 35.15, 69.25, 8000, drawn)]
    )
    (corner, circle), _ = areas(IncidentRow.objects.all(), Window(68, 33, 70, 36, 12))
    assert (circle["n"], circle["metres"], "box" in circle) == (2, 2000, False)
    assert corner["corners"] == [[35.1, 69.2], [35.2, 69.2], [35.2, 69.3]]


def test_a_window_is_answered_small_and_a_strange_one_refused(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    client = client_as("viewer")
    answer = client.get("/browse/map/areas/?west=60&south=29&east=75&north=39&zoom=6&province=AF.42")
    found = json.loads(answer.text)["areas"]
    assert sum(area["n"] for area in found) == on_map(find.incidents(Filter(province="AF.42"))).count()
    for query in (
        "",
        "west=a&south=0&east=1&north=1&zoom=3",
        "west=5&south=0&east=1&north=1&zoom=3",
        "west=nan&south=0&east=1&north=1&zoom=3",
    ):
        assert client.get(f"/browse/map/areas/?{query}").status_code == 400


def test_the_page_lists_the_places_and_counts_what_is_not_on_the_map(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    page = client_as("viewer").get("/browse/map/").text
    rows = find.incidents(Filter())
    off = rows.count() - on_map(rows).count()
    assert f"{rows.count()} incidents; {off} are not on the map" in page
    place = on_map(rows).exclude(place="").first()
    assert place is not None
    assert f"/browse/?place={place.place}" in page
    assert "noscript" in page


def test_the_ground_is_near_the_case_and_small(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    answer = client_as("viewer").get("/browse/map/outlines/")
    assert len(answer.content) < 120_000
    assert "max-age" in answer.headers["Cache-Control"]
    rings = outlines((60, 29, 75, 39))
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for ring in rings for lat, lon in ring)
    near = [point for ring in rings for point in ring if 30 < point[0] < 38 and 62 < point[1] < 72]
    assert len(near) > 100


@pytest.mark.parametrize(
    ("near", "status"), [("37,8", 200), ("-35,-180", 200), ("91,0", 400), ("a,b", 400), ("1", 400), ("1,2,3", 400)]
)
def test_the_ground_is_fine_where_it_is_asked_for(desk: Desk, client_as: ClientAs, near: str, status: int) -> None:
    assert client_as("viewer").get(f"/browse/map/outlines/?near={near}").status_code == status


@pytest.mark.parametrize(("town", "lat", "lon"), [("Annaba", 36.9, 7.77), ("Odesa", 46.47, 30.73), ("Misrata", 32.37, 15.09)])
def test_a_town_by_the_sea_does_not_lie_in_it(town: str, lat: float, lon: float) -> None:
    """From afar its coast is a straight line that leaves the town in the water."""
    here, at = Point(lat, lon), (round(lon), round(lat))
    assert any(Polygon(ring).contains(here) for ring in outlines((*at, *at))), town
    assert not any(Polygon(ring).contains(here) for ring in outlines(None)), town


def test_what_is_too_much_to_draw_is_counted(desk: Desk, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    far_apart = [made(number, 30.0, 3.0 * number, 1000) for number in range(12)]
    provinces = [made(100 + number, 30.0 + number, 60.0, 400_000, f"P{number}", precision=4) for number in range(12)]
    IncidentRow.objects.bulk_create([*far_apart, *provinces])
    monkeypatch.setattr("gawah.desk.browse.areas.MOST", 5)
    found, left = areas(IncidentRow.objects.all(), world(6))
    assert (len(found), left) == (10, 14)
    answer = client_as("viewer").get("/browse/map/areas/?west=0&south=0&east=90&north=60&zoom=6").json()
    assert answer["left"] == 14
