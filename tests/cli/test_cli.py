from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gawah.cli import COMMANDS, main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "panjshir-2022"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(one) for one in arguments])
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return call


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "example.gawah"
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(EXAMPLE), "--case", str(folder)])
    assert not stopped.value.code
    return folder


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example_or_sub_commands(run: Run, name: str) -> None:
    status, out, _ = run(name, "--help")
    assert status == 0
    assert "Example: gawah" in out or "Commands:" in out


def test_reading_prints_claims_with_their_words(run: Run) -> None:
    status, out, _ = run("read", EXAMPLE / "anaba-2022-05.md")
    assert status == 0
    assert "“" in out
    assert "Taliban" in out


def test_reading_as_json_lines_gives_a_line_a_document(run: Run) -> None:
    status, out, _ = run("read", "--format", "jsonl", *sorted(EXAMPLE.glob("*-2022-*.md")))
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(rows) == len(list(EXAMPLE.glob("*-2022-*.md")))
    for row in rows:
        assert {"id", "file", "claims"} <= set(row)
        for claim in row["claims"]:
            text = Path(row["file"]).read_text("utf-8")
            assert all(" ".join(quote.split()) in " ".join(text.split()) for quote in claim["quotes"])


def test_a_bad_file_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    shutil.copy(EXAMPLE / "anaba-2022-05.md", tmp_path)
    status, out, err = run("build", tmp_path, "--case", tmp_path / "x")
    assert status == 4
    assert "1 documents read" in out
    assert "empty.txt" in err
    assert "1 file was left out" in err


def test_building_twice_changes_nothing(run: Run, case: Path) -> None:
    before = run("doctor", "--case", case, "--json")[1]
    status, out, _ = run("build", EXAMPLE, "--case", case)
    assert status == 0
    assert "0 documents read" in out
    assert json.loads(run("doctor", "--case", case, "--json")[1])["case"] == json.loads(before)["case"]


def test_incidents_are_listed_with_ranges_and_status(run: Run, case: Path) -> None:
    status, out, _ = run("incidents", "--case", case)
    assert status == 0
    assert "incidents from" in out
    rows = json.loads(run("incidents", "--case", case, "--json")[1])
    assert len({row["incident"] for row in rows}) >= 15
    for row in rows:
        low, best, high = row["low"], row["best"], row["high"]
        assert low is None or best is None or low <= best
        assert best is None or high is None or best <= high


def test_any_id_can_be_explained_down_to_the_words(run: Run, case: Path) -> None:
    rows = json.loads(run("incidents", "--case", case, "--json")[1])
    with_toll = next(row for row in rows if row["outcome"] == "killed")
    for identity in (with_toll["incident"], with_toll["claims"].split()[0]):
        status, out, _ = run("explain", identity, "--case", case)
        assert status == 0
        assert "“" in out
    data = json.loads(run("explain", with_toll["incident"], "--case", case, "--json")[1])
    assert data["below"]


def test_profiles_stand_side_by_side(run: Run, case: Path) -> None:
    rows = json.loads(run("incidents", "--case", case, "--json")[1])
    identity = next(row for row in rows if row["outcome"] == "killed")["incident"]
    found = json.loads(run("explain", identity, "--profiles", "--json", "--case", case)[1])
    assert {one["profile"] for one in found} >= {"gawah", "ucdp", "acled", "airwars", "casualty-standards"}
    status, out, _ = run("explain", identity, "--profiles", "--case", case)
    assert status == 0
    assert "casualty-standards" in out


def test_an_unknown_id_is_told(run: Run, case: Path) -> None:
    status, _, err = run("explain", "nowhere", "--case", case)
    assert status == 1
    assert "gawah incidents" in err


def test_publishing_writes_what_it_is_asked(run: Run, case: Path, tmp_path: Path) -> None:
    html, md = tmp_path / "brief.html", tmp_path / "brief.md"
    table, claims, geo = tmp_path / "tolls.csv", tmp_path / "claims.csv", tmp_path / "incidents.geojson"
    status, _, _ = run(
        "publish", "--case", case, "--brief", html, "--brief", md, "--csv", table, "--claims", claims, "--geojson", geo
    )
    assert status == 0
    assert "<!doctype html>" in html.read_text("utf-8")
    assert md.read_text("utf-8").startswith("# ")
    for written in (table, claims):
        assert list(csv.DictReader(io.StringIO(written.read_text("utf-8"))))
    assert json.loads(geo.read_text("utf-8"))["features"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["publish", "--case", "CASE"], "name at least one"),
        (["publish", "--case", "CASE", "--brief", "x.docx"], ".html or .md"),
        (["incidents", "--case", "missing"], "missing.gawah"),
        (["incidents", "--case", "CASE", "--profile", "nobody"], "nobody"),
        (["read", "missing.txt"], "missing.txt"),
        (["read", "x.txt", "--published", "12 May"], "YYYY-MM-DD"),
    ],
)
def test_wrong_use_is_one_clear_line(run: Run, case: Path, arguments: list[str], words: str) -> None:
    status, out, err = run(*[str(case) if one == "CASE" else one for one in arguments])
    assert status
    assert words in err
    assert "Traceback" not in out + err
