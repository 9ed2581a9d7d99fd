"""The folder of a case: `NAME.gawah/` with `case.json`, `case.sqlite3`, `originals/`, `case.lock`. Only its owner may enter."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar

from gawah.errors import BrokenCase, LockedCase, NewerCase
from gawah.store.originals import Originals, sync_folder

FORMAT = 1
"""Version of the layout; a case of a higher one is left alone."""
_OURS = {"case.lock", "case.part", "case.sqlite3", "case.sqlite3-shm", "case.sqlite3-wal", "originals"}


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a case lie."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file; not there where the case stands on PostgreSQL."""
        return self.path / "case.sqlite3"

    @property
    def originals(self) -> Originals:
        """The originals."""
        return Originals(self.path / "originals")

    @property
    def _header(self) -> Path:
        return self.path / "case.json"

    def make(self) -> None:
        """Make the folder, or go on with one that was begun; BrokenCase where it is a case, or something else is in it."""
        if self._header.exists():
            raise BrokenCase(f"{self.path}: is a case already; open it, or give another name")
        if self.path.exists() and {path.name for path in self.path.iterdir()} - _OURS:
            raise BrokenCase(f"{self.path}: is not empty and not a case; give another name")
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)
        self.originals.folder.mkdir(mode=0o700, exist_ok=True)

    def seal(self, *, database: str) -> None:
        """Write the header, last of all, so that a case that was only half made is not taken for one."""
        part = self._header.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "database": database}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._header)
        sync_folder(self.path)

    def check(self, *, database: str) -> None:
        """Raise NewerCase, or BrokenCase where this is no case or one on another kind of database."""
        try:
            header = json.loads(self._header.read_text("utf-8"))
            version, kept_in = int(header["format"]), str(header["database"])
        except FileNotFoundError:
            raise BrokenCase(f"{self.path}: is no case; make one with `gawah build FOLDER --case {self.path}`") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenCase(f"{self.path}: its case.json cannot be read ({error}); bring it back from a copy") from error
        if version > FORMAT:
            raise NewerCase(
                f"{self.path}: was written by a later gawah (format {version}, this one knows {FORMAT}); update gawah"
            )
        if kept_in != database:
            told = "give its postgresql:// address" if kept_in == "postgresql" else "open it without an address"
            raise BrokenCase(f"{self.path}: is kept in {kept_in}, not in {database}; {told}")


class Lock:
    """The right to write to a case: one program at a time. The system gives it back when the program ends, however it ends.

    It is a POSIX record lock, which children of the program do not inherit: a worker that outlives a killed writer holds
    nothing. Such locks do not part two holders inside one program, so those are kept in a table.
    """

    _held: ClassVar[set[Path]] = set()

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        if self._path in self._held:
            raise LockedCase(
                f"{path.parent}: is open for writing in this program already; close it there, or open it only to read"
            )
        self._file: IO[str] = path.open("a+", encoding="utf-8")
        try:
            _take(self._file)
        except OSError:
            self._file.seek(0)
            holder = self._file.read().strip()
            self._file.close()
            who = f" (process {holder})" if holder.isdigit() else ""
            raise LockedCase(
                f"{path.parent}: another gawah{who} is writing to it; wait until it is done, or open it only to read"
            ) from None
        self._held.add(self._path)
        with contextlib.suppress(OSError):  # a full disk: the lock holds without the name of its holder
            self._file.truncate(0)
            self._file.write(str(os.getpid()))
            self._file.flush()

    def release(self) -> None:
        """Give the right back."""
        self._held.discard(self._path)
        with contextlib.suppress(OSError):
            self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        file.seek(1 << 20)  # behind the text, which others may read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.lockf(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
