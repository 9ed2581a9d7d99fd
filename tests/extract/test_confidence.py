from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.extract.confidence import calibrated


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < calibrated(low) <= calibrated(high) < 1


@pytest.mark.parametrize("score", [-1.0, 0.0, 1.0, 2.0])
def test_scores_beyond_the_table_take_its_ends(score: float) -> None:
    assert calibrated(score) == calibrated(min(max(score, 0.0), 1.0))


def test_between_knots_it_goes_along_a_line() -> None:
    assert calibrated(0.4) < calibrated(0.444) < calibrated(0.488)
