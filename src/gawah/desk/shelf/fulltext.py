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
    held = " AND ".join("shelf_keys(words) && %s::text[]" for _ in wanted)
    return RawSQL(f"SELECT row_id FROM {name} WHERE {held}", [list(keys) for keys in wanted])  # noqa: S608, S611 - a fixed name


def _quoted(key: str) -> str:
    return '"' + key.replace('"', "") + '"'


def make_indexes(_apps: object, schema_editor: Any) -> None:
    """Make the index of SQLite; run by the first migration."""
    if schema_editor.connection.vendor == "sqlite":
        for name in TABLES:
            for statement in _sqlite(name):
                schema_editor.execute(statement)


def drop_indexes(_apps: object, schema_editor: Any) -> None:
    """Drop what `make_indexes` made."""
    if schema_editor.connection.vendor == "sqlite":
        for name in TABLES:
            schema_editor.execute(f"DROP TABLE {name}_fts")


def make_dear_indexes(_apps: object, schema_editor: Any) -> None:
    """Make the index of PostgreSQL; run by the second migration.

    Its function says that taking words apart is dear. PostgreSQL holds it to be free otherwise, and takes apart the words of
    every row rather than look into the index.
    """
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(_KEYS)
        for name in TABLES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}_words")
            kept = "gin (shelf_keys(words)) WITH (fastupdate = off)"
            schema_editor.execute(f"CREATE INDEX {name}_words ON {name} USING {kept}")
            schema_editor.execute(f"ANALYZE {name}")  # how frequent each word is, is known by the index


def drop_dear_indexes(_apps: object, schema_editor: Any) -> None:
    """Drop what `make_dear_indexes` made."""
    if schema_editor.connection.vendor != "sqlite":
        for name in TABLES:
            schema_editor.execute(f"DROP INDEX {name}_words")
        schema_editor.execute("DROP FUNCTION shelf_keys(text)")


_KEYS = """
CREATE OR REPLACE FUNCTION shelf_keys(words text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000
AS $$ BEGIN RETURN string_to_array(words, ' '); END $$
"""


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
