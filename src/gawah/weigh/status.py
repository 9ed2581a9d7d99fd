"""Status: three axes, not one score, each with the sentences that put an incident where it stands.

Corroboration counts independent origins; responsibility tells whether the sides agree on who did it; numbers, whether the
figures do. Source of the axes: docs/method.md, "Three axes of status"; Airwars' grades map onto them (see the airwars profile).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from gawah.model import (
    Corroboration,
    Count,
    EventType,
    Family,
    Numbers,
    Outcome,
    Responsibility,
    Stance,
    Standing,
    Status,
    Toll,
    TollKind,
)
from gawah.weigh.nouns import COMMON, FIGHTING, kind_of
from gawah.weigh.origins import CIRCLE, plain_words
from gawah.weigh.sides import fights
from gawah.weigh.tolls import Settled
from gawah.weigh.voices import Hearing, Voice

_MOST = 40
"""Sets of doers that are compared with one another."""
_HARMLESS = {Status.CIVILIAN, Status.CHILD, Status.WOMAN}


def standing(event: EventType, hearing: Hearing, found: Sequence[Settled], names: Mapping[str, tuple[str, ...]]) -> Standing:
    """Where an incident stands on the three axes, and why."""
    why: list[str] = []
    axes = (
        _corroboration(event, hearing, found, names, why),
        _responsibility(event, hearing, why),
        _numbers(found, why),
    )
    why += [f"a claim was {words} and does not count" for words in sorted(set(hearing.aside.values()))]
    return Standing(corroboration=axes[0], responsibility=axes[1], numbers=axes[2], why=tuple(why))


def _corroboration(
    event: EventType, hearing: Hearing, found: Sequence[Settled], names: Mapping[str, tuple[str, ...]], why: list[str]
) -> Corroboration:
    affirm = [voice for voice in hearing.voices if voice.counts]
    origins = {voice.origin.key: voice.origin.name for voice in affirm}
    documents = {voice.claim.document for voice in affirm}
    if len(origins) == 1:
        copies = f", printed by {len(documents)} documents" if len(documents) > 1 else ""
        why.append(f"one origin: {next(iter(origins.values()))}{copies}")
    elif origins:
        shown = sorted(origins.values())
        why.append(f"{len(origins)} independent origins: {', '.join(shown[:8])}{' and others' if len(shown) > 8 else ''}")
    else:
        why.append("nobody affirms it")
    why += sorted({voice.origin.why for voice in affirm if voice.origin.why.endswith(CIRCLE)})
    admitting = next((voice for voice in affirm if _admits(voice, event, hearing)), None)
    if admitting is not None:
        why.append(f"the responsible side accepts it: {admitting.origin.name}")
        return Corroboration.ADMITTED
    killed = next((one for one in found if one.outcome is Outcome.KILLED), None)
    if names and killed is not None and len(names) >= (killed.triple[1] or killed.triple[0] or 1):
        why.append(f"all {len(names)} dead are named" if len(names) > 1 else "the dead person is named")
        return Corroboration.DOCUMENTED
    return Corroboration.CORROBORATED if len(origins) > 1 else Corroboration.SINGLE_ORIGIN


def _admits(voice: Voice, event: EventType, hearing: Hearing) -> bool:
    """Whether a side owns up to what it did to people who do not fight; to claim a success over an enemy admits nothing."""
    if not voice.side or voice.side not in {hearing.sides.of(one.chosen) for one in voice.item.agents}:
        return False
    statuses = {toll.status for toll in voice.claim.tolls} | {party.status for party in voice.claim.targets}
    if statuses & _HARMLESS:
        return True
    enemy = any(hearing.sides.of(one.chosen) for one in voice.item.targets)
    enemy = enemy or any(kind_of(party.name, False) in FIGHTING for party in voice.claim.targets)
    return event.family is Family.CIVILIANS and not enemy


def _doer_names(voice: Voice, hearing: Hearing) -> dict[str, str]:
    """The doers that a claim names: actor ids where resolved, else the words, with a name for readers."""
    named: dict[str, str] = {}
    for at, party in enumerate(voice.claim.agents):
        chosen = voice.item.agents[at].chosen if at < len(voice.item.agents) else None
        side = hearing.sides.of(chosen)
        key = side or (chosen.id if chosen else " ".join(plain_words(party.name)))
        if key:
            named[key] = hearing.sides.shown.get(side, party.name)
    return named


class _Heard(NamedTuple):
    """What an incident's voices say of who did it: sets of doers, who denies it, which sides say that nobody was harmed."""

    accused: list[dict[str, str]]
    denied: set[str]
    zero: set[str]
    both: bool


