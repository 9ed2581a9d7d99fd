"""MUC-4: `python -m eval.muc4 predict INPUT.jsonl OUT.jsonl`, `python -m eval.muc4 [--json]`.

`predict` reads lines of {"docid", "text"} and writes lines of {"docid", "templates"}; without it the figures of TST1 and TST2
together are printed, all slots first.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from eval.muc4.adapter import dateline, templates
from eval.shared import adapter, score
from gawah.extract import extract
from gawah.language import load
from gawah.model import Document


def predict(source: Path, target: Path) -> None:
    """Read every document and write one line each: {"docid", "templates"}."""
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    documents = [Document(id=row["docid"], text=row["text"], published=dateline(row["text"])) for row in rows]
    with target.open("w", encoding="utf-8") as out:
        for document, parsed in zip(documents, load("en").parse_many([one.text for one in documents]), strict=True):
            made = templates(document, parsed, extract(document, parsed))
            out.write(json.dumps({"docid": document.id, "templates": made}, ensure_ascii=False) + "\n")


def main(arguments: list[str]) -> int:
    """Predict, or score TST1 and TST2 together."""

    def measure(folder: Path) -> int:
        data = folder / "benchmarks" / "muc4"
        with tempfile.TemporaryDirectory() as scratch:
            key, out = Path(scratch) / "key.jsonl", Path(scratch) / "muc4.jsonl"
            key.write_text("".join((data / f"{name}.jsonl").read_text("utf-8") for name in ("TST1", "TST2")), "utf-8")
            predict(key, out)
            return score(data, key, out, options=arguments)

    return adapter(arguments, predict, measure)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
