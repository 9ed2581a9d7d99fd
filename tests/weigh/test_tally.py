"""The arithmetic of one group of people: least, most, weighted median, and the steps that are logged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.model import Step
from gawah.weigh.origins import Origin
from gawah.weigh.profiles import profile
from gawah.weigh.tally import ordered, settle
from gawah.weigh.votes import Vote


def vote(low: int | None, high: int | None, weight: float = 1.0, partisan: bool = False, at: int = 0) -> Vote:
    name = f"origin {at}"
    return Vote(Origin(name, name, ""), low, high, low, weight, partisan, False, False, (f"c{at}",), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("votes", "triple", "party"),
    [
        ([], (None, None, None), False),
        ([vote(3, 3)], (3, 3, 3), False),
        ([vote(3, 3), vote(5, 5)], (3, 3, 5), False),
        ([vote(3, 3), vote(5, 5, 2.0)], (3, 5, 5), False),
        ([vote(3, 3), vote(5, 5), vote(9, 9)], (3, 5, 9), False),
        ([vote(3, None), vote(5, 5)], (3, 3, 5), False),
        ([vote(7, None), vote(5, 5)], (5, 5, None), False),
        ([vote(None, 4), vote(9, 9)], (9, 9, 9), False),
        ([vote(None, 4)], (None, None, 4), False),
        ([vote(3, 3, 1.0, True)], (3, None, 3), True),
        ([vote(3, 3), vote(80, 80, 0.5, True)], (3, 3, 80), False),
        ([vote(3, 3), vote(1, 1, 0.5, True)], (3, 3, 3), False),
    ],
)
def test_settled(votes: list[Vote], triple: tuple[int | None, ...], party: bool) -> None:
    log: list[Step] = []
    assert settle(votes, profile(), log) == (triple, party)
    assert log


def test_many_origins_are_summed_up_in_one_sentence() -> None:
    log: list[Step] = []
    settle([vote(n, n, at=n) for n in range(40)], profile(), log)
    assert any("and 28 more origins" in step.words for step in log)


END = st.one_of(st.none(), st.integers(0, 50))


@given(END, END, END)
def test_the_three_are_in_order(low: int | None, best: int | None, high: int | None) -> None:
    ends = [end for end in ordered(low, best, high) if end is not None]
    assert ends == sorted(ends)
    assert ordered(low, best, high)[0] == low


VOTES = st.lists(
    st.builds(
        lambda low, width, weight, partisan: vote(low, None if width is None or low is None else low + width, weight, partisan),
        END,
        END,
        st.floats(0, 3),
        st.booleans(),
    ),
    max_size=6,
)


@given(VOTES, st.sampled_from(["gawah", "ucdp", "acled"]))
def test_a_second_vote_never_moves_low_below_the_least(votes: list[Vote], name: str) -> None:
    (low, _, high), _ = settle(votes, profile(name), [])
    lows = [one.low for one in votes if one.low is not None]
    assert low is None or low in {*lows, 0}
    assert high is None or high <= max((end for one in votes for end in (one.low, one.high) if end is not None), default=0)
