"""How training data are read and changed, and how the word table is packed (no network is trained here)."""

from __future__ import annotations

import random
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from training.language.augment import augmented, quoted, shapes
from training.language.batches import NO_LABEL, Corpus
from training.language.data import Row, bio, sentences
from training.language.data import _names_of_entities as names_of_entities
from training.language.embeddings import quantised, usable
from training.language.templates import made

from gawah.language.encoder import Embeddings, WordPiece

PACK = Path(str(resources.files("gawah.packs"))) / "en"
ROW = Row(
    words=["The", "minister", "met", "Anna", "Berg", "in", "Oslo", "."],
    upos=["DET", "NOUN", "VERB", "PROPN", "PROPN", "ADP", "PROPN", "PUNCT"],
    feats=["", "Number=Sing", "", "", "", "", "", ""],
    heads=[2, 3, 0, 3, 4, 7, 3, 3],
    deprels=["det", "nsubj", "root", "obj", "flat", "case", "obl", "punct"],
    lemmas=["the", "minister", "meet", "Anna", "Berg", "in", "Oslo", "."],
    names=["O", "O", "O", "B-PER", "I-PER", "O", "B-LOC", "O"],
)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["I-PER", "I-PER", "O", "I-LOC"], ["B-PER", "I-PER", "O", "B-LOC"]),
        (["B-person", "I-person", "B-group", "B-product"], ["B-PER", "I-PER", "B-ORG", "O"]),
        (["B-LOC", "B-LOC", "I-ORG"], ["B-LOC", "B-LOC", "B-ORG"]),
        (["B-OTH", "I-MISC"], ["O", "O"]),
    ],
)
def test_labels_of_all_sources_become_one_set(labels: list[str], found: list[str]) -> None:
    assert bio(labels) == found


def test_names_are_made_of_entities() -> None:
    columns = [
        ("The", "DET", "2", "Entity=(1-organization-new"),
        ("Ministry", "PROPN", "0", ""),
        ("of", "ADP", "4", ""),
        ("Peace", "PROPN", "2", "Entity=1)"),
        ("sent", "VERB", "2", ""),
        ("him", "PRON", "5", "Entity=(2-person-giv)"),
        ("home", "NOUN", "5", "Entity=(3-place-new)"),
    ]
    rows = [
        [str(at), word, word, upos, "_", "_", head, "dep", "_", misc] for at, (word, upos, head, misc) in enumerate(columns, 1)
    ]
    assert names_of_entities(rows) == ["O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "O"]


def test_words_of_contractions_are_read_apart() -> None:
    lines = [
        "# newdoc id = d",
        "# sent_id = 1",
        "1-2\tdon't\t_",
        "1\tdo\tdo",
        "2\tn't\tnot",
        "2.1\tx\tx",
        "",
        "# sent_id = 2",
        "1\tNo\tno",
        "",
    ]
    found = list(sentences(iter(lines)))
    assert [[row[1] for row in rows] for _, rows in found] == [["do", "n't"], ["No"]]
    assert found[1][0] == {"newdoc id": "d", "sent_id": "2"}


def test_changed_rows_keep_their_tree() -> None:
    rng, seen = random.Random(1), set()
    for _ in range(300):
        row, case = augmented(ROW, rng)
        size = len(row.words)
        seen.update(row.words)
        assert len(row.upos) == len(row.heads) == len(row.deprels) == len(row.feats) == len(case) == size
        assert size in {len(ROW.words), len(ROW.words) - 1}
        assert row.heads == ROW.heads[:size]
        assert row.names is None or (row.words[:3] == ROW.words[:3] and row.names == ROW.names[:size])
    assert len(seen) > 60
    assert ROW.words[6] == "Oslo"


def test_a_full_stop_that_others_hang_on_stays() -> None:
    row = replace(ROW, heads=[2, 3, 0, 3, 4, 7, 8, 3])
    assert all(len(augmented(row, random.Random(seed))[0].words) == 8 for seed in range(60))


def test_quotes_are_all_of_one_kind() -> None:
    words = ['"', "Do", "n't", '"', "``", "x", "''"]
    kinds = {tuple(quoted(words, random.Random(seed))) for seed in range(20)}
    assert kinds == {('"', "Do", "n't", '"', '"', "x", '"'), ("“", "Do", "n’t", "”", "“", "x", "”")}


def test_shapes_are_those_of_capitals_at_times() -> None:
    found = {tuple(shapes(["A", "dead", "Man", "5"], random.Random(seed))) for seed in range(80)}
    assert found == {(4, 1, 2, 6), (4, 3, 3, 6), (1, 1, 1, 6), (4, 2, 2, 6)}


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("war", True),
        ("##lord", True),
        ("[unused3]", False),
        ("[CLS]", True),
        ("é", True),
        ("中", False),
        ("##ة", False),
        ("£", True),
        ("и", False),
    ],
)
def test_only_pieces_of_latin_text_are_kept(piece: str, kept: bool) -> None:
    assert usable(piece) is kept


def test_the_packed_table_is_near_the_full_one() -> None:
    table = np.random.default_rng(0).normal(0, 0.05, (2_000, 64)).astype(np.float32)
    packed = quantised(table)
    back = Embeddings(packed["codes"], packed["scales"], packed["levels"])(np.arange(2_000))
    assert float(np.square(back - table).mean() / np.square(table).mean()) < 0.015


def test_templates_are_trees_of_known_words() -> None:
    for row in made(400, random.Random(2)):
        assert len(row.words) == len(row.upos) == len(row.heads) == len(row.deprels)
        assert not [word for word in row.words if "{" in word or "/" in word]
        assert row.deprels.count("root") == 1 == row.heads.count(0)
        assert row.deprels[row.heads.index(0)] == "root"
        for start in range(len(row.words)):
            at, steps = start, 0
            while row.heads[at] and steps <= len(row.words):
                at, steps = row.heads[at] - 1, steps + 1
            assert row.heads[at] == 0
        assert row.words[row.deprels.index("nsubj") if "nsubj" in row.deprels else 0]
    assert len({row.words[0] for row in made(200, random.Random(3))}) > 20
    changed, _ = augmented(made(1, random.Random(4))[0], random.Random(5))
    assert changed.feats == []


def test_batches_hold_the_labels_of_their_words() -> None:
    corpus = Corpus.__new__(Corpus)
    corpus.budget, corpus.split = 40, WordPiece((PACK / "vocab.txt").read_text("utf-8").splitlines())
    corpus.take({"upos": sorted(set(ROW.upos)), "deprel": sorted(set(ROW.deprels)), "feats": [""], "name_labels": ["O"]})
    item = corpus._item(replace(ROW, feats=[""] * 8), random.Random(3))
    batch = corpus._batch([item, item._replace(row=replace(item.row, heads=[3] * 8))])
    assert batch.there[:, 0].all()
    assert batch.gold["heads"][:, 0].tolist() == [NO_LABEL, NO_LABEL]
    assert batch.gold["heads"][1, 1:9].tolist() == [3] * 8
    assert batch.first.shape == batch.gold["upos"].shape
