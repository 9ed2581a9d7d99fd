"""Which files to read: the files given, and those in the folders given, sorted, never out of a folder through a link."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gawah.errors import UnreadableDocument
from gawah.intake.sidecar import NAME
from gawah.intake.taken import Refused

_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHERS = {NAME, "README", "README.md", "README.txt", "Thumbs.db", "desktop.ini"}


def walk(paths: Iterable[Path]) -> Iterator[Path | Refused]:
    """The files to read, each once, those of a folder by name; Refused for what is missing or may not be entered.

    Left out without a word are hidden files, the table of sources, the README of a folder, and cases of gawah.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _under(path):
            if isinstance(found, Refused):
                yield found
            elif (real := found.resolve()) not in seen:
                seen.add(real)
                yield found


def passed_over(name: str) -> bool:
    """Whether a file or folder of this name is left out of a folder without a word."""
    return name.startswith(".") or name in _OTHERS or name.endswith(".gawah")


def _under(path: Path) -> Iterator[Path | Refused]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield refused(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, path.resolve())
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield Refused(path=path, error=UnreadableDocument(shown(path), "it is a device or a pipe, not a file", "give a file"))


def _folder(folder: Path, root: Path) -> Iterator[Path | Refused]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refused(folder, error)
        return
    for entry in entries:
        path = folder / entry.name
        if passed_over(entry.name):
            continue
        if entry.is_symlink():
            if not _inside(path, root):
                remedy = "copy the file into the folder, or name it on its own"
                yield Refused(
                    path=path, error=UnreadableDocument(shown(path), "it is a link that leads out of the folder", remedy)
                )
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root)
        else:
            yield from _under(path)


def _inside(path: Path, root: Path) -> bool:
    """Whether a link leads to something in the folder, which is then met under its own name."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def refused(path: Path, error: OSError) -> Refused:
    """A file that the system does not let gawah read."""
    if isinstance(error, FileNotFoundError):
        cause, remedy = "it is not there", "look at the name"
    elif isinstance(error, PermissionError):
        cause, remedy = "it may not be read", "give yourself the right to read it"
    else:
        cause, remedy = f"it cannot be read ({error.strerror or error})", "look at the disk"
    return Refused(path=path, error=UnreadableDocument(shown(path), cause, remedy))


def shown(path: Path) -> str:
    """A path as it can be printed and kept: bytes that are not UTF-8 and characters of control stand as \ufffd."""
    return _ODD.sub("\ufffd", os.fsencode(path).decode("utf-8", errors="replace"))
