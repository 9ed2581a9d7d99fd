"""The case: what is kept, what comes back, and what a second building changes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from gawah.errors import BadInput, BrokenCase, FullDisk, LockedCase, NewerCase, TamperedCase, UnknownRecord
from gawah.model import Reading, Refusal, Verdict
from gawah.store import Case
from gawah.text.fingerprint import fingerprint
from tests.store.made import better, claim, judgement, report


def test_what_is_kept_comes_back(case: Case) -> None:
    kept = [report(number) for number in (1, 2)]
    assert all(case.keep(*each) for each in kept)
    assert list(case.documents()) == [document for document, _, _ in kept]
    document, original, reading = kept[1]
    assert case.document(document.id) == document
    assert case.original(document.id) == original
    assert case.reading(document.id) == reading
    assert tuple(case.claims(document.id)) == reading.claims
    assert list(case.claims()) == [claim for _, _, reading in kept for claim in reading.claims]
    assert case.claim(reading.claims[0].id) == reading.claims[0]
    assert case.left()[document.id] == reading.left
    assert case.has(document.id)
    assert not case.has("0" * 64)


def test_imprints_hold_the_print_of_the_wording(case: Case) -> None:
    document, original, reading = report()
    case.keep(document, original, reading)
    (imprint,) = case.imprints()
    assert imprint.print == fingerprint(document.text)
    assert (imprint.id, imprint.publisher, imprint.published) == (document.id, document.publisher, document.published)


def test_keeping_twice_changes_nothing_the_log_included(case: Case) -> None:
    kept = report()
    assert case.keep(*kept)
    head = case.head()
    assert not case.keep(*kept)
    assert not case.replace_reading(kept[0].id, kept[2])
    assert case.head() == head


def test_a_reading_must_be_of_its_document(case: Case) -> None:
    document, original, reading = report(1)
    for wrong in (report(2)[2], replace(reading, claims=(*reading.claims, reading.claims[0]))):
        with pytest.raises(BrokenCase):
            case.keep(document, original, wrong)
    assert not case.has(document.id)


def test_bytes_that_are_not_the_documents_are_refused(case: Case) -> None:
    document, original, reading = report()
    with pytest.raises(TamperedCase):
        case.keep(document, original + b" ", reading)


def test_a_better_reading_keeps_the_ids(case: Case) -> None:
    document, original, reading = report()
    case.keep(document, original, reading)
    assert case.replace_reading(document.id, better(reading), who="reader 2")
    assert tuple(case.claims()) == better(reading).claims
    entry = list(case.log())[-1]
    assert (entry.who, entry.what, entry.subject) == ("reader 2", "reread", f"document:{document.id}")
    assert entry.before != entry.after
    assert f'"changed":["{reading.claims[0].id}"]' in entry.payload
    assert not case.verify()


def test_a_claim_that_vanishes_is_marked_not_erased_and_may_come_back(case: Case) -> None:
    document, original, reading = report()
    case.keep(document, original, reading)
    fewer = replace(reading, claims=reading.claims[1:])
    case.replace_reading(document.id, fewer)
    gone = reading.claims[0]
    assert tuple(case.claims()) == fewer.claims
    assert list(case.claims(vanished=True)) == [gone]
    assert case.claim(gone.id) == gone
    assert case.judge(judgement(gone.id))
    assert not case.verify()
    case.replace_reading(document.id, reading)
    assert tuple(case.claims()) == reading.claims
    assert not case.verify()


def test_an_empty_reading_and_a_new_claim(case: Case) -> None:
    document, original, _ = report()
    empty = Reading(document=document.id, notes=("no text at all",))
    case.keep(document, original, empty)
    assert case.reading(document.id) == empty
    case.replace_reading(document.id, replace(empty, claims=(claim(document, 2),)))
    assert len(list(case.claims())) == 1
    case.replace_reading(document.id, empty)
    assert not list(case.claims())
    assert not case.verify()


def test_what_is_not_there_is_said(case: Case) -> None:
    for look in (case.document, case.claim, case.reading, case.original):
        with pytest.raises(UnknownRecord):
            look("f" * 64)
    with pytest.raises(UnknownRecord):
        case.replace_reading("f" * 64, Reading(document="f" * 64))
    with pytest.raises(UnknownRecord):
        case.original("../../case.json")


def test_judgements_are_appended(case: Case) -> None:
    document, original, reading = report()
    case.keep(document, original, reading)
    one, other = reading.claims[:2]
    made = judgement(one.id, Verdict.NOT_SAME, other=other.id)
    taken_back = judgement("j1", Verdict.WITHDRAW, id_="j2")
    assert case.judge(made)
    assert not case.judge(made)
    assert case.judge(taken_back)
    assert case.judgements() == (made, taken_back)
    assert not case.verify()


@pytest.mark.parametrize(("subject", "verdict", "other"), [("nothing", Verdict.ACCEPT, ""), ("nothing", Verdict.WITHDRAW, "")])
def test_a_judgement_needs_a_subject(case: Case, subject: str, verdict: Verdict, other: str) -> None:
    with pytest.raises(UnknownRecord):
        case.judge(judgement(subject, verdict, other=other))
    assert case.judgements() == ()


def test_a_judgement_is_not_changed(case: Case) -> None:
    document, original, reading = report()
    case.keep(document, original, reading)
    case.judge(judgement(reading.claims[0].id))
    with pytest.raises(BrokenCase, match="withdraw"):
        case.judge(judgement(reading.claims[0].id, Verdict.REJECT))


def test_refusals_are_noted_once_and_settled(case: Case) -> None:
    refusal = Refusal(file="in/scan.pdf", cause="it holds pictures of pages", remedy="run text recognition")
    assert case.refuse(refusal)
    assert not case.refuse(refusal)
    assert case.refusals() == (refusal,)
    assert not case.verify()
    assert case.settle(refusal.file)
    assert not case.settle(refusal.file)
    assert case.refusals() == ()
    assert not case.verify()
    assert case.refuse(refusal)
    assert not case.verify()


def test_a_very_long_path_is_refused_like_any(case: Case) -> None:
    assert case.refuse(Refusal(file="d/" * 2000 + "x.txt", cause="it is empty", remedy="give text"))
    assert not case.verify()


def test_identities_stay_and_lead_on(case: Case) -> None:
    assert case.note_identities({"i1": ["c2", "c1"], "i2": ["c3"]})
    head = case.head()
    assert not case.note_identities({"i2": ["c3"], "i1": ["c1", "c2"]})
    assert case.head() == head
    assert case.note_identities({"i1": ["c1", "c2", "c3"]}, {"i2": "i1"})
    assert case.identities() == {"i1": ("c1", "c2", "c3")}
    assert case.tombstones() == {"i2": "i1"}
    assert not case.note_identities({"i1": ["c1", "c2", "c3"]}, {"i2": "i1"})
    assert not case.verify()


def test_what_is_derived_may_be_thrown_away(case: Case) -> None:
    head = case.head()
    case.put_derived("incidents", "[1]")
    case.put_derived("incidents", "[1,2]")
    assert case.get_derived("incidents") == "[1,2]"
    case.clear_derived()
    assert case.get_derived("incidents") is None
    assert case.head() == head
    assert not case.verify()


def test_a_case_closed_and_opened_is_the_same(tmp_path: Path, database: str) -> None:
    path, kept = tmp_path / "a.gawah", report()
    with Case.create(path, database=database) as case:
        case.keep(*kept)
        head = case.head()
    with Case.open(path, database=database) as case:
        assert case.head() == head
        assert list(case.documents()) == [kept[0]]
        assert case.keep(*report(2))
    with pytest.raises(BrokenCase, match="closed"):
        list(case.documents())
    with pytest.raises(BrokenCase, match="no longer"):
        case.judge(judgement("x"))


def test_a_reader_may_not_write(tmp_path: Path, database: str) -> None:
    path = tmp_path / "a.gawah"
    with Case.create(path, database=database) as writer:
        writer.keep(*report(1))
        with Case.open(path, read_only=True, database=database) as reader:
            assert len(list(reader.documents())) == 1
            writer.keep(*report(2))
            assert len(list(reader.documents())) == 2
            with pytest.raises(BrokenCase, match="only to be read"):
                reader.keep(*report(3))
            with pytest.raises(BrokenCase, match="only to be read"):
                reader.clear_derived()


def test_threads_share_a_case(case: Case) -> None:
    from django.db import connections

    def work(first: int) -> None:
        for number in range(first, first + 5):
            case.keep(*report(number))
        connections[case.alias].close()

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(case.documents())) == 15
    assert not case.verify()


def test_opened_twice_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.gawah"
    with Case.create(path), pytest.raises(LockedCase, match="already"):
        Case.open(path)
    with Case.open(path):
        pass


def test_only_its_owner_may_enter(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.gawah") as case:
        case.keep(*report())
    assert stat.S_IMODE((tmp_path / "a.gawah").stat().st_mode) == 0o700
    originals = [path for path in (tmp_path / "a.gawah" / "originals").rglob("*") if path.is_file()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in originals] == [0o600]


def test_a_case_of_a_later_gawah_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.gawah"
    Case.create(path).close()
    header = path / "case.json"
    text = header.read_text()
    header.write_text(text.replace('"format": 1', '"format": 2'))
    with pytest.raises(NewerCase, match="update gawah"):
        Case.open(path, read_only=True)
    header.write_text(text)
    from gawah.store import settings

    alias = settings.connect(settings.sqlite(path / "case.sqlite3", read_only=False))
    from django.db import connections

    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01')")
    settings.disconnect(alias)
    with pytest.raises(NewerCase, match="9999_later"):
        Case.open(path)


def test_what_is_no_case_is_said(tmp_path: Path) -> None:
    with pytest.raises(BrokenCase, match="is no case"):
        Case.open(tmp_path / "none.gawah")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    with pytest.raises(BrokenCase, match="not empty"):
        Case.create(tmp_path / "full")
    Case.create(tmp_path / "a.gawah").close()
    with pytest.raises(BrokenCase, match="already"):
        Case.create(tmp_path / "a.gawah")
    with pytest.raises(BrokenCase, match="kept in sqlite"):
        Case.open(tmp_path / "a.gawah", database="postgresql://nobody@127.0.0.1:1/none")
    for damage in ("{", "[]", '{"format": "x", "database": "sqlite"}'):
        (tmp_path / "a.gawah" / "case.json").write_text(damage)
        with pytest.raises(BrokenCase, match=r"case\.json"):
            Case.open(tmp_path / "a.gawah")


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    Case.create(tmp_path / "a.gawah").close()
    (tmp_path / "a.gawah" / "case.sqlite3").write_bytes(os.urandom(8192))
    with pytest.raises(BrokenCase, match="database"):
        Case.open(tmp_path / "a.gawah", read_only=True)
    with pytest.raises(BrokenCase):
        Case.open(tmp_path / "a.gawah")


@pytest.mark.parametrize("when", ["original", "database"])
def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    with Case.create(tmp_path / "a.gawah") as case:
        case.keep(*report(1))
        with monkeypatch.context() as patch:
            if when == "original":
                patch.setattr("os.fsync", _full)
            else:
                patch.setattr("gawah.store.log.append", _full)
            with pytest.raises(FullDisk, match="free some"):
                case.keep(*report(2))
        assert [document.file for document in case.documents()] == ["1.txt"]
        assert not case.verify()
        assert case.keep(*report(2))
        assert not list((tmp_path / "a.gawah").rglob(".part-*"))


def _full(*_arguments: object, **_named: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.postgres
def test_a_database_that_holds_a_case_takes_no_second_one(tmp_path: Path, schema: str) -> None:
    with Case.create(tmp_path / "a.gawah", database=schema) as case:
        case.keep(*report())
    with pytest.raises(BrokenCase, match="holds a case already"):
        Case.create(tmp_path / "b.gawah", database=schema)


@pytest.mark.parametrize("address", ["mysql://root@127.0.0.1/x", "postgresql://127.0.0.1", "nonsense"])
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadInput, match="postgresql://"):
        Case.create(tmp_path / "a.gawah", database=address)
    assert not (tmp_path / "a.gawah").exists()


def test_a_server_that_does_not_answer_is_said_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BrokenCase) as told:
        Case.create(tmp_path / "a.gawah", database="postgresql://root:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in str(told.value)


def test_many_threads_with_the_same_report_keep_it_once(case: Case) -> None:
    from django.db import connections

    done: list[bool] = []

    def work() -> None:
        done.extend(case.keep(*report(number)) for number in range(4))
        connections[case.alias].close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.count(True) == 4
    assert done.count(False) == 12
    assert case.verify() == []


def test_a_case_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.create(tmp_path / "a?b#c.gawah") as case:
        case.keep(*report())
    monkeypatch.setattr("os.access", lambda *_: False)
    with Case.open(tmp_path / "a?b#c.gawah", read_only=True) as case:
        assert case.verify() == []
        assert len(list(case.claims())) == 3
    assert not list((tmp_path / "a?b#c.gawah").glob("*-wal"))


def test_the_migrations_make_the_tables_of_the_models(case: Case) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_a_database_that_breaks_while_it_is_read_is_said(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.gawah") as case:
        from django.db import connections

        with connections[case.alias].cursor() as cursor:
            cursor.execute("DROP TABLE gawah_judgement")
        with pytest.raises(BrokenCase, match="gawah doctor"):
            case.judgements()
        with pytest.raises(BrokenCase, match="gawah doctor"):
            case.verify()


def test_importing_the_store_does_not_import_django() -> None:
    code = "import sys, gawah.store; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_two_cases_are_open_at_once(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.gawah") as one, Case.create(tmp_path / "b.gawah") as other:
        one.keep(*report(1))
        other.keep(*report(2))
        assert [document.file for document in one.documents()] == ["1.txt"]
        assert [document.file for document in other.documents()] == ["2.txt"]


def test_a_helper_writes_beside_the_holder_of_the_lock(tmp_path: Path, database: str) -> None:
    path = tmp_path / "a.gawah"
    with Case.create(path, database=database) as case, Case.open(path, beside=True, database=database) as helper:
        assert case.keep(*report(1))
        assert helper.keep(*report(2))
        assert [document.file for document in case.documents()] == ["1.txt", "2.txt"]
        assert case.verify() == []


def test_a_helper_leaves_alone_what_the_other_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.gawah"
    with Case.create(path):
        part = path / "originals" / "ab" / ".part-1-1-x"
        part.parent.mkdir()
        part.write_bytes(b"half")
        with Case.open(path, beside=True):
            assert part.exists()
