"""Faults of disks and databases, said in the words of the trade."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gawah.errors import BrokenCase, FullDisk, LockedCase

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS = ("disk is full", "no space left", "could not extend file", "disk i/o error")
_LOCKED_WORDS = ("database is locked", "database table is locked")


@contextmanager
def told_plainly(case: Path) -> Iterator[None]:
    """Turn what the disk or the database says into an error of gawah that names the case and the way out."""
    from django.db import DatabaseError

    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _full(case) from error
        raise BrokenCase(f"{case}: {error.strerror or error}; look at the disk and at the rights of the folder") from error
    except DatabaseError as error:
        words = _all_words(error)
        if any(known in words for known in _FULL_WORDS):
            raise _full(case) from error
        if any(known in words for known in _LOCKED_WORDS):
            raise LockedCase(f"{case}: another program is writing to it; wait until it is done and try again") from error
        raise BrokenCase(f"{case}: the database says: {error}; run `gawah doctor --case {case}`") from error


def _full(case: Path) -> FullDisk:
    return FullDisk(f"{case}: no room left on the disk; free some and run the same command again, what was kept is safe")


def _all_words(error: BaseException | None) -> str:
    """The words of an error and of those behind it."""
    words = ""
    while error is not None:
        words += f" {error}".lower()
        error = error.__cause__ or error.__context__
    return words
