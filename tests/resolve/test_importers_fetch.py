"""Fetching a country: resumed, checked, and clear where there is no network. The server is one of our own on this machine."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from gawah.errors import BadInput, NoNetwork
from gawah.resolve.importers import fetch_country
from gawah.resolve.importers.fetch import BASE

DUMP = b"1\tExamplia\tExamplia\t\t35.0\t69.0\tA\tPCLI\tXA\t\t\t\t\t\t0\t\t0\tEtc/UTC\t2024-03-01\n" * 4000


def archive(name: str = "XA.txt") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(name, DUMP)
    return held.getvalue()


class Mirror(BaseHTTPRequestHandler):
    """Serves `files`; breaks off the first `breaks` answers half way; keeps the ranges asked for."""

    files: ClassVar[dict[str, bytes]] = {}
    ranges: ClassVar[list[str]] = []
    breaks = 0

    def do_GET(self) -> None:
        content = self.files.get(self.path)
        asked = self.headers.get("Range", "")
        self.ranges.append(asked)
        if content is None:
            self.send_error(404)
            return
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if first >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        part = content[first:]
        if type(self).breaks:
            type(self).breaks -= 1
            part = part[: len(part) // 2]
        self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Mirror]]:
    class Fresh(Mirror):
        files: ClassVar[dict[str, bytes]] = {
            "/XA.zip": archive(),
            "/admin1CodesASCII.txt": b"XA.01\tN\tN\t100\n",
            "/admin2Codes.txt": b"\n",
        }
        ranges: ClassVar[list[str]] = []
        breaks = 0

    server = ThreadingHTTPServer(("127.0.0.1", 0), Fresh)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv(BASE, f"http://127.0.0.1:{server.server_address[1]}")
    yield Fresh
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_country_is_fetched_with_its_code_files(mirror: type[Mirror], tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    dump = fetch_country("xa", tmp_path, step=lambda done, total: steps.append((done, total)))
    assert dump.read_bytes() == DUMP
    assert (tmp_path / "admin1CodesASCII.txt").exists()
    assert steps[-1][0] == steps[-1][1] or steps
    assert not list(tmp_path.glob("*.part"))
    asked = len(mirror.ranges)
    fetch_country("XA", tmp_path)
    assert len(mirror.ranges) == asked  # nothing is fetched twice
    fetch_country("XA", tmp_path, afresh=True)
    assert len(mirror.ranges) == asked + 3


def test_a_broken_download_goes_on_where_it_stopped(mirror: type[Mirror], tmp_path: Path) -> None:
    mirror.breaks = 1
    with pytest.raises(NoNetwork, match=r"goes on from there|what came so far is kept"):
        fetch_country("XA", tmp_path)
    have = (tmp_path / "XA.zip.part").stat().st_size
    assert have > 0
    assert fetch_country("XA", tmp_path).read_bytes() == DUMP
    assert f"bytes={have}-" in mirror.ranges


def test_a_server_that_knows_no_ranges_starts_again(
    mirror: type[Mirror], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "XA.zip.part").write_bytes(b"stale")
    whole = mirror.do_GET

    def plain(self: Mirror) -> None:
        del self.headers["Range"]
        whole(self)

    monkeypatch.setattr(mirror, "do_GET", plain)
    assert fetch_country("XA", tmp_path).read_bytes() == DUMP


def test_all_of_it_here_already(mirror: type[Mirror], tmp_path: Path) -> None:
    (tmp_path / "XA.zip.part").write_bytes(mirror.files["/XA.zip"])
    assert fetch_country("XA", tmp_path).read_bytes() == DUMP


@pytest.mark.parametrize(
    "content", [b"not a zip at all", archive("other.txt"), archive()[:-40], archive().replace(b"Examplia", b"Exbmplia", 1)]
)
def test_a_damaged_archive_is_removed_and_told(mirror: type[Mirror], tmp_path: Path, content: bytes) -> None:
    mirror.files["/XA.zip"] = content
    with pytest.raises(BadInput, match="damaged or not a dump"):
        fetch_country("XA", tmp_path)
    assert not (tmp_path / "XA.zip").exists()
    assert not (tmp_path / "XA.txt").exists()


def test_a_country_that_the_server_does_not_know(mirror: type[Mirror], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="answers 404"):
        fetch_country("ZZ", tmp_path)
    assert mirror.ranges


@pytest.mark.parametrize("code", ["", "A", "AFG", "../", "ä1"])
def test_what_is_no_country_code_is_not_asked_for(tmp_path: Path, code: str) -> None:
    with pytest.raises(BadInput, match="two letters"):
        fetch_country(code, tmp_path)


def test_offline_is_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, "http://127.0.0.1:9")
    with pytest.raises(NoNetwork, match="bring a dump by hand"):
        fetch_country("XA", tmp_path)


def test_only_web_addresses_are_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, f"file://{tmp_path}")
    with pytest.raises(BadInput, match="not a web address"):
        fetch_country("XA", tmp_path)
