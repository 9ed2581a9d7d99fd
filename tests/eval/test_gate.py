from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from eval import gate

FLOORS = """\
[claims.floors]
"fills.f1" = 0.5
"-false" = 0.02

[times.floors]
"fills.f1" = 0.7
"""


@pytest.mark.parametrize(
    ("floors", "measured", "holds"),
    [
        ({"fills.f1": 0.5}, {"fills": {"f1": 0.5}}, True),
        ({"fills.f1": 0.5}, {"fills": {"f1": 0.51}}, True),
        ({"fills.f1": 0.5}, {"fills": {"f1": 0.49}}, False),
        ({"-wrong": 0.02}, {"wrong": 0.03}, False),
        ({"-wrong": 0.02}, {"wrong": 0.0}, True),
    ],
)
def test_a_floor_holds_or_falls(floors: dict[str, float], measured: dict[str, object], holds: bool) -> None:
    assert [row[3] for row in gate.compare(floors, measured)] == [holds]


def test_a_missing_figure_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(gate.compare({"fills.f1": 0.5}, {"claims": {}}))


def test_floors_only_rise() -> None:
    assert not gate.better("fills.f1", 0.5, 0.4)
    assert gate.better("fills.f1", 0.5, 0.6)
    assert gate.better("-false", 0.02, 0.01)
    assert not gate.better("-false", 0.02, 0.03)


def test_raising_touches_one_line() -> None:
    text = gate.raised(FLOORS, "claims", "fills.f1", 0.61234)
    assert tomllib.loads(text) == {
        "claims": {"floors": {"fills.f1": 0.6123, "-false": 0.02}},
        "times": {"floors": {"fills.f1": 0.7}},
    }


def test_changed_data_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    before = gate.digest(tmp_path, ["*.json"])
    (tmp_path / "a.json").write_text("{ }")
    assert gate.digest(tmp_path, ["*.json"]) != before


def test_every_suite_is_whole() -> None:
    for name, suite in tomllib.loads(gate.FLOORS.read_text("utf-8")).items():
        assert set(suite) - {"tables"} == {"command", "data", "digest", "floors"}, name
        assert suite["floors"], name


def test_tables_are_printed_row_by_row() -> None:
    assert list(gate.rows("reliability", [{"claims": 40, "right": 0.5}])) == ["reliability", "    claims 40  right 0.5"]
