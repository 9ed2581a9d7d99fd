"""`gawah gazetteer`: import, search and add, with exit statuses that scripts can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gawah.cli import main
from tests.resolve.small_world import write_world

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    write_world(tmp_path / "home" / "gazetteer.sqlite")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["gazetteer", *(str(one) for one in arguments)])
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return call


def test_search_shows_places_with_reasons(run: Run) -> None:
    status, out, _ = run("search", "Varsuj")
    assert status == 0
    assert "Warsaj, Takhar, Afghanistan" in out.splitlines()[0]
    assert "district" in out


def test_search_keeps_to_an_area_and_prefers_the_near(run: Run) -> None:
    status, out, _ = run("search", "Doab", "--in", "Panjshir", "--near", "35.25,69.7", "--json")
    assert status == 0
    found = json.loads(out)
    assert [row["id"] for row in found][:2] == ["af-doab-dara", "af-doab-khenj"]
    assert all("Panjshir" in row["name"] for row in found)
    assert {"spelling", "rank", "nearness"} == {reason["feature"] for reason in found[0]["reasons"]}
    _, out, _ = run("search", "Paris", "--in", "US", "--near", "Dallas", "--json")
    assert json.loads(out)[0]["id"] == "us-paris-tx"


def test_search_takes_the_names_of_a_case(run: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "names.csv"
    overlay.write_text("do,name,place\nalias,Lion valley,af-panjshir\n", "utf-8")
    assert "Panjshir, Afghanistan" in run("search", "Lion Valley", "--overlay", overlay)[1]
    overlay.write_text("do,name,place\nalias,Lion valley,Nowhereland\n", "utf-8")
    status, _, complaint = run("search", "Lion Valley", "--overlay", overlay)
    assert status == 2
    assert "names.csv, line 2" in complaint


def test_nothing_found_is_status_one(run: Run) -> None:
    status, out, _ = run("search", "Xyzzyqwrt")
    assert status == 1
    assert "no place" in out
    assert run("search", "Doab", "--in", "Xyzzyqwrt")[0] == 2


def test_an_area_that_is_not_known_is_no_other_area(run: Run) -> None:
    status, _, complaint = run("search", "Doab", "--near", "Panshirak")
    assert status == 2
    assert 'no place "Panshirak"' in complaint
    assert run("search", "Doab", "--near", "Panjsher")[0] == 0


def test_import_tells_what_it_kept_and_what_it_left(run: Run, tmp_path: Path) -> None:
    row = "{at}\t{name}\t{name}\t\t{lat}\t69.0\tP\tPPL\tXA\t\t\t\t\t\t0\t\t0\tEtc/UTC\t2024-03-01\n"
    good, bad = row.format(at=1, name="Upper Bridge", lat=35), row.format(at=2, name="Off", lat=135)
    dump = tmp_path / "XA.txt"
    dump.write_text(good + bad, "utf-8")
    status, out, complaint = run("import", dump)
    assert status == 4
    assert "1 places with 1 names kept" in out
    assert "XA.txt, line 2: 135, 69.0 is not on the globe" in complaint
    assert "Upper Bridge" in run("search", "Uper Bridge")[1]
    dump.write_text(good, "utf-8")
    assert run("import", dump, "--json")[0] == 0


def test_an_import_of_nothing_leaves_the_gazetteer(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("nothing of use\n", "utf-8")
    status, _, complaint = run("import", bad)
    assert status == 2
    assert "bad.txt" in complaint
    assert run("search", "Worsaj")[0] == 0
    assert run("import", tmp_path / "none.txt")[0] == 2


def test_add_without_a_network_is_clear(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_GEONAMES_URL", "http://127.0.0.1:9")
    status, _, complaint = run("add", "XA")
    assert status == 1
    assert "bring a dump by hand" in complaint
