"""Backups: a case as one encrypted file, taken while it is in use, and back again, held against its log.

Inside the encryption is a tar archive: `backup.json`, the rows of every table in batches, the originals by their SHA-256, the
user's own files (place names, profiles, releases), and `end.json` last. Nothing is written in the clear outside the case.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from gawah.errors import BadInput, BrokenCase, FullDisk, TamperedCase, UnknownRecord
from gawah.store.backup_key import Key, closing_to
from gawah.store.backup_rows import lines, snapshot, tables
from gawah.store.case import Case
from gawah.store.folder import Folder
from gawah.store.log import head as head_of
from gawah.store.tables import steps

VERSION = 1
OWN = ("places.csv", "places.yml", "actors.yml", "profiles/*.toml", "releases/*/*", "releases/*.zip")
"""Files of the user that belong to a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds: documents, rows of the log, and the hash of the last; `faults` are originals that are not whole."""

    documents: int
    head: tuple[int, str]
    faults: tuple[str, ...] = ()
    bytes: int = 0


def back_up(case: Case, out: Path, key: Key) -> Backup:
    """Write a backup of a case, whole or not at all. The case may be in use: what is written is one moment of it.

    An original that is gone or has changed is left out and told in `faults`. Raises BadInput where the key is none that closes
    or the file cannot be written, FullDisk where there is no room.
    """
    if out.exists():
        raise BadInput(f"{out}: is there already; give the backup another name")
    with (
        whole(out) as target,
        closing_to(target, key) as stream,
        snapshot(case.alias),
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        made = _write(case, archive)
    return Backup(documents=made.documents, head=made.head, faults=made.faults, bytes=out.stat().st_size)


def _write(case: Case, archive: tarfile.TarFile) -> Backup:
    head = head_of(case.alias)
    _add(archive, "backup.json", _json({"gawah_backup": VERSION, "head": list(head), "steps": sorted(steps())}))
    counts: dict[str, int] = {}
    for table in tables():
        for number, raw in enumerate(lines(case.alias, table), start=1):
            _add(archive, f"tables/{table.name}/{number:06}.jsonl", raw)
            counts[table.name] = counts.get(table.name, 0) + raw.count(b"\n")
    faults, documents = [], 0
    for id_ in tables()[0].model.objects.using(case.alias).order_by("seq").values_list("id", flat=True).iterator():
        documents += 1
        try:
            _add(archive, f"originals/{id_}", Folder(case.path).originals.read(id_))
        except (UnknownRecord, TamperedCase):
            faults.append(id_)
    for path in own_files(case.path):
        _add(archive, f"files/{path.relative_to(case.path).as_posix()}", path.read_bytes())
    _add(archive, "end.json", _json({"rows": counts, "faults": faults}))
    return Backup(documents=documents, head=head, faults=tuple(faults))


def own_files(case: Path) -> Iterator[Path]:
    """The files of the user in the folder of a case."""
    for pattern in OWN:
        yield from sorted(path for path in case.glob(pattern) if path.is_file() and not path.is_symlink())


def _add(archive: tarfile.TarFile, name: str, raw: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(raw), 0o600
    archive.addfile(info, io.BytesIO(raw))


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@contextmanager
def whole(out: Path) -> Iterator[IO[bytes]]:
    """A file that is there under its name when all of it is written, and not before."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        if error.errno == 28:
            raise FullDisk(f"{out}: no room to write it; free some space and try again") from error
        raise BadInput(f"{out}: cannot be written ({error.strerror or error}); choose another place") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def refuse_existing(target: Path) -> None:
    """BrokenCase where there is something already where a case is to be restored."""
    if target.exists():
        raise BrokenCase(f"{target}: is there already, and a backup is restored beside what there is; give another name")
