"""Letting PostgreSQL look over tables of which much has changed, so that it knows the short way to what is asked for.

A server does so by itself, a minute later or, where that is turned off, never; until then it takes a word that stands in every
claim and one that stands in none for equally rare, and a list takes seconds. SQLite needs no such look: measured, its ways are
the same with and without.
"""

from __future__ import annotations

from collections import Counter

from django.db import connection
from django.db.models import Model

FEW, SHARE = 50, 0.1
"""A table is looked over once so many rows and this share of all have changed; PostgreSQL's own measure."""


class Survey:
    """Counts what changes, table by table, over many fillings."""

    def __init__(self) -> None:
        self._changed: Counter[type[Model]] = Counter()

    def noted(self, changed: int, total: int, *tables: type[Model] | None) -> None:
        """So many of so many rows were written or removed in some tables: look them over where it is time."""
        for table in filter(None, tables):
            self._changed[table] += changed
            if connection.vendor == "postgresql" and self._changed[table] >= FEW + SHARE * total:
                with connection.cursor() as cursor:
                    cursor.execute(f"ANALYZE {table._meta.db_table}")  # noqa: SLF001 - Django has no other way to the name
                del self._changed[table]
