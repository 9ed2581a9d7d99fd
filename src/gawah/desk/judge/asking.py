"""Why a claim is asked about: the reasons of its questions in the queue."""

from __future__ import annotations

import json

from gawah.desk.judge import words
from gawah.desk.shelf.models import QuestionRow


def reasons_of(claim: str) -> list[tuple[words.Words, list[str]]]:
    """The questions about one claim, each with its reasons, the weightiest first."""
    rows = QuestionRow.objects.filter(claim=claim, other="").order_by("-weight")
    return [(words.QUESTIONS.get(row.kind, row.kind), reasons(row)) for row in rows]


def reasons(row: QuestionRow) -> list[str]:
    """The reasons of a question."""
    found: list[str] = json.loads(row.reasons or "[]")
    return found
