"""Django's settings, and the case that the desk stands on.

The desk's own tables are the database `default`: beside the case in `desk.sqlite3`, or in the same database where the case is
kept on PostgreSQL. The case has an alias of its own and is migrated by `gawah.store`.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gawah.desk.fixed import FIXED, HERE
from gawah.errors import BrokenCase

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one desk is told: its case, the address of a PostgreSQL database (or none), and how it may be reached.

    `hosts` are the names under which browsers may ask for it; `https` says that a proxy adds TLS, so that cookies travel by TLS
    alone.
    """

    case: Path
    database: str = ""
    read_only: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    https: bool = False

    @property
    def own_database(self) -> Path:
        """The SQLite file of the desk's own tables; not there on PostgreSQL."""
        return self.case / "desk.sqlite3"


_at: list[Desk] = []


def set_up() -> None:
    """Set Django up for a desk, before there is a case."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(**FIXED)
    if not apps.ready:
        django.setup()


def configure(case: Path, database: str = "", **told: Any) -> Desk:
    """Set Django up for the desk of a case, or turn a desk that is set up already to this case. Opens nothing yet."""
    desk = Desk(case=Path(case), database=database, **told)
    set_up()
    _turn_to(desk)
    return desk


def the_desk() -> Desk:
    """The desk at hand."""
    if not _at:
        raise BrokenCase("no case is open at the desk; start it with `gawah serve --case NAME`")
    return _at[0]


def _turn_to(desk: Desk) -> None:
    """Let every setting that hangs on the case speak of this one."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    for alias in ("default", *connections.settings):
        with contextlib.suppress(AttributeError):
            del connections[alias]
    connections.databases["default"] = connections.configure_settings({"default": _database(desk)})["default"]
    settings.SECRET_KEY = key(desk.case)
    settings.ALLOWED_HOSTS = list(desk.hosts)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = desk.https
    settings.SECURE_HSTS_SECONDS = 31_536_000 if desk.https else 0
    _at[:] = [desk]


def key(case: Path) -> str:
    """The secret that signs the cookies of this desk: random, made once, readable by its owner alone."""
    path = case / "desk.key"
    if not path.exists():
        handle, part = tempfile.mkstemp(dir=case, prefix=".key-")  # readable by its owner alone
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(48)).decode())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(part)  # the first of two that start at once wins
        Path(part).unlink()
    return path.read_text("ascii")


def _database(desk: Desk) -> dict[str, Any]:
    from gawah.store import settings as store

    if desk.database:
        kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
        made = store.postgresql(desk.database, read_only=False) | kept
        # Compiling a query takes longer than any query of the desk.
        made["OPTIONS"]["options"] = f"{made['OPTIONS'].get('options', '')} -c jit=off".strip()
        return made
    return store.sqlite(desk.own_database, read_only=False)


def areas() -> list[str]:
    """The areas of the desk that have pages, in the order of the navigation."""
    order = ["collect", "judge", "incidents", "browse", "releases", "people"]
    found = {path.parent.name for path in HERE.glob("*/urls.py")}
    return [name for name in order if name in found] + sorted(found - set(order))
