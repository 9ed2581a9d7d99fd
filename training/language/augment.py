"""Rows changed as conflict reports differ from treebanks: their names, capitals, quotation marks, headings without a full
stop.
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.language import names
from training.language.data import Row

from gawah.language.encoder import shape_of

SWAP, QUOTES, BARE = 0.3, 0.3, 0.06
UPPER, LOWER, TITLE = 0.16, 0.04, 0.05
LOCAL = frozenset({"in", "at", "near", "from", "to"})
MARKS = frozenset({'"', "“", "”", "``", "''"})


def augmented(row: Row, rng: random.Random) -> tuple[Row, list[int]]:
    """A row as it may stand in a report, and the case shapes of its words."""
    if row.upos and rng.random() < SWAP:
        row = swapped(row, rng)
    if row.upos and len(row.words) > 3 and row.words[-1] == "." and row.deprels[-1] == "punct" and rng.random() < BARE:
        row = _without_last(row)
    if rng.random() < QUOTES:
        row = replace(row, words=quoted(row.words, rng))
    return row, shapes(row.words, rng)


def shapes(words: list[str], rng: random.Random) -> list[int]:
    """Case shapes, at times those of a text in capitals, without capitals, or of a headline (the encoder sees case in nothing
    else).
    """
    found = [shape_of(word) for word in words]
    chance = rng.random()
    if chance < UPPER:
        return [
            (3 if len(word) > 1 else 4) if shape in {1, 2, 4, 5} else shape for shape, word in zip(found, words, strict=True)
        ]
    if chance < UPPER + LOWER:
        return [1 if shape in {2, 3, 4, 5} else shape for shape in found]
    if chance < UPPER + LOWER + TITLE:
        return [2 if shape == 1 else shape for shape in found]
    return found


def quoted(words: list[str], rng: random.Random) -> list[str]:
    """All quotation marks and apostrophes straight, or all curly."""
    curly, closing, found = rng.random() < 0.5, False, []
    for word in words:
        if word in MARKS:
            word = ("”" if closing else "“") if curly else '"'  # noqa: PLW2901
            closing = not closing
        else:
            word = word.replace("'", "’") if curly else word.replace("’", "'")  # noqa: PLW2901
        found.append(word)
    return found


def swapped(row: Row, rng: random.Random) -> Row:
    """Names for other names; the tree stays. Kinds of names are no longer sure, so their labels are left out where one
    changed.
    """
    words, upos = list(row.words), list(row.upos)
    below: list[list[int]] = [[] for _ in words]
    for at, head in enumerate(row.heads):
        if head:
            below[head - 1].append(at)
    for at, word in enumerate(row.words):
        if (
            upos[at] == "PROPN"
            and len(word) > 1
            and word.isalpha()
            and word[0].isupper()
            and word.lower() not in names.NOT_NAMES
        ):
            choice = _name_for(row, at, below[at], rng)
            if choice and rng.random() < 0.8:
                words[at] = choice
        elif upos[at] == "ADJ" and row.deprels[at] == "amod" and word in names.PEOPLES_REPLACED:
            words[at] = rng.choice(names.PEOPLES)
        elif _bare_plural_subject(row, at, below[at]) and rng.random() < 0.35:
            words[at], upos[at] = rng.choice(names.PLURALS), "PROPN"
    changed = words != row.words
    return replace(row, words=words, upos=upos, names=None if changed else row.names)


def _bare_plural_subject(row: Row, at: int, below: list[int]) -> bool:
    if not row.feats or row.upos[at] != "NOUN" or "Number=Plur" not in row.feats[at] or not row.deprels[at].startswith("nsubj"):
        return False
    return not below or (len(below) == 1 and row.words[below[0]].lower() == "the")


def _name_for(row: Row, at: int, below: list[int], rng: random.Random) -> str | None:
    relation = row.deprels[at]
    case = next((row.words[k].lower() for k in below if row.deprels[k] == "case"), "")
    the = any(row.deprels[k] == "det" and row.words[k].lower() == "the" for k in below)
    modified = any(row.deprels[k] in {"compound", "amod"} for k in below)
    if relation == "flat":
        return rng.choice(names.SURNAMES)
    if any(row.deprels[k] == "flat" for k in below):
        return rng.choice(names.GIVEN)
    if the and not modified and relation != "compound":
        return None if case in LOCAL else rng.choice(names.GROUPS)
    if (case in LOCAL or case == "of") and relation != "compound" and not modified:
        return rng.choice(names.PLACES)
    if relation == "compound" and rng.random() < 0.4:
        return rng.choice(names.GROUPS + names.PLACES)
    if relation.startswith("nsubj") and not below:
        return rng.choice(names.SURNAMES + names.GROUPS)
    return None


def _without_last(row: Row) -> Row:
    last = len(row.words)
    if last in row.heads:
        return row
    return replace(
        row, words=row.words[:-1], upos=row.upos[:-1], feats=row.feats[:-1], heads=row.heads[:-1], deprels=row.deprels[:-1],
        lemmas=row.lemmas[:-1], names=row.names[:-1] if row.names else row.names,
    )  # fmt: skip
