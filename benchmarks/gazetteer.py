"""The gazetteer against its ceilings: `python -m benchmarks.gazetteer [DUMP] [--json]`.

Seconds to import a GeoNames dump (AF.txt of the shared folder where none is named), milliseconds to look a name up that was not
looked up before, milliseconds to open the gazetteer, and megabytes of a process that has the world open and has looked up a
thousand names. Each figure comes with its share of the ceiling; more than 1 is too much. CPU seconds tell more than those of
the clock on a machine that others use too, so import and look-up are measured in them.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from eval.shared import shared

from gawah.resolve.gazetteer import Gazetteer, world_file
from gawah.resolve.importers import bring_in

CEILINGS = {"import of a dump, s": 20.0, "look-up, ms": 1.0, "opening, ms": 100.0, "memory with the world, MB": 150.0}
NAMES, SEED = 1000, 11
_OPEN = """
import resource, sys, time
from pathlib import Path
from gawah.resolve.gazetteer import Gazetteer
begun = time.process_time()
gazetteer = Gazetteer.open(Path(sys.argv[1]))
opened = time.process_time() - begun
for name in sys.stdin.read().splitlines():
    gazetteer.find(name)
print(opened * 1000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def names_of(file: Path) -> list[str]:
    """Names drawn from a gazetteer, the same in every run."""
    with sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True) as base:
        rows = [row[0] for row in base.execute("SELECT name FROM name ORDER BY key, name, place")]
    return random.Random(SEED).sample(rows, min(NAMES, len(rows)))


def look_up(file: Path, names: list[str]) -> float:
    """Milliseconds of one look-up of a name that was not looked up before."""
    gazetteer = Gazetteer.open(file)
    begun = time.process_time()
    for name in names:
        gazetteer.find(name)
    spent = time.process_time() - begun
    gazetteer.close()
    return spent * 1000 / len(names)


def opened(file: Path, names: list[str]) -> tuple[float, float]:
    """Milliseconds to open a gazetteer in a fresh process, and its megabytes after looking names up."""
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(file)], input="\n".join(names), capture_output=True, text=True, check=True
    )
    spent, held = map(float, done.stdout.split())
    return spent, held


def measure(dump: Path) -> dict[str, Any]:
    """Every figure with its share of the ceiling."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "own.sqlite"
        world_file()  # made beforehand: it is made once, and is no part of an import
        begun = resource.getrusage(resource.RUSAGE_SELF)
        bring_in(dump, target)
        ended = resource.getrusage(resource.RUSAGE_SELF)
        imported = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
        names = names_of(target)
        spent, held = opened(target, names)
        values = dict(zip(CEILINGS, (imported, look_up(target, names), spent, held), strict=True))
    return {
        name: {"value": round(value, 2), "of the ceiling": round(value / CEILINGS[name], 3)} for name, value in values.items()
    }


def main(arguments: list[str]) -> int:
    """Print the figures; the number of those above their ceiling is the exit status."""
    named = next((Path(one) for one in arguments if not one.startswith("-")), None)
    folder = shared()
    dump = named or (folder / "gazetteer" / "AF.txt" if folder else None)
    if dump is None or not dump.is_file():
        print("no dump here: name one, or set GAWAH_SHARED")
        return 1
    figures = measure(dump)
    if "--json" in arguments:
        print(json.dumps(figures, indent=1))
    else:
        for name, found in figures.items():
            print(f"{name:28} {found['value']:8.2f}   {found['of the ceiling']:.2f} of the ceiling")
    return sum(found["of the ceiling"] > 1 for found in figures.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
