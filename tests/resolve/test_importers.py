"""Imports: every format, every bad line told by number, and the old gazetteer left standing where nothing can be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.resolve.small_world import write_world

from gawah.errors import BadInput
from gawah.model import Precision
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.importers import Report, bring_in


def line(
    at: str, name: str, lat: str = "35.1", lon: str = "69.1", kind: str = "PPL", one: str = "", two: str = "", **more: str
) -> str:
    """A line of a GeoNames dump."""
    fields = [at, name, name, more.get("others", ""), lat, lon, kind[:1], kind, more.get("country", "XA"), "", one, two, "", ""]
    return "\t".join([*fields, more.get("people", "0"), "", "0", "Etc/UTC", "2024-03-01"])


def dump(folder: Path, *lines: str, codes: bool = True) -> Path:
    """A dump with its code files beside it."""
    file = folder / "XA.txt"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    if codes:
        (folder / "admin1CodesASCII.txt").write_text("XA.01\tNorthland\tNorthland\t100\n", "utf-8")
        (folder / "admin2Codes.txt").write_text("XA.01.07\tHill District\tHill District\t200\n", "utf-8")
    return file


GOOD = (
    line("1", "Examplia", kind="PCLI"),
    line("100", "Northland", kind="ADM1", one="01"),
    line("200", "Hill District", kind="ADM2", one="01", two="07"),
    line("300", "Upper Bridge", one="01", two="07", others="Ober Brücke,جسر,https://example.org/x", people="1200"),
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return write_world(tmp_path / "own" / "gazetteer.sqlite")


def test_a_dump_is_read_with_its_areas(tmp_path: Path, target: Path) -> None:
    report = bring_in(dump(tmp_path, *GOOD), target)
    assert (report.kept, report.names, dict(report.faults)) == (4, 6, {})
    gazetteer = Gazetteer.open(target)
    bridge = gazetteer.find("Ober Brucke")[0].place
    assert bridge.full_name == "Upper Bridge, Hill District, Northland, Examplia"
    assert bridge.source == "XA.txt"
    assert gazetteer.find("جسر")[0].place.id == "300"
    assert gazetteer.find("Worsaj")[0].place.id == "af-worsaj"  # what was there before still is
    gazetteer.close()


BAD = [
    (line("301", "Far Point", lat="95"), "points off the globe", "95"),
    (line("301", "Far Point", lon="-190.5"), "points off the globe", "-190.5"),
    (line("301", "No Number", lat="north"), "malformed lines", "north"),
    (line("301", "No People", people="many"), "malformed lines", "many"),
    (line("", "No Id"), "malformed lines", "no id"),
    (line("301", "—"), "malformed lines", "no name"),
    ("just some words", "malformed lines", "1 fields"),
    (line("300", "Twice"), "ids told twice", "line 4"),
    (line("301", "Long", others="x" * 300_000), "huge lines", "200,000"),
    (line("301", "Huge", others="x" * 3_000_000), "huge lines", "200,000"),
    (line("301", "Named", others=",".join(f"Name {n}" for n in range(600))), "names left out", "600 names"),
]


@pytest.mark.parametrize(("bad", "kind", "told"), BAD, ids=[f"{at} {kind}" for at, (_, kind, _) in enumerate(BAD)])
def test_a_bad_line_is_counted_and_told(tmp_path: Path, target: Path, bad: str, kind: str, told: str) -> None:
    report = bring_in(dump(tmp_path, *GOOD, bad, line("400", "Last One", one="01")), target)
    assert report.faults[kind] == 1
    assert any("XA.txt, line 5" in words and told in words for words in report.lines), report.lines
    assert kind in report.summary()
    gazetteer = Gazetteer.open(target)
    assert gazetteer.find("Last One")[0].place.id == "400"
    gazetteer.close()


def test_bytes_that_are_not_utf8_are_told(tmp_path: Path, target: Path) -> None:
    file = dump(tmp_path, *GOOD)
    file.write_bytes(file.read_bytes() + b"301\tB\xff\xfe\n" + line("400", "Last One").encode() + b"\n")
    report = bring_in(file, target)
    assert report.faults == {"lines not in UTF-8": 1}
    assert report.lines == ["XA.txt, line 5: not UTF-8"]
    assert report.kept == 5


def test_a_name_with_bidi_controls_is_found_without_them(tmp_path: Path, target: Path) -> None:
    report = bring_in(dump(tmp_path, *GOOD, line("301", "\u202eSalt\u202c Well\u200f", others="\u202bپل بالا\u202c")), target)
    assert report.kept == 5
    gazetteer = Gazetteer.open(target)
    assert [gazetteer.find(name)[0].place.id for name in ("Salt Well", "پل بالا")] == ["301", "301"]
    gazetteer.close()


def test_places_without_areas_are_told(tmp_path: Path, target: Path) -> None:
    report = bring_in(dump(tmp_path, *GOOD[:1], GOOD[3]), target)
    assert report.faults["containers that are missing"] == 1
    assert Gazetteer.open(target).place("300").container_names == ("Examplia",)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "neither"),
        (b"\x00\x01\x02 binary", "neither"),
        (b"name,where\nA,B\n", "neither"),
        (b'{"type": "FeatureCollection"', "not GeoJSON"),
        (b'{"type": "Feature"}', "not GeoJSON with features"),
        (b'{"features": []}', "nothing in it can be used"),
        (b"PK\x03\x04 a zip", "unpack a .zip"),
    ],
)
def test_where_nothing_can_be_used_the_old_stands(tmp_path: Path, target: Path, content: bytes, cause: str) -> None:
    file = tmp_path / "new.json"
    file.write_bytes(content)
    before = target.read_bytes()
    with pytest.raises(BadInput, match=cause):
        bring_in(file, target)
    assert target.read_bytes() == before
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]


def test_a_dump_of_nothing_good_is_refused(tmp_path: Path, target: Path) -> None:
    with pytest.raises(BadInput, match="line 1: 95"):
        bring_in(dump(tmp_path, line("301", "Far Point", lat="95")), target)


def test_a_countrys_own_provinces_take_the_place_of_the_default(tmp_path: Path, target: Path) -> None:
    from gawah.resolve.gazetteer_file import Record, rewriting

    with rewriting(target, base=target) as writer:
        for at, name, kind, source in (
            ("w0", "Examplia", "PCLI", "world"),
            ("w1", "Northland", "ADM1", "world"),
            ("w2", "Old Town", "PPL", "world"),
            ("g1", "Hill District", "ADM2", "gawah"),
            ("g2", "Deep Valley", "VAL", "gawah"),
        ):
            writer.add(
                Record(
                    id=at,
                    name=name,
                    lat=35.0,
                    lon=69.0,
                    kind=kind,
                    country="XA",
                    parent="w1" if at[0] == "g" else "",
                    source=source,
                )
            )
    report = bring_in(dump(tmp_path, *GOOD[1:]), target)
    assert report.replaced == 2  # Northland and Old Town; the country stays
    gazetteer = Gazetteer.open(target)
    assert not [match for match in gazetteer.find("Old Town") if match.spelled == 1.0]
    assert [match.place.id for match in gazetteer.find("Hill District")] == ["200"]  # the import brings it
    assert gazetteer.find("Deep Valley")[0].place.full_name == "Deep Valley, Northland, Examplia"  # it does not bring this one
    assert gazetteer.place("g2").source == "gawah"
    gazetteer.close()


def polygon(name: str | None, *corners: tuple[float, float], **more: object) -> dict[str, object]:
    """A GeoJSON feature."""
    ring = [list(corner) for corner in (*corners, corners[0])]
    return {
        "type": "Feature",
        "properties": {"shapeName": name, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_json(path: Path, features: list[dict[str, object]]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


SQUARE = ((69.0, 35.0), (70.0, 35.0), (70.0, 36.0), (69.0, 36.0))


def test_polygons_become_areas_with_a_radius(tmp_path: Path, target: Path) -> None:
    inner = ((69.1, 35.1), (69.3, 35.1), (69.3, 35.3), (69.1, 35.3))
    features = [
        polygon("Square Province", *SQUARE, shapeType="ADM1", shapeID="p1", shapeGroup="AFG"),
        polygon("Inner District", *inner, shapeType="ADM2", shapeID="d1", shapeGroup="AFG"),
    ]
    report = bring_in(write_json(tmp_path / "x.geojson", features), target)
    assert report.kept == 2
    gazetteer = Gazetteer.open(target)
    province = gazetteer.find("Square Province")[0].place
    assert (province.lat, province.lon, province.country) == (35.5, 69.5, "AF")
    assert province.precision is Precision.PROVINCE
    assert 40_000 < province.radius_m < 80_000
    assert gazetteer.find("Inner District")[0].place.containers[0] == province.id  # by its shape
    gazetteer.close()


def test_a_district_lies_where_its_places_lie(tmp_path: Path, target: Path) -> None:
    corners = ((69.2, 35.15), (69.9, 35.15), (69.9, 35.3), (69.2, 35.3))
    bring_in(
        write_json(tmp_path / "x.geojson", [polygon("Long District", *corners, shapeType="ADM2", shapeGroup="AFG")]), target
    )
    gazetteer = Gazetteer.open(target)
    assert gazetteer.find("Long District")[0].place.containers == ("af-panjshir", "af")
    gazetteer.close()


def test_a_middle_outside_is_moved_inside(tmp_path: Path, target: Path) -> None:
    hook = ((0.0, 0.0), (3.0, 0.0), (3.0, 0.2), (0.2, 0.2), (0.2, 3.0), (0.0, 3.0))
    bring_in(write_json(tmp_path / "x.geojson", [polygon("Hook", *hook)]), target)
    place = Gazetteer.open(target).find("Hook")[0].place
    assert place.lat is not None
    assert place.lon is not None
    assert min(place.lat, place.lon) <= 0.2


def test_bad_features_are_told(tmp_path: Path, target: Path) -> None:
    features = [
        polygon("Good", *SQUARE),
        polygon(None, *SQUARE),
        {"type": "Feature", "properties": {"shapeName": "No Shape"}, "geometry": None},
        polygon("Off", (200.0, 0.0), (201.0, 0.0), (201.0, 1.0)),
        "no feature",  # type: ignore[list-item]
    ]
    report = bring_in(write_json(tmp_path / "x.geojson", features), target)
    assert report.kept == 1
    assert report.faults == {"malformed features": 3, "points off the globe": 1}
    assert any("line 4" in words for words in report.lines)


def feature(at: int, name: str, kind: str, parent: int = -1, lat: float = 35.0, **more: object) -> dict[str, object]:
    """A feature of Who's On First."""
    properties = {
        "wof:id": at, "wof:name": name, "wof:placetype": kind, "wof:parent_id": parent, "wof:country": "AF",
        "geom:latitude": lat, "geom:longitude": 69.0, **more,
    }  # fmt: skip
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [69.0, lat]}}


