"""Asking the clerk to do something, and how far it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gawah.desk.clerk.models import Job

KEPT = 200
"""Jobs that are over and still listed; older ones are forgotten (the case's log has what they changed)."""


def ask(kind: str, by: str, **payload: Any) -> Job:
    """Have something done: `read` (batch=number), `assess` or `release` (what its area needs). Returns the job, kept."""
    from gawah.desk.clerk.models import Job

    return Job.objects.create(kind=kind, by=by, payload=json.dumps(payload))


def nudge(by: str) -> None:
    """Have the account computed anew; where that is waiting to be done already, nothing more is asked for."""
    from gawah.desk.clerk.models import WAITING, Job

    if not Job.objects.filter(kind="assess", state=WAITING).exists():
        ask("assess", by)


def computing() -> bool:
    """Whether the account is being computed anew, or is about to be: lists may be behind what was decided."""
    from gawah.desk.clerk.models import RUNNING, WAITING, Job

    return Job.objects.filter(kind="assess", state__in=(WAITING, RUNNING)).exists()


def forget_old() -> None:
    """Drop jobs that were over long ago."""
    from gawah.desk.clerk.models import DONE, FAILED, Job

    over = Job.objects.filter(state__in=(DONE, FAILED)).order_by("-id")
    if oldest := over.values_list("id", flat=True)[KEPT : KEPT + 1].first():
        over.filter(id__lte=oldest).delete()
