"""A writer that is killed, and a disk that is really full: the case opens clean, with all but the document in hand."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gawah.store import Case
from tests.store.made import report

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from gawah.store import Case
from tests.store.made import report
with Case.open(sys.argv[1]) as case:
    print("open", flush=True)
    for number in range(int(sys.argv[2]), 100_000):
        case.keep(*report(number))
        print(number, flush=True)
"""
NURSERY = """
import os, random, signal, sys, time
from pathlib import Path
from gawah.store import Case
from tests.store.made import report

path, chance = Path(sys.argv[1]), random.Random(20)
Case.create(path).close()
list(report())

def write(end, first):
    with Case.open(path) as case:
        os.write(end, b"open\\n")
        for number in range(first, first + 1000):
            case.keep(*report(number))
            os.write(end, f"{number}.txt\\n".encode())

sure = set()
for turn in range(30):
    begin, end = os.pipe()
    child = os.fork()
    if not child:
        write(end, turn * 1000)
        os._exit(0)
    os.close(end)
    with os.fdopen(begin) as lines:
        assert lines.readline() == "open\\n"
        time.sleep(chance.random() * 0.1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sure |= set(lines.read().split())
    with Case.open(path) as case:
        assert case.verify() == [], case.verify()
        kept = {document.file for document in case.documents()}
    assert sure <= kept, sure - kept
    assert len(kept) <= len(sure) + turn + 1
    assert not list(path.rglob(".part-*"))
print(len(sure))
"""
FILLER = """
import resource, signal, sys
from gawah.errors import FullDisk
from gawah.store import Case
from tests.store.made import report
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Case.open(sys.argv[1]) as case:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    for number in range(2000):
        try:
            case.keep(*report(number, claims=30))
        except FullDisk as error:
            print(number, error, flush=True)
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    case.keep(*report(9999))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.timeout(120)
def test_a_writer_killed_at_any_moment_loses_at_most_the_document_in_hand(tmp_path: Path) -> None:
    # One process that has everything loaded forks the writers, so that the moments, and not the starts, take the time.
    told = subprocess.run(
        [sys.executable, "-c", NURSERY, str(tmp_path / "a.gawah")], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) >= 5  # the kills met writers at work; how many they had kept hangs on the machine


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
@pytest.mark.parametrize("limit", [300_000, 1_000_000])
def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "a.gawah"
    Case.create(path).close()
    told = subprocess.run(
        [sys.executable, "-c", FILLER, str(path), str(limit)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert told.returncode == 0, told.stderr
    number, message = told.stdout.split(" ", 1)
    assert "no room left on the disk" in message
    with Case.open(path) as case:
        assert case.verify() == []
        assert [document.file for document in case.documents()] == [*(f"{at}.txt" for at in range(int(number))), "9999.txt"]


def test_a_creation_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    Case.create(tmp_path / "a.gawah").close()
    (tmp_path / "a.gawah" / "case.json").unlink()
    with Case.create(tmp_path / "a.gawah") as case:
        assert case.keep(*report())
        assert case.verify() == []


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.gawah"
    Case.create(path).close()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), "0"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout
    writer.stdout.readline()
    from gawah.errors import LockedCase

    with pytest.raises(LockedCase, match=f"process {writer.pid}"):
        Case.open(path)
    with Case.open(path, read_only=True) as reader:
        list(reader.documents())
    writer.kill()
    writer.stdout.close()
    writer.wait()
    Case.open(path).close()


@pytest.mark.slow
def test_documents_are_kept_at_the_pace_of_a_thousand_in_fifteen_seconds(tmp_path: Path) -> None:
    reports = [report(number, claims=10) for number in range(200)]
    with Case.create(tmp_path / "a.gawah") as case:
        start = time.process_time()  # the clock on the wall also counts what else the machine does
        for kept in reports:
            case.keep(*kept)
        assert time.process_time() - start < 3
