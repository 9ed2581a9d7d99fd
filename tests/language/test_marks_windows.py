"""Windows over a text: nothing is left out, nothing is too long."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.marks_windows import MOST_PIECES, homes, windows
from gawah.language.parsed import Sentence, Token
from gawah.language.wordpiece import WordPiece

SPLIT = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "shell", "##s", "fell", "on", "the", "town", "."])


def cut(text, ends=(".",)):
    tokens, sentences, at = [], [], 0
    for word in text.replace(".", " . ").split():
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(len(tokens), start, at, word, word, "X", "", -1, "root", "O"))
        if word in ends:
            first = sentences[-1].last if sentences else 0
            sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, at))
    first = sentences[-1].last if sentences else 0
    if first < len(tokens):
        sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, at))
    return tokens, sentences


def test_a_short_text_is_one_window():
    text = "Shells fell.\n\nThe town fell\non the town."
    tokens, sentences = cut(text)
    (window,) = windows(text, tokens, sentences, SPLIT)
    assert (window.first, window.last) == (0, len(tokens))
    assert window.pieces[0] == SPLIT.first
    assert window.pieces[-1] == SPLIT.last
    assert window.words.tolist() == [1, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert window.gap[window.words].tolist() == [0, 0, 0, 2, 0, 0, 1, 0, 0, 0]
    assert window.shape[window.words].tolist()[:3] == [2, 1, 7]
    assert window.sentence.tolist() == [0] * 3 + [1] * 7
    assert window.paragraph.tolist() == [0] * 3 + [1] * 3 + [2] * 4


def test_no_text_has_no_window():
    assert windows("", [], [], SPLIT) == []


@pytest.mark.parametrize("text", ["shells " * 2000, "shells fell on the town. " * 300, "." * 1500])
def test_long_texts_are_covered(text):
    tokens, sentences = cut(text)
    found = windows(text, tokens, sentences, SPLIT)
    assert len(found) > 1
    assert found[0].first == 0
    assert found[-1].last == len(tokens)
    for window, following in pairwise(found):
        assert window.first < following.first <= window.last < following.last
    assert all(len(window.pieces) <= MOST_PIECES + 2 for window in found)


def test_windows_begin_with_a_sentence_where_they_can():
    text = "shells fell on the town. " * 300
    tokens, sentences = cut(text)
    starts = {sentence.first for sentence in sentences}
    assert all(window.first in starts for window in windows(text, tokens, sentences, SPLIT))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_every_token_is_at_home_in_a_window_that_holds_it(lengths):
    text = " ".join("shells " * length + "." for length in lengths)
    tokens, sentences = cut(text)
    found = windows(text, tokens, sentences, SPLIT)
    home = homes([(window.first, window.last) for window in found], len(tokens))
    for at, number in enumerate(home.tolist()):
        assert found[number].first <= at < found[number].last
    assert (np.diff(home) >= 0).all()
    assert all(window.sentence.min() == 0 and len(window.words) == window.last - window.first for window in found)
