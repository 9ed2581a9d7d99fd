"""The default gazetteer: what is in it, how quick and how small it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gawah.model import Precision
from gawah.resolve import gazetteer_world
from gawah.resolve.gazetteer import Gazetteer, world_file

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world() -> Iterator[Gazetteer]:
    gazetteer = Gazetteer.open(world_file())
    yield gazetteer
    gazetteer.close()


@pytest.mark.parametrize(
    ("name", "full_name", "precision"),
    [
        ("Kabul", "Kabul, Afghanistan", Precision.VILLAGE),
        ("Worsaj", "Warsaj, Takhar, Afghanistan", Precision.DISTRICT),
        ("Шебекино", "Shebekino, Belgorod Oblast, Russia", Precision.VILLAGE),
        ("الرقة", "Ar Raqqah, Ar-Raqqah, Syria", Precision.VILLAGE),
        ("Syrian", "Syria", Precision.COUNTRY),
        ("W.Va.", "West Virginia, United States", Precision.PROVINCE),
        ("Laurel County", "Laurel County, Kentucky, United States", Precision.DISTRICT),
        ("Gaza", "Gaza Strip, Palestinian Territory", Precision.PROVINCE),
        ("Donbass", "Donbas, Ukraine", Precision.UNKNOWN),
        ("Burma", "Myanmar", Precision.COUNTRY),
    ],
)
def test_names_of_the_world(world: Gazetteer, name: str, full_name: str, precision: Precision) -> None:
    found = [match.place for match in world.find(name) if match.spelled >= 0.97]
    assert (full_name, precision) in [(place.full_name, place.precision) for place in found[:3]], found[:3]


def test_every_country_has_a_point_and_a_radius(world: Gazetteer) -> None:
    for code in ("AF", "SY", "UA", "SD", "MM", "CO", "US", "NO"):
        country = world.country(code)
        assert country is not None
        assert country.lat is not None
        assert country.radius_m > 50_000


def test_the_stamp_tells_what_it_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gazetteer_world.stamp()
    assert before == gazetteer_world.stamp()
    monkeypatch.setattr(gazetteer_world, "SCHEMA", 999)
    assert gazetteer_world.stamp() != before


# The peak of this process alone: what getrusage tells begins with that of the process which started it.
MEASURE = """
import json, re, sys, time
from pathlib import Path
from gawah.resolve.gazetteer import Gazetteer
def memory():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) / 1024
start = time.process_time()
gazetteer = Gazetteer.open(Path(sys.argv[1]))
opened = time.process_time() - start
names = "Worsaj Panjshir Andarab Idlib Springfield Homs Kharkiv Bucha Goma Sheberghan Mopti Djugu Zahedan Pazigyi".split()
start = time.process_time()
for name in names:
    gazetteer.find(name)
looked_up = (time.process_time() - start) / len(names)
print(json.dumps([opened, looked_up, memory()]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_it_is_quick_and_small(world: Gazetteer, tmp_path: Path) -> None:
    script = tmp_path / "measure.py"
    script.write_text(MEASURE, "utf-8")
    run = subprocess.run([sys.executable, str(script), str(world.file)], capture_output=True, text=True, check=True)
    opened, looked_up, megabytes = json.loads(run.stdout)
    assert opened < 0.1
    assert looked_up < 0.003  # a millisecond on an idle machine
    assert megabytes < 150
