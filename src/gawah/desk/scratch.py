"""Where the desk writes aside what does not fit into memory (parts of uploads): inside the case, and cleared even after a kill.

Whoever seizes the machine finds parts of reports nowhere but in the case, and where its disk is encrypted, nowhere.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gawah.errors import LockedCase
from gawah.store.folder import Lock

_LOCK = "lock"
"""Held for as long as the folder that it lies in is used: one process can tell what another left behind."""


@contextlib.contextmanager
def inside(case: Path) -> Iterator[Path]:
    """Let this process, and those it starts, write aside in a folder of their own in the case, for as long as the block lasts.

    What processes that were killed left there is removed first; what others use is left alone.
    """
    place = case / "tmp"
    place.mkdir(mode=0o700, exist_ok=True)
    for left in place.iterdir():
        _remove(left)
    own = Path(tempfile.mkdtemp(dir=place))
    lock = Lock(own / _LOCK)
    before, told = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(own)
    try:
        yield own
    finally:
        tempfile.tempdir = before
        if told is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = told
        lock.release()
        shutil.rmtree(own, ignore_errors=True)


def _remove(left: Path) -> None:
    """Remove what nobody uses any more; a folder that its process has only just made has no lock yet, and stays."""
    if left.is_symlink() or not left.is_dir():
        left.unlink(missing_ok=True)
    elif (left / _LOCK).exists():
        with contextlib.suppress(LockedCase):
            Lock(left / _LOCK).release()
            shutil.rmtree(left, ignore_errors=True)
