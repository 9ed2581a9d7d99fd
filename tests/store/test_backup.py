"""Backups: taken while the case is in use, encrypted, restored whole or not at all (threats 13 and 16)."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from pathlib import Path

import pytest
from pyrage import x25519

from gawah.errors import BadInput, BrokenCase, NewerCase, TamperedCase
from gawah.model import Verdict
from gawah.store import Case
from gawah.store.backup import back_up
from gawah.store.backup_key import Key, closing_to, opening_from
from gawah.store.protecting import protect, protected_names
from gawah.store.restore import restore
from tests.store.made import better, judgement, report

_ONE = x25519.Identity.generate()
KEY = Key(recipients=(str(_ONE.to_public()),), identities=(str(_ONE),))
"""Opens and closes at once; a passphrase takes a second each time, as it must."""
WORDS = Key(passphrase="a long way to the river")
OTHER = Key(passphrase="a short way to the hills")


def fill(case: Case) -> None:
    for number in (1, 2, 3):
        case.keep(*report(number), who="gawah")
    document, _, reading = report(1)
    case.replace_reading(document.id, better(reading), who="gawah")
    case.judge(judgement(reading.claims[0].id, Verdict.ACCEPT))
    case.note_identities({"i1": [reading.claims[0].id]}, {"old": "i1"})
    protect(case, "Mariam Qaderi", "Ana", "a witness")
    (case.path / "places.csv").write_text("name,lat,lon\nHamlet 0,35.1,69.2\n")


@pytest.fixture
def full(case: Case) -> Case:
    fill(case)
    return case


def everything(case: Case) -> tuple[object, ...]:
    return (
        list(case.log()),
        list(case.documents()),
        list(case.claims()),
        case.judgements(),
        case.identities(),
        case.tombstones(),
        case.left(),
        list(case.imprints()),
        protected_names(case),
        [case.original(document.id) for document in case.documents()],
    )


def test_a_backup_restores_to_the_very_same_case(full: Case, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "out.age", KEY)
    assert (made.documents, made.head, made.faults) == (3, full.head(), ())
    restore(tmp_path / "out.age", tmp_path / "again.gawah", KEY)
    with Case.open(tmp_path / "again.gawah") as again:
        assert everything(again) == everything(full)
        assert again.verify(full.head()) == []
        assert (again.path / "places.csv").read_text() == (full.path / "places.csv").read_text()
        assert again.keep(*report(4), who="gawah"), "the restored case goes on"
        assert again.judge(judgement(report(4)[2].claims[0].id, id_="j2"))
        assert again.verify() == []


@pytest.mark.postgres
def test_a_backup_goes_from_one_database_to_the_other(schema: str, tmp_path: Path) -> None:
    with Case.create(tmp_path / "one.gawah") as case:
        fill(case)
        head = case.head()
        back_up(case, tmp_path / "one.age", KEY)
    restore(tmp_path / "one.age", tmp_path / "two.gawah", KEY, database=schema)
    with pytest.raises(BrokenCase, match="holds a case already"):
        restore(tmp_path / "one.age", tmp_path / "three.gawah", KEY, database=schema)
    assert not (tmp_path / "three.gawah").exists()
    with Case.open(tmp_path / "two.gawah", database=schema) as case:
        assert case.verify(head) == []
        assert case.keep(*report(4), who="gawah")
        back_up(case, tmp_path / "two.age", KEY)
        head = case.head()
    restore(tmp_path / "two.age", tmp_path / "four.gawah", KEY)
    with Case.open(tmp_path / "four.gawah", read_only=True) as case:
        assert case.verify(head) == []


def test_it_is_taken_while_others_write_and_is_one_moment(full: Case, tmp_path: Path, database: str) -> None:
    over, kept = threading.Event(), []

    def write() -> None:
        from django.db import connections

        number = 10
        while not over.is_set():
            full.keep(*report(number), who="gawah")
            kept.append(number)
            number += 1
        connections[full.alias].close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Case.open(full.path, read_only=True, database=database) as reader:
            before = len(kept)
            for number in range(3):
                back_up(reader, tmp_path / f"{number}.age", KEY)
            during = len(kept) - before
    finally:
        over.set()
        writer.join()
    assert during >= 1, "the writer did not wait for the backups"
    for number in range(3):
        made = restore(tmp_path / f"{number}.age", tmp_path / f"{number}.gawah", KEY)
        with Case.open(tmp_path / f"{number}.gawah", read_only=True) as again:
            assert again.verify(made.head) == []
    assert full.verify() == []


def test_nothing_stands_in_the_clear(full: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    back_up(full, tmp_path / "out.age", KEY)
    raw = (tmp_path / "out.age").read_bytes()
    for words in (b"hamlet", b"Valley Post", b"Qaderi", b"gawah_document", b"Ana", b"SQLite"):
        assert words not in raw
    restore(tmp_path / "out.age", tmp_path / "again.gawah", KEY)
    assert not list(spare.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_without_the_passphrase_nothing_is_read_and_nothing_is_left(tmp_path: Path) -> None:
    with Case.create(tmp_path / "one.gawah") as case:
        fill(case)
        back_up(case, tmp_path / "out.age", WORDS)
    for key in (OTHER, Key(), KEY):
        with pytest.raises(BadInput, match="passphrase"):
            restore(tmp_path / "out.age", tmp_path / "again.gawah", key)
        assert sorted(path.name for path in tmp_path.iterdir() if "again" in path.name) == []
    restore(tmp_path / "out.age", tmp_path / "again.gawah", WORDS)


def test_recipients_open_it_with_their_secret_key(full: Case, tmp_path: Path) -> None:
    ana, ben, eve = (x25519.Identity.generate() for _ in range(3))
    back_up(full, tmp_path / "out.age", Key(recipients=(str(ana.to_public()), str(ben.to_public()))))
    assert (tmp_path / "out.age").read_bytes().startswith(b"age-encryption.org/v1")
    restore(tmp_path / "out.age", tmp_path / "ben.gawah", Key(identities=(str(ben),)))
    with pytest.raises(BadInput, match="the key does not fit"):
        restore(tmp_path / "out.age", tmp_path / "eve.gawah", Key(identities=(str(eve),)))
    with pytest.raises(BadInput, match="give the file with the secret key"):
        restore(tmp_path / "out.age", tmp_path / "eve.gawah", WORDS)
    with pytest.raises(BadInput, match="begins with age1"):
        back_up(full, tmp_path / "no.age", Key(recipients=("ssh-ed25519 AAAA",)))
    with pytest.raises(BadInput, match="too short"):
        back_up(full, tmp_path / "no.age", Key(passphrase="short"))
    with pytest.raises(BadInput, match="nothing to encrypt to"):
        back_up(full, tmp_path / "no.age", Key())
    assert sorted(path.name for path in tmp_path.iterdir() if "no" in path.name or "eve" in path.name) == []


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.999])
def test_a_file_that_was_cut_off_or_changed_is_refused(full: Case, tmp_path: Path, part: float) -> None:
    back_up(full, tmp_path / "out.age", KEY)
    raw = (tmp_path / "out.age").read_bytes()
    at = int(len(raw) * part)
    for name, bad in (("cut", raw[:at]), ("flipped", raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])):
        (tmp_path / f"{name}.age").write_bytes(bad)
        with pytest.raises(BadInput):
            restore(tmp_path / f"{name}.age", tmp_path / "again.gawah", KEY)
        assert not [path for path in tmp_path.iterdir() if "again" in path.name]


def crafted(tmp_path: Path, full: Case, change: dict[str, bytes | None], extra: tarfile.TarInfo | None = None) -> Path:
    """A backup whose parts were changed by someone who has the key; None leaves a part out."""
    back_up(full, tmp_path / "good.age", KEY)
    parts = {}
    with opening_from(tmp_path / "good.age", KEY) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            held = archive.extractfile(info)
            assert held is not None
            parts[info.name] = held.read()
    parts |= change  # type: ignore[arg-type]
    path = tmp_path / "crafted.age"
    with path.open("wb") as file, closing_to(file, KEY) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
        for name, raw in parts.items():
            if raw is not None:
                info = tarfile.TarInfo(name)
                info.size = len(raw)
                archive.addfile(info, io.BytesIO(raw))
        if extra is not None:
            archive.addfile(extra)
    return path


def link(name: str) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return made


@pytest.mark.parametrize(
    "name",
    ["../evil", "files/../../evil", "/etc/evil", "files/desk.sqlite3", "files/releases/../x", "tables/other/000001.jsonl"],
)
def test_a_part_that_belongs_to_no_backup_is_refused(full: Case, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="belongs to no backup"):
        restore(crafted(tmp_path, full, {name: b"evil"}), tmp_path / "again.gawah", KEY)
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name or "again" in path.name]


def test_what_is_not_as_its_log_says_is_refused(full: Case, tmp_path: Path) -> None:
    original = next(full.documents()).id
    rows = "tables/gawah_log/000001.jsonl"
    with opening_from(_good(full, tmp_path), KEY) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        log = next(part.read() for info in archive if info.name == rows and (part := archive.extractfile(info)))
    for change, error, told in (
        ({rows: log.replace(b"a witness", b"a soldier")}, TamperedCase, "log row"),
        ({f"originals/{original}": b"other bytes"}, TamperedCase, "another SHA-256"),
        ({f"originals/{original}": None}, TamperedCase, "original is gone"),
        ({"end.json": None}, BadInput, "ends before"),
        ({"tables/gawah_claim/000001.jsonl": None}, BadInput, "ends before"),
        ({rows: b'{"seq": "x"\n'}, BadInput, "cannot be read"),
        ({"backup.json": json.dumps({"gawah_backup": 9, "head": [1, "x"], "steps": []}).encode()}, NewerCase, "update gawah"),
        ({"backup.json": b"{}"}, BadInput, "not a backup"),
    ):
        with pytest.raises(error, match=told):
            restore(crafted(tmp_path, full, change), tmp_path / "again.gawah", KEY)
        assert not [path for path in tmp_path.iterdir() if "again" in path.name]
        (tmp_path / "good.age").unlink()
    with pytest.raises(BadInput, match="belongs to no backup"):
        restore(crafted(tmp_path, full, {}, link("files/places.csv")), tmp_path / "again.gawah", KEY)


def _good(full: Case, tmp_path: Path) -> Path:
    back_up(full, tmp_path / "first.age", KEY)
    return tmp_path / "first.age"


def test_a_damaged_original_is_left_out_and_told(full: Case, tmp_path: Path) -> None:
    one = next(full.documents()).id
    path = full.path / "originals" / one[:2] / one[2:]
    path.chmod(0o600)
    path.write_bytes(b"swapped")
    made = back_up(full, tmp_path / "out.age", KEY)
    assert made.faults == (one,)
    assert restore(tmp_path / "out.age", tmp_path / "again.gawah", KEY).faults == (one,)
    with Case.open(tmp_path / "again.gawah", read_only=True) as again:
        (finding,) = again.verify()
        assert one in finding
        assert "3 claims quote it" in finding


def test_nothing_is_overwritten(full: Case, tmp_path: Path) -> None:
    (tmp_path / "out.age").write_text("mine")
    with pytest.raises(BadInput, match="is there already"):
        back_up(full, tmp_path / "out.age", KEY)
    assert (tmp_path / "out.age").read_text() == "mine"
    back_up(full, tmp_path / "new.age", KEY)
    with pytest.raises(BrokenCase, match="is there already"):
        restore(tmp_path / "new.age", full.path, KEY)
    with pytest.raises(BadInput, match="cannot be written"):
        back_up(full, tmp_path / "none" / "out.age", KEY)
    with pytest.raises(BadInput, match="no such file"):
        restore(tmp_path / "none.age", tmp_path / "again.gawah", KEY)
    (tmp_path / "text.age").write_text("a text, and no backup at all")
    with pytest.raises(BadInput, match="no backup"):
        restore(tmp_path / "text.age", tmp_path / "again.gawah", KEY)


KILLED = """
import sys, time
from pathlib import Path
from gawah.store import restore as module
from gawah.store.backup_key import Key

