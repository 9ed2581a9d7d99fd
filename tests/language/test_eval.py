"""The measures of `eval.language` on sentences of our own."""

from __future__ import annotations

import pytest
from eval.language import lemmas, names, raw, spans, trees, upper
from training.language.data import Row

from gawah.language import Pack

ROWS = [
    Row(
        ["Two", "men", "died", "."], ["NUM", "NOUN", "VERB", "PUNCT"], [""] * 4, [2, 3, 0, 3],
        ["nummod", "nsubj", "root", "punct"],
        ["two", "man", "die", "."], ["O"] * 4, "Two men died.",
    ),
    Row(
        ["They", "lived", "in", "Goma", "."], ["PRON", "VERB", "ADP", "PROPN", "PUNCT"], [""] * 5, [2, 0, 4, 2, 2],
        ["nsubj", "root", "case", "obl", "punct"], ["they", "live", "in", "Goma", "."], ["O", "O", "O", "B-LOC", "O"],
        "They lived in Goma.",
    ),
]  # fmt: skip


def test_spans_of_labels() -> None:
    assert spans(["B-PER", "I-PER", "B-PER", "O", "B-LOC"]) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")}


def test_plain_sentences_are_read_without_a_fault(pack: Pack) -> None:
    for change in (list, upper):
        found = trees(pack, ROWS, change)
        assert {found[name] for name in ("UPOS", "UAS", "LAS", "LAS without subtypes")} == {1.0}
    assert set(raw(pack, ROWS).values()) == {1.0}
    assert set(lemmas(pack, ROWS).values()) == {1.0}
    assert names(pack, ROWS) == {"F1 LOC": 1.0, "F1 all": 1.0}


def test_faults_count(pack: Pack) -> None:
    words = ["Two", "men", "died", "."]
    wrong = [Row(words, ["NUM"] * 4, [""] * 4, [2, 3, 4, 0], ["dep"] * 4, ["x"] * 4, ["B-PER"] * 4, "Two men died.")]
    found = trees(pack, wrong)
    assert found["UPOS"] == pytest.approx(0.25)
    assert found["UAS"] == pytest.approx(0.5)
    assert found["LAS"] == 0
    assert names(pack, wrong) == {"F1 PER": 0.0, "F1 all": 0.0}
