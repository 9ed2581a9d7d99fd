"""Other forms of the names of Afghan places, found again by their spelling: `python -m eval.names [--json]`.

Of the name forms of AF.txt other than a place's main name, 3,000 are drawn (seeded) and searched for within the province of
their place: is the place first, is it among the first ten? Beside it stands the harder figure: the same with the drawn forms
taken out of the gazetteer first, so that only spelling can find them.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

from eval.shared import shared
from gawah.resolve.gazetteer import Gazetteer
from gawah.resolve.gazetteer_file import Record, rewriting
from gawah.resolve.importers.geonames import read_dump
from gawah.resolve.importers.report import Report
from gawah.text.spelling import plain

SAMPLE, SEED = 3000, 7


def forms_of(records: list[Record]) -> list[tuple[Record, str]]:
    """Every form of a name other than the main one, in whatever script gawah folds."""
    return [
        (record, name.words) for record in records for name in record.names if plain(name.words) and name.words != record.name
    ]


def without(record: Record, forms: set[tuple[str, str]]) -> Record:
    """The record without the drawn forms."""
    from dataclasses import replace

    return replace(record, names=tuple(name for name in record.names if (record.id, name.words) not in forms))


def found(gazetteer: Gazetteer, sample: list[tuple[Record, str]]) -> dict[str, float]:
    """Shares found first and among the first ten, within the province of the place."""
    first = ten = 0
    for record, words in sample:
        place = gazetteer.place(record.id)
        province = next((area for area in place.containers if gazetteer.place(area).kind == "ADM1"), place.country)
        ids = [candidate.value.id for candidate in gazetteer.search(words, within=province, limit=10)]
        if not ids and place.kind == "ADM1":
            ids = [candidate.value.id for candidate in gazetteer.search(words, within=record.id, limit=10)]
        first += ids[:1] == [record.id]
        ten += record.id in ids
    return {"rank 1": first / len(sample), "top 10": ten / len(sample)}


def measure(path: Path) -> dict[str, dict[str, float]]:
    """The figures with the drawn forms left in and taken out."""
    records = [record for _, record in read_dump(path, Report())]
    sample = random.Random(SEED).sample(forms_of(records), SAMPLE)
    drawn = {(record.id, words) for record, words in sample}
    figures = {}
    with tempfile.TemporaryDirectory() as scratch:
        for kind, taken in (("as searched", False), ("form taken out", True)):
            target = Path(scratch) / f"{taken}.sqlite"
            with rewriting(target) as writer:
                for record in records:
                    writer.add(without(record, drawn) if taken else record)
            gazetteer = Gazetteer.open(target)
            figures[kind] = found(gazetteer, sample)
            gazetteer.close()
    return figures


def main(arguments: list[str]) -> int:
    """Print the figures."""
    folder = shared()
    if folder is None:
        print("no development data here: set GAWAH_SHARED")
        return 1
    figures = measure(folder / "gazetteer" / "AF.txt")
    if "--json" in arguments:
        print(json.dumps(figures, indent=1))
    else:
        for kind, values in figures.items():
            print(f"{kind:16} " + "  ".join(f"{name} {value:.3f}" for name, value in values.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
