"""The gazetteer: look-ups, containers, search with reasons, and files that are none."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.small_world import open_world, write_world

from gawah.errors import BadInput, FullDisk, UnknownRecord
from gawah.model import Precision
from gawah.resolve import gazetteer as room
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.gazetteer_file import Record, rewriting


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = open_world(tmp_path_factory.mktemp("world"))
    yield gazetteer
    gazetteer.close()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Worsaj", "af-worsaj"),
        ("Varsuj", "af-worsaj"),
        ("Versaj district", "af-worsaj"),
        ("ورسج", "af-worsaj"),
        ("Андараб", "af-andarab"),
        ("Andrab", "af-andarab"),
        ("Shotol", "af-shotul"),
        ("Nangrahar", "af-nangarhar"),
        ("Panjshir Province", "af-panjshir"),
        ("Nangahar", "af-nangarhar"),  # a letter lost: found one key beside
        ("Afghan", "af"),
        ("U.S.", "us"),
        ("Paris", "fr-paris"),
        ("Georgia", "ge"),
    ],
)
def test_a_name_finds_its_place_first(world: Gazetteer, name: str, first: str) -> None:
    assert world.find(name)[0].place.id == first


def test_namesakes_are_all_found(world: Gazetteer) -> None:
    found = [match.place.id for match in world.find("Doab") if match.spelled == 1.0]
    assert sorted(found) == ["af-doab-dara", "af-doab-khenj", "af-doab-takhar"]


def test_a_strange_name_finds_nothing(world: Gazetteer) -> None:
    assert not world.find("Xyzzyqwrt")
    assert not world.find("")
    assert not world.find("—")


def test_a_place_tells_where_it_lies_and_how_exactly(world: Gazetteer) -> None:
    doab = world.place("af-doab-khenj")
    assert doab.containers == ("af-khenj", "af-panjshir", "af")
    assert doab.full_name == "Doab, Khenj, Panjshir, Afghanistan"
    assert doab.precision is Precision.VILLAGE
    assert doab.radius_m >= 1000
    assert [area.name for area in world.containers("af-doab-khenj")] == ["Khenj", "Panjshir", "Afghanistan"]
    assert world.place("af-khenj").precision is Precision.DISTRICT
    assert world.country("AF") == world.place("af")
    assert world.country("ZZ") is None
    with pytest.raises(UnknownRecord, match="no place nowhere"):
        world.place("nowhere")


def test_search_keeps_to_the_area_and_says_why(world: Gazetteer) -> None:
    found = world.search("Paris", within="us-tx")
    assert [candidate.value.id for candidate in found] == ["us-paris-tx"]
    assert {reason.feature for reason in found[0].reasons} == {"spelling", "rank"}
    assert all(reason.words for reason in found[0].reasons)
    assert {candidate.value.country for candidate in world.search("Paris", within="US")} == {"US"}


def test_search_prefers_the_near(world: Gazetteer) -> None:
    near_dallas = world.search("Paris", near=world.place("us-dallas"))
    assert near_dallas[0].value.id == "us-paris-tx"
    assert "km away" in near_dallas[0].reasons[-1].words
    assert world.search("Doab", near=(36.5, 69.9))[0].value.id == "af-doab-takhar"
    assert len(world.search("Doab", limit=2)) == 2
    scores = [one.score for one in world.search("Doab", near=(36.5, 69.9))]
    assert scores == sorted(scores, reverse=True)


def test_a_town_reaches_further_the_more_live_there(world: Gazetteer) -> None:
    assert world.place("us-dallas").radius_m > world.place("us-paris-tx").radius_m


@given(name=st.text(max_size=40))
def test_any_text_can_be_looked_up(world: Gazetteer, name: str) -> None:
    for match in world.find(name):
        assert 0.0 <= match.spelled <= 1.0
        assert 0.0 <= match.rank <= 1.0


def test_circles_of_containers_end(tmp_path: Path) -> None:
    with rewriting(tmp_path / "c.sqlite") as writer:
        for at, parent in (("a", "b"), ("b", "a")):
            writer.add(Record(id=at, name=f"Place {at}", lat=1.0, lon=1.0, kind="ADM2", parent=parent))
    gazetteer = Gazetteer.open(tmp_path / "c.sqlite")
    assert gazetteer.place("a").containers == ("b",)
    gazetteer.close()


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "x.sqlite"
    text.write_text("not a database, but long enough to be looked at " * 40)
    with pytest.raises(BadInput, match="not a gazetteer"):
        Gazetteer.open(text)
    with pytest.raises(BadInput, match="no such gazetteer"):
        Gazetteer.open(tmp_path / "missing.sqlite")
    old = write_world(tmp_path / "old.sqlite")
    with sqlite3.connect(old) as base:
        base.execute("UPDATE about SET value = '0' WHERE key = 'schema'")
    base.close()
    with pytest.raises(BadInput, match="version 0"):
        Gazetteer.open(old)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = write_world(tmp_path / "g.sqlite")
    before = target.read_bytes()

    def fail() -> None:
        with rewriting(target, base=target) as writer:
            writer.add(Record(id="new", name="New", lat=0.0, lon=0.0, kind="PPL"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["g.sqlite"]


def test_a_writer_that_is_killed_harms_nothing(tmp_path: Path) -> None:
    target = write_world(tmp_path / "g.sqlite")
    before = target.read_bytes()
    script = (
        "import os, sys; from pathlib import Path; from gawah.resolve.gazetteer_file import Record, rewriting\n"
        "with rewriting(Path(sys.argv[1]), base=Path(sys.argv[1])) as writer:\n"
        "    writer.add(Record(id='new', name='New', lat=0.0, lon=0.0, kind='PPL')); os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(target)], check=False).returncode == -9
    assert target.read_bytes() == before
    [left] = tmp_path.glob(".g.sqlite.*.new")
    os.utime(left, (0, 0))
    write_world(target)  # sweeps what was left
    assert not list(tmp_path.glob(".g.sqlite.*.new"))


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(FullDisk, match="stands as it was"), rewriting(tmp_path / "g.sqlite"):
        raise sqlite3.OperationalError("database or disk is full")


def test_homes_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAWAH_HOME", str(tmp_path))
    assert room.own_file() == tmp_path / "gazetteer.sqlite"
    assert room.cache() == tmp_path / "cache"
    monkeypatch.delenv("GAWAH_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert room.home() == Path("/data/gawah")
    assert room.cache() == Path("/cache/gawah")


def test_opening_is_quick(world: Gazetteer) -> None:
    assert world.file is not None
    start = time.perf_counter()
    Gazetteer.open(world.file).close()
    assert time.perf_counter() - start < 0.5
