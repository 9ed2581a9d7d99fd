"""The lemma table of the pack: `python -m training.language.lemmas`.

It holds words of the open treebanks whose base form the dictionary gets wrong.

Names are left out (their base form is the word itself), and so is what the treebanks lemmatise in more ways than one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

from training.language.data import treebank

from gawah.language.lemmas import Lemmas

PACK = Path("src/gawah/packs/en")
LEAST_SHARE = 0.75
LEFT_OUT = frozenset({"PROPN", "PUNCT", "SYM", "X", "NUM"})

BY_HAND = {"VERB": {"fled": "flee", "freed": "free", "guarded": "guard", "bound": "bind", "singing": "sing", "working": "work"}}
"""What neither source has right."""


def table(corpora: Path, bare: Lemmas) -> dict[str, dict[str, str]]:
    """Base forms by part of speech and word, where `bare` (the dictionary alone) says otherwise."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in chain(treebank(corpora, "ewt-ud-train"), treebank(corpora, "gum-ud-train")):
        for word, upos, lemma in zip(row.words, row.upos, row.lemmas, strict=True):
            if upos not in LEFT_OUT and word.isascii() and lemma != "_":
                counted[upos, word.lower()][lemma.lower()] += 1
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, word), lemmas in sorted(counted.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= LEAST_SHARE * lemmas.total() and bare(word, upos).lower() != lemma:
            found[upos][word] = lemma
    for upos, words in BY_HAND.items():
        found[upos].update(words)
    return dict(found)


def main() -> None:
    """Write the table into the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    chosen = parser.parse_args()
    made = table(chosen.shared / "corpora" / "en", Lemmas({}, "en"))
    (PACK / "lemmas.json").write_text(json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print({upos: len(words) for upos, words in made.items()})


if __name__ == "__main__":
    main()
