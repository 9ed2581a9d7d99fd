"""A marked text gives the text back, whatever is marked and whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.desk.judge.segments import Mark, around, part_at, parts, segments
from gawah.model import Claim, EventType, Mention, Span

KINDS = ["quote", "trigger", "toll", "place", "left"]
TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'/ \n\u202e\u2066\u200f")), max_size=200)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    at = st.integers(0, len(text) + 3)
    spans = draw(st.lists(st.tuples(at, at), max_size=8))
    return text, [
        Mark(Span(*sorted(span)), draw(st.sampled_from(KINDS)), draw(st.sampled_from(["", "a", "b"]))) for span in spans
    ]


@settings(deadline=None)
@given(marked())
def test_pieces_joined_are_the_text(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    found = segments(text, marks)
    assert "".join(one.words for one in found) == text
    at = 0
    for one in found:
        on = [mark for mark in marks if mark.span.start <= at and at + len(one.words) <= mark.span.end and one.words]
        assert set(one.kinds) == {mark.kind for mark in on if mark.span.start < mark.span.end}
        at += len(one.words)


@settings(deadline=None)
@given(marked(), st.integers(0, 200), st.integers(0, 200))
def test_pieces_of_a_stretch_are_that_stretch(made: tuple[str, list[Mark]], one: int, other: int) -> None:
    text, marks = made
    start, end = sorted((min(one, len(text)), other))
    assert "".join(piece.words for piece in segments(text, marks, start, end)) == text[start:end]


def test_signs_that_would_not_be_seen_stand_alone() -> None:
    found = segments("gpj.\u202eexe of می‌رود", [])
    assert [(one.words, one.sign) for one in found] == [("gpj.", ""), ("\u202e", "U+202E"), ("exe of می‌رود", "")]


def test_marks_that_overlap_are_kept_apart() -> None:
    found = segments(
        "12 killed there", [Mark(Span(0, 9), "toll", "a"), Mark(Span(3, 9), "trigger", "a"), Mark(Span(3, 15), "quote", "b")]
    )
    assert [(one.words, one.kinds, one.claims, one.opens) for one in found] == [
        ("12 ", ("toll",), ("a",), ()),
        ("killed", ("quote", "toll", "trigger"), ("a", "b"), ("a",)),
        (" there", ("quote",), ("b",), ()),
    ]


def test_long_texts_come_in_parts() -> None:
    text = "a line of words\n" * 5_000
    found = parts(text)
    assert len(found) == 3
    assert "".join(text[start:end] for start, end in found) == text
    assert all(text[end - 1] == "\n" for _, end in found)
    assert [part_at(text, start) for start, _ in found] == [0, 1, 2]
    assert parts("short") == [(0, 5)]
    assert parts("") == [(0, 0)]
    assert parts("x" * 70_000)[0] == (0, 30_000)


@pytest.mark.parametrize("reach", [0, 3, 1000])
def test_what_stands_around_a_claim_holds_its_quote(reach: int) -> None:
    text = "Before it. The front said that two were killed. After it."
    quote = Span(11, 47)
    claim = Claim(
        id="c",
        document="d",
        event=EventType.ARMED_CLASH,
        trigger=Mention(words="killed", span=Span(40, 46)),
        quotes=(Mention(words=text[11:47], span=quote),),
    )
    start, end = around(text, claim, reach)
    assert start <= quote.start
    assert end >= quote.end
