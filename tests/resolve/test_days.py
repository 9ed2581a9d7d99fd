from __future__ import annotations

from datetime import date

import pytest

from gawah.resolve.dates import all_days
from gawah.resolve.day_types import Days
from gawah.resolve.days import days_of
from gawah.text.clock import time_words

TOLD = date(2022, 5, 12)  # a Thursday
D = date


def one(text: str, published: date | None = TOLD, before: Days | None = None) -> Days:
    return days_of(time_words(text)[0], published, before)


@pytest.mark.parametrize(
    ("text", "first", "last", "value"),
    [
        ("on 9 May 2022", D(2022, 5, 9), D(2022, 5, 9), "2022-05-09"),
        ("on May 9", D(2022, 5, 9), D(2022, 5, 9), "2022-05-09"),
        ("on 1401-02-19", D(2022, 5, 9), D(2022, 5, 9), "2022-05-09"),
        ("on December 3", D(2021, 12, 3), D(2021, 12, 3), "2021-12-03"),
        ("in February", D(2022, 2, 1), D(2022, 2, 28), "2022-02"),
        ("in November", D(2021, 11, 1), D(2021, 11, 30), "2021-11"),
        ("in February 2020", D(2020, 2, 1), D(2020, 2, 29), "2020-02"),
        ("May 3-5", D(2022, 5, 3), D(2022, 5, 5), "2022-05-03/2022-05-05"),
        ("on Tuesday", D(2022, 5, 10), D(2022, 5, 10), "2022-05-10"),
        ("on Thursday", D(2022, 5, 12), D(2022, 5, 12), "2022-05-12"),
        ("last Thursday", D(2022, 5, 5), D(2022, 5, 5), "2022-05-05"),
        ("next Monday", D(2022, 5, 16), D(2022, 5, 16), "2022-05-16"),
        ("yesterday", D(2022, 5, 11), D(2022, 5, 11), "2022-05-11"),
        ("two days ago", D(2022, 5, 10), D(2022, 5, 10), "2022-05-10"),
        ("three months ago", D(2022, 2, 1), D(2022, 2, 28), "2022-02"),
        ("last week", D(2022, 5, 2), D(2022, 5, 8), "2022-W18"),
        ("last year", D(2021, 1, 1), D(2021, 12, 31), "2021"),
        ("last autumn", D(2021, 9, 1), D(2021, 11, 30), "2021-FA"),
        ("over the past few days", None, D(2022, 5, 12), "PXD"),
        ("in the past three days", D(2022, 5, 9), D(2022, 5, 12), "P3D"),
        ("the 1980s", D(1980, 1, 1), D(1989, 12, 31), "198X"),
        ("on 18 Saur 1401", D(2022, 5, 8), D(2022, 5, 8), "2022-05-08"),
        ("on 10 Shawwal 1443", D(2022, 5, 10), D(2022, 5, 12), "2022-05-10/2022-05-12"),
        ("3 JAN 90 --", D(1990, 1, 3), D(1990, 1, 3), "1990-01-03"),
        ("05/06/2022", D(2022, 5, 6), D(2022, 6, 5), "2022-05-06"),
        ("on 18 Saur", D(2022, 5, 8), D(2022, 5, 8), "2022-05-08"),
        ("on 12 Mizan", D(2021, 10, 4), D(2021, 10, 4), "2021-10-04"),
        ("SANTIAGO, 3 JAN 90 (AFP)", D(1990, 1, 3), D(1990, 1, 3), "1990-01-03"),
        ("They came on the 11th.", D(2022, 5, 11), D(2022, 5, 11), "2022-05-11"),
        ("They came on the 17th.", D(2022, 4, 17), D(2022, 4, 17), "2022-04-17"),
        ("on the 9th of last month", D(2022, 4, 9), D(2022, 4, 9), "2022-04-09"),
        ("since May", D(2022, 5, 1), D(2022, 5, 31), "2022-05"),
        ("in early May", D(2022, 5, 1), D(2022, 5, 13), "2022-05"),
        ("in mid-April", D(2022, 4, 8), D(2022, 4, 23), "2022-04"),
        ("late May 2021", D(2021, 5, 19), D(2021, 5, 31), "2021-05"),
        ("on Nowruz", D(2022, 3, 21), D(2022, 3, 21), "2022-03-21"),
        ("on Christmas Eve", D(2021, 12, 24), D(2021, 12, 24), "2021-12-24"),
        ("on Good Friday", D(2022, 4, 15), D(2022, 4, 15), "2022-04-15"),
        ("on New Year's Day 2019", D(2019, 1, 1), D(2019, 1, 1), "2019-01-01"),
        ("Eid al-Adha 2021", D(2021, 7, 19), D(2021, 7, 24), "2021-07-19/2021-07-24"),
        ("in 2014-2016", D(2014, 1, 1), D(2016, 12, 31), "2014/2016"),
        ("in 1991-97", D(1991, 1, 1), D(1997, 12, 31), "1991/1997"),
        ("the first quarter of 2014", D(2014, 1, 1), D(2014, 3, 31), "2014-Q1"),
        ("in Q4", D(2021, 10, 1), D(2021, 12, 31), "2021-Q4"),
        ("the second half of 2021", D(2021, 7, 1), D(2021, 12, 31), "2021-H2"),
        ("in fiscal year 2014", D(2013, 1, 1), D(2014, 12, 31), "FY2014"),
        ("a decade ago", D(2012, 1, 1), D(2012, 12, 31), "2012"),
        ("the night of 3 May", D(2022, 5, 3), D(2022, 5, 4), "2022-05-03TNI"),
        ("the night of 3 to 4 May", D(2022, 5, 3), D(2022, 5, 4), "2022-05-03/2022-05-04"),
        ("over the weekend", D(2022, 5, 7), D(2022, 5, 8), "2022-W18-WE"),
        ("over the past week", D(2022, 5, 5), D(2022, 5, 12), "P1W"),
        ("every Tuesday", None, None, "XXXX-WXX-2"),
        ("on Fridays", None, None, "XXXX-WXX-5"),
        ("two days after the attack", None, None, "P2D"),
    ],
)
def test_the_days_that_words_mean(text: str, first: date | None, last: date | None, value: str) -> None:
    days = one(text)
    assert (days.first, days.last, days.value) == (first, last, value)


