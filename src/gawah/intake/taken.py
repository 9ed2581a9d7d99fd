"""What intake gives out and takes in: documents taken, files refused, and what is assumed where a file does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gawah.errors import UnreadableDocument
from gawah.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was read: its document and its original bytes. `again`: the batch held the very same bytes before."""

    document: Document
    original: bytes
    path: Path
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be read, and the error that says why and what to do."""

    path: Path
    error: UnreadableDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for files that do not say: day of publication, publisher, language (BCP 47), address."""

    published: date | None = None
    publisher: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one reader found in one file, as it stands there: `published` and `language` are still the words of the file."""

    text: str
    kind: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


class Unreadable(Exception):
    """Why a file cannot be read, and what to do; the reader that raises it does not know the file's name."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}; {remedy}")
        self.cause, self.remedy = cause, remedy
