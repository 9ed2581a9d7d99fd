"""Claims of single documents: `python -m eval.claims predict INPUT OUT.jsonl`, `python -m eval.claims [--errors N]`.

`predict` reads a folder of JSON files or a file of JSON lines with `id`, `text` and `published`; without `predict` the
figures of
the development documents are printed, as JSON with --json.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from eval.shared import adapter, score
from gawah.extract import extract
from gawah.extract.guideline import as_guideline
from gawah.language import load
from gawah.model import Document, When
from gawah.resolve.dates import resolve_when


def documents(path: Path) -> Iterator[Document]:
    """The documents of a folder of JSON files or of a file of JSON lines."""
    texts = (
        [f.read_text("utf-8") for f in sorted(path.glob("*.json"))] if path.is_dir() else path.read_text("utf-8").splitlines()
    )
    yield from map(document_of, map(json.loads, filter(str.strip, texts)))


def document_of(row: dict[str, Any]) -> Document:
    """A row of the benchmark as a document."""
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Document(id=row["id"], text=row["text"], title=row.get("title") or "", published=published)


def predict(source: Path, target: Path) -> None:
    """Read every document and write one line each: {"id", "claims"}."""
    rows: list[dict[str, Any]] = []
    found = list(documents(source))
    for document, parsed in zip(found, load("en").parse_many([one.text for one in found]), strict=True):
        claims = extract(document, parsed).claims
        rows.append(
            {"id": document.id, "claims": [as_guideline(one, resolve_when(one, document).chosen or When()) for one in claims]}
        )
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def main(arguments: list[str]) -> int:
    """Predict, or score the development documents."""

    def measure(folder: Path) -> int:
        data = folder / "benchmarks" / "claims"
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch) / "claims.jsonl"
            predict(data / "dev", out)
            return score(data, data / "dev", out, options=arguments)

    return adapter(arguments, predict, measure)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
