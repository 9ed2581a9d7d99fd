"""What the choices look names up in: the gazetteer with the case's own names, and the registry; opened once a process."""

from __future__ import annotations

import threading
from pathlib import Path

from gawah.desk.cases import the_case
from gawah.pipeline import Lookups, overlay_of

_lock = threading.Lock()
_open: dict[tuple[Path, float], Lookups] = {}


def lookups() -> Lookups:
    """The gazetteer and the registry of the case; opened anew where its own table of names has changed."""
    overlay = overlay_of(the_case().path)
    key = (the_case().path, overlay.stat().st_mtime if overlay else 0.0)
    with _lock:
        if key not in _open:
            _open.clear()
            _open[key] = Lookups.open(overlay, the_case().path)
        return _open[key]
