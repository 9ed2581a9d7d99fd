"""The clerk: jobs are done in turn, say how they ended, and are taken up again where a kill cut them off."""

from __future__ import annotations

import threading
import time

import pytest

from gawah.desk import jobs
from gawah.desk.cases import the_case
from gawah.desk.clerk.models import DONE, FAILED, RUNNING, WAITING, Job
from gawah.desk.clerk.progress import Progress
from gawah.desk.clerk.work import MOST_TRIES, Clerk
from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from gawah.errors import BadInput


@pytest.fixture
def clerk(desk: Desk) -> Clerk:
    return Clerk(the_case())


def all_done(clerk: Clerk) -> None:
    while clerk.do_next():
        pass


def test_an_assess_fills_the_shelf_and_tells_what_it_did(clerk: Clerk) -> None:
    job = jobs.ask("assess", "editor")
    assert jobs.computing()
    all_done(clerk)
    job.refresh_from_db()
    assert (job.state, job.message) == (DONE, "")
    assert '"claims": 9' in job.result
    assert find.totals_of_rows()["ClaimRow"] == 9
    assert find.state().head_seq > 0
    assert not jobs.computing()


def test_nudges_are_gathered_until_one_is_begun(desk: Desk) -> None:
    for _ in range(5):
        jobs.nudge("reviewer")
    assert Job.objects.count() == 1
    Job.objects.update(state=RUNNING)
    jobs.nudge("reviewer")
    jobs.nudge("reviewer")
    assert Job.objects.filter(state=WAITING).count() == 1


def test_a_job_that_fails_says_why_and_the_next_is_done(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> dict[str, object]:
        raise BadInput("the table sources.csv, line 3: names no file")

    def broken(*_: object) -> dict[str, object]:
        raise KeyError("inside")

    clerk._kinds |= {"read": refused, "release": broken}
    told, odd, good = jobs.ask("read", "editor", batch=1), jobs.ask("release", "editor"), jobs.ask("assess", "editor")
    monkeypatch.setattr("gawah.desk.clerk.work._log.exception", lambda *_: None)
    all_done(clerk)
    for job in (told, odd, good):
        job.refresh_from_db()
    assert (told.state, told.message) == (FAILED, "the table sources.csv, line 3: names no file")
    assert (odd.state, odd.tries) == (FAILED, 1)
    assert "inside" not in odd.message
    assert good.state == DONE


def test_a_fault_of_the_machine_is_tried_again(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [OSError("a reader died"), None]

    def reading(*_: object) -> dict[str, object]:
        if fault := faults.pop(0):
            raise fault
        return {}

    clerk._kinds["read"] = reading
    monkeypatch.setattr("gawah.desk.clerk.work._log.exception", lambda *_: None)
    job = jobs.ask("read", "editor", batch=1)
    all_done(clerk)
    job.refresh_from_db()
    assert (job.state, job.tries) == (DONE, 2)


def test_a_job_that_was_cut_off_is_taken_up_again_but_not_for_ever(clerk: Clerk) -> None:
    cut = Job.objects.create(kind="assess", state=RUNNING, tries=1)
    hopeless = Job.objects.create(kind="assess", state=RUNNING, tries=MOST_TRIES)
    clerk.take_up()
    cut.refresh_from_db()
    hopeless.refresh_from_db()
    assert cut.state == WAITING
    assert hopeless.state == FAILED
    assert "memory" in hopeless.message
    all_done(clerk)
    cut.refresh_from_db()
    assert (cut.state, cut.tries) == (DONE, 2)


def test_computing_goes_before_reading(clerk: Clerk) -> None:
    order: list[str] = []
    clerk._kinds = {kind: lambda job, _: order.append(job.kind) or {} for kind in ("read", "assess")}
    jobs.ask("read", "editor", batch=1)
    jobs.ask("assess", "reviewer")
    all_done(clerk)
    assert order == ["assess", "read"]


def test_in_the_middle_of_reading_a_waiting_assess_is_done(clerk: Clerk) -> None:
    def reading(_job: Job, _progress: Progress) -> dict[str, object]:
        jobs.nudge("reviewer")
        clerk._between()
        return {"open": Job.objects.filter(kind="assess", state=DONE).count()}

    clerk._kinds["read"] = reading
    job = jobs.ask("read", "editor", batch=1)
    all_done(clerk)
    job.refresh_from_db()
    assert job.result == '{"open": 1}'


def test_progress_is_written_within_a_second(desk: Desk) -> None:
    job = jobs.ask("read", "editor", batch=1)
    with Progress(job) as progress:
        progress.say("reading", 2, 8)
        time.sleep(1.0)
        job.refresh_from_db()
        assert (job.done, job.total, job.message) == (2, 8, "reading")
        progress.step()
        time.sleep(1.0)
    job.refresh_from_db()
    assert job.done == 3
    assert job.percent == 37


def test_jobs_that_were_over_long_ago_are_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 3)
    for _ in range(6):
        Job.objects.create(kind="assess", state=DONE)
    open_ = Job.objects.create(kind="read")
    jobs.forget_old()
    assert Job.objects.filter(state=DONE).count() == 3
    assert Job.objects.filter(pk=open_.pk).exists()


def test_the_clerk_stops_when_told(clerk: Clerk) -> None:
    over = threading.Event()
    over.set()
    clerk.work(over)
