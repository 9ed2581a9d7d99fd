"""The folder of the English pack: its size, its licence, its card."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import numpy as np

PACK = Path(str(resources.files("gawah.packs"))) / "en"


def test_the_pack_is_small() -> None:
    assert sum(path.stat().st_size for path in PACK.rglob("*") if path.is_file()) <= 30e6


def test_the_licence_names_every_source() -> None:
    text = (PACK / "LICENSE").read_text("utf-8")
    for name in ("Attribution-ShareAlike 4.0", "EWT", "GUM", "UNER", "Wikigold", "WNUT", "Broad Twitter", "MiniLM", "Apache"):
        assert name in text


def test_the_card_names_the_pack_that_is_there() -> None:
    name = json.loads((PACK / "labels.json").read_text("utf-8"))["name"]
    assert name in (PACK / "MODEL_CARD.md").read_text("utf-8").splitlines()[0]


def test_table_vocabulary_and_labels_agree() -> None:
    pieces = (PACK / "vocab.txt").read_text("utf-8").splitlines()
    with np.load(PACK / "embeddings.npz", allow_pickle=False) as table:
        assert table["codes"].shape[0] == table["scales"].shape[0] == len(pieces) == len(set(pieces))
    labels = json.loads((PACK / "labels.json").read_text("utf-8"))
    assert "root" in labels["deprel"]
    assert len(labels["upos"]) == 17
    assert labels["name_labels"][0] == "O"
