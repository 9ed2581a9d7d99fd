"""How far a job is, written to its row by a thread of its own, so that no long step leaves a browser without news."""

from __future__ import annotations

import threading
from typing import Self

from django.db import connection

from gawah.desk.clerk.models import Job

EVERY = 0.7
"""Seconds between two looks at whether there is news."""


class Progress:
    """Told by the job how far it is; writes it down at least every second while the job runs."""

    def __init__(self, job: Job) -> None:
        self._number = job.pk
        self._told = self._written = (job.done, job.total, job.message)
        self._over = threading.Event()
        self._writer = threading.Thread(target=self._write_on, daemon=True)

    def __enter__(self) -> Self:
        self._writer.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._over.set()
        self._writer.join()

    def say(self, message: str, done: int = 0, total: int = 0) -> None:
        """What is being done now, and how much of it is."""
        self._told = (done, total, message)

    def step(self) -> None:
        """One more part is done."""
        done, total, message = self._told
        self._told = (done + 1, total, message)

    def parts(self, done: int, total: int) -> None:
        """So many of so many parts are done."""
        self._told = (done, total, self._told[2])

    def _write_on(self) -> None:
        try:
            while not self._over.wait(EVERY):
                if self._told != self._written:
                    self._write()
        finally:
            connection.close()

    def _write(self) -> None:
        told = self._told
        Job.objects.filter(pk=self._number).update(done=told[0], total=told[1], message=told[2])
        self._written = told
