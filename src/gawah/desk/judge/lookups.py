"""What the choices look names up in: the gazetteer with the case's own names, and the registry; opened once a process."""

from __future__ import annotations

import threading
from pathlib import Path

from gawah.desk.cases import the_case
from gawah.desk.lists import stamp
from gawah.pipeline import Lookups, overlay_of

_lock = threading.Lock()
_open: dict[tuple[Path, str], Lookups] = {}


def lookups() -> Lookups:
    """The gazetteer and the registry of the case; opened anew where a list of its own names has changed."""
    folder = the_case().path
    key = (folder, stamp(folder))
    with _lock:
        if key not in _open:
            _open.clear()
            _open[key] = Lookups.open(overlay_of(folder), folder)
        return _open[key]
