"""Reviewers who disagree: open until one gives way, or until more stand behind what holds than against it."""

from __future__ import annotations

from collections.abc import Iterable

from gawah.model import Judgement, Verdict, in_force

_COUNTS = {Verdict.ACCEPT, Verdict.REJECT, Verdict.DISCOUNT, Verdict.CORRECT}


def disagreements(judgements: Iterable[Judgement]) -> tuple[tuple[Judgement, Judgement], ...]:
    """Each judgement that another reviewer's later one overtook, with that later one, while the two are at odds.

    Of each reviewer the last word on a question counts. Two against one is settled, and so is a reviewer who came round.
    """
    made = tuple(judgements)
    holding = {_question(one): one for one in in_force(made)[0] if one.verdict in _COUNTS}
    withdrawals = [one for one in made if one.verdict is Verdict.WITHDRAW]
    words: dict[tuple[str, str], list[Judgement]] = {}
    for reviewer in sorted({one.reviewer for one in made}):
        own = [one for one in made if one.reviewer == reviewer and one.verdict is not Verdict.WITHDRAW]
        for last in in_force([*own, *withdrawals])[0]:
            if last.verdict in _COUNTS:
                words.setdefault(_question(last), []).append(last)
    found = []
    for question, held in holding.items():
        against = [one for one in words[question] if says(one) != says(held)]
        if against and len(words[question]) <= 2 * len(against):
            found += [(one, held) for one in sorted(against, key=lambda one: (one.at, one.id))]
    return tuple(found)


def says(judgement: Judgement) -> tuple[str, str]:
    """What a judgement says, whoever says it."""
    return judgement.verdict.value, judgement.value


def _question(judgement: Judgement) -> tuple[str, str]:
    return judgement.subject, judgement.slot if judgement.verdict is Verdict.CORRECT else ""