def test_whosonfirst_is_read_from_a_folder(tmp_path: Path, target: Path) -> None:
    folder = tmp_path / "data" / "856"
    folder.mkdir(parents=True)
    for at, row in enumerate(
        [
            feature(1, "Sample Province", "region", 0),
            feature(2, "Sample District", "county", 1, **{"name:prs_x_preferred": ["نمونه"], "edtf:inception": "2004"}),
            feature(3, "Sample Village", "locality", 2, **{"wof:population": 1200}),
            feature(4, "Off", "locality", 2, lat=120.0),
        ]
    ):
        (folder / f"{at}.geojson").write_text(json.dumps(row), "utf-8")
    (folder / "bad.geojson").write_text("{", "utf-8")
    report = bring_in(tmp_path / "data", target)
    assert report.kept == 3
    assert report.faults == {"points off the globe": 1, "malformed files": 1}
    gazetteer = Gazetteer.open(target)
    assert gazetteer.find("نمونه")[0].place.id == "2"
    assert gazetteer.place("3").full_name == "Sample Village, Sample District, Sample Province, Afghanistan"
    gazetteer.close()


def test_whosonfirst_tables_are_read(tmp_path: Path, target: Path) -> None:
    table = tmp_path / "meta.csv"
    table.write_text(
        "id,name,placetype,parent_id,iso_country,geom_latitude,geom_longitude\n"
        '11,"Sample, the Province",region,0,AF,35.0,69.0\n'
        "12,Short row\n"
        "13,Sample Village,locality,11,AF,35.1,69.1\n",
        "utf-8",
    )
    report = bring_in(table, target)
    assert report.kept == 2
    assert report.lines == ["meta.csv, line 3: 2 cells, not 7"]


