from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gawah.extract import extract
from gawah.extract.guideline import as_guideline
from gawah.model import When


def row(made: Any, text: str, when: When) -> dict[str, Any]:
    return as_guideline(extract(*made(text, "2021-06-20")).claims[0], when)


def test_a_claim_is_told_in_the_words_of_the_guidelines(made: Any) -> None:
    text = "Gunmen killed 30 people, including four children, in Dara on Friday, the mayor said."
    got = row(made, text, When(first=date(2021, 6, 18), last=date(2021, 6, 18)))
    assert got["quotes"] == [text]
    assert got["when"] == "2021-06-18"
    assert got["speaker"] == "mayor"
    assert got["stance"] == "asserts"
    assert got["tolls"] == [
        {"outcome": "killed", "low": 30, "high": 30, "of": "people"},
        {"outcome": "killed", "low": 4, "high": 4, "of": "children", "part": True},
    ]


@pytest.mark.parametrize(
    ("text", "first", "days"),
    [
        ("Militias have displaced 900 families in Dara since 2015.", date(2015, 1, 1), "2015/.."),
        ("Militias have displaced 900 families in Dara since December 2020.", date(2020, 12, 1), "2020-12/.."),
        ("Militias have displaced 900 families in Dara since 1 May 2021.", date(2021, 5, 1), "2021-05-01/.."),
    ],
)
def test_an_open_end_is_no_more_exact_than_its_words(made: Any, text: str, first: date, days: str) -> None:
    assert row(made, text, When(first=first))["when"] == days


def test_no_day_is_null(made: Any) -> None:
    assert row(made, "Gunmen killed two men in Dara.", When())["when"] is None
