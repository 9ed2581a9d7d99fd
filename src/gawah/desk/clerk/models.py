"""Jobs: what the clerk was asked to do, and how far it is."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import models

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


class Job(models.Model):
    """One thing to do, asked for by a person (`by`). `kind` is read, assess or release.

    `done` of `total` parts are done (`total` 0: not known yet); `message` says in words what is being done, or why it failed.
    `payload` is JSON with what the kind needs, `result` JSON with what came of it. `tries` counts how often it was begun.
    """

    kind: models.CharField[str, str] = models.CharField(max_length=20)
    state: models.CharField[str, str] = models.CharField(max_length=20, default=WAITING)
    done: models.IntegerField[int, int] = models.IntegerField(default=0)
    total: models.IntegerField[int, int] = models.IntegerField(default=0)
    message: models.TextField[str, str] = models.TextField(default="")
    payload: models.TextField[str, str] = models.TextField(default="{}")
    result: models.TextField[str, str] = models.TextField(default="{}")
    tries: models.IntegerField[int, int] = models.IntegerField(default=0)
    by: models.TextField[str, str] = models.TextField(default="")
    created: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """Looked for by state; the oldest first."""

        db_table = "desk_job"
        indexes = (models.Index(fields=["state", "kind", "id"], name="desk_job_state"),)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {DONE, FAILED}

    @property
    def asked(self) -> dict[str, Any]:
        """The payload."""
        asked: dict[str, Any] = json.loads(self.payload)
        return asked

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None where that is not known."""
        return None if not self.total else min(100, 100 * self.done // self.total)
