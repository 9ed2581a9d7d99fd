"""`gawah serve`: what it refuses before it opens anything, and that it opens, tells the way in, and closes."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from gawah.store import Case


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it where it is meant to fail at once."""
    command = [sys.executable, "-m", "gawah", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example.org"])
def test_an_address_that_others_reach_must_be_meant(tmp_path: Path, host: str) -> None:
    told = serve("--case", str(tmp_path / "a"), "--host", host)
    assert told.returncode == 2
    assert f"{host} is reached from other machines; give --public" in told.stderr
    assert not list(tmp_path.iterdir())


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = serve("--case", str(tmp_path / "a"))
    assert told.returncode == 3
    assert "is no case" in told.stderr
    assert not list(tmp_path.iterdir())


def test_a_case_that_another_writes_to_is_told(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.gawah"):
        told = serve("--case", str(tmp_path / "a"), "--port", "0")
    assert told.returncode == 3
    assert "another gawah" in told.stderr


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = serve("--case", str(tmp_path / "a"), "--new", "--port", str(taken.getsockname()[1]))
    assert told.returncode == 2
    assert "give another --port" in told.stderr


def test_it_opens_tells_the_way_in_and_closes(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "gawah", "serve", "--case", str(tmp_path / "a"), "--new", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout
        assert desk.stderr
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
            assert address
            assert "Nobody can sign in yet" in desk.stdout.readline()
            code = re.search(r"/people/first/\?code=\S{30,}", desk.stdout.readline())
            assert code
            with urllib.request.urlopen(f"{address[0]}{code[0][1:]}") as page:
                assert page.status == 200
            with pytest.raises(urllib.error.HTTPError, match="400"):
                urllib.request.urlopen(urllib.request.Request(address[0], headers={"Host": "evil.example"}))
        finally:
            desk.send_signal(signal.SIGTERM)
        assert desk.wait(120) in (0, 130)
        assert "Traceback" not in desk.stderr.read()
    assert list((tmp_path / "a.gawah" / "tmp").iterdir()) == []
    with Case.open(tmp_path / "a.gawah") as case:
        assert case.verify() == []
