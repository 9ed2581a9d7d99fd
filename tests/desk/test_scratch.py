"""What the desk writes aside lies inside the case, and is gone when the desk is, however that ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from gawah.desk.scratch import inside

LARGE = 3_000_000
"""Bytes of a request that are too many for the memory of the server, which keeps half a million."""


def test_files_lie_in_a_folder_that_goes_with_the_block(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with inside(tmp_path) as own, tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == own
        assert own.parent == tmp_path / "tmp"
        assert (tmp_path / "tmp").stat().st_mode & 0o777 == 0o700
        told = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"], capture_output=True, check=True
        )
        assert Path(told.stdout.decode().strip()) == own
    assert list((tmp_path / "tmp").iterdir()) == []
    assert tempfile.gettempdir() == before


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_uses_stays(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, time; from gawah.desk.scratch import inside\n"
        "with inside(pathlib.Path(sys.argv[1])) as own:\n"
        "    (own / 'part').write_text('a report'); print(own, flush=True); time.sleep(60)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    try:
        owns = [Path(one.stdout.readline().strip()) for one in running if one.stdout]
        running[0].kill()
        running[0].wait()
        (tmp_path / "tmp" / "strange").write_text("a report")
        with inside(tmp_path) as own:
            assert set((tmp_path / "tmp").iterdir()) == {own, owns[1]}
            assert (owns[1] / "part").read_text() == "a report"
    finally:
        for one in running:
            one.kill()
            one.communicate()


def test_a_link_among_what_was_left_is_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "lock").write_text("")
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "link").symlink_to(kept, target_is_directory=True)
    with inside(tmp_path):
        pass
    assert list(kept.iterdir()) == [kept / "lock"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at the open files of a process as Linux shows them")
def test_a_large_upload_never_lies_outside_the_case(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "gawah", "serve", "--case", str(tmp_path / "a"), "--new", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
        try:
            assert desk.stdout
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", desk.stdout.readline())
            assert found
            with socket.create_connection(("127.0.0.1", int(found[1])), timeout=30) as browser:
                head = f"POST /collect/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {2 * LARGE}\r\n\r\n"
                browser.sendall(head.encode() + b"x" * LARGE)
                aside = _written_aside(desk.pid)
            assert all(file.is_relative_to(tmp_path / "a.gawah" / "tmp") for file in aside)
        finally:
            desk.send_signal(signal.SIGKILL)
    with inside(tmp_path / "a.gawah") as own:
        assert list((tmp_path / "a.gawah" / "tmp").iterdir()) == [own]


def _written_aside(process: int) -> list[Path]:
    """The files that a process has open and that stand in no folder, which is how it writes aside; waits for the first."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        files = [link.readlink() for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
        if aside := [file for file in files if file.name.endswith("(deleted)")]:
            return aside
        time.sleep(0.1)
    raise AssertionError("the server wrote nothing aside")
