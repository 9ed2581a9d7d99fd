"""Make `resources/link/rarity.yml`: in what share of news texts does a word stand? `python training/link/rarity.py`.

Counts words (no labels) in the texts of the benchmarks' development halves and in `corpora/claims-train`; a word is as
common as in the collection where it is most common. Only figures about words are kept, no text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.shared import shared

from gawah.link.wording import tokens

ROOT = Path(__file__).resolve().parents[2]
LEAST = 0.004
FEWEST = 4
HEAD = """# How rare the words of news English are (`gawah.link.wording`); by `python training/link/rarity.py`, figures only.
#   levels: natural logarithm of one over the share of texts that hold the word, in steps of 0.5 -> words in small letters
#   unlisted: the level of every word that is not listed (in fewer than 4 of 1,000 texts)
"""


def collections(folder: Path) -> Iterator[list[str]]:
    for name in ("incidents/dev_documents.jsonl", "muc4/DEV.jsonl", "places/dev.jsonl"):
        lines = (folder / "benchmarks" / name).read_text("utf-8").strip().split("\n")
        yield [row.get("title", "") + "\n" + row["text"] for row in map(json.loads, lines)]
    yield [json.loads(path.read_text("utf-8"))["text"] for path in sorted((folder / "corpora/claims-train").glob("*.json"))]


def shares(texts: Iterable[str]) -> dict[str, float]:
    rows = [set(tokens(text)) for text in texts]
    counts = Counter(word for row in rows for word in row)
    return {word: count / len(rows) for word, count in counts.items() if count >= FEWEST and count / len(rows) >= LEAST}


def main() -> None:
    folder = shared()
    if folder is None:
        raise SystemExit("no development data: set GAWAH_SHARED")
    most: dict[str, float] = {}
    for texts in collections(folder):
        for word, share in shares(texts).items():
            most[word] = max(share, most.get(word, 0))
    levels: dict[float, list[str]] = {}
    for word, share in most.items():
        levels.setdefault(round(2 * -math.log(share)) / 2, []).append(word)
    lines = [HEAD, "levels:\n"]
    for level, words in sorted(levels.items()):
        lines.append(f'  "{level}": >-\n    {" ".join(sorted(words))}\n')
    lines.append(f"unlisted: {round(-math.log(LEAST) + 0.5, 1)}\n")
    (ROOT / "resources/link/rarity.yml").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
