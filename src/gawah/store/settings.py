"""Django, set up no further than a case needs it, and the databases of the cases that are open.

Every open case has a database alias of its own, so one process may hold several; a Django project that is set up already (the
desk) is joined, not replaced. Nothing of Django is imported before the first case is opened.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from gawah.errors import BadInput

BUSY_SECONDS = 20
"""How long a thread waits for another thread's transaction on the same case."""
_ALIASES = itertools.count(1)


def configure() -> None:
    """Set up Django for the store alone, unless a project has done so already."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        # In a notebook an event loop runs in the main thread, and Django would refuse to read there.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        settings.configure(
            INSTALLED_APPS=["gawah.store"],
            DATABASES={"default": {"ENGINE": "django.db.backends.dummy"}},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            USE_TZ=True,
            TIME_ZONE="UTC",
        )
    if not apps.ready:
        django.setup()


def connect(options: dict[str, Any]) -> str:
    """Add a database and return the alias it answers to."""
    from django.db import connections

    alias = f"case-{next(_ALIASES)}"
    filled = connections.configure_settings({"default": {"ENGINE": "django.db.backends.dummy"}, alias: options})
    connections.databases[alias] = filled[alias]
    return alias


def disconnect(alias: str) -> None:
    """Close this thread's connection to a database and forget the database."""
    from django.db import connections

    if alias in connections.databases:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def sqlite(path: Path, *, read_only: bool) -> dict[str, Any]:
    """Settings of a case on SQLite: a write-ahead log, so that readers and one writer do not wait for each other.

    Every commit reaches the disk before it counts (`synchronous=FULL`). A case on a medium that cannot be written is opened as
    it stands.
    """
    name, start = str(path), "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL"
    if not read_only:
        start = f"PRAGMA journal_mode=WAL; {start}"
    elif os.access(path.parent, os.W_OK):
        start = f"{start}; PRAGMA query_only=ON"
    else:
        name = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"timeout": BUSY_SECONDS, "init_command": start, "transaction_mode": "IMMEDIATE"},
    }


def postgresql(url: str, *, read_only: bool) -> dict[str, Any]:
    """Settings of a case on PostgreSQL, from `postgresql://user:password@host:port/name?option=value`."""
    check(url)
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if read_only:
        options["options"] = f"{options.get('options', '')} -c default_transaction_read_only=on".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def check(url: str) -> None:
    """Raise BadInput where an address is given and is none of PostgreSQL. It is not printed: it may hold a password."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
        raise BadInput("the address of the database is none that gawah knows; give postgresql://user@host:5432/name")