def test_areas_that_lie_in_each_other_are_told(tmp_path: Path, target: Path) -> None:
    rows = [feature(1, "Alpha", "county", 2), feature(2, "Beta", "county", 1), feature(3, "Gamma", "locality", 1)]
    report = bring_in(write_json(tmp_path / "wof.geojson", rows), target)
    assert report.faults["circles of containers"] == 1
    gazetteer = Gazetteer.open(target)
    assert gazetteer.place("3").container_names == ("Alpha", "Afghanistan")
    assert gazetteer.place("2").container_names == ("Alpha", "Afghanistan")
    gazetteer.close()


def test_the_same_file_twice_changes_nothing(tmp_path: Path, target: Path) -> None:
    file = dump(tmp_path, *GOOD)
    bring_in(file, target)
    first = Gazetteer.open(target)
    again = bring_in(file, target)
    second = Gazetteer.open(target)
    assert again.kept == 4
    assert [match.place for match in first.find("Upper Bridge")] == [match.place for match in second.find("Upper Bridge")]
    first.close()
    second.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk=st.lists(st.binary(max_size=80), max_size=6))
def test_junk_between_lines_loses_no_good_line(tmp_path: Path, target: Path, junk: list[bytes]) -> None:
    file = dump(tmp_path, *GOOD)
    rows = [row.replace(b"\n", b" ").replace(b"\r", b" ") for row in junk]
    file.write_bytes(b"\n".join([*[row.encode() for row in GOOD], *rows]) + b"\n")
    report = bring_in(file, target)
    assert report.kept >= len(GOOD)
    told = sum(report.faults.values())
    assert told + report.kept >= sum(1 for row in rows if row.strip() and not row.startswith(b"#"))


def test_a_report_shows_few_lines_and_counts_all() -> None:
    report = Report()
    for at in range(100):
        report.fault("odd lines", "x.txt", at + 1, "odd")
    assert len(report.lines) == 20
    assert report.faults["odd lines"] == 100
