"""Tallies: from the votes of origins to low, best and high, each step logged as data and as a sentence.

Low is the least that an independent origin says, high the most that anyone says, best the weighted median of the origins, and a
tie goes down. Sides of the fight are heard for high, and for low only where they admit losses of their own or nobody else
speaks. Always low <= best <= high; None is open. Source of the rules: docs/method.md, "Low, best,
high".
"""

from __future__ import annotations

from collections.abc import Sequence

from gawah.model import Step
from gawah.weigh.profiles import Profile
from gawah.weigh.votes import OPEN, Triple, Vote


def settle(heard: Sequence[Vote], profile: Profile, log: list[Step]) -> tuple[Triple, bool]:
    """(low, best, high) of one group of people, and whether only sides of the fight speak of it."""
    numbered = [vote for vote in heard if vote.low is not None or vote.high is not None]
    if not numbered:
        claims = _claims(heard)
        log.append(Step(rule="no number", words="no source gives a number: the toll stays open at both ends", claims=claims))
        return OPEN, bool(heard) and all(vote.partisan for vote in heard)
    counted = _counted(numbered, log)
    neutral = [vote for vote in counted if not vote.partisan]
    party = not neutral
    for vote in counted:
        if vote.own:
            words = f"{vote.origin.name} admits losses of its own, against its interest: {vote.words} counts as independent"
            log.append(Step(rule="admission", words=words, claims=vote.claims))
    low = _least(neutral or counted)
    high = _most(numbered)
    best = _best(counted, profile, party)
    if low is None and best is None and high is not None and any(vote.low == 0 for vote in numbered):
        low = 0
    triple = ordered(low, best, high)
    _explain(counted, triple, party, profile, log)
    return triple, party


def ordered(low: int | None, best: int | None, high: int | None) -> Triple:
    """The three in order: where they cross, low stands, best follows it, and high follows best."""
    if best is not None and low is not None:
        best = max(best, low)
    if high is not None:
        high = max(high, *(end for end in (low, best) if end is not None), 0)
    return low, best, high


def _counted(numbered: Sequence[Vote], log: list[Step]) -> list[Vote]:
    """The votes of origins that counted; those that only describe single victims are heard where nobody counted more."""
    counted = [vote for vote in numbered if not vote.described]
    most = max((vote.low or 0 for vote in counted), default=0)
    described = [vote for vote in numbered if vote.described]
    if not counted or not described:
        return list(numbered)
    for vote in described:
        if (vote.low or 0) <= most:
            words = f"{vote.origin.name} names or describes {vote.words} of them: no count of all"
            log.append(Step(rule="described", words=words, claims=vote.claims))
        else:
            counted.append(vote)
    return counted


def _least(heard: Sequence[Vote]) -> int | None:
    return min((vote.low for vote in heard if vote.low is not None), default=None)


def _most(heard: Sequence[Vote]) -> int | None:
    """The most that anyone says; open where a figure without an upper end goes beyond every closed one."""
    closed = max((vote.high for vote in heard if vote.high is not None), default=None)
    beyond = max((vote.low for vote in heard if vote.high is None and vote.low is not None), default=None)
    if closed is None or (beyond is not None and beyond > closed):
        return None
    return closed


def _best(heard: Sequence[Vote], profile: Profile, party: bool) -> int | None:
    if party and profile.party_alone == "open":
        return None
    points = sorted((vote.point, vote.weight) for vote in heard if vote.point is not None and vote.weight > 0)
    if not points:
        return None
    if profile.best == "least":
        return points[0][0]
    if profile.best == "greatest":
        return points[-1][0]
    half, sum_ = sum(weight for _, weight in points) / 2, 0.0
    for point, weight in points:
        sum_ += weight
        if sum_ >= half - 1e-9:
            return point
    return points[-1][0]


def _explain(heard: Sequence[Vote], triple: Triple, party: bool, profile: Profile, log: list[Step]) -> None:
    low, best, high = triple
    if len(heard) == 1 and not party:
        log.append(
            Step(rule="one origin", words=f"{heard[0].origin.name} says {heard[0].words}", claims=heard[0].claims, after=triple)
        )
        return
    told = "; ".join(f"{vote.origin.name} {vote.words}" for vote in heard[:12])
    told += f"; and {len(heard) - 12} more origins" if len(heard) > 12 else ""
    if party:
        words = f"only sides of the fight give a figure ({told}): shown side by side"
        words += ", best left open" if best is None else ""
        log.append(Step(rule="party alone", words=words, claims=_claims(heard), after=triple))
        return
    neutral = [vote for vote in heard if not vote.partisan]
    words = f"least of {len(neutral)} independent origin{'s' * (len(neutral) != 1)} ({told}): {'open' if low is None else low}"
    log.append(Step(rule="least", words=words, claims=_claims(neutral), after=(low, None, None)))
    marked = [vote for vote in heard if vote.partisan and (high is None or vote.high == high)]
    words = f"the most that anyone says: {'open' if high is None else high}"
    words += f", which is the word of a side ({', '.join(vote.origin.name for vote in marked)})" if marked else ""
    log.append(Step(rule="most", words=words, claims=_claims(heard), before=(low, None, None), after=(low, None, high)))
    words = (
        "no origin gives a number that a point could be put on"
        if best is None
        else f"{_HOW[profile.best]} of the origins: {best}"
    )
    log.append(Step(rule="best", words=words, claims=_claims(heard), before=(low, None, high), after=triple))


_HOW = {"median": "weighted median, a tie goes down,", "least": "the least", "greatest": "the greatest"}


def _claims(heard: Sequence[Vote]) -> tuple[str, ...]:
    return heard[0].claims if len(heard) == 1 else tuple(dict.fromkeys(claim for vote in heard for claim in vote.claims))
