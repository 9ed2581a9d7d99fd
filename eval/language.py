"""The language pack against treebanks, names and 31 sentences of conflict reporting: `python -m eval.language [--json]
[--quick]`.

Gold tokens: the words of the treebank are given. Raw text: the sentences of PUD joined to one running text, words and
sentences found by the pack, scored as the CoNLL 2018 shared task does (F1 of words that stand at the same characters; a
sentence counts if both its ends agree). The data are read from the development folder; treebank texts are never copied.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from training.language.data import Row, bio, name_texts, opened, sentences, treebank

from eval.shared import shared
from gawah.language import Pack, load

PAGE = 2_000
"""Characters of a page."""


def upper(words: Sequence[str]) -> list[str]:
    """The words in capitals, as wire services sent them."""
    return [word.upper() for word in words]


def trees(pack: Pack, rows: Sequence[Row], change: Callable[[Sequence[str]], Sequence[str]] = list) -> dict[str, float]:
    """Share of words with the right part of speech, features, head, and head with relation (subtypes and punctuation count)."""
    found = pack.analyse([change(row.words) for row in rows])
    words = upos = feats = heads = relations = lean = 0
    for row, read in zip(rows, found, strict=True):
        for at, head in enumerate(row.heads):
            words += 1
            upos += row.upos[at] == read.upos[at]
            feats += row.feats[at] == read.feats[at]
            if head - 1 == read.heads[at]:
                heads += 1
                relations += row.deprels[at] == read.deprels[at]
                lean += row.deprels[at].split(":")[0] == read.deprels[at].split(":")[0]
    rights = {"UPOS": upos, "features": feats, "UAS": heads, "LAS": relations, "LAS without subtypes": lean}
    return {name: right / words for name, right in rights.items()}


def spans(labels: Iterable[str]) -> set[tuple[int, int, str]]:
    """Names as (first, last, kind)."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return found


def names(pack: Pack, rows: Sequence[Row], change: Callable[[Sequence[str]], Sequence[str]] = list) -> dict[str, float]:
    """F1 of names with exact ends and kind, over all and for each kind."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for row, read in zip(rows, pack.analyse([change(row.words) for row in rows]), strict=True):
        gold, got = spans(row.names or []), spans(read.names)
        for group, weight in ((gold, 1), (got, 1)):
            for _, _, kind in group:
                total[kind] += weight
                total["all"] += weight
        for _, _, kind in gold & got:
            right[kind] += 2
            right["all"] += 2
    return {f"F1 {kind}": right[kind] / total[kind] for kind in sorted(total)}


def checks(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Sentences of conflict reporting with the arcs that must be there."""
    for line in (folder / "corpora/en/recipe/domain_checks.tsv").read_text("utf-8").splitlines():
        if "|||" in line and not line.startswith("#"):
            sentence, arcs = line.split("|||")
            yield sentence.strip(), arcs.split()


def arcs(pack: Pack, folder: Path, *, capitals: bool = False) -> dict[str, float]:
    """Arcs found of those that must be there, and sentences with all of them; from raw text."""
    right = total = whole = 0
    for sentence, wanted in checks(folder):
        parsed = pack.parse(sentence.upper() if capitals else sentence)
        places: dict[str, list[int]] = defaultdict(list)
        for token in parsed.tokens:
            places[token.text.lower()].append(token.at)

        def at(names: str, places: dict[str, list[int]] = places) -> list[int]:
            split = [name.partition("#") for name in names.lower().split("|")]
            return [places[word][int(count or 1) - 1] for word, _, count in split if len(places[word]) >= int(count or 1)]

        good = 0
        for arc in wanted:
            body, labels = arc.split(":", 1)[1].rsplit("=", 1)
            below, above = (at(side) for side in body.split(">"))
            tokens = [parsed.tokens[place] for place in below]
            good += any(
                token.head in above and any(label in {token.deprel, token.deprel.split(":")[0]} for label in labels.split("|"))
                for token in tokens
            )
        right, total, whole = right + good, total + len(wanted), whole + (good == len(wanted))
    return {"arcs": right, "of": total, "sentences": whole}


