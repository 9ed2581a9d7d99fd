"""A new case for each test, on SQLite and on PostgreSQL: the same tests hold on both."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from gawah.store import Case

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


@pytest.fixture
def schema(server: str) -> Iterator[str]:
    """Address of a schema of its own on the server, which is dropped at the end."""
    import psycopg

    name = f"gawah_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{server}{'&' if '?' in server else '?'}options=-c%20search_path%3D{name}"
        finally:
            link.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else str(request.getfixturevalue("schema"))


@pytest.fixture
def case(tmp_path: Path, database: str) -> Iterator[Case]:
    with Case.create(tmp_path / "inquiry.gawah", database=database) as made:
        yield made
