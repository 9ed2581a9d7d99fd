"""Files as they arrive: streamed into the inbox of the case under names made here, never through a folder of others.

The client's name is data, kept and shown; no part of it but a known ending ever becomes part of a path.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from gawah.desk.collect.models import inbox
from gawah.intake.kinds import MOST_BYTES

LARGEST = max(MOST_BYTES.values())
ENDINGS = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".csv"))
STALE = 24 * 3600
"""Seconds after which a file that never arrived whole is thrown away."""


class Arrived(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that lies in the inbox, whole, but for one that is too large."""

    def __init__(self, path: Path, name: str, size: int, *, whole: bool) -> None:
        super().__init__(None, name, size=size)
        self.path, self.whole = path, whole


class IntoInbox(FileUploadHandler):
    """Writes what arrives straight to its place."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._path = arriving() / uuid.uuid4().hex
        self._written = 0
        self._file = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a part. Beyond the largest size only the length is counted."""
        self._written = start + len(raw_data)
        if self._written <= LARGEST:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        """See that it is on the disk, not only in memory, before anyone is told that it came."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return Arrived(self._path, self.file_name or "", file_size, whole=self._written <= LARGEST)

    def upload_interrupted(self) -> None:
        """Throw away what came in part."""
        if hasattr(self, "_file"):
            self._file.close()
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()

    def handle_raw_input(
        self,
        input_data: Any,
        META: Mapping[str, Any],  # noqa: N803 - Django calls it by name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Nothing is done with the body as a whole."""


def arriving() -> Path:
    """Where files lie until they have a place in a batch."""
    folder = inbox() / "arriving"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def ending(name: str) -> str:
    """The ending of a name, where it is one that says what kind of file it is; else empty."""
    suffix = Path(name.replace("\\", "/").rsplit("/", 1)[-1]).suffix.lower()
    return suffix if suffix in ENDINGS else ""


def clear_stale() -> None:
    """Throw away what never came whole."""
    for path in arriving().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()
