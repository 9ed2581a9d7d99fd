"""The user's own registry of actors, and that of a case, over the one that gawah brings."""

from __future__ import annotations

import shutil
from pathlib import Path

from gawah.errors import BadInput
from gawah.resolve.actor_lists import read_actors
from gawah.resolve.gazetteer import home
from gawah.resolve.importers.report import Report
from gawah.resolve.registry import Registry

NAMES = ("actors.csv", "actors.yml", "actors.yaml")
"""Files in the folder of a case that hold actors of its own."""
_KINDS = {".csv", ".yml", ".yaml"}


def own_folder() -> Path:
    """Where `gawah actors import` keeps the lists that it reads."""
    return home() / "actors"


def bring_in(path: Path, folder: Path | None = None) -> Report:
    """Check a list of actors and keep it beside the user's others; says what was kept, and every line that was not.

    The list is kept as it is, under its own name, and takes the place of an older one of that name. Raises BadInput where
    nothing in it can be used; then nothing is kept.
    """
    report, target = Report(files=[path.name]), folder or own_folder()
    read_actors(path, report, _registered(target, but=path.name))
    if not report.kept:
        told = "; ".join(report.lines[:3]) or "no actors in it"
        raise BadInput(f"{path.name}: nothing in it can be used ({told}); the registry stands as it was")
    target.mkdir(parents=True, exist_ok=True)
    aside = target / f".{path.name}.part"
    shutil.copyfile(path, aside)
    aside.replace(target / path.name)
    return report


def registry_of(case: Path | None = None) -> Registry:
    """The registry that gawah brings, the user's own lists over it, and the list of a case over both.

    A line of a case's list that cannot be used raises BadTable; those of the user's own lists were told when they were read.
    """
    registry = _registered(own_folder())
    own = next((file for name in NAMES if case and (file := case / name).is_file()), None)
    return registry.with_entries(read_actors(own, known=registry)) if own else registry


def _registered(folder: Path, but: str = "") -> Registry:
    """The registry that gawah brings with the lists in a folder over it, save the one of this name."""
    registry = Registry.open()
    for file in sorted(folder.glob("*")):
        if file.suffix.lower() in _KINDS and file.name != but:
            registry = registry.with_entries(read_actors(file, Report()))
    return registry
