"""Overlays: what a case adds, renames and blocks; every contradiction named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.resolve.small_world import open_world

from gawah.errors import BadTable

HEAD = "do,name,place,within,country,kind,lat,lon,km,id,language,note\n"


def test_a_place_is_added_with_its_area(tmp_path: Path) -> None:
    overlay = HEAD + "add,Qasan,,Andarab,,VAL,35.7,69.3,8,,,a valley no gazetteer has\nalias,Qassan,Qasan,,,,,,,,,\n"
    gazetteer = open_world(tmp_path, overlay)
    for name in ("Qasan", "Kasan valley", "Qassan"):
        found = gazetteer.find(name)[0].place
        assert found.full_name == "Qasan, Andarab, Baghlan, Afghanistan"
        assert found.radius_m == 8000
        assert found.country == "AF"
    gazetteer.close()


def test_names_are_added_renamed_and_blocked(tmp_path: Path) -> None:
    overlay = (
        HEAD
        + "rename,Worsaj,af-worsaj,,,,,,,,,as the case writes it\n"
        + "alias,Upper valley,Khenj,,,,,,,,,\n"
        + "block,Khost,Khost wa Fereng,,,,,,,,,\n"
    )
    gazetteer = open_world(tmp_path, overlay)
    assert gazetteer.place("af-worsaj").name == "Worsaj"
    assert gazetteer.find("Upper Valley")[0].place.id == "af-khenj"
    assert [match.place.id for match in gazetteer.find("Khost") if match.spelled > 0.95] == ["af-khost"]
    assert gazetteer.find("Khost wa Fereng")[0].place.id == "af-khostfereng"
    gazetteer.close()


def test_yaml_says_the_same(tmp_path: Path) -> None:
    overlay = "- do: alias\n  name: Lion valley\n  place: Panjshir\n  kind: ADM1\n"
    gazetteer = open_world(tmp_path, overlay, ".yml")
    assert gazetteer.find("Lion Valley")[0].place.id == "af-panjshir"
    gazetteer.close()


@pytest.mark.parametrize(
    ("overlay", "line", "cause"),
    [
        (HEAD + "move,A,Dara,,,,,,,,,\n", 2, "nothing an overlay does"),
        (HEAD + "alias,,Dara,,,,,,,,,\n", 2, "no name"),
        (HEAD + "block,X,,,,,,,,,,\n", 2, "needs the place"),
        (HEAD + "alias,X,Nowhereland,,,,,,,,,\n", 2, "has no place"),
        (HEAD + "alias,X,Doab,,,,,,,,,\n", 2, "could be 3 places"),
        (HEAD + "add,X,,,,,95,70,,,,\n", 2, "not on the globe"),
        (HEAD + "add,X,,,,,north,70,,,,\n", 2, "lat and lon in degrees"),
        (HEAD + "\nadd,X,,,,,35,70,,one,,\nadd,Y,,,,,36,70,,one,,\n", 4, "added twice"),
        (HEAD + "alias,X,Dara,,,,,,,,,\nblock,X,Dara,,,,,,,,,\n", 3, "both given to and blocked"),
        (HEAD + "block,X,Dara,,,,,,,,,\nalias,X,Dara,,,,,,,,,\n", 3, "both given to and blocked"),
        (HEAD + "rename,X,Dara,,,,,,,,,\nrename,Y,Dara,,,,,,,,,\n", 3, "renamed twice"),
        (HEAD + "alias,X,Dara,,,,,,,,,,,,\n", 2, "more cells"),
        ("do,name,where\nalias,X,Dara\n", 1, "the head line needs"),
        ("", 1, "the head line needs"),
    ],
)
def test_contradictions_name_their_line(tmp_path: Path, overlay: str, line: int, cause: str) -> None:
    with pytest.raises(BadTable, match=cause) as caught:
        open_world(tmp_path, overlay or "\n")
    assert caught.value.line == line
    assert caught.value.file == "overlay.csv"


@pytest.mark.parametrize(
    ("overlay", "line", "cause"),
    [
        ("- do: alias\n  nam: X\n", 2, "unknown field"),
        ("do: alias\n", 1, "a list of entries"),
        ("- alias\n", 1, "names its fields"),
        ("- do: [alias\n", 2, "not YAML"),
        ("- do: alias\n  name: X\n  place: Dara\n- do: move\n  name: Y\n", 4, "nothing an overlay does"),
    ],
)
def test_bad_yaml_names_its_line(tmp_path: Path, overlay: str, line: int, cause: str) -> None:
    with pytest.raises(BadTable, match=cause) as caught:
        open_world(tmp_path, overlay, ".yml")
    assert caught.value.line == line


def test_an_overlay_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    from gawah.resolve.overlay import Overlay

    (tmp_path / "o.csv").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(BadTable, match="save it as UTF-8"):
        Overlay.read(tmp_path / "o.csv")
    with pytest.raises(BadTable, match="cannot be read"):
        Overlay.read(tmp_path / "none.csv")


def test_a_namesake_is_told_by_its_area_or_id(tmp_path: Path) -> None:
    overlay = HEAD + "alias,Two waters,Doab,Takhar,,,,,,,,\nalias,Do Ab-e Bala,af-doab-dara,,,,,,,,,\n"
    gazetteer = open_world(tmp_path, overlay)
    assert gazetteer.find("Two waters")[0].place.id == "af-doab-takhar"
    assert gazetteer.find("Do Ab-e Bala")[0].place.id == "af-doab-dara"
    gazetteer.close()


def test_names_in_mixed_scripts_with_bidi_controls_are_one_name(tmp_path: Path) -> None:
    world = open_world(tmp_path, HEAD + "alias,\u202bدره\u202c-e Nau\u200f,Dara,,,,,,,,,\n")
    for name in ("دره-e Nau", "\u202eدره\u202c-e Nau", "دره\u200e e nau"):
        assert world.find(name)[0].place.id == "af-dara"
    world.close()
