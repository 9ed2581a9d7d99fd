"""Openly licensed training data as rows: treebanks with names, and texts with names only.

Read from the development folder (`corpora/en`, see its README for origins and licences). Of GUM only the genres whose texts
are open are used.
"""

from __future__ import annotations

import io
import lzma
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPEN_GENRES = frozenset(
    {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage", "conversation"}
)
NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG",
    "organization": "ORG", "place": "LOC",
}  # fmt: skip
TWEETS = "abefgh"
INSIDE_NAMES = frozenset({"of", "the", "for", "and", "al", "de", "la", "-", "bin", "ibn", "el"})

_ENTITY = re.compile(r"\((\d+)-([a-z]+)|(\d+)\)|\)")


@dataclass(slots=True)
class Row:
    """One sentence; `heads` count from 1, 0 is the root. Without a tree `upos` is empty, without names `names` is None."""

    words: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]
    lemmas: list[str]
    names: list[str] | None
    text: str = ""
    document: str = ""


def opened(path: Path) -> Iterator[str]:
    """Lines of a compressed file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def sentences(lines: Iterator[str]) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Comments and columns of each sentence of a CoNLL-like file, words only."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("# "):
            key, _, value = line[2:].partition(" = ")
            comments[key] = value
        elif line:
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif rows:
            yield comments, rows
            comments, rows = {key: value for key, value in comments.items() if key == "newdoc id"}, []


def treebank(folder: Path, name: str) -> Iterator[Row]:
    """Rows of `en_NAME.conllu.xz`; names of the GUM corpus are made from its entities."""
    gum = name.startswith("gum")
    for comments, rows in sentences(opened(folder / f"en_{name}.conllu.xz")):
        document = comments.get("newdoc id", comments["sent_id"])
        if gum and document.split("_")[1] not in OPEN_GENRES:
            continue
        heads = [int(row[6]) for row in rows]
        yield Row(
            words=[row[1] for row in rows],
            upos=[row[3] if row[3] != "_" else "X" for row in rows],
            feats=[row[5] if row[5] != "_" else "" for row in rows],
            heads=heads,
            deprels=["root" if head == 0 else row[7] for head, row in zip(heads, rows, strict=True)],
            lemmas=[row[2] for row in rows],
            names=_names_of_entities(rows) if gum else None,
            text=comments["text"],
            document=document,
        )


def web_treebank(folder: Path, part: str) -> Iterator[Row]:
    """Rows of the English Web Treebank with the names of Universal NER where the two agree on the words."""
    file = {"train": "train_early"}.get(part, part)
    named = {
        comments["sent_id"]: ([row[1] for row in rows], [row[2] for row in rows])
        for comments, rows in sentences(opened(folder / f"uner_ewt_{file}.iob2.xz"))
    }
    comments_of = sentences(opened(folder / f"en_ewt-ud-{part}.conllu.xz"))
    for row, (comments, _) in zip(treebank(folder, f"ewt-ud-{part}"), comments_of, strict=True):
        words, labels = named.get(comments["sent_id"], ([], []))
        row.names = bio(labels) if words == row.words else None
        yield row


def bio(labels: list[str]) -> list[str]:
    """Labels of any of the sources in one set, in the form where each name begins with B-."""
    found: list[str] = []
    for label in labels:
        kind = KINDS.get(label[2:], "")
        if label == "O" or not kind:
            found.append("O")
        elif label[0] == "I" and found and found[-1][2:] == kind:
            found.append(f"I-{kind}")
        else:
            found.append(f"B-{kind}")
    return found


def _names_of_entities(rows: list[list[str]]) -> list[str]:
    """Runs of capitalised words around the head of a mention of a person, an organisation or a place."""
    labels = ["O"] * len(rows)
    for first, last, kind in sorted(_mentions(rows), key=lambda mention: mention[0] - mention[1]):
        inside = range(first, last)
        head = next((at for at in inside if int(rows[at][6]) - 1 not in inside), first)
        if rows[head][3] != "PROPN":
            continue
        left, right = head, head + 1
        while left > first and _goes_on(rows, left - 1):
            left -= 1
        while right < last and _goes_on(rows, right):
            right += 1
        while left < head and (not rows[left][1][0].isupper() or rows[left][1].lower() in {"the", "of", "for", "and"}):
            left += 1
        while right > head + 1 and not rows[right - 1][1][:1].isupper():
            right -= 1
        if all(label == "O" for label in labels[left:right]):
            labels[left:right] = [f"B-{kind}", *[f"I-{kind}"] * (right - left - 1)]
    return labels


def _goes_on(rows: list[list[str]], at: int) -> bool:
    word = rows[at][1]
    return (word[:1].isupper() and rows[at][3] in {"PROPN", "NOUN", "ADJ", "NUM"}) or word.lower() in INSIDE_NAMES


def _mentions(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    opened_at: list[tuple[str, int, str]] = []
    for at, row in enumerate(rows):
        field = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in _ENTITY.finditer(field):
            if match.group(1):
                opened_at.append((match.group(1), at, match.group(2)))
            elif opened_at:
                number = match.group(3) or opened_at[-1][0]
                place = next((k for k in reversed(range(len(opened_at))) if opened_at[k][0] == number), None)
                if place is not None:
                    _, first, kind = opened_at.pop(place)
                    if kind in KINDS:
                        yield first, at + 1, KINDS[kind]


def name_texts(folder: Path) -> dict[str, list[Row]]:
    """Rows with names only: `wikigold`, `wnut` (training and development parts), `tweets`, `wnut_test`."""
    with lzma.open(folder / "ner_small_ccby.tar.xz") as packed, tarfile.open(fileobj=io.BytesIO(packed.read())) as files:

        def rows(name: str) -> list[Row]:
            member = files.extractfile(name)
            assert member is not None
            return list(_named(member.read().decode("utf-8")))

        return {
            "wikigold": rows("wikigold.conll.txt"),
            "wnut": rows("wnut17train.conll") + rows("emerging.dev.conll"),
            "tweets": [row for letter in TWEETS for row in rows(f"{letter}.conll")],
            "wnut_test": rows("emerging.test.annotated"),
        }


def _named(text: str) -> Iterator[Row]:
    for block in re.split(r"\n\s*\n", text):
        pairs = [line.split() for line in block.splitlines() if line.strip()]
        pairs = [(pair[0], pair[-1]) for pair in pairs if len(pair) >= 2 and pair[0] != "-DOCSTART-"]
        if pairs:
            yield Row([word for word, _ in pairs], [], [], [], [], [], bio([label for _, label in pairs]))
