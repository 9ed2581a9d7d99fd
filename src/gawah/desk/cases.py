"""The one case of the desk, open for as long as the desk runs; and which tables belong to it."""

from __future__ import annotations

import threading
from typing import Any

from gawah.desk.settings import the_desk
from gawah.store import Case

_lock = threading.Lock()
_open: list[Case] = []


def the_case() -> Case:
    """The case of the desk: open for writing, or only to be read where the desk is. Opened on first use, kept open."""
    with _lock:
        if not _open:
            desk = the_desk()
            _open.append(Case.open(desk.case, database=desk.database, read_only=desk.read_only))
        return _open[0]


def stand_on(case: Case) -> None:
    """Let the desk of this process stand on a case that is open already: the clerk's, beside the server's."""
    with _lock:
        _open[:] = [case]


def close() -> None:
    """Close the case and give back the right to write."""
    with _lock:
        for case in _open:
            case.close()
        _open.clear()


class Router:
    """Keeps the tables of the case and the tables of the desk apart when they are made."""

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Tables of the store are made in cases, all others at the desk."""
        return db.startswith("case-") == (app_label == "store")
