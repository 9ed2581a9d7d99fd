"""Filling: the shelf says what the account says, writes only what differs, and finds it again."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from gawah.desk.cases import the_case
from gawah.desk.settings import Desk
from gawah.desk.shelf import fill as filling
from gawah.desk.shelf import find, models
from gawah.desk.shelf.fill import Filler, empty
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.survey import Survey
from gawah.errors import UnknownRecord
from gawah.model import Judgement, Outcome, Verdict
from gawah.pipeline import Assessor, Lookups
from gawah.weigh.sums import own
from tests.desk.shelved import reckon, shelve


def test_rows_say_what_the_account_says(desk: Desk) -> None:
    shelve()
    account, reviewed = Assessor(the_case(), Lookups.open()).assess()
    assert {row.id for row in models.IncidentRow.objects.all()} == {one.id for one in account.incidents}
    assert {row.id for row in models.ClaimRow.objects.all()} == set(account.claims)
    for incident in account.incidents:
        row = models.IncidentRow.objects.get(id=incident.id)
        assert find.incident(incident.id) == incident
        assert find.tallies_of(incident.id) == list(incident.tallies)
        assert {claim.claim.id for _, claim in find.claims_of(incident.id)} == {one.claim for one in incident.members}
        assert (row.killed_low, row.killed_best, row.killed_high) == (own(incident, Outcome.KILLED) or (None,) * 3)
        assert row.claims == models.ClaimRow.objects.filter(incident=incident.id).count()
        assert row.questions == models.QuestionRow.objects.filter(incident=incident.id).count()
    for id_, resolved in account.claims.items():
        assert find.claim(id_) == resolved
        assert models.ClaimRow.objects.get(id=id_).state == reviewed.state(id_).value
    assert models.DocumentRow.objects.count() == len(account.documents)
    assert models.TotalRow.objects.count() == len(account.totals)


def test_filling_again_writes_nothing_and_a_judgement_writes_little(desk: Desk) -> None:
    reckoner = shelve()
    account, reviewed = Assessor(the_case(), Lookups.open()).assess()
    assert Filler().fill(account, reviewed, the_case().head()).total() == 0
    claim = next(iter(account.claims))
    the_case().judge(Judgement(id=uuid.uuid4().hex, subject=claim, verdict=Verdict.ACCEPT, reviewer="x", at=datetime.now(UTC)))
    reckon(reckoner)
    assert models.ClaimRow.objects.get(id=claim).state == "accepted"
    assert find.state().head_seq == the_case().head()[0]
    again, reviewed = Assessor(the_case(), Lookups.open()).assess()
    assert Filler().fill(again, reviewed, the_case().head()).total() == 0


def test_what_is_gone_is_removed_and_found_no_more(desk: Desk) -> None:
    shelve()
    account, reviewed = Assessor(the_case(), Lookups.open()).assess()
    gone = account.incidents[0]
    changed = Filler().fill(replace(account, incidents=account.incidents[1:]), reviewed, (1, "x"))
    assert changed["IncidentRow"] == 1
    assert not models.IncidentText.objects.filter(row__id=gone.id).exists()
    with pytest.raises(UnknownRecord):
        find.incident(gone.id)
    word = (gone.agents or gone.targets or (gone.place_words,))[0]
    assert gone.id not in find.incidents(Filter(q=word)).values_list("id", flat=True)


def test_a_fault_in_the_middle_leaves_the_shelf_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shelve()
    account, reviewed = Assessor(the_case(), Lookups.open()).assess()
    before = find.state().head_seq

    def broken(*_: object) -> object:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(filling, "again_rows", broken)
    with pytest.raises(RuntimeError):
        Filler().fill(replace(account, incidents=()), reviewed, (99, "x"))
    assert models.IncidentRow.objects.count() == len(account.incidents)
    assert find.state().head_seq == before


def test_a_big_filling_lets_others_write_and_says_that_it_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shelve()
    account, reviewed = Assessor(the_case(), Lookups.open()).assess()
    empty()
    monkeypatch.setattr(filling, "HELD", 20)
    seen: list[bool] = []
    Filler().fill(account, reviewed, (7, "x"), lambda _done, _total: seen.append(find.state().filling))
    assert not find.state().filling
    assert find.state().head_seq == 7
    assert any(seen) == (not desk.database)
    assert find.totals_of_rows()["ClaimRow"] == len(account.claims)


def known_to_the_database(table: str) -> int:
    """How many rows PostgreSQL believes to be in a table; -1 before it has looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::int FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_postgresql_knows_at_once_what_a_big_filling_brought(desk: Desk) -> None:
    """Without that, it takes the commonest word for a rare one, and a search takes seconds."""
    shelve()
    assert known_to_the_database("shelf_claim") == models.ClaimRow.objects.count() > 50
    assert known_to_the_database("shelf_claimtext") == models.ClaimRow.objects.count()
    survey, known = Survey(), known_to_the_database("shelf_claim")
    models.ClaimRow.objects.create(id="one more")
    survey.noted(100, 1000, models.ClaimRow)
    assert known_to_the_database("shelf_claim") == known, "little has changed"
    survey.noted(50, 1000, models.ClaimRow, None)
    assert known_to_the_database("shelf_claim") == known + 1
