from __future__ import annotations

from pathlib import Path

from benchmarks.gazetteer import CEILINGS, look_up, names_of, opened

from tests.resolve.small_world import write_world


def test_the_same_names_are_drawn_in_every_run(tmp_path: Path) -> None:
    file = write_world(tmp_path / "small.sqlite")
    names = names_of(file)
    assert names == names_of(file)
    assert "Worsaj" not in names
    assert {"Warsaj", "ورسج"} <= set(names)


def test_look_ups_and_opening_are_measured(tmp_path: Path) -> None:
    file = write_world(tmp_path / "small.sqlite")
    assert 0 < look_up(file, ["Warsaj", "Dara", "Doab"]) < 1000
    spent, held = opened(file, ["Warsaj"])
    assert 0 < spent < 5000
    assert 5 < held < 2000
    assert set(CEILINGS) == {"import of a dump, s", "look-up, ms", "opening, ms", "memory with the world, MB"}
