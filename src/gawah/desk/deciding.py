"""What people decide at the desk goes to the case here, and nowhere else."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from gawah.desk import jobs
from gawah.desk.cases import the_case
from gawah.desk.settings import the_desk
from gawah.model import Judgement, Verdict


def judgement(request: HttpRequest, verdict: Verdict, subject: str, **parts: str) -> Judgement:
    """A judgement of the person who asks, made now. `parts`: other, slot, value, why, seen."""
    return Judgement(
        id=uuid.uuid4().hex, subject=subject, verdict=verdict, reviewer=who(request), at=datetime.now(UTC), **parts
    )


def decide(request: HttpRequest, *judgements: Judgement, known: int | None = None) -> None:
    """Keep judgements in the case, all or none, each with its row of the log, and ask the clerk to compute anew.

    `known` is the number of judgements on their subjects that the person had before them (see `Case.judge`, `Case.judge_all`).
    Raises Overtaken where others have come since; UnknownRecord, BrokenCase, LockedCase or FullDisk where the case cannot
    take one.
    """
    case = the_case()
    if case.judge(*judgements, known=known) if len(judgements) == 1 else case.judge_all(judgements, known=known):
        jobs.nudge(who(request))


def note(request: HttpRequest, what: str, subject: str, payload: dict[str, Any] | None = None) -> None:
    """Write another act of a person into the log of the case; a desk that is only read writes nothing."""
    noted(who(request), what, subject, payload)


def noted(name: str, what: str, subject: str, payload: dict[str, Any] | None = None) -> None:
    """Write an act into the log of the case where no request is at hand."""
    if not the_desk().read_only:
        the_case().note(name, what, subject, payload or {})


def who(request: HttpRequest) -> str:
    """The name under which a person stands in the log; `nobody` before sign-in."""
    return request.user.get_username() or "nobody"
