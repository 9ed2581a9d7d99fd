"""Votes: one figure for each origin, however many documents print it and however often it was told.

Within a document a running total stands for an origin, else the count that it gives first. Over time its latest telling
replaces the earlier ones, which stay in the log; a copy printed later is not a later telling, and a looser or partial retelling
does not replace a fuller one. Source of the rules: docs/method.md, "The unit: one origin, one vote".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gawah.model import Count, Role, Step
from gawah.weigh.origins import Origin
from gawah.weigh.profiles import Profile
from gawah.weigh.voices import Voice

Triple = tuple[int | None, int | None, int | None]
OPEN: Triple = (None, None, None)


_OUTLETS = {"own voice", "media", "unknown"}
_TOLD = 12
"""Changes of one origin's figure that are logged one by one."""


class Entry(NamedTuple):
    """One figure of one claim for one group of people."""

    voice: Voice
    says: Count
    own: bool = False
    """A side speaks of its own losses."""
    described: bool = False
    """Single victims are named or described and nobody was counted ("a man and his son")."""
    vague: bool = False
    running: bool = False


class Vote(NamedTuple):
    """What one origin says in the end; `low`, `high` and `point` are None where it leaves them open."""

    origin: Origin
    low: int | None
    high: int | None
    point: int | None
    weight: float
    partisan: bool
    own: bool
    described: bool
    claims: tuple[str, ...]
    told: date
    outlet: bool = False
    """An outlet's own voice, or one of whom nothing is known."""

    @property
    def words(self) -> str:
        """The figure in words."""
        return str(Count(self.low, self.high))


def votes(entries: Iterable[Entry], profile: Profile, log: list[Step]) -> list[Vote]:
    """One vote for each origin, in the order in which the origins first told it."""
    by_origin: dict[str, list[Entry]] = {}
    for entry in entries:
        by_origin.setdefault(entry.voice.origin.key, []).append(entry)
    found = [_vote(told, profile, log) for told in by_origin.values()]
    return _retold(found, profile, log) if len(found) > 1 else found


def _retold(found: list[Vote], profile: Profile, log: list[Step]) -> list[Vote]:
    """Outlets that come back to a happening long after it was first told mention it in passing, and weigh less."""
    first = min((vote.told for vote in found if vote.told != date.min), default=date.min)
    late = [vote.outlet and (vote.told - first).days > profile.late["days"] for vote in found]
    if not any(late) or all(late):
        return found
    many = f"{sum(late)} reports come" if sum(late) > 1 else "one report comes"
    words = f"{many} back to it more than {profile.late['days']:g} days after it was first told: less weight"
    log.append(
        Step(
            rule="retold",
            words=words,
            claims=tuple(c for vote, is_ in zip(found, late, strict=True) if is_ for c in vote.claims),
        )
    )
    return [
        vote._replace(weight=vote.weight * profile.late["share"]) if is_ else vote
        for vote, is_ in zip(found, late, strict=True)
    ]


def _vote(entries: list[Entry], profile: Profile, log: list[Step]) -> Vote:
    last = entries[0]
    if len(entries) > 1:
        last = _latest(_originals(_of_documents(entries, log)), log)
        _say_copies(entries, log)
    count, voice = last.says, last.voice
    own = last.own
    point = None if last.vague else _point(count)
    if last.vague and profile.vague and count.low is not None:
        point = profile.vague.get(str(count.low), count.low)
        count = Count(min(point, count.low), count.high)
        words = f"{voice.origin.name} gives a word without a number: {profile.title} puts {point} for it"
        log.append(Step(rule="vague word", words=words, claims=(voice.claim.id,)))
    claims = (voice.claim.id,) if len(entries) == 1 else tuple(sorted({entry.voice.claim.id for entry in entries}))
    role = _role(voice)
    weight = profile.weights[role] * (profile.hedged if voice.claim.hedged else 1.0)
    return Vote(
        voice.origin,
        count.low,
        count.high,
        point,
        weight,
        voice.partisan and not own,
        own,
        last.described,
        claims,
        voice.told,
        role in _OUTLETS,
    )


def _role(voice: Voice) -> str:
    if voice.claim.speaker is None:
        return "own voice"
    return (
        "party" if voice.partisan else voice.claim.speaker.role.value if voice.claim.speaker.role is not Role.PARTY else "party"
    )


def _point(count: Count) -> int | None:
    """The least number that satisfies the words; none for "up to N", which says nothing of what was counted."""
    return count.low


def size(count: Count) -> int:
    """The most that a figure says for certain, to tell the fuller of two."""
    return count.low if count.low is not None else -1


