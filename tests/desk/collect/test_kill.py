"""kill -9 of the desk while files arrive and while they are read: what was acknowledged is there when it is started again."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gawah.desk import cases, serving
from gawah.store import Case
from tests.desk.conftest import populate

pytestmark = pytest.mark.slow
WAIT = 180
PLACES = ("Anaba", "Andarab", "Khost", "Worsaj", "Doab")


def report(number: int) -> bytes:
    where = PLACES[number % len(PLACES)]
    text = f"# Report {number}\n\nOn 9 May 2022 the Taliban said {number + 2} fighters were killed in {where} district.\n"
    return text.encode()


@pytest.fixture
def case(tmp_path: Path, database: str, _environment: None) -> Iterator[Path]:
    path = tmp_path / "valley.gawah"
    serving.settings.set_up()
    Case.create(path, database=database).close()
    serving.prepare(path, database)
    populate()
    away()
    yield path
    away()


def away() -> None:
    """Let go of the case, so that the desk under test can have it."""
    from django.db import connections

    cases.close()
    connections.close_all()


def at_desk(case: Path, database: str, look: Callable[[], Any]) -> Any:
    """Look at the desk's own tables while another process serves it."""
    from gawah.desk import settings

    settings.configure(case, database)
    try:
        return look()
    finally:
        away()


def session(case: Path, database: str) -> str:
    """The cookie of an editor who has signed in."""

    def made() -> str:
        from django.test import Client

        from gawah.desk.people.models import Person

        client = Client()
        client.force_login(Person.objects.get(name="editor"), backend="allauth.account.auth_backends.AuthenticationBackend")
        return str(client.cookies["desk"].value)

    return str(at_desk(case, database, made))


@contextlib.contextmanager
def served(case: Path, database: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    told = case.with_suffix(".told")
    command = [sys.executable, "-u", "-m", "gawah", "serve", "--case", str(case), "--port", "0"]
    with told.open("w") as file:
        desk = subprocess.Popen([*command, *(["--database", database] if database else [])], stdout=file, stderr=file)
    try:
        found = wait(lambda: re.search(r"http://\S+(?= \(stop)", told.read_text()), desk)
        yield found[0].rstrip("/"), desk
    finally:
        if desk.poll() is None:
            desk.terminate()
        desk.wait(60)


def wait(ready: Callable[[], Any], desk: subprocess.Popen[bytes] | None = None) -> Any:
    until = time.monotonic() + WAIT
    while not (found := ready()):
        assert time.monotonic() < until, "it took too long"
        assert desk is None or desk.poll() is None, "the desk stopped"
        time.sleep(0.1)
    return found


class Browser:
    """What a browser does when files are handed in."""

    def __init__(self, base: str, cookie: str) -> None:
        self.base, self.cookie = base, f"desk={cookie}"
        answer = self.ask("/collect/")
        self.cookie += "; " + answer.headers["Set-Cookie"].split(";")[0]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())[1]  # type: ignore[index]

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> Any:
        request = urllib.request.Request(self.base + path, data, {"Cookie": self.cookie, **headers})
        return urllib.request.urlopen(request, timeout=60)

    def hand_in(self, files: dict[str, bytes], **said: str) -> bytes:
        edge = uuid.uuid4().hex
        parts = [("names", "", name.encode()) for name in files] + [(key, "", value.encode()) for key, value in said.items()]
        parts += [("files", '; filename="f"', body) for body in files.values()]
        body = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + value + b"\r\n"
            for name, file, value in [*parts, ("csrfmiddlewaretoken", "", self.token.encode())]
        )
        kind = f"multipart/form-data; boundary={edge}"
        headers = {"Content-Type": kind, "Accept": "application/json", "Origin": self.base}
        return bytes(self.ask("/collect/add/", body + f"--{edge}--\r\n".encode(), **headers).read())


def batch_of(answer: bytes) -> str:
    return re.search(rb'"batch": (\d+)', answer)[1].decode()  # type: ignore[index]


def test_nothing_acknowledged_is_lost(case: Path, database: str) -> None:
    from gawah.desk.clerk.models import Job
    from gawah.desk.collect.models import Upload

    cookie = session(case, database)
    files = {f"report-{number}.md": report(number) for number in range(40)}
    names = list(files)
    with served(case, database) as (base, desk):
        browser = Browser(base, cookie)
        batch = batch_of(browser.hand_in({name: files[name] for name in names[:6]}))
        for name in names[6:20]:
            browser.hand_in({name: files[name]}, batch=batch)
        os.kill(desk.pid, signal.SIGKILL)

    def came() -> dict[str, bytes]:
        return {one.name: (one.batch.folder / one.stored).read_bytes() for one in Upload.objects.order_by("id")}

    assert at_desk(case, database, came) == {name: files[name] for name in names[:20]}
    with served(case, database) as (base, desk):
        browser = Browser(base, cookie)
        browser.hand_in({name: files[name] for name in names[20:]}, batch=batch, finish="1")
        wait(lambda: at_desk(case, database, lambda: Upload.objects.filter(fate="kept").count()) >= 1, desk)
        os.kill(desk.pid, signal.SIGKILL)
    with served(case, database) as (base, desk):
        wait(lambda: not at_desk(case, database, Job.objects.exclude(state__in=("done", "failed")).exists), desk)
    fates = at_desk(case, database, lambda: dict(Upload.objects.values_list("name", "fate")))
    jobs = at_desk(case, database, lambda: list(Job.objects.values("kind", "state", "message", "tries")))
    assert {job["state"] for job in jobs} == {"done"}, (jobs, case.with_suffix(".told").read_text())
    assert fates == dict.fromkeys(files, "kept"), jobs
    with Case.open(case, database=database) as whole:
        assert whole.verify() == []
        assert sorted(one.file for one in whole.documents()) == sorted(files)
        assert sum(1 for row in whole.log() if row.what == "keep") == len(files)
    from gawah.desk.shelf import find

    assert at_desk(case, database, find.totals_of_rows)["DocumentRow"] == len(files)
    assert not any((case / "inbox").glob("0*"))
