"""Blocks of raw texts: wrapped lines, bullets, headings, datelines."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.language.layout import Block, blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in blocks(text)]


WRAPPED = """   TULCARA, 14 MAR 88 (RADIO SUR) -- [TEXT] THE THIRD BRIGADE SAID TODAY
THAT FOUR REBELS DIED WHEN A PATROL MET THEM NEAR THE CROSSING AT
PUENTE VIEJO.

   NOBODY HAS COUNTED THE WOUNDED.
"""


def test_wrapped_wire_text_is_joined_and_its_dateline_stands_apart() -> None:
    assert told(WRAPPED) == [
        ("dateline", "TULCARA, 14 MAR 88 (RADIO SUR) -- [TEXT]"),
        (
            "prose",
            "THE THIRD BRIGADE SAID TODAY THAT FOUR REBELS DIED WHEN A PATROL MET THEM NEAR THE CROSSING AT PUENTE VIEJO.",
        ),
        ("prose", "NOBODY HAS COUNTED THE WOUNDED."),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "KABUL –",
        "GOMA, DR Congo (AP) —",
        "Sanaa, Yemen (Reuters) -",
        "MAIDUGURI, Nigeria, June 3 (AFP) –",
        "Juba, 12 May (Agencies) –",
        "PORT KELO/UPPER BAYE, Aug 2 (Wire) -",
        "LIMAQUI (RIO NEGRO), 4 FEB 90 (RADIO NORTE IN SPANISH) -- [EXCERPTS]",
        "Kharkiv, May 9 —",
        "9 May 2022 –",
        "[Communique]",
    ],
)
def test_datelines_stand_apart(opening: str) -> None:
    assert told(f"{opening} Two drivers were killed on the road.\n\nThe road is closed.")[:2] == [
        ("dateline", opening),
        ("prose", "Two drivers were killed on the road."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The ministry - which never answers - said nothing.",
        "THE PAPER ASKED IN ITS EDITORIAL: WHO IS NEXT?",
        "Two men, a father and a son, were shot.",
        "NATO said on Monday that the convoy had turned back.",
        "He was 43 - the oldest of them.",
    ],
)
def test_prose_has_no_dateline(line: str) -> None:
    assert told(f"{line}\n\nMore is to come.") == [("prose", line), ("prose", "More is to come.")]


@pytest.mark.parametrize("sign", ["-", "•", "*", "–", "◦", "1.", "2)", "(3)", "a)", "iv."])
def test_bullets_lose_their_sign(sign: str) -> None:
    text = f"Incidents of the day:\n{sign} Two shepherds died at Kol.\n{sign} A bridge fell."
    assert told(text)[1:] == [("bullet", "Two shepherds died at Kol."), ("bullet", "A bridge fell.")]


def test_lines_of_a_web_page_are_paragraphs() -> None:
    long = (
        "Three people died on Monday when shells hit the market of the old town and the bus station beside it, "
        "the mayor and two doctors said."
    )
    text = f"Shelling kills three\n{long}\nPhoto: the market\nThe mayor asked for help."
    assert told(text) == [
        ("heading", "Shelling kills three"),
        ("prose", long),
        ("heading", "Photo: the market"),
        ("prose", "The mayor asked for help."),
    ]


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert told("Three people died when shells\nhit the market.") == [
        ("prose", "Three people died when shells hit the market.")
    ]


def test_one_fragment_alone_is_prose() -> None:
    assert told("Nine killed in raid") == [("prose", "Nine killed in raid")]


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\u2028\u2029", "-", "• "])
def test_nothing_to_read(text: str) -> None:
    assert [kind for kind, words in told(text) if words.strip("-• ")] == []


@given(st.text(alphabet="aA .\n-•:[]()1\"'\r", max_size=300))
def test_blocks_are_in_order_and_leave_no_letter_out(text: str) -> None:
    found: list[Block] = list(blocks(text))
    assert all(block.start < block.end for block in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    covered = {at for block in found for at in range(block.start, block.end)}
    signs = sum(text[at].isalnum() for at in range(len(text)) if at not in covered)
    assert signs <= 3 * text.count("\n") + 3 * text.count("\r") + 3


@pytest.mark.parametrize(
    "piece", ["A\n", "A. ", "[A", "- ", "KABUL, ", "A\n\n", "( ", "1) ", "A" * 50 + "\n", " \n", "[AB] ", "\r"]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    started = time.process_time()
    assert sum(1 for _ in blocks(text)) >= 0
    assert time.process_time() - started < 4
