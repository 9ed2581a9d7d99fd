"""What has been decided about one claim or pair so far; and that nobody decides over a judgement that they did not see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    return _with_withdrawals(alias, {row.id: row for row in found})


def judgements_on_each(alias: str, claims: Collection[str]) -> dict[str, tuple[Judgement, ...]]:
    """What `judgements_on` says of each of several claims, by few look-ups."""
    from gawah.store.models import JudgementRow

    rows = JudgementRow.objects.using(alias).exclude(verdict__in=_OF_PAIRS[:2]).filter(other="")
    found = {row.id: row for batch in _batches(sorted(claims)) for row in rows.filter(subject__in=batch)}
    home = {id_: row.subject for id_, row in found.items()}
    made: dict[str, list[Judgement]] = {claim: [] for claim in claims}
    for one in _with_withdrawals(alias, found):
        home[one.id] = home.get(one.id) or home[one.subject]
        made[home[one.id]].append(one)
    return {claim: tuple(judgements) for claim, judgements in made.items()}


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
    _refuse(made, known)


def pairs_on(alias: str, claims: Collection[str]) -> tuple[Judgement, ...]:
    """The judgements on pairs that any of these claims is in, and all that withdraw them, in the order of making."""
    from gawah.store.models import JudgementRow

    rows = JudgementRow.objects.using(alias)
    found: dict[str, Any] = {}
    for batch in _batches(sorted(claims)):
        for column in ("subject__in", "other__in"):
            found |= {row.id: row for row in rows.filter(verdict__in=_OF_PAIRS, **{column: batch}).exclude(other="")}
    return _with_withdrawals(alias, found)


def check_all(alias: str, judgements: Sequence[Judgement], known: int) -> None:
    """Raise Overtaken where more than `known` has been decided on the claims or pairs of several judgements together."""
    made: dict[str, Judgement] = {}
    subjects = dict.fromkeys(subject_of(alias, one) for one in judgements)
    for claim in (claim for claim, other in subjects if not other):
        made |= {one.id: one for one in judgements_on(alias, claim)}
    paired = {claim for pair in subjects if pair[1] for claim in pair}
    if paired:
        made |= {one.id: one for one in pairs_on(alias, paired)}
    _refuse(tuple(made.values()), known)


def _refuse(made: tuple[Judgement, ...], known: int) -> None:
    if len(made) > known:
        since = tuple(sorted(made, key=lambda one: (one.at, one.id)))[known:]
        who = ", ".join(dict.fromkeys(one.reviewer for one in since))
        raise Overtaken(f"{who} has decided on this meanwhile; look at what was decided, then decide again", since)


def _with_withdrawals(alias: str, found: dict[str, Any]) -> tuple[Judgement, ...]:
    from gawah.store.models import JudgementRow

    fresh = sorted(found)
    while fresh:
        withdrawn: dict[str, Any] = {}
        for batch in _batches(fresh):
            rows = JudgementRow.objects.using(alias).filter(verdict=Verdict.WITHDRAW.value, subject__in=batch)
            withdrawn |= {row.id: row for row in rows}
        found |= withdrawn
        fresh = sorted(withdrawn)
    return tuple(load(Judgement, row.record) for row in sorted(found.values(), key=lambda row: row.seq))


def _batches(ids: Sequence[str], size: int = 400) -> list[Sequence[str]]:
    """Ids in lots that a database takes as parameters of one query."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
