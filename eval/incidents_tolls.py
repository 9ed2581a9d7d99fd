"""How many the claims of a local report say were killed and hurt in its main shooting, as the benchmark counts.

The figures are those that the reader gives to claims; what is settled here is only which of them are the main happening's: the
first sentence that counts an outcome goes before later ones, which tell single victims or other happenings. The benchmark
leaves the shooter out; so do these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from gawah.model import Claim, Count, Outcome, Reading, Stance, Toll, TollKind

MOST = 60
"""Greater figures are those of a year or a town, not of one shooting."""
SHOOTER = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?|assailants?|attackers?|robbers?|intruders?)\b", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:others?|more|another|additional)\b", re.IGNORECASE)
FATAL = frozenset(
    "death deaths murder murders homicide homicides slaying killing killings manslaughter killed died dies slain".split()
)
"""Triggers that tell of a death without counting it."""


def counted(reading: Reading) -> tuple[int, int]:
    """Killed and injured in the main happening of a report."""
    told = [claim for claim in reading.claims if claim.stance is Stance.AFFIRMS]
    starts = sorted({quote.span.start for claim in reading.claims for quote in claim.quotes})
    killed, hurt, struck = (
        _first(starts, _figures(told, outcome)) for outcome in (Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES)
    )
    named = [claim.trigger.words for claim in told] + [left.words for left in reading.left]
    if not killed and not hurt and not struck and any(words.lower() in FATAL for words in named):
        return 1, 0
    dead = _sum(killed)
    if (
        dead == 1
        and _sum(hurt) == 1
        and not struck
        and _start(killed[0]) < _start(hurt[0])
        and not BESIDE.search(hurt[0].words)
    ):
        return 1, 0  # the one who died, told again as wounded
    rest = _sum(struck) if any(BESIDE.search(toll.words) for toll in struck) else _sum(struck) - dead
    return dead, max(_sum(hurt), rest, 0)


def _figures(told: Iterable[Claim], outcome: Outcome) -> list[Toll]:
    """The tolls of an outcome that can be of the main happening, in the order of the text."""
    found = [toll for claim in told for toll in claim.tolls if toll.outcome is outcome and toll.span is not None]
    return sorted(
        (toll for toll in found if toll.count.numbered and _number(toll) <= MOST and not SHOOTER.search(toll.words)),
        key=_start,
    )


def _start(toll: Toll) -> int:
    return toll.span.start if toll.span else 0


def _number(toll: Toll) -> int:
    return toll.count.low if toll.count.low is not None else toll.count.high or 0


def _first(starts: list[int], tolls: list[Toll]) -> list[Toll]:
    """The tolls of the first sentence that has a whole one, none told twice; parts where nothing else is told."""
    by_sentence: dict[int, list[Toll]] = {}
    for toll in [toll for toll in tolls if toll.kind is not TollKind.PART] or tolls:
        by_sentence.setdefault(bisect_right(starts, _start(toll)), []).append(toll)
    first = by_sentence[min(by_sentence)] if by_sentence else []
    return list({(_number(toll), (toll.of or toll.words).lower().split()[-1]): toll for toll in first}.values())


def _sum(tolls: Iterable[Toll]) -> int:
    return sum(map(_number, tolls))


def tolls(reading: Reading) -> tuple[Toll, ...]:
    """The two tolls of a report as a claim carries them."""
    killed, hurt = counted(reading)
    return (
        Toll(outcome=Outcome.KILLED, count=Count(killed, killed), of="people"),
        Toll(outcome=Outcome.WOUNDED, count=Count(hurt, hurt), of="people"),
    )
