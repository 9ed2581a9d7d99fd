"""The filter: what a query string says, what is told of one that cannot be used, and the link that lasts."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from gawah.desk.shelf.filter import Filter


@pytest.mark.parametrize(
    ("query", "made"),
    [
        ("", Filter()),
        ("q=+Anaba+&q=", Filter(q="Anaba")),
        ("event=riot&event=armed_clash", Filter(event=("armed_clash", "riot"))),
        ("since=2022-05-01&until=2022-05-31", Filter(since=date(2022, 5, 1), until=date(2022, 5, 31))),
        ("toll=yes&review=no&summary=no", Filter(toll="yes", review="no", summary="no")),
        ("province=AF.42&side=af-nrf&unknown=x", Filter(province="AF.42", side="af-nrf")),
    ],
)
def test_a_query_string_is_read(query: str, made: Filter) -> None:
    assert Filter.read(QueryDict(query)) == (made, {})


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("event=murder", "event"),
        ("since=yesterday", "since"),
        ("since=2022-06-01&until=2022-05-01", "until"),
        ("toll=maybe", "toll"),
        ("q=" + "a" * 201, "q"),
        ("publisher=a%00b", "publisher"),
        ("side=%1b[2J", "side"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(query: str, field: str) -> None:
    _, faults = Filter.read(QueryDict(query))
    assert list(faults) == [field]
    assert faults[field].endswith(".")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
filters = st.builds(
    Filter,
    q=texts,
    province=texts,
    side=texts,
    publisher=texts,
    event=st.lists(st.sampled_from(["riot", "armed_clash"]), unique=True).map(lambda words: tuple(sorted(words))),
    since=st.none() | st.dates(max_value=date(2020, 1, 1)),
    until=st.none() | st.dates(min_value=date(2021, 1, 1)),
    toll=st.sampled_from(["", "yes", "no"]),
)


@given(filters)
def test_a_link_asks_for_the_same_again(made: Filter) -> None:
    assert Filter.read(QueryDict(made.link(sort="dead"))) == (made, {})
