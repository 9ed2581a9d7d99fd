"""kill -9 of the desk while a release is made: what was asked for is made once the desk is started again, whole and once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from gawah.desk import settings
from gawah.desk.clerk.models import DONE, RUNNING, WAITING, Job
from gawah.publish.release import Sealed
from gawah.store import Case
from tests.desk.collect.test_kill import Browser, at_desk, away, served, session, wait
from tests.desk.conftest import populate
from tests.desk.shelved import shelve

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
WANTED = {"name": "2022-05", "title": "Valley", "profile": "public", "since": "", "include": "on"}


@pytest.fixture
def case(tmp_path: Path, database: str, _environment: None) -> Iterator[Path]:
    """The example, read and computed."""
    from gawah.desk import serving

    path = tmp_path / "valley.gawah"
    Case.create(path, database=database).close()
    serving.prepare(path, database)
    populate()
    settings.configure(path, database)
    shelve()
    away()
    yield path
    away()


class Editor(Browser):
    """What the browser of somebody who publishes does."""

    def send(self, path: str, **said: str) -> int:
        """Send a form; the number of the job that its answer, a page that has been redirected to, is about."""
        body = urlencode({**said, "csrfmiddlewaretoken": self.token}).encode()
        with self.ask(path, body, Origin=self.base) as answer:
            return int(answer.url.rstrip("/").rsplit("/", 1)[1])


def job(case: Path, database: str, number: int) -> Job:
    return at_desk(case, database, lambda: Job.objects.get(pk=number))  # type: ignore[no-any-return]


def drafts(case: Path) -> list[Path]:
    """What lies where releases lie, and is no release."""
    return [one for one in (case / "releases").glob(".*") if one.is_dir()]


MOMENTS: dict[str, Callable[[Path, str, int], Any]] = {
    "as soon as it was asked for": lambda _case, _database, _number: True,
    "when the clerk has begun": lambda case, database, number: job(case, database, number).state == RUNNING,
    "while its files are written": lambda case, _database, _number: any(any(one.rglob("*.*")) for one in drafts(case)),
    "when the archive is there": lambda case, _database, _number: (case / "releases" / "2022-05.zip").exists(),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_release_that_was_asked_for_is_made_whole_and_once(case: Path, database: str, moment: str) -> None:
    cookie = session(case, database)
    with served(case, database) as (base, desk):
        editor = Editor(base, cookie)
        looked = editor.send("/releases/prepare/", **WANTED)
        wait(lambda: job(case, database, looked).over, desk)
        assert job(case, database, looked).state == DONE, job(case, database, looked).message
        asked = editor.send(f"/releases/job/{looked}/make/")
        wait(lambda: MOMENTS[moment](case, database, asked), desk)
        os.kill(desk.pid, signal.SIGKILL)
        desk.wait(60)
    held = job(case, database, asked)
    assert held.state in {WAITING, RUNNING, DONE}, "what was acknowledged is still asked for"
    with served(case, database) as (_base, desk):
        wait(lambda: job(case, database, asked).over, desk)
    made = job(case, database, asked)
    assert (made.state, made.message) == (DONE, "")
    sealed = Sealed.at(case / "releases" / "2022-05")
    assert sealed.faults() == []
    assert drafts(case) == [], "what was half made is gone"
    with Case.open(case, database=database) as whole:
        entries = [entry for entry in whole.log() if entry.what == "release"]
        assert [(entry.who, entry.subject) for entry in entries] == [("editor", "release:2022-05")]
        assert sealed.digest in entries[0].payload
        assert whole.verify() == []
