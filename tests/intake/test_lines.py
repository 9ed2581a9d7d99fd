"""Lines joined into paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.lines import is_item, join, unwrap

JOINED = [
    (["The army said nine", "fighters were killed."], "The army said nine fighters were killed."),
    (["Two sol-", "diers were wounded"], "Two soldiers were wounded"),
    (["an anti-", "aircraft gun"], "an anti-aircraft gun"),
    (["a 27-", "year-old teacher"], "a 27-year-old teacher"),
    (["a 27-year-", "old teacher"], "a 27-year-old teacher"),
    (["the al-", "Shabaab group"], "the al-Shabaab group"),
    (["near Sar-e-", "Hawz"], "near Sar-e-Hawz"),
    (["the Jan 3-", "5 raids"], "the Jan 3-5 raids"),
    (["hospi\u00ad", "tal staff"], "hospital staff"),
    (["killed -", "among them two children"], "killed - among them two children"),
    (["killed 12 \u2013", "all soldiers"], "killed 12 \u2013 all soldiers"),
    ([" one ", "", " two "], "one two"),
    ([], ""),
]


@pytest.mark.parametrize(("lines", "text"), JOINED)
def test_lines_of_a_paragraph(lines: list[str], text: str) -> None:
    assert join(lines) == text


@pytest.mark.parametrize(
    "line", ["• Two died", "- Two died", "* Two", "3. Two died", "(b) Two died", "12) x", "21:40 The front said"]
)
def test_items(line: str) -> None:
    assert is_item(line)


@pytest.mark.parametrize("line", ["Two died", "12 people died", "-Two", "A man died", "2022 was", "1,200 fled", "I. Khan said"])
def test_no_items(line: str) -> None:
    assert not is_item(line)


WRAPPED = """The provincial council of Darzab said on Monday that nine people,
two of them children, were killed when a roadside bomb hit a minibus
on the road to the district centre. Seven others were taken to
hospital in the city.

The Taliban did not comment on the report. A spokesman for the police
said that the bomb had been meant for a convoy which passed an hour
later.

* A second bomb was found near the school and was made harmless by
  the army.
* Nobody was arrested.
"""


def test_a_wrapped_text_is_unwrapped() -> None:
    paragraphs = unwrap(WRAPPED).strip().split("\n\n")
    assert [paragraph.count("\n") for paragraph in paragraphs] == [0, 0, 1]
    assert "nine people, two of them children, were killed when" in paragraphs[0]
    assert paragraphs[2].endswith("made harmless by the army.\n* Nobody was arrested.")


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph a line, as most editors write it, however long the line may be in the end.\nAnother one.\nA third.",
        "Killed: 4\nWounded: 9\nMissing: 1\n\nSource: council\nDay: Monday\nPlace: Darzab",
        "short",
        "",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert unwrap(text) == text


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=80), max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    assert letters(unwrap("\n".join(lines))) == letters("".join(lines))
