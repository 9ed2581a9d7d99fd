"""The rows of a case as JSON lines, and back: the same on SQLite and PostgreSQL, so that one can be restored into the other."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from gawah.errors import BadInput

BATCH = 2_000
"""Rows that are held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the case: its name, its Django model, and the kind of each column."""

    name: str
    model: Any
    columns: dict[str, str]


def tables() -> list[Table]:
    """The tables that are kept, documents first, since others point to them; what is computed stays out."""
    from django.apps import apps

    found = []
    for model in apps.get_app_config("store").get_models():
        told = model._meta  # noqa: SLF001 - a public interface of Django in spite of its name
        columns = {field.attname: field.get_internal_type() for field in told.concrete_fields}
        found.append(Table(name=told.db_table, model=model, columns=columns))
    kept = [table for table in found if table.name != "gawah_derived"]
    return sorted(kept, key=lambda table: (table.name != "gawah_document", table.name))


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """One moment of the case, however long it is read and whoever writes meanwhile."""
    from django.db import connections, transaction

    link = connections[alias]
    if link.vendor == "postgresql":
        with transaction.atomic(using=alias):
            with link.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with link.cursor() as cursor:
        cursor.execute("BEGIN")  # a reader's: it takes no lock that a writer waits for
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines(alias: str, table: Table) -> Iterator[bytes]:
    """The rows of a table in batches, each batch as JSON lines."""
    names = list(table.columns)
    rows = table.model.objects.using(alias).order_by("pk").values_list(*names).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        told = (json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False) for row in batch)
        yield ("\n".join(told) + "\n").encode()


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return base64.b64encode(bytes(value)).decode("ascii") if isinstance(value, (bytes, memoryview)) else value


def put_back(alias: str, table: Table, raw: bytes) -> int:
    """Insert the rows of one batch; returns how many. BadInput where they are none of this table."""
    readers = {name: _reader(kind) for name, kind in table.columns.items()}
    rows = []
    try:
        for line in raw.decode("utf-8").splitlines():
            told = json.loads(line)
            held = {name: told[name] for name in readers if name in told}  # a column that came later has its default
            rows.append(table.model(**{name: None if one is None else readers[name](one) for name, one in held.items()}))
    except (ValueError, TypeError) as error:
        raise BadInput(f"the backup holds a row of {table.name} that cannot be read ({error})") from error
    table.model.objects.using(alias).bulk_create(rows)
    return len(rows)


def _reader(kind: str) -> Any:
    readers = {"DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat, "BinaryField": base64.b64decode}
    return readers.get(kind, lambda value: value)


def go_on_counting(alias: str) -> None:
    """Let the database number new rows after those that were put back."""
    from django.core.management.color import no_style
    from django.db import connections

    link = connections[alias]
    with link.cursor() as cursor:
        for statement in link.ops.sequence_reset_sql(no_style(), [table.model for table in tables()]):
            cursor.execute(statement)