plain = module.put_back

def slow(alias, table, raw):
    done = plain(alias, table, raw)
    print("row", flush=True)
    time.sleep(60)
    return done

module.put_back = slow
module.restore(Path(sys.argv[1]), Path(sys.argv[2]), Key(identities=(sys.argv[3],)))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_restore_that_is_killed_leaves_no_case_and_can_be_done_again(tmp_path: Path) -> None:
    with Case.create(tmp_path / "one.gawah") as case:
        fill(case)
        back_up(case, tmp_path / "out.age", KEY)
    target = tmp_path / "again.gawah"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path / "out.age", target, str(_ONE)], stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"row\n"
        run.send_signal(signal.SIGKILL)
    assert not target.exists()
    restore(tmp_path / "out.age", target, KEY)
    assert [path.name for path in tmp_path.iterdir() if "again" in path.name] == ["again.gawah"]
    with Case.open(target) as again:
        assert again.verify() == []


def test_a_large_case_is_never_held_in_memory(tmp_path: Path) -> None:
    """Sixty documents of 2 MB: a backup in memory would take 120 MB and more."""
    import tracemalloc

    with Case.create(tmp_path / "one.gawah") as case:
        for number in range(30):
            document, _, reading = report(number, 1)
            import dataclasses
            import hashlib

            raw = os.urandom(2_000_000)
            id_ = hashlib.sha256(raw).hexdigest()
            case.keep(dataclasses.replace(document, id=id_), raw, dataclasses.replace(reading, document=id_, claims=()))
        tracemalloc.start()
        began = time.monotonic()
        back_up(case, tmp_path / "out.age", Key(recipients=(str(x25519.Identity.generate().to_public()),)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (tmp_path / "out.age").stat().st_size > 60_000_000
    assert peak < 20_000_000, f"{peak / 1e6:.0f} MB in {time.monotonic() - began:.1f} s"
