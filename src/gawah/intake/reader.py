"""Files to documents: find them, read each by its kind, tidy the text, add what the table of sources and the user say."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gawah.errors import UnreadableDocument
from gawah.intake.days import day
from gawah.intake.kinds import MARKDOWN, MOST_BYTES, TEXT, kind_of
from gawah.intake.plain import read_plain
from gawah.intake.sidecar import NAME, read_sidecar
from gawah.intake.taken import Defaults, Page, Refused, Taken, Unreadable
from gawah.intake.tidy import one_line, tidy
from gawah.intake.walk import refused, shown, walk
from gawah.intake.worker import Worker
from gawah.model import Document

_LOOK = "look at its name in the table"
Paths = str | Path | Iterable[str | Path]
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def read(paths: Paths, sidecar: str | Path | None = None, *, defaults: Defaults | None = None) -> Iterator[Taken | Refused]:
    """Every file under `paths`, in order: taken, or refused with the reason. One bad file never stops the batch.

    `sidecar` is a table of sources; without it, a `sources.csv` in a folder given is used for the files of that folder. What
    the table says of a file goes before what the file says of itself, and `defaults` hold where neither says anything. A file
    whose very bytes came before is taken again under the same document. Files that the table names and that are not there are
    refused at the end. Raises BadTable where a table cannot be used.
    """
    given = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(path) for path in paths]
    said = _sidecars(given, sidecar)
    seen: dict[str, Document] = {}
    met: set[Path] = set()
    with Worker() as worker:
        for path in walk(given):
            if isinstance(path, Refused):
                met.add(path.path.resolve())
                yield path
                continue
            met.add(path.resolve())
            try:
                taken = _taken(path, said.get(path.resolve(), {}), defaults or Defaults(), worker)
            except UnreadableDocument as error:
                yield Refused(path=path, error=error)
                continue
            if known := seen.get(taken.document.id):
                yield replace(taken, document=known, again=True)
            else:
                seen[taken.document.id] = taken.document
                yield taken
    for path in sorted(said.keys() - met):
        if not path.exists():
            yield Refused(
                path=path, error=UnreadableDocument(shown(path), "the table of sources names it, and it is not there", _LOOK)
            )


def read_file(path: str | Path, sidecar: str | Path | None = None, *, defaults: Defaults | None = None) -> Taken:
    """One file; UnreadableDocument, with cause and remedy, where it cannot be read."""
    path = Path(path)
    said = _sidecars([path], sidecar)
    with Worker() as worker:
        for found in walk([path]):
            if isinstance(found, Refused):
                raise found.error
            return _taken(found, said.get(found.resolve(), {}), defaults or Defaults(), worker)
    raise UnreadableDocument(shown(path), "it is a folder without a report in it", "give a file")


def _sidecars(given: list[Path], sidecar: str | Path | None) -> dict[Path, dict[str, str]]:
    if sidecar is not None:
        return read_sidecar(Path(sidecar))
    said: dict[Path, dict[str, str]] = {}
    for path in given:
        if path.is_dir() and os.access(path, os.R_OK) and (path / NAME).is_file():
            said |= read_sidecar(path / NAME)
    return said


def _taken(path: Path, said: Mapping[str, str], defaults: Defaults, worker: Worker) -> Taken:
    try:
        data = _bytes(path)
        kind = kind_of(path.suffix.lower(), data)
        if len(data) > MOST_BYTES[kind]:
            raise _too_large(len(data), kind)
        page = read_plain(data, markdown=kind == MARKDOWN) if kind in (TEXT, MARKDOWN) else worker.read(kind, data)
        text, notes = tidy(page.text)
    except Unreadable as error:
        raise UnreadableDocument(shown(path), error.cause, error.remedy) from error
    except OSError as error:
        raise refused(path, error).error from error
    page = replace(page, text=text, notes=page.notes + notes)
    return Taken(document=_document(path, data, page, said, defaults), original=data, path=path)


def _bytes(path: Path) -> bytes:
    most = max(MOST_BYTES.values())
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        text = path.suffix.lower() in {".txt", ".text", ".md", ".markdown", ""}
        if size > most or (text and size > MOST_BYTES[TEXT] and not file.peek(5).startswith(b"%PDF-")):
            raise _too_large(size, TEXT if text else "")
        return file.read(most + 1)


def _too_large(size: int, kind: str) -> Unreadable:
    most = MOST_BYTES.get(kind, max(MOST_BYTES.values()))
    told = f"{kind} file" if kind else "file"
    return Unreadable(
        f"it is {size / 1e6:,.1f} MB large, more than the {most / 1e6:,.0f} MB that a {told} may have", "split it into parts"
    )


def _document(path: Path, data: bytes, page: Page, said: Mapping[str, str], defaults: Defaults) -> Document:
    words = said.get("published") or page.published
    published, doubts = day(one_line(words))
    if not words:
        published = defaults.published
    language, odd = _language(said.get("language") or page.language or defaults.language, page.text)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        text=page.text,
        file=one_line(shown(Path(path.name))),
        kind=page.kind,
        title=one_line(said.get("title") or page.title),
        publisher=one_line(said.get("publisher") or page.publisher or defaults.publisher),
        published=published,
        url=one_line(said.get("url") or page.url or defaults.url),
        language=language,
        notes=(*page.notes, *doubts, *odd),
    )


def _language(tag: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The main language of a tag ("en-GB" is "en"), and a note where the tag is none, or nothing says what the language is."""
    if tag and (match := _TAG.fullmatch(tag.strip())):
        return match[1].lower(), ()
    odd = (f'language "{one_line(tag)[:20]}" is no language tag',) if tag else ()
    letters = [char for char in text[:5000] if char.isalpha()]
    latin = sum(1 for char in letters if "LATIN" in unicodedata.name(char, ""))
    if latin * 2 >= len(letters):
        return "en", odd
    return "und", (*odd, "nothing says its language, and it is not written in Latin letters")
