"""What has been decided about one claim or pair so far; and that nobody decides over a judgement that they did not see."""

from __future__ import annotations

from typing import Any

from gawah.errors import Overtaken
from gawah.model import Judgement, Verdict
from gawah.store.records import load

_OF_PAIRS = (Verdict.SAME.value, Verdict.NOT_SAME.value, Verdict.UNSURE.value)


def judgements_on(alias: str, claim: str, other: str = "") -> tuple[Judgement, ...]:
    """The judgements on a claim, or on a pair where `other` is given, and all that withdraw them, in the order of making.

    A few look-ups by index, however many judgements the case holds.
    """
    from gawah.store.models import JudgementRow

    rows = JudgementRow.objects.using(alias)
    if other:
        wanted = rows.filter(verdict__in=_OF_PAIRS, subject__in=(claim, other), other__in=(claim, other))
        found = [row for row in wanted if row.subject != row.other]
    else:
        found = list(rows.filter(subject=claim).exclude(verdict__in=_OF_PAIRS[:2]).filter(other=""))
    fresh = [row.id for row in found]
    while fresh:
        taken_back = list(rows.filter(verdict=Verdict.WITHDRAW.value, subject__in=fresh))
        found += taken_back
        fresh = [row.id for row in taken_back]
    return tuple(load(Judgement, row.record) for row in sorted(found, key=lambda row: row.seq))


def subject_of(alias: str, judgement: Judgement) -> tuple[str, str]:
    """The claim that a judgement is about in the end, and the other of the pair; through withdrawals of withdrawals."""
    from gawah.store.models import JudgementRow

    seen: Any = judgement
    while seen is not None and seen.verdict == Verdict.WITHDRAW.value:
        seen = JudgementRow.objects.using(alias).filter(id=seen.subject).first()
    return (seen.subject, seen.other) if seen is not None else ("", "")


def check(alias: str, judgement: Judgement, known: int) -> None:
    """Raise Overtaken where more has been decided about the subject than the `known` judgements that the reviewer saw."""
    made = judgements_on(alias, *subject_of(alias, judgement))
    if len(made) > known:
        who = ", ".join(dict.fromkeys(one.reviewer for one in made[known:]))
        raise Overtaken(f"{who} has decided on this meanwhile; look at what was decided, then decide again", made[known:])
