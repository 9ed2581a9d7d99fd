"""How many the claims of a local report say were killed and hurt in its main shooting, as the benchmark counts.

The figures are those that the reader gives to claims; what is settled here is only which of them are the main happening's: the
first sentence that counts an outcome goes before later ones, which tell single victims or other happenings, unless one of the
next few counts more people at once. One person told as shot, hurt and dead is one dead. The benchmark leaves the shooter out;
so do these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gawah.model import Count, Outcome, Reading, Stance, Toll, TollKind

MOST = 60
"""Greater figures are those of a year or a town, not of one shooting."""
SENTENCES = {Outcome.KILLED: 2, Outcome.WOUNDED: 1, Outcome.CASUALTIES: 3}
"""Sentences that count an outcome from which its greatest count is taken."""
GROWS = 4
"""How many times the count before a later one may be at most; what is greater is of a year or a town."""
SHOOTER = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?|assailants?|attackers?|robbers?|intruders?)\b", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:others?|more|another|additional|second|third)\b", re.IGNORECASE)
BY_ONE = re.compile(r"\b(?:shot|shoot(?:s|ing)|struck|strik(?:es|ing)|hit(?:ting)?)\s+(?:another|other)\b", re.IGNORECASE)
"""Another than the one who shot, not than another victim."""
ALSO = re.compile(r"[^.\n]{0,40}?\balso\b")
LEADING = 14
"""Characters before a toll in which a word may set it beside others."""
FATAL = frozenset(
    "death deaths murder murders murdered homicide homicides slaying killing killings kills manslaughter killed died dies "
    "slain dead deadly fatal fatally".split()
)
"""Triggers that tell of a death without counting it."""
AGE = re.compile(r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:year|month)", re.IGNORECASE)
MEN = frozenset("man men boy he him himself son father husband brother boyfriend male grandfather uncle nephew".split())
WOMEN = frozenset(
    "woman women girl she her herself daughter mother wife sister girlfriend female grandmother aunt niece".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: its text, where its sentences begin that tell claims, and the tolls of the living and the dead."""

    text: str
    starts: list[int]
    tolls: list[Toll]

    def of(self, outcome: Outcome) -> list[Toll]:
        """The tolls of an outcome that can be of the main happening, in the order of the text."""
        return [toll for toll in self.tolls if toll.outcome is outcome]

    def sentence(self, toll: Toll) -> int:
        """The number of the sentence that a toll stands in."""
        return bisect_right(self.starts, _start(toll))

    def led(self, toll: Toll) -> str:
        """A toll with the words that lead to it."""
        return self.text[max(0, _start(toll) - LEADING) : _end(toll)]


def counted(reading: Reading, text: str) -> tuple[int, int]:
    """Killed and injured in the main happening of a report."""
    claims = [claim for claim in reading.claims if claim.stance is not Stance.DENIES]
    starts = sorted({quote.span.start for claim in reading.claims for quote in claim.quotes})
    told = Told(text, starts, sorted(filter(_counts, (toll for claim in claims for toll in claim.tolls)), key=_start))
    killed, hurt, struck = (_first(told, outcome) for outcome in SENTENCES)
    dead, harmed, hit = _sum(killed), _sum(hurt), _sum(struck)
    if not killed and not hurt and hit <= 1:
        named = {claim.trigger.words.lower() for claim in claims} | {left.words.lower() for left in reading.left}
        if named & FATAL:
            return 1, 0
    if dead == 1 and harmed == 1 and hit <= 1:
        # One who was hurt may be the one who died.
        return 1, int(any(_number(one) == 1 and _two(told, killed[0], one) for one in told.of(Outcome.WOUNDED)))
    beside = any(_set_beside(told, toll, killed) for toll in struck)
    injured = max(harmed, hit if beside else hit - dead, 0)
    if dead and not injured:
        return dead, sum(_besides(told, killed).values())
    return dead, injured


def _counts(toll: Toll) -> bool:
    """Whether a toll can be of the main happening."""
    return toll.span is not None and toll.count.numbered and _number(toll) <= MOST and not SHOOTER.search(toll.words)


def _start(toll: Toll) -> int:
    return toll.span.start if toll.span else 0


def _end(toll: Toll) -> int:
    return toll.span.end if toll.span else 0


def _number(toll: Toll) -> int:
    return toll.count.low if toll.count.low is not None else toll.count.high or 0


def _sum(tolls: Iterable[Toll]) -> int:
    return sum(map(_number, tolls))


def _first(told: Told, outcome: Outcome) -> list[Toll]:
    """The tolls of the first sentence that has a whole one, none told twice; parts where nothing else is told."""
    sentences = list(_sentences(told, told.of(outcome)))[: SENTENCES[outcome]]
    best = sentences[0] if sentences else []
    for later in sentences[1:]:
        if _sum(best) < _sum(later) <= GROWS * _sum(best) and all(_number(toll) > 1 for toll in later):
            best = later
    return best


def _sentences(told: Told, tolls: list[Toll]) -> Iterator[list[Toll]]:
    found: dict[int, dict[tuple[int, str], Toll]] = {}
    for toll in [toll for toll in tolls if toll.kind is not TollKind.PART] or tolls:
        noun = (toll.of or toll.words).lower().split()[-1]
        found.setdefault(told.sentence(toll), {})[_number(toll), noun] = toll
    for _, once in sorted(found.items()):
        yield list(once.values())


def _two(told: Told, one: Toll, other: Toll) -> bool:
    """Whether two single victims are two by what is said of them: another, other ages or sexes, or side by side."""
    if BESIDE.search(told.led(one)) or BESIDE.search(told.led(other)):
        return True
    ages = [{age.lower() for age in AGE.findall(toll.words)} for toll in (one, other)]
    if all(ages):
        return not ages[0] & ages[1]
    words = [set(re.findall(r"[a-z]+", toll.words.lower())) for toll in (one, other)]
    if (words[0] & MEN and words[1] & WOMEN) or (words[0] & WOMEN and words[1] & MEN):
        return True
    return told.sentence(one) == told.sentence(other)


def _set_beside(told: Told, toll: Toll, killed: list[Toll]) -> bool:
    """Whether those struck are others than those killed."""
    if not BESIDE.search(told.led(toll)):
        return False
    start = _start(toll)
    if _number(toll) == 1 and BY_ONE.search(told.text[max(0, start - 2 * LEADING) : _end(toll)]):
        return any(told.sentence(one) == told.sentence(toll) and _start(one) < start for one in killed)
    return True


def _besides(told: Told, killed: list[Toll]) -> dict[str, int]:
    """Who was struck besides the dead, by what they are called: "a deputy, 19, was also shot"."""
    found = {}
    for toll in told.of(Outcome.CASUALTIES):
        if ALSO.match(told.text, _end(toll)) or _set_beside(told, toll, killed):
            found[toll.words.lower().split()[-1]] = _number(toll)
    return found


def tolls(reading: Reading, text: str) -> tuple[Toll, ...]:
    """The two tolls of a report as a claim carries them."""
    killed, hurt = counted(reading, text)
    return (
        Toll(outcome=Outcome.KILLED, count=Count(killed, killed), of="people"),
        Toll(outcome=Outcome.WOUNDED, count=Count(hurt, hurt), of="people"),
    )
