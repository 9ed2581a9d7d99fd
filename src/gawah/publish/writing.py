"""Writing a published file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gawah.errors import BadInput, FullDisk


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it; FullDisk or BadInput where it cannot."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(0o644)
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        if error.errno == 28:
            raise FullDisk(f"{path}: no room to write it; free some space and publish again") from error
        raise BadInput(f"{path}: cannot be written ({error.strerror}); choose another place") from error
