"""Expressions of time with their TIMEX3 values.

python -m eval.times predict INPUT.jsonl OUT.jsonl
python -m eval.times [--json]
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from eval.shared import adapter, score
from gawah.resolve.dates import all_days


def predict(source: Path, target: Path) -> None:
    """Find and read the times of every document (`text`, `published`)."""
    rows = []
    for row in map(json.loads, filter(str.strip, source.read_text("utf-8").splitlines())):
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        times = [
            {"start": time.start, "end": time.end, "value": _value(days.value)}
            for time, days in all_days(row["text"], published)
            if days.value and days.value != "PAST_REF"
        ]
        rows.append({"id": row["id"], "times": times})
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def _value(value: str) -> str:
    """A value as the annotators write it: the day alone, without the part of the day."""
    return value.split("T", maxsplit=1)[0] if value[:1].isdigit() else value


def main(arguments: list[str]) -> int:
    """Predict, or score the development documents."""

    def measure(folder: Path) -> int:
        data = folder / "benchmarks" / "times"
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch) / "times.jsonl"
            predict(data / "dev.jsonl", out)
            return score(data, data / "dev.jsonl", out, options=arguments)

    return adapter(arguments, predict, measure)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
