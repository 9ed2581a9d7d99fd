"""Finding: each part of the filter keeps what it says and nothing else, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import IncidentRow
from tests.desk.shelved import shelve

Row = Any
CASES: dict[str, tuple[Filter, Callable[[Row], bool]]] = {
    "event": (Filter(event=("armed_clash",)), lambda row: row.event == "armed_clash"),
    "province": (Filter(province="AF.42"), lambda row: row.province == "AF.42"),
    "since": (Filter(since=date(2022, 5, 9)), lambda row: row.sort_day >= date(2022, 5, 9)),
    "until": (Filter(until=date(2022, 5, 9)), lambda row: (row.first or row.sort_day) <= date(2022, 5, 9)),
    "side": (Filter(side="af-nrf"), lambda row: "|af-nrf|" in row.sides),
    "outcome": (
        Filter(outcome=("killed", "wounded")),
        lambda row: "|killed|" in row.outcomes or "|wounded|" in row.outcomes,
    ),
    "toll": (Filter(toll="yes"), lambda row: row.has_toll),
    "no toll": (Filter(toll="no"), lambda row: not row.has_toll),
}
OF_INCIDENTS: dict[str, tuple[Filter, Callable[[Row], bool]]] = {
    **CASES,
    "review": (Filter(review="yes"), lambda row: row.questions > 0),
    "numbers": (Filter(numbers=("ranged",)), lambda row: row.numbers == "ranged"),
    "summary": (Filter(summary="yes"), lambda row: row.summary),
    "publisher": (Filter(publisher="Hasht-e Subh (8am)"), lambda row: "|Hasht-e Subh (8am)|" in row.publishers),
}
OF_CLAIMS: dict[str, tuple[Filter, Callable[[Row], bool]]] = {
    **CASES,
    "review": (Filter(review="yes"), lambda row: row.weight > 0),
    "stance": (Filter(stance=("denies",)), lambda row: row.stance == "denies"),
    "publisher": (Filter(publisher="Hasht-e Subh (8am)"), lambda row: row.publisher == "Hasht-e Subh (8am)"),
    "numbers": (
        Filter(numbers=("ranged",)),
        lambda row: IncidentRow.objects.filter(id=row.incident, numbers="ranged").exists(),
    ),
}


def test_each_part_of_the_filter_keeps_what_it_says(desk: Desk) -> None:
    shelve()
    for cases, find_, everything in (
        (OF_INCIDENTS, find.incidents, find.incidents(Filter())),
        (OF_CLAIMS, find.claims, find.claims(Filter())),
    ):
        for name, (asked, holds) in cases.items():
            got = {row.id for row in find_(asked)}
            assert got == {row.id for row in everything if holds(row)}, name
            assert got, f"{name} has no row in the example"
            assert len(got) < everything.count(), f"{name} keeps every row of the example"


@pytest.mark.parametrize("spelling", ["Anaba", "anabah", "عنابه"])
def test_words_are_found_across_spellings(desk: Desk, spelling: str) -> None:
    shelve()
    for rows in (find.incidents(Filter(q=spelling)), find.claims(Filter(q=spelling)), find.documents(Filter(q=spelling))):
        assert rows.exists()
    both = find.documents(Filter(q=f"{spelling} Taliban"))
    assert both.exists()
    assert not find.documents(Filter(q=f"{spelling} quxalot")).exists()


@pytest.mark.parametrize("words", ['" OR "', "'; DROP TABLE shelf_claim; --", "*", "NEAR(a b)", "a:b", "\\", "%", "|"])
def test_words_never_become_a_question_of_the_database(desk: Desk, words: str) -> None:
    shelve()
    for rows in (find.incidents(Filter(q=words)), find.claims(Filter(q=words)), find.documents(Filter(q=words))):
        list(rows)
    assert find.claims(Filter()).exists()
    for name in ("side", "province", "publisher", "place"):
        assert not find.incidents(Filter(**{name: words})).exists()


def test_rows_are_counted_so_far_and_no_farther(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shelve()
    everything = find.claims(Filter())
    assert find.counted(everything) == (everything.count(), True)
    monkeypatch.setattr(find, "_COUNTED", 5)
    assert find.counted(everything) == (5, False)
