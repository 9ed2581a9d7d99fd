"""A desk on a case of its own for each test, on SQLite and on PostgreSQL; clients that are signed in as each role.

Django is set up once a process: the first desk does it, when this folder is collected, so that a store alone (of other tests)
does not come first. Each test then turns the desk to a case of its own.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gawah.desk import cases, fixed, serving, settings
from gawah.desk.policy import Role
from gawah.store import Case
from tests.store.conftest import _schema, refill, server, tables_of  # noqa: F401 - two are fixtures
from tests.store.made import report

settings.set_up()

from django.contrib.auth import HASH_SESSION_KEY  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from gawah.desk.people.models import Person  # noqa: E402

HOST = "localhost"
PASSWORD = "a long way to the river"
SECRET = "JBSWY3DPEHPK3PXP"
"""Of the one-time codes of everybody here."""
ROLES = [role.name.lower() for role in Role if role is not Role.NOBODY]


@pytest.fixture(scope="session", autouse=True)
def _environment() -> None:
    if not hasattr(__import__("django.core.mail").core.mail, "outbox"):
        setup_test_environment()


def fill(case: Case) -> None:
    """The small case of the tests: three reports with three claims each."""
    for number in (1, 2, 3):
        case.keep(*report(number), who="gawah")


@functools.cache
def _hashed() -> str:
    """The password of everybody, hashed once, because that is slow on purpose."""
    return make_password(PASSWORD)


def populate() -> None:
    """One person of each role, named by it, with one-time codes set up where the role asks for them."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    for role in ROLES:
        person = Person.objects.create(name=role, role=role, password=_hashed())
        if person.rank >= Role.REVIEWER:
            TOTP.activate(person, SECRET)
            RecoveryCodes.activate(person)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory, _environment: None) -> Path:
    """A case with people on SQLite, to copy."""
    return _peopled(tmp_path_factory.mktemp("desk") / "inquiry.gawah")


@pytest.fixture(scope="session")
def _kept(
    tmp_path_factory: pytest.TempPathFactory,
    _environment: None,
    server: str,  # noqa: F811
    _schema: tuple[str, str],  # noqa: F811
) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A case with people on PostgreSQL: its folder, to copy, and what lets its tables hold again what they held at first."""
    import psycopg

    name, address = _schema
    refill(server, name)
    path = _peopled(tmp_path_factory.mktemp("desk") / "inquiry.gawah", address)
    with psycopg.connect(server, autocommit=True) as link:
        filled = [table for table in tables_of(link, name) if link.execute(f"SELECT 1 FROM {name}.{table} LIMIT 1").fetchone()]
        counters = link.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = %s", [name]).fetchall()
        link.execute(f"CREATE SCHEMA {name}_kept")
        for table in filled:
            link.execute(f"CREATE TABLE {name}_kept.{table} AS TABLE {name}.{table}")
    put_back = "; ".join(f"INSERT INTO {name}.{table} TABLE {name}_kept.{table}" for table in filled)
    counted = ", ".join(f"setval('{name}.{counter}', {last or 1}, {last is not None})" for counter, last in counters)
    yield path, lambda: refill(server, name, f"{put_back}; SELECT {counted}")
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP SCHEMA {name}_kept CASCADE")


def _peopled(path: Path, database: str = "") -> Path:
    """Make the case, the tables of its desk and the people."""
    with Case.create(path, database=database) as case:
        fill(case)
    serving.prepare(path, database)
    populate()
    _close()
    return path


def _close() -> None:
    from django.db import connections

    cases.close()
    connections.close_all()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """Empty for SQLite, or the address of a schema on PostgreSQL that holds nothing yet."""
    if request.param == "sqlite":
        return ""
    name, address = request.getfixturevalue("_schema")
    refill(request.getfixturevalue("server"), name)
    return str(address)


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Iterator[settings.Desk]:
    """The desk, turned to a case of this test, with one person of each role."""
    path = tmp_path / "inquiry.gawah"
    if database:
        made, again = request.getfixturevalue("_kept")
        again()
    else:
        made = request.getfixturevalue("_made")
    shutil.copytree(made, path)
    settings.configure(path, database)
    cases.the_case()
    cache.clear()
    yield settings.the_desk()
    _close()


ClientAs = Callable[[str], Client]


@pytest.fixture
def client_as(desk: settings.Desk) -> ClientAs:
    """A browser that is signed in as a role, in a session of its own; as `nobody` it is not.

    A role signs in once a test, which is told in the log of the case; further sessions of it are made as that one began.
    """
    begun: dict[str, dict[str, Any]] = {}

    def made(role: str) -> Client:
        client = Client(SERVER_NAME=HOST)
        if role == "nobody":
            return client
        person = Person.objects.get(name=role)
        if begun.get(role, {}).get(HASH_SESSION_KEY) == person.get_session_auth_hash():
            session = SessionStore()
            session.update(begun[role])
            session.create()
            client.cookies[fixed.SAFETY["SESSION_COOKIE_NAME"]] = session.session_key
        else:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            begun[role] = dict(client.session.items())
        return client

    return made