def raw(pack: Pack, rows: Sequence[Row], change: Callable[[str], str] = str) -> dict[str, float]:
    """F1 of words, sentences, heads and relations over running text."""
    text, gold, ends = "", [], set()
    for row in rows:
        start = len(text)
        words, at = [], start
        body = change(row.text)
        for word in row.words:
            place = body.find(change(word), at - start)
            at = (start + place if place >= 0 else at) + len(word)
            words.append((at - len(word), at))
        text += body + " "
        ends.add((words[0][0], words[-1][1]))
        gold += [
            (span, words[head - 1] if head else None, deprel.split(":")[0], upos)
            for span, head, deprel, upos in zip(words, row.heads, row.deprels, row.upos, strict=True)
        ]
    parsed = pack.parse(text)
    read = {}
    for token in parsed.tokens:
        above = parsed.tokens[token.head] if token.head >= 0 else None
        read[token.start, token.end] = ((above.start, above.end) if above else None, token.deprel.split(":")[0], token.upos)
    found = {(parsed.tokens[s.first].start, parsed.tokens[s.last - 1].end) for s in parsed.sentences}
    both = [(read[span], head, deprel, upos) for span, head, deprel, upos in gold if span in read]
    size = len(gold) + len(read)
    return {
        "words": 2 * len(both) / size,
        "sentences": 2 * len(ends & found) / (len(ends) + len(found)),
        "UPOS": 2 * sum(got[2] == upos for got, _, _, upos in both) / size,
        "UAS": 2 * sum(got[0] == head for got, head, _, _ in both) / size,
        "LAS": 2 * sum(got[:2] == (head, deprel) for got, head, deprel, _ in both) / size,
    }


def lemmas(pack: Pack, rows: Sequence[Row]) -> dict[str, float]:
    """Share of right base forms with the parts of speech given, verbs, nouns and all."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        for word, upos, lemma in zip(row.words, row.upos, row.lemmas, strict=True):
            good = pack.lemma(word, upos).lower() == lemma.lower()
            for group in {upos, "all"} & {"VERB", "NOUN", "all"}:
                total[group] += 1
                right[group] += good
    return {group: right[group] / total[group] for group in sorted(total)}


def speed(pack: Pack, rows: Sequence[Row]) -> dict[str, float]:
    """Pages and words a second over raw text, everything included."""
    pages = [" ".join(row.text for row in rows[at : at + 15]) for at in range(0, len(rows), 15)]
    list(pack.parse_many(pages[:4]))
    started = time.perf_counter()
    read = list(pack.parse_many(pages))
    took = time.perf_counter() - started
    return {"pages/s": sum(map(len, pages)) / PAGE / took, "words/s": sum(len(parsed.tokens) for parsed in read) / took}


def measure(pack: Pack, folder: Path, *, quick: bool) -> dict[str, dict[str, float]]:
    """All figures by name."""
    corpora = folder / "corpora" / "en"
    pud = list(treebank(corpora, "pud-ud-test"))
    figures = {
        "PUD, gold tokens": trees(pack, pud),
        "PUD in capitals, gold tokens": trees(pack, pud, upper),
        "PUD, raw text": raw(pack, pud),
        "PUD in capitals, raw text": raw(pack, pud, str.upper),
        "conflict sentences": arcs(pack, folder),
        "conflict sentences in capitals": arcs(pack, folder, capitals=True),
        "PUD, lemmas": lemmas(pack, pud),
        "speed": speed(pack, pud),
    }
    if not quick:
        ewt, texts = list(treebank(corpora, "ewt-ud-test")), name_texts(corpora)
        figures["EWT, gold tokens"] = trees(pack, ewt)
        figures["EWT, lemmas"] = lemmas(pack, ewt)
        lines = sentences(opened(corpora / "uner_ewt_test.iob2.xz"))
        named = [Row([row[1] for row in rows], [], [], [], [], [], bio([row[2] for row in rows])) for _, rows in lines]
        figures["names, UNER EWT"] = names(pack, named)
        figures["names, UNER EWT in capitals"] = names(pack, named, upper)
        figures["names, WNUT 2017"] = names(pack, texts["wnut_test"])
    return figures


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="PUD and the conflict sentences only")
    parser.add_argument("--pack", type=Path, help="folder of another English pack, to compare")
    chosen = parser.parse_args()
    folder = shared()
    if folder is None:
        print("the development data are not here: set GAWAH_SHARED to their folder", file=sys.stderr)
        return 2
    started = time.perf_counter()
    pack = Pack(chosen.pack, "en") if chosen.pack else load("en")
    opening = time.perf_counter() - started
    figures = {**measure(pack, folder, quick=chosen.quick), "opening": {"seconds": opening}}
    if chosen.json:
        print(json.dumps(figures, indent=1))
        return 0
    for name, values in figures.items():
        told = "  ".join(f"{key} {value:.4f}" if value < 1 else f"{key} {value:,.1f}" for key, value in values.items())
        print(f"{name:34} {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
