"""Local news reports as documents and claims, for `eval.incidents`: web furniture cut away, readings kept between runs.

Only the text is looked at, never the gold. A report tells of its main happening in the first paragraphs, so long ones are read
to `LONGEST` characters.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gawah.extract import extract
from gawah.extract.claims import VERSION
from gawah.language import load
from gawah.model import Document, Reading

LONGEST = 1200
BATCH = 32
_SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+(?=[A-Z])")
_FURNITURE = re.compile(
    r"sign in|log ?in|password|e-?mail|newsletter|subscribe|copyright|rights reserved|verification|click|notification"
    r"|registration"
    r"|terms of|privacy|your profile|account|facebook|twitter|cookie|advertisement|comments?\b|download",
    re.IGNORECASE,
)


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def sentences(row: dict[str, Any]) -> list[str]:
    """The title and the sentences of a report, without those that a web page puts round it."""
    found = [part.strip() for part in _SENTENCE.split(row["text"]) if part.strip()]
    return [row["title"], *(part for part in found if len(_FURNITURE.findall(part)) < (2 if len(part) > 90 else 1))]


def document(row: dict[str, Any]) -> Document:
    """The report as a document: title first, then what was told, cut at `LONGEST` characters."""
    title, *told = sentences(row)
    text = "\n".join(told)[:LONGEST]
    return Document(id=row["id"], text=f"{title}\n\n{text}", title=title, published=date.fromisoformat(row["published"]))


def readings(documents: Sequence[Document]) -> dict[str, Reading]:
    """The claims of every document, read anew only where no reading of this text is kept."""
    folder = Path(os.environ.get("GAWAH_CACHE", Path(tempfile.gettempdir()) / "gawah-readings"))
    folder.mkdir(parents=True, exist_ok=True)
    found = {document.id: _kept(folder, document) for document in documents}
    for document, reading in _read([document for document in documents if found[document.id] is None]):
        found[document.id] = reading
        _path(folder, document).write_bytes(pickle.dumps(reading))
    return {identity: reading for identity, reading in found.items() if reading is not None}


def _read(documents: Sequence[Document]) -> Iterator[tuple[Document, Reading]]:
    pack = load("en")
    for some in _batches(documents):
        for document, parsed in zip(some, pack.parse_many([one.text for one in some]), strict=True):
            yield document, extract(document, parsed)


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    for start in range(0, len(documents), BATCH):
        yield documents[start : start + BATCH]


def _path(folder: Path, document: Document) -> Path:
    what = f"{load().name}|{VERSION}|{document.id}|{document.text}"
    return folder / f"{hashlib.sha256(what.encode()).hexdigest()[:24]}.pickle"


def _kept(folder: Path, document: Document) -> Reading | None:
    path = _path(folder, document)
    return pickle.loads(path.read_bytes()) if path.is_file() else None
