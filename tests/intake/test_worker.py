"""The process of the readers: what a hostile file does stays in it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gawah.intake import worker as module
from gawah.intake.taken import Unreadable
from gawah.intake.worker import Worker
from tests.intake.made import docx, pdf

# A reader with a fault planted in it, in place of the real one.
PLANTED = """
import os, sys, time
from gawah.intake import worker
from gawah.intake.taken import Page
def fault(kind, data):
    if data == b"crash": os.abort()
    if data == b"hang": time.sleep(600)
    if data == b"spin":
        while True: pass
    if data == b"swell": x = bytearray(8 << 30)
    if data == b"deep":
        def f(): f()
        f()
    if data == b"fail": raise KeyError("x")
    if data == b"print": print("noise"); sys.stdout.flush(); os.write(1, b"noise")
    if data.startswith(b"write "):
        with open(data[6:], "w") as file: file.write("x" * 100)
    if data == b"call":
        import socket; socket.create_connection(("127.0.0.1", 9), 1)
    if data == b"run":
        import subprocess; subprocess.run(["true"])
    return Page(text="read " + data.decode(), kind=kind)
worker.read_here = fault
worker._serve()
"""


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Worker:
    def started() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-c", PLANTED], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)

    monkeypatch.setattr(module, "_started", started)
    return Worker(seconds=1.5)


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        (b"crash", "crash"),
        (b"hang", "more than 1.5 seconds"),
        (b"spin", "more than 1.5 seconds"),
        (b"swell", "memory"),
        (b"deep", "memory"),
        (b"fail", "its reader failed (KeyError)"),
        (b"call", "PermissionError"),
        (b"run", "PermissionError"),
    ],
)
def test_a_fault_is_one_files_and_the_next_is_read(planted: Worker, what: bytes, cause: str) -> None:
    with planted:
        assert planted.read("pdf", b"one").text == "read one"
        start = time.monotonic()
        with pytest.raises(Unreadable) as told:
            planted.read("pdf", what)
        assert cause in told.value.cause
        assert time.monotonic() - start < 10
        assert planted.read("pdf", b"two").text == "read two"


def test_no_file_is_written_and_noise_does_no_harm(planted: Worker, tmp_path: Path) -> None:
    with planted:
        assert planted.read("pdf", b"print").text == "read print"
        with pytest.raises(Unreadable, match="OSError"):
            planted.read("pdf", f"write {tmp_path / 'canary'}".encode())
    assert (tmp_path / "canary").stat().st_size == 0


def test_one_process_serves_the_batch() -> None:
    with Worker() as worker:
        first = worker.read("docx", docx(["Nine died."]))
        process = worker._process
        assert worker.read("pdf", pdf(["Nine died in the village of Darzab on Monday."])).text
        assert first.text.strip() == "Nine died."
        assert worker._process is process
        assert process
    assert process.returncode is not None
    worker.close()


def test_a_process_whose_batch_is_gone_ends() -> None:
    with Worker() as worker:
        worker.read("docx", docx(["x"]))
        process = worker._process
        assert process
        assert process.stdin
        process.stdin.close()
        assert process.wait(10) == 0
