"""How many were killed and hurt in the main shooting of a local report, the shooter left out, as the benchmark counts.

Headlines of this kind of news are short: "2 dead, 3 wounded in club shooting". The rules look at the title first, then at the
first sentences, and read numbers together with the words of dying and of being hurt that stand by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gawah.model import Count, Outcome, Toll

NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBERS |= {"a": 1, "an": 1, "another": 1, "couple": 2, "pair": 2, "both": 2, "thirteen": 13, "fourteen": 14, "fifteen": 15}
SINGLE = (
    r"man|woman|boy|girl|teen|teenager|toddler|child|baby|infant|student|officer|deputy|person|mother|father|mom|dad|son|daughter"
    r"|brother|sister|wife|husband|victim|kid|male|female|juvenile|youth|grandmother|grandfather|friend|driver|employee|clerk|resident"
)
_N = r"(?P<n>\d{1,2}(?!\d|[:%.,]\d|-?years?|-?month|th\b|st\b|nd\b|rd\b)|" + "|".join(NUMBERS) + r")"
_WHO = (
    r"(?:[-\s]+(?!others?\b.{0,20}\b(?:not|also)\b)(?:more|other|others|of|the|young|male|female|old|innocent|"
    r"bystanders?|people|persons?|men|women|"
    r"teens?|teenagers?|children|kids|boys?|girls?|victims?|students?|adults?|officers?|deputies|males?|females?|juveniles?|family|"
    r"members?|police|brothers|sisters|siblings|were|was|are|is|have|been|has|had|left|being|both|"
    r"man|woman|child|person|suspects?|and)){0,5}"
)
_DEAD = r"(?:dead|killed|fatally|slain|dies|died|deaths|murdered|gunned down|shot (?:to death|and killed|dead)|fatalities)"
_HURT = r"(?:injured|wounded|hurt|hospitali[sz]ed|injuries|wounds|critical(?:ly)?|in hospital|survived)"
_I = re.IGNORECASE
DEAD_NUMBER = [
    re.compile(rf"\b{_N}{_WHO}[-\s]+{_DEAD}\b", _I),
    re.compile(
        r"\b(?:kill(?:s|ed|ing)?|leaves?|left|claims?|murders? of|deaths? of|killings? of|slayings? of)\s+"
        rf"(?:at least\s+)?{_N}\b(?!-)",
        _I,
    ),
    re.compile(r"\b(?P<n>double|triple|quadruple)\s+(?:homicide|murder|slaying|fatal|killing)", _I),
]
HURT_NUMBER = [
    re.compile(rf"\b{_N}{_WHO}[-\s]+(?:critically |seriously |also )?{_HURT}\b", _I),
    re.compile(rf"\b(?:injur(?:es?|ed|ing)|wound(?:s|ed|ing)|hurts?|hurting)\s+(?:at least\s+)?{_N}\b(?!-)", _I),
]
SHOT_NUMBER = [
    re.compile(rf"\b{_N}{_WHO}[-\s]+(?:shot|struck|hit)\b(?!\s+(?:and killed|dead|to death))", _I),
    re.compile(rf"\b(?:shot|struck|hit)\s+{_N}\b(?!-)(?!\s+(?:times|blocks?|miles?|bullets?|rounds?))", _I),
    re.compile(rf"\bshoot(?:s|ing of)?\s+{_N}\b(?!-)", _I),
    re.compile(rf"\b{_N}[-\s]+(?:gunshot |shooting )?(?:victims|people shot)\b", _I),
]
ORDINAL = re.compile(
    r"\b(?P<n>second|2nd|third|3rd|fourth|4th|fifth|5th)\s+(?:\w+\s+){0,2}(?:dies|died|has died|dead|death)\b", _I
)
_ORDER = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_PAIR = rf"\b(?:{SINGLE})(?:,| and| &)\s+(?:(?:his|her|a|an|the|\d+-year-old|young|pregnant)\s+)*(?:{SINGLE})\b"
DEAD_PAIR = re.compile(rf"{_PAIR}[\w\s,]{{0,20}}?\b{_DEAD}\b|\bkill(?:s|ed)?\s+(?:\w+\s+)?{_PAIR}", _I)
HURT_PAIR = re.compile(rf"{_PAIR}[\w\s,]{{0,20}}?\b(?:{_HURT}|shot)\b", _I)
DEATH = re.compile(
    r"\b(?:killed|kills|killing|dead|deadly|died|dies|dying|fatal|fatally|homicide|murder\w*|slain|slaying|manslaughter|death|body|autopsy|coroner)\b",
    _I,
)
_MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4}
LEAD = 6
"""Sentences of the text that are looked at for numbers."""


def _number(found: re.Match[str]) -> int:
    word = found["n"].lower()
    return _MULTIPLE.get(word) or (int(word) if word.isdigit() else NUMBERS[word])


def _first(patterns: Sequence[re.Pattern[str]], texts: Iterable[str]) -> int | None:
    """The number in the first text that has one; the greatest of that text."""
    for text in texts:
        found = [_number(match) for pattern in patterns for match in pattern.finditer(text)]
        if found:
            return max(found)
    return None


def counted(title: str, told: Sequence[str]) -> tuple[int, int]:
    """Killed and injured, as far as the title and the first sentences tell."""
    lead = [title, *told[:LEAD]]
    killed = _first(DEAD_NUMBER, lead)
    hurt = _first(HURT_NUMBER, [title, *told[: 2 * LEAD]])
    shot = _first(SHOT_NUMBER, lead)
    ordinal = ORDINAL.search(title)
    if ordinal:
        killed = max(killed or 0, _ORDER[ordinal["n"].lower()])
    elif DEAD_PAIR.search(title):
        killed = max(killed or 0, 2)
    if killed is None:
        killed = int(any(DEATH.search(text) for text in [title, *told[:8]]))
    if hurt is None:
        pair = 2 if killed == 0 and HURT_PAIR.search(title) else 1
        hurt = max(0, shot - killed) if shot is not None else pair if killed == 0 else 0
    return killed, hurt


def tolls(title: str, told: Sequence[str]) -> tuple[Toll, ...]:
    """The two tolls of a report as a claim carries them."""
    killed, hurt = counted(title, told)
    return (
        Toll(outcome=Outcome.KILLED, count=Count(killed, killed), of="people"),
        Toll(outcome=Outcome.WOUNDED, count=Count(hurt, hurt), of="people"),
    )