def _responsibility(event: EventType, hearing: Hearing, why: list[str]) -> Responsibility:
    accused: dict[frozenset[str], dict[str, str]] = {}
    denied: set[str] = set()
    zero: set[str] = set()
    both = False
    for voice in hearing.voices:
        doers = _doer_names(voice, hearing) if voice.claim.agents else {}
        if voice.claim.stance is Stance.DENIES:
            denied.add(voice.origin.name)
        elif voice.counts:
            if voice.partisan and any(_nobody(toll) for toll in voice.claim.tolls):
                zero.add(voice.origin.name)
            if len(doers) > 1 and event is EventType.ARMED_CLASH:
                both = True  # "clashes between A and B" names the sides and accuses nobody
            elif doers:
                accused.setdefault(frozenset(doers), doers)
    return _who(_Heard(list(accused.values()), denied, zero, both), event, hearing, why)


def _nobody(toll: Toll) -> bool:
    return toll.count == Count(0, 0) and toll.kind is not TollKind.PART


def _who(heard: _Heard, event: EventType, hearing: Hearing, why: list[str]) -> Responsibility:
    accused, denied, zero, both = heard
    pairs = combinations(accused[:_MOST], 2) if fights(event) else ()
    different = next((pair for pair in pairs if _apart(*pair, hearing)), None)
    if different:
        shown = sorted({name for doers in different for name in doers.values()})
        why.append(f"the sources name different doers: {', '.join(shown)}")
        return Responsibility.CONTESTED
    if denied:
        why.append(f"{' and '.join(sorted(denied))} {'deny' if len(denied) > 1 else 'denies'} it")
        return Responsibility.DENIED
    if zero:
        why.append(f"{' and '.join(sorted(zero))} {'say' if len(zero) > 1 else 'says'} that nobody was harmed: contested")
        return Responsibility.CONTESTED
    if not accused:
        why.append("both sides are named, no doer" if both else "no source names who did it")
        return Responsibility.UNKNOWN
    names = sorted({name for doers in accused for name in doers.values()})
    one = len({key for doers in accused for key in doers}) == 1
    why.append(f"every source that names a doer names {names[0]}" if one else "no source contradicts another on who did it")
    return Responsibility.UNCONTESTED


def _apart(one: Mapping[str, str], other: Mapping[str, str], hearing: Hearing) -> bool:
    """Whether two claims name different doers: no side in common, and two names of their own that share no word."""
    if set(one) & set(other):
        return False
    own, others = _words(one, hearing), _words(other, hearing)
    return bool(own) and bool(others) and not own & others


def _words(doers: Mapping[str, str], hearing: Hearing) -> set[str]:
    """The words of the doers' own names; none of "gunmen" and of others without a name."""
    found: set[str] = set()
    for key, name in doers.items():
        if key in hearing.sides.names:
            found |= hearing.sides.names[key]
        elif name[:1].isupper():
            found |= set(plain_words(name)) - COMMON
    return found


def _numbers(found: Sequence[Settled], why: list[str]) -> Numbers:
    figures = [one for one in found if one.triple != (None, None, None) and one.group.kind != "rest"]
    if not figures:
        why.append("no source gives a number" if found else "no toll is told")
        return Numbers.NONE
    for one in figures:
        heard = [vote for vote in one.votes if not vote.described and (vote.low is not None or vote.high is not None)]
        tops = [vote.high for vote in heard if vote.high is not None]
        bottoms = [vote.low for vote in heard if vote.low is not None]
        if tops and bottoms and min(tops) < max(bottoms):
            low, high = (
                min(heard, key=lambda v: v.high if v.high is not None else 1 << 60),
                max(heard, key=lambda v: v.low or 0),
            )
            what = f"{one.of or 'people'} {one.outcome.value}"
            why.append(f"figures do not meet, {what}: {low.origin.name} {low.words}, {high.origin.name} {high.words}")
            return Numbers.CONFLICTING
    conflict = next((step for one in found for step in one.log if "the sources conflict" in step.words), None)
    contested = next((step for one in found for step in one.log if step.rule == "zero from a side"), None)
    if conflict or contested:
        why.append((conflict or contested).words)  # type: ignore[union-attr]
        return Numbers.CONFLICTING
    if all(one.triple[0] == one.triple[2] for one in figures):
        why.append("the figures agree")
        return Numbers.AGREED
    why.append("the figures leave a range")
    return Numbers.RANGED
