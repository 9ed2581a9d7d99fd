"""`gawah actors`: import, search and people, with exit statuses that scripts can use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gawah.cli import main
from gawah.model import Document, Reading
from gawah.store import Case

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["actors", *(str(one) for one in arguments)])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return call


def test_a_known_actor_is_shown_with_its_days_and_people(run: Run) -> None:
    status, said, _ = run("search", "NRF", "--on", "2022-05-09")
    assert status == 0
    assert "National Resistance Front" in said
    assert "2021-08-01/.." in said
    assert "Sibghatullah Ahmadi: spokesman" in said


def test_who_did_not_exist_on_the_day_is_not_found(run: Run) -> None:
    status, said, _ = run("search", "FARC", "--on", "2020-03-01")
    assert status == 1
    assert "existed from 1964-05-01 to 2017-08-31" in said


def test_what_is_imported_is_found_and_bad_lines_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,also\nhg,Hill Guard,militia,HG|Hill Guards\nx,,militia,\ny,Guard,dragons,\n", "utf-8")
    status, said, complained = run("import", path)
    assert status == 4
    assert "1 actors with 3 names kept; 2 × lines that are no actor" in said
    assert "mine.csv, line 3" in complained
    assert "mine.csv, line 4" in complained


def test_an_import_of_nothing_keeps_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name\n,\n", "utf-8")
    status, _, complained = run("import", path)
    assert status == 2
    assert "the registry stands as it was" in complained
    assert not (tmp_path / "home" / "actors").exists()


def test_actors_of_a_case_are_its_own(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo.gawah"
    Case.create(folder).close()
    (folder / "actors.yml").write_text("- {id: hg, name: Hill Guard, kind: militia}\n", "utf-8")
    assert run("search", "Hill Guard")[0] == 1
    status, said, _ = run("search", "Hill Guard", "--case", tmp_path / "demo", "--json")
    assert status == 0
    assert json.loads(said)["candidates"][0]["id"] == "hg"


def test_people_of_a_case_show_a_change_of_side(run: Run, tmp_path: Path) -> None:
    with Case.create(tmp_path / "demo.gawah") as case:
        for name, text in (
            ("a", "Malik Khan, a former commander of the Taliban, was quoted."),
            ("b", "NRF commander Malik Khan spoke in Dara."),
        ):
            identity = hashlib.sha256(text.encode()).hexdigest()
            case.keep(Document(id=identity, text=text, file=f"{name}.txt"), text.encode(), Reading(document=identity))
    status, said, _ = run("people", "--case", tmp_path / "demo")
    assert status == 0
    assert "former commander: Taliban" in said
    assert "National Resistance Front" in said
    (person,) = json.loads(run("people", "--case", tmp_path / "demo", "--json")[1])
    assert person["name"] == "Malik Khan"
