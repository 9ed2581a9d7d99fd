from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.text.quotes import quoted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “we lost ten men” and left.", ["“we lost ten men”"]),
        ('The mayor: "They burned it." Nobody else saw.', ['"They burned it."']),
        ("«Nous» and “both” of them", ["«Nous»", "“both”"]),
        ("“One.\n\n“Two,” he said.", ["“One.\n\n“Two,”"]),
        ("“Never closed.\nNext paragraph.", ["“Never closed."]),
        ("no quotation, 5'10\" tall", []),
        ("", []),
    ],
)
def test_quoted_stretches_are_found(text: str, words: list[str]) -> None:
    assert [text[one.start : one.end] for one in quoted(text)] == words


@given(st.text(alphabet='ab “”"«»\n', max_size=120))
def test_stretches_stand_in_order_and_apart(text: str) -> None:
    found = quoted(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize("hostile", ["“" * 100_000, '"' * 100_000, "“\n" * 50_000])
def test_hostile_marks_take_bounded_time(hostile: str) -> None:
    begun = time.perf_counter()
    quoted(hostile)
    assert time.perf_counter() - begun < 2
