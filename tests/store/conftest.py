"""A new case for each test, on SQLite and on PostgreSQL: the same tests hold on both."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gawah.store import Case

if TYPE_CHECKING:
    import psycopg

SERVER = os.environ.get("GAWAH_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")


def _server() -> str:
    """Empty where the server answers, else why it does not."""
    try:
        import psycopg

        psycopg.connect(SERVER, connect_timeout=3).close()
    except Exception as error:
        return f"no PostgreSQL answers at GAWAH_TEST_POSTGRES ({type(error).__name__})"
    return ""


@pytest.fixture(scope="session")
def server() -> str:
    fault = _server()
    if fault and os.environ.get("CI", "").lower() == "true":
        pytest.fail(fault)
    if fault:
        pytest.skip(fault)
    return SERVER


@pytest.fixture(scope="session")
def _schema(server: str) -> Iterator[tuple[str, str]]:
    """Name and address of a schema of its own on the server, which is dropped at the end."""
    import psycopg

    name = f"gawah_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"CREATE SCHEMA {name}")
        try:
            yield name, f"{server}{'&' if '?' in server else '?'}options=-c%20search_path%3D{name}"
        finally:
            link.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def schema(server: str, _schema: tuple[str, str]) -> Iterator[str]:
    """Address of the schema; it is emptied afterwards, and its tables stay, because making them takes longer than a test."""
    name, address = _schema
    yield address
    refill(server, name)


def refill(server: str, schema: str, rest: str = "") -> None:
    """Empty the tables of a case and of its desk, and do the rest (SQL) in the same transaction.

    Rows are deleted, tables are not truncated: for a few rows that is ten times quicker, and foreign keys are looked at only
    at the end.
    """
    import psycopg

    with psycopg.connect(server) as link:
        link.execute("SET synchronous_commit = off")
        emptied = "; ".join(f"DELETE FROM {schema}.{table}" for table in tables_of(link, schema))
        if emptied:
            link.execute(f"ALTER TABLE {schema}.gawah_log DISABLE TRIGGER USER")
            link.execute(f"{emptied}; {rest}")
            link.execute(f"ALTER TABLE {schema}.gawah_log ENABLE TRIGGER USER")


def tables_of(link: psycopg.Connection[Any], schema: str) -> list[str]:
    """The names of the tables of a schema that tests change."""
    rows = link.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema]).fetchall()
    return [table for (table,) in rows if table not in {"django_migrations", "django_content_type", "auth_permission"}]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else str(request.getfixturevalue("schema"))


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty case to copy, which is quicker than making one."""
    path = tmp_path_factory.mktemp("empty") / "inquiry.gawah"
    Case.create(path).close()
    return path


@pytest.fixture
def case(tmp_path: Path, database: str, _empty: Path) -> Iterator[Case]:
    path = tmp_path / "inquiry.gawah"
    if not database:
        shutil.copytree(_empty, path)
    with Case.create(path, database=database) if database else Case.open(path) as made:
        yield made
