"""Words as Universal Dependencies cuts them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.rules import Rules
from gawah.language.tokens import Tokeniser

# Words parted by a space; "_" stands for a space that the text has, nothing for none.
CASES = [
    ("They didn't go.", "They did n't go ."),
    (
        "It's Omar's; they're here, we've won, I'll go, I'd say I'm done",
        "It 's Omar 's ; they 're here , we 've won , I 'll go , I 'd say I 'm done",
    ),
    ("They can't, won't and cannot pay", "They ca n't , wo n't and can not pay"),
    ("the rebels’ camp isn’t far", "the rebels ’ camp is n’t far"),
    ("a long-range, 12-year-old system", "a long - range , 12 - year - old system"),
    ("non-state anti-aircraft guns of ex-soldiers", "non-state anti-aircraft guns of ex-soldiers"),
    ("al-Shabab and Al-Noor", "al - Shabab and Al - Noor"),
    ("between 10-15 and 200–250 dead", "between 10 - 15 and 200 – 250 dead"),
    ("$1.5 million, €30 and 45% of it", "$ 1.5 million , € 30 and 45 % of it"),
    ("£3,000-£5,000 a head", "£ 3,000 - £ 5,000 a head"),
    ("12,500 people fled 30km at 5pm", "12,500 people fled 30 km at 5 pm"),
    ("Gen. A. B. Okello of the U.S. Army met Mr. Deng.", "Gen. A. B. Okello of the U.S. Army met Mr. Deng ."),
    ("They fled the U.S.", "They fled the U.S."),
    ("They fell ill.", "They fell ill ."),
    ("They live in Springfield, Ill.", "They live in Springfield , Ill."),
    ("He left on Jan. 3 at 5 a.m. with No. 4.", "He left on Jan. 3 at 5 a.m. with No. 4 ."),
    ('"We saw it," he said (twice).', '" We saw it , " he said ( twice ) .'),
    ("“No,” she said", "“ No , ” she said"),
    ("``Stop'' they cried", "`` Stop '' they cried"),
    ("dead--and wounded—were left...", "dead -- and wounded — were left ..."),
    ("and/or on 3/4 and 12/05/2021", "and / or on 3/4 and 12/05/2021"),
    (
        "see https://example.org/a-b?c=d. Write to a.b@example.org, or @ngo_x #war",
        "see https://example.org/a-b?c=d . Write to a.b@example.org , or @ngo_x #war",
    ),
    ("Sana'a, Ba'ath and O'Neill", "Sana'a , Ba'ath and O'Neill"),
    ("ISIS's AK-47s", "ISIS 's AK - 47s"),
    ("IT WASN'T THE ARMY'S", "IT WAS N'T THE ARMY 'S"),
    ('[TEXT] THE "FMLN"', '[ TEXT ] THE " FMLN "'),
    ("===== ***** !!!", "===== ***** !!!"),
    ("killed:five;wounded", "killed:five ; wounded"),
    ("the 1980s' wars, '90s", "the 1980s ' wars , '90s"),
    ("US$5 and Rs.500", "US$ 5 and Rs.500"),
]


def cut(text: str, rules: Rules) -> list[str]:
    return [text[start:end] for start, end in Tokeniser(rules)(text, 0, len(text))]


@pytest.mark.parametrize(("text", "words"), CASES, ids=[case[0][:24] for case in CASES])
def test_words_are_cut_as_the_treebank_does(text: str, words: str, rules: Rules) -> None:
    assert cut(text, rules) == words.split()


def test_hidden_characters_inside_a_word_stay_in_it(rules: Rules) -> None:
    assert cut("\u202ekil\u200bled\u202c two\ufeff", rules) == ["kil\u200bled", "two"]


@given(st.text(max_size=200))
def test_the_words_are_the_letters_of_the_text(text: str) -> None:
    rules = Rules(*[frozenset({"a", "b"})] * 7, {"cannot": 3}, *[frozenset({"km"})] * 3)  # type: ignore[arg-type]
    spans = Tokeniser(rules)(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert not [letter for at, letter in enumerate(text) if at not in covered and (letter.isalnum() or letter in ".,-'\"")]


@pytest.mark.parametrize(
    "piece", ["a", "-", ".", "'s", "a-", "a.", "@a", "www.", "(", "$1", "\u200b", "1,", "n't", "a/", '"', "–a"]
)
def test_hostile_runs_take_linear_time(piece: str, rules: Rules) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    Tokeniser(rules)(text, 0, len(text))
    assert time.process_time() - started < 3
