"""Hold the measured figures to their floors: `python -m eval.gate [NAME...] [--raise]`.

Each suite of `eval/floors.toml` names the command that measures it; the command prints JSON, and every figure that has a
floor is compared. A figure below its floor fails. Floors may only rise: --raise writes the figures that are better than their
floors, and nothing lowers one. Tables that a suite names are printed below its figures. The digest of the data is part of the
pin, so that changed data cannot pass for a better method.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.shared import shared

FLOORS = Path(__file__).with_name("floors.toml")
SLACK = 0.0005
"""Rounding of the printed floors."""


def digest(folder: Path, paths: list[str]) -> str:
    """Twelve hex digits over the names and bytes of the data files."""
    state = hashlib.sha256()
    for pattern in paths:
        for file in sorted(folder.glob(pattern)):
            state.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return state.hexdigest()[:12]


def figure_of(measured: dict[str, Any], name: str) -> Any:
    """What stands at a dotted name ("killed.exact") of what a suite printed."""
    value: Any = measured
    for part in name.split("."):
        value = value[part]
    return value


def figure(measured: dict[str, Any], name: str) -> float:
    """The figure at a dotted name."""
    return float(figure_of(measured, name))


def compare(floors: dict[str, float], measured: dict[str, Any]) -> Iterator[tuple[str, float, float, bool]]:
    """Name, floor, figure, and whether the figure holds; a name that begins with "-" is a ceiling (the lower the better)."""
    for name, floor in floors.items():
        value = figure(measured, name.removeprefix("-"))
        holds = value <= floor + SLACK if name.startswith("-") else value >= floor - SLACK
        yield name, floor, value, holds


def better(name: str, floor: float, value: float) -> bool:
    """Whether a figure is better than its floor by more than rounding."""
    return value < floor - SLACK if name.startswith("-") else value > floor + SLACK


def measure(command: list[str]) -> dict[str, Any]:
    """Run a suite and read the JSON object that it prints last."""
    done = subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, text=True)
    text = done.stdout
    return json.loads(text[text.index("{") :])  # type: ignore[no-any-return]


def main(arguments: list[str]) -> int:
    """Measure the named suites (all where none is named); returns the number of figures that do not hold."""
    folder = shared()
    if folder is None:
        print("no development data here: set GAWAH_SHARED to the folder that holds benchmarks/")
        return 0
    rise, names = "--raise" in arguments, [name for name in arguments if not name.startswith("--")]
    suites = tomllib.loads(FLOORS.read_text("utf-8"))
    unknown = set(names) - set(suites)
    if unknown:
        print(f"no such suite: {', '.join(sorted(unknown))}; there are {', '.join(suites)}")
        return 1
    fallen = 0
    tables: list[str] = []
    text = FLOORS.read_text("utf-8")
    for name in names or suites:
        suite = suites[name]
        if (found := digest(folder, suite["data"])) != suite["digest"]:
            print(f"{name}: the data are not those of the floors (digest {found}, pinned {suite['digest']})")
            fallen += 1
            continue
        measured = measure(suite["command"])
        tables += [line for key in suite.get("tables", ()) for line in rows(f"{name}, {key}", figure_of(measured, key))]
        for key, floor, value, holds in compare(suite["floors"], measured):
            fallen += not holds
            print(f"{name:12} {key:28} {value:8.4f}  floor {floor:8.4f}  {'holds' if holds else 'FALLEN'}")
            if rise and better(key, floor, value):
                text = raised(text, name, key, value)
    print(*tables, sep="\n", end="\n" if tables else "")
    if rise:
        FLOORS.write_text(text, "utf-8")
    return fallen


def rows(title: str, table: list[dict[str, Any]]) -> Iterator[str]:
    """A table that a suite prints beside its figures, a line a row."""
    yield title
    for row in table:
        yield "    " + "  ".join(f"{name} {value}" for name, value in row.items())


def raised(text: str, suite: str, key: str, value: float) -> str:
    """The table of floors with one floor set to a better figure."""
    lines, inside = text.splitlines(keepends=True), False
    for number, line in enumerate(lines):
        if line.startswith("["):
            inside = line.strip() == f"[{suite}.floors]"
        elif inside and line.split("=")[0].strip().strip('"') == key:
            lines[number] = f"{line.split('=')[0].rstrip()} = {value:.4f}\n"
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