@pytest.mark.parametrize(
    "text",
    [
        "on 31 April 2022",
        "on 30 February 2021",
        "on 30 Hut 1400",
        "on 30 February",
        "on 1401-12-30",
        "on 1443-10-10",
        "in 2016-2014",
    ],
)
def test_a_day_that_does_not_exist_is_told_and_not_moved(text: str) -> None:
    days = one(text)
    assert days.first is None
    assert days.last is None
    assert days.why


@pytest.mark.parametrize("text", ["on Tuesday", "on May 9", "in February", "yesterday", "two weeks ago"])
def test_without_a_day_of_publication_nothing_is_guessed(text: str) -> None:
    days = one(text, None)
    assert (days.first, days.last) == (None, None)
    assert days.why


def test_the_next_day_counts_from_the_day_named_before() -> None:
    text = "On 3 May 2022 they took the bridge. The next day they lost it, and two days later took it back."
    days = [found.first for _, found in all_days(text, TOLD)]
    assert days == [D(2022, 5, 3), D(2022, 5, 4), D(2022, 5, 6)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The court will meet on Tuesday.", D(2022, 5, 17)),
        ("The army said Tuesday it will leave.", D(2022, 5, 10)),
        ("Nine men died on Tuesday.", D(2022, 5, 10)),
        ("They said the bridge would be closed on Tuesday.", D(2022, 5, 17)),
        ("The ruling was read on Tuesday, and they say they will appeal.", D(2022, 5, 10)),
        ("Fighters had held the bridge until Tuesday.", D(2022, 5, 10)),
        ("The road stays shut until Tuesday.", D(2022, 5, 17)),
        ("Tuesday's raid will be remembered.", D(2022, 5, 10)),
    ],
)
def test_a_clause_of_what_is_to_come_looks_ahead(text: str, day: date) -> None:
    assert next(found.first for _, found in all_days(text, TOLD)) == day


def test_the_end_of_ramadan_is_an_interval_of_days() -> None:
    days = one("after the end of Ramadan")
    assert days.first is not None
    assert days.last is not None
    assert days.first <= D(2022, 5, 1) <= days.last
    assert (days.last - days.first).days <= 4


def test_that_year_is_the_year_named_before() -> None:
    days = [found.value for _, found in all_days("He fled in June 1998 and came back later that year.", TOLD)]
    assert days == ["1998-06", "1998"]


def test_a_day_of_the_month_is_of_the_month_named_before() -> None:
    days = [found.value for _, found in all_days("On 3 March 2022 they came, and on the 9th they left.", TOLD)]
    assert days == ["2022-03-03", "2022-03-09"]
