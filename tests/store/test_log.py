"""The log: chained, only ever added to, and what is found where someone went round gawah."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gawah.errors import BadInput, TamperedCase
from gawah.model import Refusal, Verdict
from gawah.store import Case
from gawah.store.log import FIRST
from tests.store.made import better, judgement, report


def sql(case: Case, statement: str, *values: Any) -> None:
    """Write by other means than gawah."""
    from django.db import connections

    with connections[case.alias].cursor() as cursor:
        cursor.execute(statement, values)


def force(case: Case, statement: str, *values: Any) -> None:
    """The same, by one who may take the guard of the log away first."""
    from django.db import connections

    if connections[case.alias].vendor == "sqlite":
        sql(case, "DROP TRIGGER IF EXISTS gawah_log_no_update")
        sql(case, "DROP TRIGGER IF EXISTS gawah_log_no_delete")
    else:
        sql(case, "ALTER TABLE gawah_log DISABLE TRIGGER USER")
    sql(case, statement, *values)


@pytest.fixture
def full(case: Case) -> Case:
    """A case with something of everything."""
    for number in (1, 2):
        case.keep(*report(number))
    first = report(1)
    case.replace_reading(first[0].id, better(first[2]))
    case.judge(judgement(first[2].claims[0].id))
    case.refuse(Refusal(file="a.pdf", cause="it is empty", remedy="give text"))
    case.note_identities({"i1": ["c1"]})
    assert case.verify() == []
    return case


def test_the_log_tells_the_history(full: Case) -> None:
    entries = list(full.log())
    assert [entry.what for entry in entries] == ["create", "keep", "keep", "reread", "judge", "refuse", "identify"]
    assert [entry.seq for entry in entries] == list(range(1, 8))
    assert entries[0].previous == FIRST
    assert all(one.hash == other.previous for one, other in pairwise(entries))
    assert all(entry.at.endswith("+00:00") for entry in entries)
    assert entries[4].who == "Ana"
    assert full.head() == (7, entries[-1].hash)


@pytest.mark.parametrize("statement", ["UPDATE gawah_log SET who = 'x' WHERE seq = 2", "DELETE FROM gawah_log WHERE seq = 7"])
def test_the_database_refuses_changes_of_the_log(full: Case, statement: str) -> None:
    from django.db import DatabaseError

    with pytest.raises(DatabaseError, match="only ever added to"):
        sql(full, statement)
    assert full.verify() == []


@pytest.mark.postgres
def test_postgresql_refuses_to_empty_the_log(tmp_path: Path, schema: str) -> None:
    from django.db import DatabaseError

    with Case.create(tmp_path / "a.gawah", database=schema) as case, pytest.raises(DatabaseError, match="only ever added to"):
        sql(case, "TRUNCATE gawah_log")


@pytest.mark.parametrize("column", ["at", "who", "what", "subject", "before", "after", "payload", "previous", "hash"])
def test_a_changed_row_is_named(full: Case, column: str) -> None:
    force(full, f"UPDATE gawah_log SET {column} = 'x' WHERE seq = 3")
    assert full.verify()[0].startswith("log row 3 ")


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["DELETE FROM gawah_log WHERE seq = 4"], "log row 5 follows row 3: rows 4 to 4 are gone"),
        (["DELETE FROM gawah_log WHERE seq = 1"], "log row 2 follows row 0"),
        (
            [
                "UPDATE gawah_log SET seq = 99 WHERE seq = 2",
                "UPDATE gawah_log SET seq = 2 WHERE seq = 3",
                "UPDATE gawah_log SET seq = 3 WHERE seq = 99",
            ],
            "log row 2 ",
        ),
    ],
)
def test_a_row_taken_out_or_moved_is_named(full: Case, statements: list[str], named: str) -> None:
    for statement in statements:
        force(full, statement)
    assert full.verify()[0].startswith(named)


def test_a_row_made_anew_breaks_the_chain_behind_it(full: Case) -> None:
    from dataclasses import replace

    forged = replace(list(full.log())[2], who="someone else").sealed()
    force(full, "UPDATE gawah_log SET who = %s, hash = %s WHERE seq = 3", forged.who, forged.hash)
    assert full.verify()[0].startswith("log row 4 ")


def test_an_end_cut_off_is_seen_by_what_is_kept_and_by_a_head_written_down(full: Case) -> None:
    head = full.head()
    assert full.verify(head) == []
    force(full, "DELETE FROM gawah_log WHERE seq = 7")
    found = full.verify(head)
    assert any("its end was cut off" in line for line in found)
    assert any("incident i1" in line for line in found)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE gawah_document SET title = 'x' WHERE file = '1.txt'", "(1.txt) is not as it was kept"),
        ("UPDATE gawah_document SET record = replace(record, 'valley', 'city')", "is not as it was kept"),
        ("UPDATE gawah_document SET record = '{'", "is not as it was kept"),
        ("UPDATE gawah_claim SET event = 'other' WHERE position = 1", "is not as it was read"),
        ("UPDATE gawah_claim SET record = replace(record, '\"low\":3', '\"low\":30')", "is not as it was read"),
        ("UPDATE gawah_claim SET read = %s WHERE position = 0", "does not stand in its document's reading"),
        ("DELETE FROM gawah_claim WHERE position = 2", "is in the log and gone from the case"),
        ("DELETE FROM gawah_reading", "left alone in document"),
        ("UPDATE gawah_reading SET record = '{}'", "left alone in document"),
        ("UPDATE gawah_judgement SET reviewer = 'x'", "judgement j1"),
        ("DELETE FROM gawah_judgement", "judgement j1"),
        ("UPDATE gawah_refusal SET open = %s", "refused file a.pdf"),
        ("DELETE FROM gawah_refusal", "refused file a.pdf"),
        ("UPDATE gawah_identity SET claims = '[]'", "incident i1"),
    ],
)
def test_a_kept_row_changed_by_other_means_is_named(full: Case, statement: str, named: str) -> None:
    sql(full, statement, *([False] if "%s" in statement else []))
    assert any(named in line for line in full.verify()), full.verify()


def test_a_claim_smuggled_in_is_named(full: Case) -> None:
    from gawah.store.keeping import claim_columns
    from gawah.store.models import ClaimRow

    document, _, reading = report(2, claims=4)
    row = claim_columns(reading.claims[3], 3) | {"document_id": report(2)[0].id}
    ClaimRow(**row).save(using=full.alias, force_insert=True)
    assert any(f"claim {reading.claims[3].id}" in line and "not in the log" in line for line in full.verify())
    assert document.id != report(2)[0].id


def test_one_flipped_byte_flags_the_document_and_every_claim_that_quotes_it(full: Case) -> None:
    document, original, reading = report(2)
    path = full.path / "originals" / document.id[:2] / document.id[2:]
    path.write_bytes(bytes([original[0] ^ 1]) + original[1:])
    (found,) = full.verify()
    assert document.id in found
    assert "has changed on disk; 3 claims quote it" in found
    assert all(claim.id in found for claim in reading.claims)
    with pytest.raises(TamperedCase, match="bring it back"):
        full.original(document.id)
    path.unlink()
    assert "its original is gone" in full.verify()[0]


def test_judgements_of_a_rejected_kind_leave_no_row(full: Case) -> None:
    head = full.head()
    with pytest.raises(LookupError):
        full.judge(judgement("nothing", Verdict.REJECT, id_="j9"))
    assert full.head() == head


def test_an_act_that_changes_no_record_is_a_row_too(full: Case) -> None:
    entry = full.note("Ana", "sign in", "person:Ana", {"from": "127.0.0.1"})
    assert (entry.who, entry.what, entry.payload) == ("Ana", "sign in", '{"from":"127.0.0.1"}')
    assert full.head() == (entry.seq, entry.hash)
    assert full.verify() == []
    force(full, "UPDATE gawah_log SET who = 'x' WHERE seq = %s", entry.seq)
    assert full.verify()[0].startswith(f"log row {entry.seq} (sign in person:Ana) has been changed")


@pytest.mark.parametrize("what", ["judge", "keep", "identify"])
def test_an_act_cannot_pass_for_a_change_of_records(full: Case, what: str) -> None:
    head = full.head()
    with pytest.raises(BadInput, match="logged by the case"):
        full.note("Ana", what, "judgement:j7", {})
    assert full.head() == head


def test_the_latest_rows_are_found_by_who_what_and_subject(full: Case) -> None:
    for number in range(5):
        full.note("Ana", "sign in", f"person:{number}", {})
    assert [entry.seq for entry in full.latest(limit=3)] == [12, 11, 10]
    assert [entry.seq for entry in full.latest(limit=3, before=10)] == [9, 8, 7]
    assert {entry.who for entry in full.latest(who="Ana")} == {"Ana"}
    assert [entry.what for entry in full.latest(what="judge")] == ["judge"]
    assert {entry.what for entry in full.latest(subject="document:")} == {"keep", "reread"}
    assert [entry.subject for entry in full.latest(who="Ana", subject="person:3")] == ["person:3"]
    assert full.latest(who="nobody") == []
