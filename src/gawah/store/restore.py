"""Restoring a backup: into a new case, whole or not at all, and held against the log that it brings."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gawah.errors import BadInput, BrokenCase, NewerCase, TamperedCase
from gawah.store import settings
from gawah.store.backup import VERSION, Backup, refuse_existing
from gawah.store.backup_key import Key, opening_from
from gawah.store.backup_rows import go_on_counting, put_back, tables
from gawah.store.faults import told_plainly
from gawah.store.folder import Folder
from gawah.store.log import head as head_of
from gawah.store.tables import prepare, steps
from gawah.store.verify import findings

_ROWS = re.compile(r"tables/(gawah_[a-z]+)/\d{6}\.jsonl")
_ORIGINAL = re.compile(r"originals/([0-9a-f]{64})")
_OWN = re.compile(
    r"files/(places\.csv|places\.yml|actors\.yml|profiles/[\w.-]+\.toml"
    r"|releases/[A-Za-z0-9][\w.-]*\.zip|releases/[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)",
    re.ASCII,
)
LARGEST = 1 << 30
"""Bytes of one part of a backup, at most."""


@dataclass(slots=True)
class _Seen:
    """What came out of a backup so far."""

    head: tuple[int, str] = (0, "")
    documents: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    end: dict[str, Any] = field(default_factory=dict)


def restore(source: Path, target: Path, key: Key, *, database: str = "") -> Backup:
    """Restore a backup into a new case folder, on PostgreSQL where `database` is its address.

    Raises BadInput where the file or the key is wrong, BrokenCase where the target is taken, NewerCase where a later gawah made
    it, TamperedCase where what came out is not as its log says. In all these cases nothing is left.
    """
    refuse_existing(target)
    settings.check(database)
    settings.configure()
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a restore that was killed
    folder = Folder(part)
    with told_plainly(target):
        try:
            folder.make()
            seen = _filled(source, key, folder, target, database)
            folder.seal(database="postgresql" if database else "sqlite")
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return Backup(documents=seen.documents, head=seen.head, faults=tuple(seen.end["faults"]))


def _filled(source: Path, key: Key, folder: Folder, target: Path, database: str) -> _Seen:
    """Fill the folder and the database, in one transaction that counts only where all of it holds."""
    from django.db import transaction

    made = settings.postgresql(database, read_only=False) if database else settings.sqlite(folder.database, read_only=False)
    alias = settings.connect(made)
    try:
        prepare(alias, target, read_only=False)
        if head_of(alias)[0]:
            raise BrokenCase(f"{target}: the database given holds a case already; give another")
        with transaction.atomic(using=alias, durable=True):
            with opening_from(source, key) as stream:
                seen = _unpack(stream, folder, alias, source)
            _check(seen, folder, alias, source)
    finally:
        settings.disconnect(alias)
    return seen


def _unpack(stream: Any, folder: Folder, alias: str, source: Path) -> _Seen:
    seen, held = _Seen(), {table.name: table for table in tables()}
    for name, raw in _parts(stream, source):
        if not seen.head[0]:
            seen.head = _opened(name, raw, source)
        elif match := _ROWS.fullmatch(name):
            if match[1] not in held:
                raise BadInput(f"{source}: holds a table that gawah does not know, {match[1]}")
            seen.rows[match[1]] = seen.rows.get(match[1], 0) + put_back(alias, held[match[1]], raw)
        elif match := _ORIGINAL.fullmatch(name):
            folder.originals.write(match[1], raw)
            seen.documents += 1
        elif match := _OWN.fullmatch(name):
            path = folder.path / match[1]
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(raw)
        elif name == "end.json":
            seen.end = json.loads(raw)
        else:
            raise BadInput(f"{source}: holds a part that belongs to no backup, {name!r}")
    go_on_counting(alias)
    return seen


def _parts(stream: Any, source: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every part: plain files alone, none of them larger than a case can need."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                part = archive.extractfile(info) if info.isreg() and info.size <= LARGEST else None
                if part is None:
                    raise BadInput(f"{source}: holds a part that belongs to no backup, {info.name!r}")
                yield info.name, part.read()
    except tarfile.TarError as error:
        raise BadInput(f"{source}: holds no whole backup ({error}); take another copy of it") from error
    with contextlib.suppress(ValueError):
        while stream.read(1 << 20):
            pass  # to the end, so that a file that was cut off is seen


def _opened(name: str, raw: bytes, source: Path) -> tuple[int, str]:
    """The head of the log, from the first part."""
    try:
        told = json.loads(raw) if name == "backup.json" else {}
        version, known, head = told["gawah_backup"], set(told["steps"]), (int(told["head"][0]), str(told["head"][1]))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BadInput(f"{source}: is not a backup of a case") from error
    if version > VERSION or known - steps():
        raise NewerCase(f"{source}: was made by a later gawah; update gawah")
    return head


def _check(seen: _Seen, folder: Folder, alias: str, source: Path) -> None:
    """Hold what came out against the end of the backup and against the log."""
    if not seen.end or seen.end["rows"] != seen.rows:
        raise BadInput(f"{source}: ends before all of the case came out; take another copy of it")
    known = tuple(seen.end["faults"])
    wrong = [one for one in findings(alias, folder.originals, seen.head) if not any(id_ in one for id_ in known)]
    if wrong:
        more = f" and {len(wrong) - 1} more findings" if len(wrong) > 1 else ""
        raise TamperedCase(f"{source}: what it holds is not as its log says: {wrong[0]}{more}; take another copy of it")
