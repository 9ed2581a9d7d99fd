"""A kill -9 of the server while somebody reviews loses nothing that was acknowledged, and the desk goes on after it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gawah.desk import cases, settings
from gawah.store import Case
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import carried, told

pytestmark = pytest.mark.slow
CLAIMS = 12


@contextmanager
def serving(desk: settings.Desk) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own for the desk, and its address."""
    options = ["--case", str(desk.case), "--port", "0", *(["--database", desk.database] if desk.database else [])]
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "gawah", "serve", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout
    try:
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        yield server, found[0].rstrip("/")
    finally:
        server.kill()
        with server.stdout:
            server.wait()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: an answer of 302 is the acknowledgement."""

    def redirect_request(self, *_arguments: object) -> None:
        """None, so that the redirect itself is the answer."""


class Reviewer:
    """Somebody who decides on one claim after another until the server is gone; `told` are the decisions acknowledged."""

    def __init__(self, address: str, session: str) -> None:
        self._address, self._cookies = address, {"desk": session}
        self._open = urllib.request.build_opener(Stay)
        self.told: list[str] = []

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
        body = urllib.parse.urlencode(sent).encode() if sent else None
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        request = urllib.request.Request(f"{self._address}{path}", body, {"Cookie": cookies})
        try:
            answer = self._open.open(request, timeout=100)
        except urllib.error.HTTPError as held:
            answer = held
        with answer:
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.read().decode()

    def decide(self, claim: str) -> None:
        page = self.ask(f"/judge/claim/{claim}/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
        assert token
        sent = {**carried(page), "verdict": "accept", "csrfmiddlewaretoken": token[1]}
        if self.ask(f"/judge/claim/{claim}/decide/", sent)[0] == 302:
            self.told.append(claim)


def test_nothing_acknowledged_is_lost(client_as: ClientAs, desk: settings.Desk) -> None:
    claims = [told(f"(A clerk) said that men <shot dead> farmer {number}.", killed=1).id for number in range(CLAIMS)]
    session = client_as("reviewer").cookies["desk"].value
    cases.close()
    with serving(desk) as (server, address):
        reviewer = Reviewer(address, session)

        def work() -> None:
            try:
                for claim in claims:
                    reviewer.decide(claim)
            except OSError:
                return  # the server is gone

        working = threading.Thread(target=work)
        working.start()
        while len(reviewer.told) < CLAIMS // 3 and working.is_alive():
            time.sleep(0.005)
        os.kill(server.pid, signal.SIGKILL)
        working.join()
    assert CLAIMS // 3 <= len(reviewer.told) < CLAIMS
    with Case.open(desk.case, database=desk.database) as case:
        kept = [one.subject for one in case.judgements()]
        assert set(reviewer.told) <= set(kept)
        assert len(kept) == len(set(kept)) <= len(reviewer.told) + 1
        assert case.verify() == []
    with serving(desk) as (_, address):
        again = Reviewer(address, session)
        for claim in claims[len(kept) :]:
            again.decide(claim)
        assert again.told == claims[len(kept) :]
        wait_until_computed(again, claims[-1])


def wait_until_computed(reviewer: Reviewer, claim: str) -> None:
    """Until the page of a claim shows that the clerk has computed it."""
    until = time.monotonic() + 200
    while time.monotonic() < until:
        if "Its incident" in reviewer.ask(f"/judge/claim/{claim}/")[1]:
            return
        time.sleep(0.5)
    pytest.fail("the clerk did not take up its work again")
