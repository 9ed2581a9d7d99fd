"""The original bytes of every document, by their SHA-256: `originals/ab/cdef...`. A name from outside never becomes a path."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gawah.errors import TamperedCase, UnknownRecord

_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Originals:
    """The originals in one folder."""

    folder: Path

    def path(self, document: str) -> Path:
        """Where the original of a document lies; UnknownRecord where the id is no SHA-256."""
        if not _ID.fullmatch(document):
            raise UnknownRecord(f"{document!r} is no id of a document")
        return self.folder / document[:2] / document[2:]

    def write(self, document: str, original: bytes) -> None:
        """Write the bytes so that at every moment the file is whole or not there; nothing happens where it is there, whole."""
        target = self.path(document)
        if hashlib.sha256(original).hexdigest() != document:
            raise TamperedCase(f"the original given for {document} has another SHA-256; read the file again")
        if target.exists() and target.read_bytes() == original:
            return
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f".part-{os.getpid()}-{threading.get_ident()}-{target.name[:16]}")
        try:
            with part.open("wb") as file:
                part.chmod(0o600)
                file.write(original)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)

    def read(self, document: str) -> bytes:
        """The bytes, checked against the id; UnknownRecord where there are none, TamperedCase where they have changed."""
        try:
            original = self.path(document).read_bytes()
        except FileNotFoundError:
            raise UnknownRecord(f"the case holds no original of {document}") from None
        if hashlib.sha256(original).hexdigest() != document:
            raise TamperedCase(f"the original of {document} has changed on disk; bring it back from a copy")
        return original

    def sound(self, document: str) -> str:
        """Empty where the original is there and whole, else what is wrong with it."""
        digest = hashlib.sha256()
        try:
            with self.path(document).open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
        except FileNotFoundError:
            return "its original is gone"
        except OSError as error:
            return f"its original cannot be read ({error.strerror})"
        return "" if digest.hexdigest() == document else "its original has changed on disk"

    def clear_parts(self) -> None:
        """Remove what a writer that was killed had begun."""
        for part in self._parts():
            part.unlink(missing_ok=True)

    def _parts(self) -> Iterator[Path]:
        return self.folder.glob("??/.part-*")


def sync_folder(folder: Path) -> None:
    """Make the entries of a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
