from __future__ import annotations

from datetime import date

import pytest

from gawah.model import Count, Outcome, Tally, Toll, TollKind, When
from gawah.publish.words import claim_sentence, joined, range_words, tally_words, toll_words, when_words
from tests.publish.made import account

D = date


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "on a day not told"),
        (When(first=D(2022, 5, 9), last=D(2022, 5, 9)), "on 9 May 2022"),
        (When(last=D(2022, 5, 9)), "on or before 9 May 2022"),
        (When(first=D(2022, 5, 7)), "since 7 May 2022"),
        (When(first=D(2022, 2, 1), last=D(2022, 2, 28)), "in February 2022"),
        (When(first=D(2021, 1, 1), last=D(2021, 12, 31)), "in 2021"),
        (When(first=D(2022, 5, 6), last=D(2022, 5, 12)), "between 6 May 2022 and 12 May 2022"),
    ],
)
def test_days_in_words(when: When, words: str) -> None:
    assert when_words(when) == words


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (Toll(outcome=Outcome.KILLED, count=Count(23), of="Taliban"), "23 or more Taliban killed"),
        (Toll(outcome=Outcome.WOUNDED, count=Count(None, 20), of="soldiers"), "up to 20 soldiers wounded"),
        (Toll(outcome=Outcome.KILLED, count=Count(), of="civilians"), "an untold number of civilians killed"),
        (Toll(outcome=Outcome.CASUALTIES, count=Count(100, 100, approximate=True)), "about 100 people killed or wounded"),
        (
            Toll(outcome=Outcome.KILLED, count=Count(2, 2), of="farmers", kind=TollKind.PART),
            "2 farmers killed (counted inside the figure before)",
        ),
    ],
)
def test_tolls_in_words(toll: Toll, words: str) -> None:
    assert toll_words(toll) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, None, None, "no number"),
        (12, 12, 12, "12"),
        (6, 23, 27, "6 to 27, best 23"),
        (23, None, None, "23 to open, no best figure"),
        (1200, 1200, 3000, "1,200 to 3,000, best 1,200"),
    ],
)
def test_ranges_in_words(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert range_words(Tally(id="t", outcome=Outcome.KILLED, low=low, best=best, high=high)) == words


def test_a_tally_that_only_sides_tell_says_so() -> None:
    assert "told only by sides" in tally_words(Tally(id="t", outcome=Outcome.KILLED, low=1, party=True))


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a", "", "a"], "a")],
)
def test_lists_in_words(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_a_claim_is_one_sentence() -> None:
    claims = account().claims.values()
    killed, denied, burned = (claim_sentence(one, "Daily Post") for one in claims)
    assert killed == (
        "Army, on 10 May 2022: armed clash against Front in Upper Valley, on or before 10 May 2022; "
        "12 or more fighters of the Front killed and 3 commanders killed (counted inside the figure before)."
    )
    assert denied.startswith("Front, on 10 May 2022, denying: armed clash")
    assert burned.startswith("Daily Post: destruction of property")
    assert "place not resolved" in burned
