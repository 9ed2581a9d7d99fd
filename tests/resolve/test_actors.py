from __future__ import annotations

from pathlib import Path

import pytest

from gawah.data import table
from gawah.errors import BadTable
from gawah.model import ActorKind, Mention, Span
from gawah.resolve.actor_lists import read_actors
from gawah.resolve.actors import resolve_name
from gawah.resolve.registry import Registry


def resolved(name: str, registry: Registry | None = None):
    return resolve_name(name, Mention(words=name, span=Span(0, len(name))), registry or Registry.open())


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Taliban", "af-taliban"),
        ("Taleban fighters", "af-taliban"),
        ("Taliban spokesman Zabihullah Mujahid", "af-taliban"),
        ("NRF", "af-nrf"),
        ("National Resistance Front", "af-nrf"),
        ("Ali Maisam Nazari", "af-nrf"),
        ("Red Unit", "af-red-unit"),
        ("ISIL terrorists", "is"),
        ("Da'esh", "is"),
        ("طالبان", "af-taliban"),
        ("RSF", "sd-rsf"),
        ("Rapid Support Forces commander", "sd-rsf"),
        ("Coalition military forces", "cjtf-oir"),
        ("Syrian Observatory for Human Rights", "sohr"),
        ("FARC dissidents", "co-farc-dissidents"),
        ("Houthis", "ye-houthi"),
        ("HTS", "sy-hts"),
        ("HAMAS", "ps-hamas"),
        ("US forces", "us-military"),
        ("U.S. military", "us-military"),
        ("Nigerian army", "ng-army"),
        ("Nigerien army", "ne-army"),
    ],
)
def test_a_known_actor_is_found_under_its_names(name: str, actor: str) -> None:
    found = resolved(name)
    assert found.chosen is not None
    assert found.chosen.id == actor
    assert found.candidates
    assert found.why


@pytest.mark.parametrize(
    ("name", "kind"), [("villagers", "civilians"), ("two soldiers", "state force"), ("policemen", "police")]
)
def test_a_common_noun_tells_a_kind_and_no_actor(name: str, kind: str) -> None:
    found = resolved(name)
    assert found.chosen is not None
    assert found.chosen.provisional
    assert found.chosen.kind == ActorKind(kind)


@pytest.mark.parametrize(
    "name",
    [
        "Mullah Janu",
        "Brigade of the Hollow Moon",
        "Commander Malik",
        "forces",
        "Southern Defence Forces",
        "Israeli civilians",
        "Israeli settlers",
        "families of Hamas members",
        "Taliban prisoners",
        "former Taliban commander",
        "anti-Taliban forces",
        "victims of the Islamic State",
        "Jama",
        "Fine",
    ],
)
def test_who_is_unknown_stands_under_their_own_name(name: str) -> None:
    found = resolved(name)
    assert found.chosen is not None
    assert found.chosen.provisional
    assert found.chosen.name == name


def test_an_actor_belongs_to_those_above_it() -> None:
    registry = Registry.open()
    unit = registry.actor("af-red-unit")
    assert unit is not None
    assert [actor.id for actor in registry.line(unit)] == ["af-red-unit", "af-taliban"]


def test_every_entry_is_whole() -> None:
    registry, kinds = Registry.open(), table("actors/kinds")
    assert set(kinds["inter"]) == {kind.value for kind in ActorKind}
    assert set(kinds["nouns"].values()) <= {kind.value for kind in ActorKind}
    assert len(registry) > 100


def test_a_name_of_two_actors_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("- {id: a, name: Southern Guard}\n- {id: b, name: River Group, also: [Southern Guard]}\n", "utf-8")
    found = resolved("Southern Guard", Registry.open().with_entries(read_actors(path)))
    assert found.chosen is None
    assert {candidate.value.id for candidate in found.candidates} == {"a", "b"}


def test_a_list_of_the_user_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,also,parent,side\nx,Hill Guard,militia,HG|Hill Guards,,north\n", "utf-8")
    found = resolved("HG", Registry.open().with_entries(read_actors(path)))
    assert found.chosen is not None
    assert (found.chosen.id, found.chosen.side) == ("x", "north")


@pytest.mark.parametrize(
    "text",
    [
        "id,name,kind\nx,,militia\n",
        "id,name,kind\nx,Guard,dragons\n",
        "id,name,kind\nx,A,militia\nx,B,militia\n",
        "name\nGuard\n",
    ],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadTable, match=r"mine\.csv, line [23]"):
        read_actors(path)


def test_the_actor_file_of_ucdp_is_read(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("ActorId,NameData,NameFull\n7,Hill Guard,The Hill Guard of the North\n", "utf-8")
    registry = Registry.open().with_entries(read_actors(path))
    found = resolved("The Hill Guard of the North", registry)
    assert found.chosen is not None
    assert found.chosen.id == "ucdp-7"
