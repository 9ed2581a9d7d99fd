"""Word pieces, the shared word table, batches."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from gawah.errors import MissingPack
from gawah.language.encoder import Embeddings, Session, WordPiece, batch_of, shape_of, side_by_side
from gawah.language.wordpiece import LONGEST, MOST_PIECES

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "war", "##lord", "##s", "the", "-", "'", "s", "e", "##t", "a"]
PACK = Path(str(resources.files("gawah.packs"))) / "en"


def pieces(word: str) -> list[str]:
    return [VOCABULARY[at] for at in WordPiece(VOCABULARY)(word)]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("war", ["war"]),
        ("WARLORDS", ["war", "##lord", "##s"]),
        ("Thé", ["the"]),
        ("war-lord", ["war", "-", "[UNK]"]),
        ("'s", ["'", "s"]),
        ("ét\u200b", ["e", "##t"]),
        ("хто", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("\u202e", ["[UNK]"]),
    ],
)
def test_pieces_of_words(word: str, found: list[str]) -> None:
    assert pieces(word) == found


def test_a_word_without_end_is_cut() -> None:
    split = WordPiece(VOCABULARY)
    assert len(split("-" * 10_000)) == MOST_PIECES
    assert len(split("war" * LONGEST)) <= MOST_PIECES


@pytest.mark.parametrize(
    ("word", "shape"),
    [("dead", 1), ("Goma", 2), ("NRF", 3), ("A", 4), ("McDowell", 5), ("1990", 6), ("--", 7), ("al-Nur", 5), ("中", 1)],
)
def test_case_shapes(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_the_word_table_gives_a_vector_a_piece() -> None:
    table = Embeddings.open(PACK)
    ids = np.array([[5, 6, 7], [7, 7, 5]])
    vectors = table(ids)
    assert vectors.shape == (2, 3, table.width)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors[0, 2], vectors[1, 0])
    assert 0.3 < float(np.linalg.norm(vectors[0, 0])) < 5


def test_a_word_table_unpacks_codes_low_half_first() -> None:
    levels = np.linspace(-1, 1, 16, dtype=np.float32)
    table = Embeddings(np.array([[0x10, 0xF0]], np.uint8), np.array([[2.0]], np.float16), levels)
    assert table(np.array([0])).tolist() == [pytest.approx([-2, 2 * levels[1], -2, 2], abs=1e-6)]


def test_batches_are_padded_and_overlong_input_is_cut() -> None:
    split = WordPiece(VOCABULARY)
    batch = batch_of([["the", "warlords"], ["a"] * 600], split)
    assert batch.first[0, :3].tolist() == [0, 1, 2]
    assert batch.mask[0].sum() == 6
    assert batch.shape[0, :6].tolist() == [0, 1, 1, 1, 1, 0]
    assert batch.pieces.shape[1] == batch.mask[1].sum() <= 512
    assert batch.first[1].max() < batch.pieces.shape[1]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPack, match=r"embeddings\.npz is missing; install gawah again"):
        Embeddings.open(tmp_path)
    with pytest.raises(MissingPack, match=r"x\.onnx is missing"):
        Session(tmp_path / "x.onnx")


def test_work_side_by_side_keeps_its_order() -> None:
    assert side_by_side(str, list(range(20))) == [str(at) for at in range(20)]
    assert side_by_side(str, []) == []
