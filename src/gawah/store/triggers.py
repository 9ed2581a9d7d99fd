"""What makes the database itself refuse to change or remove a row of the log."""

from __future__ import annotations

from typing import Any

_SQLITE = tuple(
    f"""CREATE TRIGGER gawah_log_no_{verb.lower()} BEFORE {verb} ON gawah_log
    BEGIN SELECT RAISE(ABORT, 'the log of a case is only ever added to'); END"""
    for verb in ("UPDATE", "DELETE")
)
_POSTGRESQL = (
    """CREATE FUNCTION gawah_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log of a case is only ever added to'; END $$""",
    """CREATE TRIGGER gawah_log_no_change BEFORE UPDATE OR DELETE ON gawah_log
    FOR EACH ROW EXECUTE FUNCTION gawah_log_refuse()""",
    """CREATE TRIGGER gawah_log_no_truncate BEFORE TRUNCATE ON gawah_log
    FOR EACH STATEMENT EXECUTE FUNCTION gawah_log_refuse()""",
)


def guard_the_log(_apps: object, schema_editor: Any) -> None:
    """Put the triggers on the table of the log; run by the first migration."""
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement)
