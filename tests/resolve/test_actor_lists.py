from __future__ import annotations

from pathlib import Path

import pytest

from gawah.errors import BadInput, BadTable
from gawah.resolve.actor_files import bring_in, registry_of
from gawah.resolve.actor_lists import read_actors
from gawah.resolve.importers.report import Report

UCDP = (
    "ActorId,NameData,NameFull,NameOrig\n7,Hill Guard,The Hill Guard of the North,NA\n"
    "8,Government of Freedonia,,\n,Nameless,,\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_actor_file_of_ucdp_is_read_and_its_bad_lines_are_counted(tmp_path: Path) -> None:
    report = Report()
    found = read_actors(write(tmp_path, "ucdp.csv", UCDP), report)
    assert [(one.actor.id, one.actor.kind.value) for one in found] == [("ucdp-7", "unknown"), ("ucdp-8", "government")]
    assert found[0].names == ("Hill Guard", "The Hill Guard of the North")
    assert report.kept == 2
    assert dict(report.faults) == {"lines that are no actor": 1}
    assert report.lines[0].startswith("ucdp.csv, line 4")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "id,name,kind\nx,,militia\n", "line 2"),
        ("a.csv", "id,name,kind\nx,Guard,dragons\n", "line 2"),
        ("a.csv", "id,name\nx,A\nx,B\n", "line 3: .*stands on line 2"),
        ("a.csv", "id,name,days\nx,A,2022-13\n", "line 2"),
        ("a.csv", "id,name,days\nx,A,2022-05/2021-01\n", "line 2"),
        ("a.csv", "id,name\nx,A,more\n", "line 2: .*more cells"),
        ("a.csv", "id,name,colour\nx,A,red\n", "line 1: .*colour"),
        ("a.csv", 'id,name\nx,"open\n', "not CSV"),
        ("a.csv", "", "line 1"),
        ("a.csv", f"id,name\nx,{'long ' * 100}\n", "longer than 300"),
        ("a.yml", "- {id: x, name: A}\n- {id: y}\n", "line 2: .*name is missing"),
        ("a.yml", "- {id: x, name: A, colour: red}\n", "line 1: .*colour"),
        ("a.yml", "- {id: x, name: A, people: 7}\n", "line 1"),
        ("a.yml", "- just words\n", "line 1"),
        ("a.yml", "id: x\n", "line 1: .*a list"),
        ("a.yml", "- {id: x\n", "not YAML"),
        ("a.yml", "- {id: x, name: A, parent: y}\n- {id: y, name: B, parent: x}\n", "line 1: A belongs to itself by way of y"),
        ("a.csv", "id,name,parent\ny,B,\nx,A,y\nz,C,no-such\n", "line 4: C belongs to no-such, .* in no list.*; add a line"),
        ("a.yml", "- {id: x, name: A, parent: no-such}\n", "line 1: A belongs to no-such"),
    ],
)
def test_a_bad_line_of_a_case_is_an_error_with_its_number(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(BadTable, match=told):
        read_actors(write(tmp_path, name, text))


def test_a_list_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00id")
    with pytest.raises(BadTable, match="save it as UTF-8"):
        read_actors(path)


def test_circles_are_left_out_and_counted_where_a_report_is_kept(tmp_path: Path) -> None:
    report = Report()
    text = "- {id: x, name: A, parent: y}\n- {id: y, name: B, parent: x}\n- {id: z, name: C}\n"
    assert [one.actor.id for one in read_actors(write(tmp_path, "a.yml", text), report)] == ["z"]
    assert dict(report.faults) == {"circles of parents": 2}


def test_an_actor_of_a_parent_that_is_nowhere_is_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    bring_in(write(tmp_path, "old.csv", "id,name\nhg,Hill Guard\n"))
    wings = "id,name,parent\nhw,Hill Wing,hg\ntw,Tower Wing,af-taliban\nnw,North Wing,no-such\n"
    report = bring_in(write(tmp_path, "wings.csv", wings))
    assert report.kept == 3
    assert dict(report.faults) == {"parents that are nowhere": 1}
    (told,) = report.lines
    assert told.startswith("wings.csv, line 4: North Wing belongs to no-such, an id in no list of actors; add a line for it")
    found = registry_of()
    wing = found.actor("nw")
    assert wing is not None
    assert list(found.line(wing)) == [wing]


def test_a_list_that_takes_its_own_place_must_bring_its_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    bring_in(write(tmp_path, "mine.csv", "id,name,parent\nhg,Hill Guard,\nhw,Hill Wing,hg\n"))
    assert bring_in(write(tmp_path, "mine.csv", "id,name,parent\nhw,Hill Wing,hg\n")).faults


def test_the_parents_of_a_case_may_stand_in_the_lists_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    bring_in(write(tmp_path, "mine.csv", "id,name\nhg,Hill Guard\n"))
    case = tmp_path / "demo.gawah"
    case.mkdir()
    write(case, "actors.csv", "id,name,parent\nhw,Hill Wing,hg\n")
    assert [one.id for one in registry_of(case).line(registry_of(case).named("Hill Wing")[0])] == ["hw", "hg"]
    write(case, "actors.csv", "id,name,parent\nhw,Hill Wing,no-such\n")
    with pytest.raises(BadTable, match="line 2: Hill Wing belongs to no-such"):
        registry_of(case)


def test_a_failed_import_leaves_the_registry_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    bring_in(write(tmp_path, "mine.csv", "id,name\nhg,Hill Guard\n"))
    with pytest.raises(BadInput, match="nothing in it can be used"):
        bring_in(write(tmp_path, "mine.csv", "id,name\n,\n"))
    assert registry_of().actor("hg") is not None


def test_names_in_mixed_scripts_with_controls_are_one_name(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.yml", '- {id: hg, name: Hill Guard, also: ["\\u202bنگهبان کوه\\u202c", "Гвардия Холма"]}\n')
    from gawah.resolve.registry import Registry

    registry = Registry.open().with_entries(read_actors(path))
    assert [one.id for one in registry.named("نگهبان کوه")] == ["hg"]
    assert [one.id for one in registry.named("Гвардия Холма")] == ["hg"]


def test_the_list_of_a_case_goes_over_that_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path / "home"))
    bring_in(write(tmp_path, "mine.csv", "id,name\nhg,Hill Guard\n"))
    case = tmp_path / "demo.gawah"
    case.mkdir()
    write(case, "actors.csv", "id,name,side\nhg,Hill Guard of the North,north\n")
    found = registry_of(case).actor("hg")
    assert found is not None
    assert (found.name, found.side) == ("Hill Guard of the North", "north")
