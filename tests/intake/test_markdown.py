"""Markdown without its marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.markdown import plain_text

CASES = [
    ("# Clash in Dara\n\nNine died.", "Clash in Dara\n\nNine died."),
    ("Nine **Taliban** died, *two* of them __at night__.", "Nine Taliban died, two of them at night."),
    ("a snake_case_name and 2 * 3 * 4", "a snake_case_name and 2 * 3 * 4"),
    ("The [NRF](https://example.org/a(b)) said", "The NRF) said"),
    ("See [the report][1] ![map](map.png)here", "See the report here"),
    ("wrapped at\na width\n\nnext", "wrapped at a width\n\nnext"),
    ("- one\n- two\n  goes on\n- three", "- one\n- two goes on\n- three"),
    ("1. one\n2. two", "1. one\n2. two"),
    ("> He said that\n> nine died", "He said that nine died"),
    ("above\n\n---\n\nbelow", "above\n\n\n\nbelow"),
    ("a<!-- hidden\nwords -->b", "ab"),
    (r"five \* six \_ \#1", "five * six _ #1"),
    ("first line  \nsecond line", "first line\nsecond line"),
    ("```\nkept  as\nit stands\n```", "\nkept  as\nit stands\n"),
    ("• one\n• two", "• one\n• two"),
]


@pytest.mark.parametrize(("marked", "words"), CASES)
def test_words(marked: str, words: str) -> None:
    text, _ = plain_text(marked)
    assert [line for line in text.split("\n") if line.strip()] == [line for line in words.split("\n") if line.strip()]


def test_the_first_heading_is_the_title() -> None:
    assert plain_text("intro\n\n## Clash in **Dara** ##\n\n# Later")[1] == "Clash in Dara"
    assert plain_text("#hashtag only")[1] == ""


@given(st.text("abc *_[]()#>-`\\\n!<", max_size=120))
def test_nothing_fails(text: str) -> None:
    plain_text(text)


@pytest.mark.parametrize("piece", ["*", "_", "[", "![", "<!--", "**a", "__a ", "[a](", "# ", "> ", "\\", "*a*", "_a "])
def test_hostile_marks_take_no_time(piece: str) -> None:
    start = time.process_time()
    plain_text(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 1
