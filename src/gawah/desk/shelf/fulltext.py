"""Looking up words: SQLite's full-text index (FTS5), or an inverted index of PostgreSQL; one condition for both.

The tables of words (`ClaimText` and its like) hold keys parted by spaces; the database keeps the index beside them up to date.
"""

from __future__ import annotations

from typing import Any, Literal

from django.db import connection
from django.db.models.expressions import RawSQL

TABLES = ("shelf_incidenttext", "shelf_claimtext", "shelf_documenttext")
Wanted = tuple[tuple[str, ...], ...]
"""For each word that must be met, the keys of which one suffices; keys are letters and digits."""


def matching(what: Literal["incident", "claim", "document"], wanted: Wanted) -> RawSQL:
    """The numbers (`seq`) of the rows whose words meet the question; for `filter(seq__in=...)`."""
    name = f"shelf_{what}text"
    if connection.vendor == "sqlite":
        question = " AND ".join(f"({' OR '.join(map(_quoted, keys))})" for keys in wanted)
        return RawSQL(f"SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH %s", [question])  # noqa: S608, S611 - a fixed name
    held = " AND ".join("string_to_array(words, ' ') && %s::text[]" for _ in wanted)
    return RawSQL(f"SELECT row_id FROM {name} WHERE {held}", [list(keys) for keys in wanted])  # noqa: S608, S611 - a fixed name


def _quoted(key: str) -> str:
    return '"' + key.replace('"', "") + '"'


def make_indexes(_apps: object, schema_editor: Any) -> None:
    """Make the indexes; run by the first migration."""
    for name in TABLES:
        for statement in _sqlite(name) if schema_editor.connection.vendor == "sqlite" else _postgresql(name):
            schema_editor.execute(statement)


def drop_indexes(_apps: object, schema_editor: Any) -> None:
    """Drop what `make_indexes` made beside the tables; on PostgreSQL the indexes go with them."""
    if schema_editor.connection.vendor == "sqlite":
        for name in TABLES:
            schema_editor.execute(f"DROP TABLE {name}_fts")


def _postgresql(name: str) -> tuple[str, ...]:
    return (f"CREATE INDEX {name}_words ON {name} USING gin (string_to_array(words, ' ')) WITH (fastupdate = off)",)


def _sqlite(name: str) -> tuple[str, ...]:
    forget = f"INSERT INTO {name}_fts({name}_fts, rowid, words) VALUES ('delete', old.row_id, old.words)"  # noqa: S608
    learn = f"INSERT INTO {name}_fts(rowid, words) VALUES (new.row_id, new.words)"  # noqa: S608 - a fixed name
    kept = f"words, content='{name}', content_rowid='row_id', detail=none, tokenize='unicode61 remove_diacritics 0'"
    changed = f"AFTER UPDATE OF words ON {name} WHEN old.words <> new.words"
    return (
        f"CREATE VIRTUAL TABLE {name}_fts USING fts5({kept})",
        f"CREATE TRIGGER {name}_put AFTER INSERT ON {name} BEGIN {learn}; END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {name} BEGIN {forget}; END",
        f"CREATE TRIGGER {name}_changed {changed} BEGIN {forget}; {learn}; END",
    )
