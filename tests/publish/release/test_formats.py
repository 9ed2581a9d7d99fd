"""Every format is read back by a program that others use; no cell is a formula; the same case gives the same bytes."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import sys
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pyogrio
import pypdfium2
import pytest
from frictionless import Package, system

from gawah.errors import BadInput, MissingPack, UnreviewedClaims
from gawah.model import Account
from gawah.publish.release import Made, Sealed, make, preflight, releases_in
from gawah.publish.release.codes import ACLED, OURS, UCDP
from gawah.publish.release.sealed import digest_of
from tests.publish import made as plain
from tests.publish.release.made import order

TRIGGERS = ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "-2"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(plain.account(), order(profile="full"), tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(plain.account(), order(), tmp_path_factory.mktemp("public"))


def cells_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def dicts_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def test_workbook(public: Made) -> None:
    book = openpyxl.load_workbook(public.folder / "tables.xlsx")
    assert book.sheetnames == ["about", "incidents", "tolls", "claims", "withdrawn"]
    rows = list(book["tolls"].iter_rows(values_only=True))
    assert dict(zip(rows[0], rows[1], strict=True))["low"] == 12
    assert dict(zip(rows[0], rows[1], strict=True))["high"] is None
    assert dict(zip(rows[0], rows[1], strict=True))["party_only"] is True
    assert book["incidents"].freeze_panes == "A2"


def test_geopackage_and_geojson(public: Made) -> None:
    for name in ("incidents.gpkg", "incidents.geojson"):
        info = pyogrio.read_info(public.folder / name)
        assert info["features"] == 2
        assert info["geometry_type"] == "Point"
        assert info["crs"] == "EPSG:4326"
        _, _, geometry, _ = pyogrio.raw.read(public.folder / name)
        assert [point is None for point in geometry] == [False, True]
    kinds = dict(zip(*(pyogrio.read_info(public.folder / "incidents.gpkg")[key] for key in ("fields", "dtypes")), strict=True))
    assert kinds["killed_low"] == "int64"
    assert kinds["summary"] == "bool"
    assert kinds["event"] == "object"


def test_parquet_csv_and_lines_say_the_same(public: Made) -> None:
    for table in ("incidents", "tolls", "claims"):
        lines = [json.loads(line) for line in (public.folder / f"{table}.jsonl").read_text("utf-8").splitlines()]
        parquet = pd.read_parquet(public.folder / f"{table}.parquet")
        read = pd.read_csv(public.folder / f"{table}.csv")
        assert list(parquet.columns) == list(read.columns) == list(lines[0])
        assert len(parquet) == len(read) == len(lines)
        assert [row if row == row else None for row in parquet[read.columns[0]]] == [row[read.columns[0]] for row in lines]
    tolls = pd.read_parquet(public.folder / "tolls.parquet")
    assert tolls["low"].dtype.kind in "if"
    assert tolls["part_of"][1] == tolls["toll"][0]


@pytest.mark.parametrize("made", ["whole", "public"])
def test_data_package(made: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(made).folder
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    told = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {one["name"] for one in told["resources"]} >= {"incidents", "tolls", "claims", "withdrawn"}
    assert all(field["hxl"].startswith("#") for one in told["resources"] for field in one["schema"]["fields"])


def test_hxl_tags_stand_below_the_heads(public: Made) -> None:
    rows = cells_of(public.folder / "incidents-hxl.csv")
    assert rows[1][rows[0].index("killed_best")] == "#affected+killed+best"
    assert len(rows) == 4


def test_pdf_reads_back_with_its_notes(whole: Made) -> None:
    document = pypdfium2.PdfDocument(whole.folder / "brief.pdf")
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Fighting in the north" in text
    assert "At least 12 fighters of the Front were killed in Upper Valley" in " ".join(text.split())
    assert "[U+202E]" in text
    assert document.get_metadata_dict()["Author"] == ""
    document.close()


def test_scripts_that_the_font_lacks_are_named(tmp_path: Path) -> None:
    made = make(plain.account(), order(title="Kämpfe in Панджшер and پنجشیر"), tmp_path)
    document = pypdfium2.PdfDocument(made.folder / "brief.pdf")
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Kämpfe in Панджшер and [Arabic script, 6 letters]" in " ".join(text.split())


def test_columns_of_acled_and_ucdp(whole: Made, public: Made) -> None:
    acled = dicts_of(public.folder / "acled-columns.csv")
    assert list(acled[0]) == [*ACLED, OURS]
    assert len(ACLED) == 31
    assert len(UCDP) == 49
    assert [row["event_id_cnty"] for row in acled] == ["", ""]
    assert (acled[0]["geo_precision"], acled[0]["admin1"], acled[0]["fatalities"]) == ("3", "North Province", "")
    assert acled[0]["event_date"] == acled[0]["time_precision"] == ""
    ucdp = dicts_of(whole.folder / "ucdp-ged-columns.csv")
    assert list(ucdp[0]) == [*UCDP, OURS]
    assert len(ucdp) == 1
    assert (ucdp[0]["where_prec"], ucdp[0]["low"], ucdp[0]["best"], ucdp[0]["high"]) == ("3", "12", "", "")
    assert (ucdp[0]["date_prec"], ucdp[0]["date_end"]) == ("", "2022-05-10")


def hostile(trigger: str) -> Account:
    """The account with words that begin like a formula in everything that goes out."""
    account = plain.account()
    document = next(iter(account.documents.values()))
    named = dataclasses.replace(document, title=trigger, publisher=trigger, url=trigger)
    claims = {}
    for id_, told in account.claims.items():
        quotes = tuple(dataclasses.replace(quote, words=trigger) for quote in told.claim.quotes)
        places = tuple(dataclasses.replace(place, words=trigger) for place in told.claim.places)
        speaker = dataclasses.replace(told.claim.speaker, name=trigger) if told.claim.speaker else None
        changed = dataclasses.replace(told.claim, quotes=quotes, places=places, speaker=speaker)
        claims[id_] = dataclasses.replace(told, claim=changed)
    incidents = tuple(
        dataclasses.replace(
            one,
            agents=(trigger,),
            targets=(trigger,),
            place_words=trigger,
            where=dataclasses.replace(one.where, name=trigger) if one.where else None,
            tallies=tuple(dataclasses.replace(tally, of=trigger, side=trigger) for tally in one.tallies),
        )
        for one in account.incidents
    )
    return dataclasses.replace(account, incidents=incidents, claims=claims, documents={document.id: named})


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_no_cell_is_a_formula_and_the_words_come_back(tmp_path: Path, trigger: str) -> None:
    made = make(hostile(trigger), order(profile="full"), tmp_path)
    seen = 0
    for path in sorted(made.folder.glob("*.csv")):
        for row in cells_of(path):
            for cell in row:
                seen += cell == f"'{trigger}"
                assert cell[:1] not in set("=+-@\t\r\n") or cell.lstrip("-").replace(".", "").isdigit(), (path.name, cell)
                assert cell.lstrip()[:1] not in {"=", "@"}, (path.name, cell)
    assert seen >= 10
    book = openpyxl.load_workbook(made.folder / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert sum(isinstance(cell.value, str) and cell.value[:1] == "'" for cell in cells) >= 8
    with ZipFile(made.folder / "tables.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]
    lines = [json.loads(line) for line in (made.folder / "sources.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["title"] == trigger, "JSON keeps the words as they are"


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    account = plain.account()
    incident = account.incidents[0]
    assert incident.where is not None
    south = dataclasses.replace(incident, where=dataclasses.replace(incident.where, lat=-12.5, lon=-71.25))
    made = make(dataclasses.replace(account, incidents=(south,)), order(profile="full"), tmp_path)
    assert pd.read_csv(made.folder / "incidents.csv")["latitude"][0] == -12.5
    sheet = openpyxl.load_workbook(made.folder / "tables.xlsx")["incidents"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("latitude") + 1).value == -12.5
    assert sheet.cell(2, heads.index("latitude") + 1).data_type == "n"


@pytest.mark.parametrize("profile", ["public", "full"])
def test_the_same_case_gives_the_same_bytes(tmp_path: Path, profile: str) -> None:
    one = make(plain.account(), order(profile=profile), tmp_path / "a")
    two = make(plain.account(), order(profile=profile), tmp_path / "b")
    assert {p.name: p.read_bytes() for p in one.folder.iterdir()} == {p.name: p.read_bytes() for p in two.folder.iterdir()}
    assert one.archive.read_bytes() == two.archive.read_bytes()


def test_the_manifest_proves_every_file(public: Made, tmp_path: Path) -> None:
    sealed = Sealed.at(public.folder)
    assert sealed.faults() == []
    assert sealed.told["case"] == {"row": 7, "hash": "ab" * 32}
    assert sealed.profile["name"] == "public"
    assert set(sealed.files) == {path.name for path in public.folder.iterdir()} - {"manifest.json"}
    with ZipFile(public.archive) as archive:
        archive.extractall(tmp_path)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert digest_of(public.archive) == public.digest
    copy = Sealed.at(tmp_path / "first")
    (copy.folder / "claims.csv").write_text("changed")
    (copy.folder / "brief.md").unlink()
    assert copy.faults() == ["brief.md is gone", "claims.csv is not as it was sealed"]
    assert [one.name for one in releases_in(public.folder.parent)] == ["first"]


def test_claims_that_nobody_looked_at_do_not_go_out_unasked(tmp_path: Path) -> None:
    account = plain.account()
    with pytest.raises(UnreviewedClaims, match=r'3 claims of 2 incidents await review; run "gawah review" or publish with'):
        make(account, order(include_unreviewed=False), tmp_path)
    assert "await review" in preflight(account, order(include_unreviewed=False), tmp_path)["refusals"][0]
    decided = order(include_unreviewed=False, reviewed=frozenset(account.claims))
    told = make(account, decided, tmp_path).told
    assert told["unreviewed"] == {"claims": 0, "incidents": 0}


@pytest.mark.parametrize("name", ["../up", ".hidden", "", "a/b", "a\\b", "nul\0", "x" * 81, "ends.", "سلام"])
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="no name for a release"):
        make(plain.account(), order(name), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_release_stays_as_it_is(tmp_path: Path) -> None:
    made = make(plain.account(), order(), tmp_path)
    before = made.archive.read_bytes()
    with pytest.raises(BadInput, match="stay as they are"):
        make(plain.account(), order(title="Another"), tmp_path)
    assert made.archive.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "first.zip"]


def test_what_a_kill_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    """The archive comes before the folder; an old draft goes, one that may be in the making stays."""
    (tmp_path / "first.zip").write_text("half")
    old, young = tmp_path / ".draft-old", tmp_path / ".draft-young"
    for draft in (old, young):
        (draft / "first").mkdir(parents=True)
    os.utime(old, (0, 0))
    made = make(plain.account(), order(), tmp_path)
    assert digest_of(made.archive) == made.digest
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("module", ["openpyxl", "pyogrio", "pyarrow", "reportlab.platypus"])
def test_a_missing_library_is_told_and_nothing_is_left(tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one == module or one.startswith(f"{module}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingPack, match=r"pip install 'gawah\[tables\]'"):
        make(plain.account(), order(), tmp_path)
    assert not list(tmp_path.iterdir())
