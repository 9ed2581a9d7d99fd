"""The lists of names that a case brings itself, and those of the user: whether one has been edited since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from gawah.pipeline import overlay_of
from gawah.resolve.actor_files import NAMES, own_folder


def stamp(folder: Path) -> str:
    """What stands for the places and actors of a case as its lists have them now; empty where it has no list."""
    told = [f"{file}:{held.st_mtime_ns}:{held.st_size}" for file in _lists(folder) if (held := file.stat())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] if told else ""


def _lists(folder: Path) -> Iterator[Path]:
    places = overlay_of(folder)
    of_case = (places, *(folder / name for name in NAMES))
    yield from (file for file in of_case if file and file.is_file())
    yield from sorted(file for file in own_folder().glob("*") if file.is_file())
