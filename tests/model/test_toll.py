from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.errors import ContradictoryRange
from gawah.model import Count, Span

bounds = st.one_of(st.none(), st.integers(0, 10_000))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(), "no number"),
        (Count(23), "23 or more"),
        (Count(None, 20), "up to 20"),
        (Count(6, 6), "6"),
        (Count(20, 30), "20 to 30"),
        (Count(100, 100, approximate=True), "about 100"),
    ],
)
def test_a_count_in_words(count: Count, words: str) -> None:
    assert str(count) == words


@pytest.mark.parametrize(("low", "high"), [(5, 3), (-1, None), (None, -2)])
def test_a_count_that_runs_backwards_is_refused(low: int | None, high: int | None) -> None:
    with pytest.raises(ContradictoryRange):
        Count(low, high)


@given(bounds, bounds, bounds, bounds)
def test_meeting_is_mutual_and_open_ends_meet_all(a: int | None, b: int | None, c: int | None, d: int | None) -> None:
    if (a is not None and b is not None and a > b) or (c is not None and d is not None and c > d):
        return
    one, other = Count(a, b), Count(c, d)
    assert one.meets(other) == other.meets(one)
    assert one.meets(Count())
    assert one.meets(one)


def test_spans_meet_and_hold() -> None:
    assert Span(0, 5).meets(Span(4, 9))
    assert not Span(0, 5).meets(Span(5, 9))
    assert Span(0, 9).holds(Span(2, 5))
    with pytest.raises(ContradictoryRange):
        Span(5, 3)