def _of_documents(entries: Sequence[Entry], log: list[Step]) -> list[Entry]:
    """One figure for each document: a running total before others, a count before descriptions; of several the first told.

    Reports open with what is known now; what was told earlier, and other happenings, come further down. The most that an origin
    is cited for in one document still bounds it from above.
    """
    by_document: dict[str, list[Entry]] = {}
    for entry in entries:
        by_document.setdefault(entry.voice.claim.document, []).append(entry)
    return [found[0] if len(found) == 1 else _of_document(found, log) for found in by_document.values()]


def _of_document(found: Sequence[Entry], log: list[Step]) -> Entry:
    held = max(found, key=_rank)
    if held.running or held.described or held.says.high is None:
        return held
    tops = [entry.says.high if entry.says.high is not None else entry.says.low for entry in found if not entry.described]
    top = max(top for top in tops if top is not None)
    if top <= held.says.high:
        return held
    name = held.voice.origin.name
    claims = tuple(sorted({entry.voice.claim.id for entry in found}))
    words = f"{name} is cited for {held.says} first and for {top} further down in one document: up to {top}"
    log.append(Step(rule="latest telling", words=words, claims=claims))
    return held._replace(says=Count(held.says.low, top, held.says.approximate))


def _rank(entry: Entry) -> tuple[bool, bool, bool, bool, int, int]:
    """What stands for an origin in one document: of two, the greater."""
    claim = entry.voice.claim
    first = 0 if entry.running else -claim.trigger.span.start
    return entry.says.numbered, entry.running, not entry.described, claim.speaker is not None, first, size(entry.says)


def _originals(entries: Sequence[Entry]) -> list[Entry]:
    """Copies take the day of the first of them: printing an old figure again is not telling a new one."""
    first: dict[tuple[str, Count], date] = {}
    for entry in entries:
        key = entry.voice.origin.text, entry.says
        first[key] = min(first.get(key, entry.voice.told), entry.voice.told)
    moved = []
    for entry in entries:
        told = first[entry.voice.origin.text, entry.says]
        moved.append(entry if told == entry.voice.told else entry._replace(voice=entry.voice._replace(told=told)))
    return sorted(moved, key=lambda entry: (entry.voice.told, size(entry.says), str(entry.says), entry.voice.claim.id))


def _latest(entries: Sequence[Entry], log: list[Step]) -> Entry:
    """What an origin says in the end, its tellings taken in order of the day."""
    held, start = entries[0], len(log)
    for entry in entries[1:]:
        if entry.says == held.says or not entry.says.numbered:
            continue
        after, rule, words = _next(held, entry)
        if words and len(log) - start < _TOLD:
            pair = (held.voice.claim.id, entry.voice.claim.id)
            log.append(Step(rule=rule, words=words, claims=pair, before=_triple(held), after=_triple(after)))
        held = after
    if len(log) - start == _TOLD:
        words = f"{held.voice.origin.name} told it again and again; in the end {held.says}"
        log.append(Step(rule="latest telling", words=words, claims=(held.voice.claim.id,), after=_triple(held)))
    return held


def _next(held: Entry, entry: Entry) -> tuple[Entry, str, str]:
    """What holds after one more telling of an origin, by which rule, and the sentence for it."""
    name = entry.voice.origin.name
    if not held.says.numbered:
        return entry, "", ""
    if entry.described and size(entry.says) < size(held.says):
        return held, "described", f"{name} later tells of {entry.says} of them: that does not lower {held.says}"
    if held.voice.told == entry.voice.told and not held.described:
        if _holds(held.says, entry.says):
            return held, "", ""
        both = _hull(held.says, entry.says)
        words = f"{name} is cited for {held.says} and for {entry.says} on one day: {both}"
        return entry._replace(says=both, vague=held.vague and entry.vague), "latest telling", words
    if _holds(entry.says, held.says):
        return held, "latest telling", f"{name} later says {entry.says}, which does not contradict {held.says}"
    return entry, "latest telling", f"{name}: {entry.says} replaces the earlier {held.says}"


def _triple(entry: Entry) -> Triple:
    return entry.says.low, _point(entry.says), entry.says.high


def _hull(one: Count, other: Count) -> Count:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Count(low, high, one.approximate or other.approximate)


def _holds(wide: Count, narrow: Count) -> bool:
    """Whether every number of the narrow interval lies in the wide one."""
    low = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
    high = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return low and high


def _say_copies(entries: Sequence[Entry], log: list[Step]) -> None:
    documents = {entry.voice.claim.document for entry in entries}
    if len(documents) < 2:
        return
    name = entries[0].voice.origin.name
    claims = tuple(sorted({entry.voice.claim.id for entry in entries}))
    log.append(Step(rule="copies", words=f"{len(documents)} documents rest on {name}: they count as one voice", claims=claims))
