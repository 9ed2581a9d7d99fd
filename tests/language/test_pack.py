"""Whole texts through the English pack."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.errors import MissingPack
from gawah.language import Pack, Parsed, load, parse
from gawah.language.pack import LONGEST_TEXT

REPORT = """Clashes in the north

GOMA, June 3 (AP) - At least 12 civilians were killed by rebels in Rutshuru on Tuesday, Gen. A. Okello said.

- The M23 denied the attack.
- Three soldiers didn't return.
"""


def check(parsed: Parsed, text: str) -> None:
    """What holds for every reading."""
    end = 0
    for at, token in enumerate(parsed.tokens):
        assert token.at == at
        assert token.start >= end
        assert token.text == text[token.start : token.end] != ""
        end = token.end
    last = 0
    for at, sentence in enumerate(parsed.sentences):
        assert (sentence.at, sentence.first) == (at, last)
        assert sentence.kind in {"prose", "bullet", "heading", "dateline"}
        words = parsed.words(sentence)
        last = sentence.last
        assert words
        assert sentence.start <= words[0].start < words[-1].end <= sentence.end
        assert [word.deprel for word in words if word.head == -1] == ["root"]
        assert all(word.head == -1 or sentence.first <= word.head < sentence.last for word in words)
        for word in words:
            above, steps = word, 0
            while above.head >= 0:
                above, steps = parsed.tokens[above.head], steps + 1
                assert steps <= len(words)
    assert last == len(parsed.tokens)


def test_a_report_is_read_whole(pack: Pack) -> None:
    parsed = pack.parse(REPORT)
    check(parsed, REPORT)
    assert [sentence.kind for sentence in parsed.sentences] == ["heading", "dateline", "prose", "bullet", "bullet"]
    by_text = {token.text: token for token in parsed.tokens}
    killed, said = by_text["killed"], by_text["said"]
    assert (killed.lemma, killed.upos, killed.deprel, killed.head) == ("kill", "VERB", "ccomp", said.at)
    assert (by_text["civilians"].deprel, by_text["civilians"].head) == ("nsubj:pass", killed.at)
    assert (by_text["rebels"].deprel, by_text["rebels"].head) == ("obl:agent", killed.at)
    assert (by_text["12"].deprel, by_text["12"].head) == ("nummod", by_text["civilians"].at)
    assert by_text["Rutshuru"].name == "B-LOC"
    assert by_text["n't"].head == by_text["return"].at
    assert parsed.notes == ()
    assert parsed.pack.startswith("en-")


def test_capitals_are_read_as_well(pack: Pack) -> None:
    parsed = pack.parse("TWO POLICEMEN WERE SHOT DEAD BY GUNMEN IN MOPTI, THE MAYOR SAID.")
    by_text = {token.text: token for token in parsed.tokens}
    assert by_text["POLICEMEN"].deprel == "nsubj:pass"
    assert by_text["SHOT"].lemma == "shoot"
    assert by_text["GUNMEN"].deprel == "obl:agent"
    assert by_text["MOPTI"].name == "B-LOC"


def test_many_texts_are_read_as_each_alone(pack: Pack) -> None:
    texts = [REPORT, "", "Nobody died.", "   ", REPORT.upper()]
    many = list(pack.parse_many(texts))
    assert [parsed.text for parsed in many] == texts
    for text, parsed in zip(texts, many, strict=True):
        alone = pack.parse(text)
        assert [token[:4] for token in parsed.tokens] == [token[:4] for token in alone.tokens]
        same = sum(one.head == other.head for one, other in zip(parsed.tokens, alone.tokens, strict=True))
        assert same >= 0.9 * len(alone.tokens)
    assert [len(parsed.tokens) for parsed in many][1::2] == [0, 0]


def test_a_language_without_a_pack_is_named() -> None:
    with pytest.raises(MissingPack, match=r"no language pack for 'xx'; there are: en"):
        load("xx")
    with pytest.raises(MissingPack):
        load("../en")


def test_parse_uses_the_pack_that_is_open(pack: Pack) -> None:
    assert load("en") is pack
    assert parse("Two died.").tokens == pack.parse("Two died.").tokens


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    parsed = load("en").parse(text)
    assert parsed.text == text
    check(parsed, text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "killed " * 2_000,
        "(" * 6_000,
        '"' * 2_000 + "." * 2_000,
        "\u202e\u200b\x00" * 10_000,
        "قتل خمسة أشخاص في الهجوم. " * 100,
        "五人死亡。" * 500,
        "🔥" * 3_000,
        "a-" * 2_000,
        "A.\n" * 1_000,
        "\r\n\r\n" * 10_000,
        "e\u0301" * 5_000,
        "\ud800 broken \udfff halves",
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_text_is_read_in_bounded_time(text: str, pack: Pack) -> None:
    started = time.process_time()
    check(pack.parse(text), text)
    assert time.process_time() - started < 15


def test_a_sentence_without_end_is_one_tree_over_its_windows(pack: Pack) -> None:
    analysis = pack.analyse([["dead", "and"] * 400])[0]
    assert (
        len(analysis.upos) == len(analysis.heads) == len(analysis.deprels) == len(analysis.names) == len(analysis.feats) == 800
    )
    assert analysis.heads.count(-1) == 1
    assert all(-1 <= head < 800 for head in analysis.heads)


def test_what_lies_behind_the_limit_is_left_out_with_a_note(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gawah.language.pack.LONGEST_TEXT", 1_000)
    text = "Two men died in the hills. " * 100
    parsed = pack.parse(text)
    assert parsed.tokens[-1].end <= 1_000
    assert parsed.text == text
    assert "only the first 1,000 were read" in parsed.notes[0]
    assert LONGEST_TEXT >= 500_000


def test_a_text_reads_the_same_whatever_is_read_beside_it() -> None:
    texts = [
        "Three soldiers were killed in an ambush near the river on Monday, the army said.",
        "Residents of the valley fled. " * 12,
        "The front denied it.\n- Nine men were taken away at night, a witness said.\n- Two came back.",
    ]
    assert list(load("en").parse_many(texts)) == [load("en").parse(text) for text in texts]
