"""The clerk's day: take the next job, do it, say how it ended."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from gawah.desk.clerk.models import DONE, FAILED, RUNNING, WAITING, Job
from gawah.desk.clerk.progress import Progress
from gawah.desk.clerk.reckoning import Reckoner
from gawah.desk.jobs import forget_old, nudge
from gawah.desk.lists import stamp
from gawah.desk.shelf import find
from gawah.errors import GawahError
from gawah.store import Case
from gawah.store.case import GAWAH

MOST_TRIES = 3
AGAIN = ("read", "assess")
"""Kinds that are begun again after a fault of the machine: they go on from what they have kept."""
PAUSE = 0.25
"""Seconds between two looks for a job."""
_log = logging.getLogger("gawah.desk.clerk")
Doing = Callable[[Job, Progress], dict[str, Any]]


class Clerk:
    """Does the jobs of one desk, one at a time, on a case that is open for writing beside the server."""

    def __init__(self, case: Case) -> None:
        self._case, self._reckoner = case, Reckoner(case)
        self._lists = stamp(case.path)
        self._kinds: dict[str, Doing] = {"assess": self._assess, "read": self._read, "release": self._release}

    def take_up(self) -> None:
        """Let jobs that a kill cut off wait for their turn again; one that was cut off too often has failed."""
        for job in Job.objects.filter(state=RUNNING):
            if job.tries >= MOST_TRIES:
                told = (
                    f"it was cut off {job.tries} times; the machine may lack memory for it. Ask for it again in smaller parts"
                )
                self._end(job, FAILED, told)
            else:
                Job.objects.filter(pk=job.pk).update(state=WAITING)
        held, self._lists = find.state(), stamp(self._case.path)
        behind = held.head_seq < self._case.head()[0]  # changed by other means, or a kill came before the asking
        if behind or (held.head_seq and held.lists != self._lists):
            nudge(GAWAH)

    def work(self, over: threading.Event) -> None:
        """Do jobs until told that it is over."""
        while not over.is_set():
            self.look_at_lists()
            if not self.do_next():
                over.wait(PAUSE)

    def look_at_lists(self) -> None:
        """Have all computed anew where somebody has edited a list of places or actors."""
        lists = stamp(self._case.path)
        if lists != self._lists:
            self._lists = lists
            nudge(GAWAH)

    def do_next(self) -> bool:
        """Do the next job, computing before all others; False where none waits."""
        waiting = Job.objects.filter(state=WAITING)
        job = waiting.filter(kind="assess").order_by("id").first() or waiting.order_by("id").first()
        if job is None:
            return False
        taken = Job.objects.filter(pk=job.pk, state=WAITING).update(state=RUNNING, tries=job.tries + 1, done=0, total=0)
        if taken:
            job.refresh_from_db()
            self._do(job)
            forget_old()
        return True

    def _do(self, job: Job) -> None:
        try:
            with Progress(job) as progress:
                result = self._kinds[job.kind](job, progress)
        except GawahError as error:
            self._end(job, FAILED, str(error))
        except Exception:
            _log.exception("job %s (%s) failed", job.pk, job.kind)
            if job.kind in AGAIN and job.tries < MOST_TRIES:
                Job.objects.filter(pk=job.pk).update(state=WAITING)
            else:
                told = "a fault in gawah itself stopped it; nothing that was kept is lost. The terminal says more"
                self._end(job, FAILED, told)
        else:
            self._end(job, DONE, "", result)

    def _end(self, job: Job, state: str, message: str, result: dict[str, Any] | None = None) -> None:
        told = {"state": state, "message": message, "ended": timezone.now(), "result": json.dumps(result or {})}
        Job.objects.filter(pk=job.pk).update(**told)

    def _assess(self, _job: Job, progress: Progress) -> dict[str, Any]:
        return self._reckoner.reckon(progress)

    def _read(self, job: Job, progress: Progress) -> dict[str, Any]:
        from gawah.desk.collect.reading import read_batch

        return read_batch(self._case, job, progress, self._between)

    def _release(self, job: Job, progress: Progress) -> dict[str, Any]:
        from gawah.desk.releases import work

        return work.run(self._case, job, progress)

    def _between(self) -> None:
        """In the middle of a long job: compute where a reviewer waits for it."""
        job = Job.objects.filter(state=WAITING, kind="assess").order_by("id").first()
        if job is not None and Job.objects.filter(pk=job.pk, state=WAITING).update(state=RUNNING, tries=job.tries + 1):
            self._do(job)
