"""Bring the tables of a case to the shape that this gawah knows: migrations that are missing are run when it is opened."""

from __future__ import annotations

from pathlib import Path

from gawah.errors import BrokenCase, NewerCase


def prepare(alias: str, case: Path, *, read_only: bool) -> None:
    """Run the migrations that the case has not seen; NewerCase where it has seen some that this gawah does not know."""
    known, seen = steps(), _seen(alias)
    if newer := seen - known:
        raise NewerCase(f"{case}: was written by a later gawah (step {max(newer)}); update gawah")
    if seen == known:
        return
    if read_only:
        raise BrokenCase(f"{case}: was written by an earlier gawah; open it once for writing to bring it up to date")
    from django.core.management import call_command

    call_command("migrate", "store", database=alias, verbosity=0, interactive=False)


def steps() -> set[str]:
    """The migrations that this gawah knows."""
    folder = Path(__file__).parent / "migrations"
    return {path.stem for path in folder.glob("[0-9]*.py")}


def _seen(alias: str) -> set[str]:
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connections[alias])
    if not recorder.has_table():
        return set()
    return {name for app, name in recorder.applied_migrations() if app == "store"}
