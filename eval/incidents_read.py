"""Local news reports as documents and claims, for `eval.incidents`: web furniture cut away, parses kept between runs.

Only the text is looked at, never the gold. A report tells of its main happening in the first paragraphs, so long ones are read
to `LONGEST` characters.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import pickle
import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from gawah.crew import READERS
from gawah.extract import extract
from gawah.language import Parsed, load
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
    """The claims of every document. Parses are kept between runs (GAWAH_CACHE names the folder), claims are read anew."""
    parsed = dict(_parsed(documents))
    return {document.id: extract(document, parsed[document.id]) for document in documents}


def _parsed(documents: Sequence[Document]) -> Iterator[tuple[str, Parsed]]:
    """The parse of each document by its id, those that are not kept made by two processes."""
    folder = Path(os.environ.get("GAWAH_CACHE", Path(tempfile.gettempdir()) / "gawah-parses"))
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for document in documents:
        path = _path(folder, document)
        if path.is_file():
            yield document.id, pickle.loads(path.read_bytes())
        else:
            missing.append(document)
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    if not batches:
        return
    with ProcessPoolExecutor(READERS, multiprocessing.get_context("spawn")) as pool:
        for batch, parses in zip(batches, pool.map(_parse, [[one.text for one in batch] for batch in batches]), strict=True):
            for document, parsed in zip(batch, parses, strict=True):
                _path(folder, document).write_bytes(pickle.dumps(parsed))
                yield document.id, parsed


def _parse(texts: Sequence[str]) -> list[Parsed]:
    return list(load("en").parse_many(texts))


def _path(folder: Path, document: Document) -> Path:
    what = f"{load().name}|{document.text}"
    return folder / f"{hashlib.sha256(what.encode()).hexdigest()[:24]}.pickle"
