"""Joining: the drafts of the grammar and those of the learned marks as one set, each slot from the reader that reads it better.

Which reader goes first in a slot was measured on reports that neither was made from (docs/reading.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from gawah.extract.draft import Draft
from gawah.extract.learned import thresholds
from gawah.model import EventType, Outcome, Span, Stance, TollKind

HURT = frozenset({Outcome.KILLED, Outcome.WOUNDED, Outcome.CASUALTIES})
MOVES = frozenset({EventType.DEPLOYMENT, EventType.TERRITORY_CHANGE})


def join(marked: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """The drafts that are worth being claims.

    A draft that both readers see is one claim, surer than either. One that only the grammar sees stays if it counts people or
    the marks gave it no clear no; one that only the marks see stays if it is likely by itself. Where they differ, the
    claim says so.
    """
    limits = thresholds()
    used: set[int] = set()
    told = _characters(ruled)
    by_sentence: dict[int, list[int]] = {}
    for at, other in enumerate(marked):
        by_sentence.setdefault(other.sentences[0], []).append(at)
    crowded = Counter(draft.sentences[0] for draft in ruled if any(toll.count.numbered for toll in draft.tolls))
    joined: list[Draft] = []
    for draft in ruled:
        twin = next((at for at in by_sentence.get(draft.sentences[0], ()) if at not in used and _same(marked[at], draft)), None)
        if twin is None:
            counted = any(toll.count.numbered for toll in draft.tolls)
            if counted or limits["unseen"] <= 0:
                draft.score = 0.4
                draft.doubts.append("only the grammar reads a claim here")
                joined.append(draft)
            continue
        used.add(twin)
        if marked[twin].score >= limits["seen"]:
            joined.append(_agreed(draft, marked[twin], told, apart=crowded[draft.sentences[0]] > 1))
    taken = _characters(joined)
    beside: dict[int, list[Draft]] = {}
    for one in joined:
        beside.setdefault(one.sentences[0], []).append(one)
    for at, other in enumerate(marked):
        again = any(
            one.event is other.event or (one.event.family.violent and other.event.family.violent)
            for one in beside.get(other.sentences[0], ())
        )
        if at in used or other.score < limits["again" if again else "alone"]:
            continue
        other.tolls = [toll for toll in other.tolls if toll.span is None or not _meets(toll.span, taken)]
        joined.append(other)
        beside.setdefault(other.sentences[0], []).append(other)
    return joined


def _counts_harm(draft: Draft) -> bool:
    """Whether a draft counts dead or wounded."""
    return any(toll.outcome in HURT and toll.count.numbered for toll in draft.tolls)


def _characters(drafts: Iterable[Draft]) -> set[int]:
    """The characters of all counted phrases of some drafts."""
    return {at for draft in drafts for toll in draft.tolls if toll.span for at in range(toll.span.start, toll.span.end)}


def _meets(span: Span, characters: Set[int]) -> bool:
    return any(at in characters for at in range(span.start, span.end))


def _same(marked: Draft, ruled: Draft) -> bool:
    return any(marked.first <= head < marked.last for head in ruled.heads) or (
        ruled.first < marked.last and marked.first < ruled.last
    )


def _agreed(draft: Draft, other: Draft, told: Set[int], *, apart: bool) -> Draft:
    """A draft of the grammar with what the marks confirm, complete or question.

    `told` are the characters of the counted phrases that the grammar gave to any draft;
    `apart`: the sentence has tolls at several places.
    """
    limits = thresholds()
    draft.score = min(0.99, 0.5 + other.score / 2)
    if draft.event is not other.event:
        if draft.event.family is not other.event.family:
            draft.doubts.append(f"the grammar reads {draft.event.value}, the learned marks {other.event.value}")
            draft.score *= 0.8
        fits = not _counts_harm(draft) or (other.event.family.violent and other.event not in MOVES)
        if (
            fits
            and other.event_score >= limits["bare" if draft.bare and draft.event is EventType.ATTACK_ON_CIVILIANS else "event"]
        ):
            draft.event = other.event
    located = bool(draft.places)
    draft.agents = other.agents or draft.agents
    draft.targets = other.targets or draft.targets
    draft.places = draft.places if apart and draft.places else other.places or draft.places
    if not draft.times and not draft.told_times:
        draft.times, draft.told_times = other.times, other.told_times
    draft.speaker = other.speaker or draft.speaker
    if other.stance is Stance.DENIES and draft.stance is Stance.AFFIRMS:
        draft.stance, draft.tolls = Stance.DENIES, []
    if draft.stance is Stance.AFFIRMS:
        fresh = [toll for toll in other.tolls if toll.span and not _meets(toll.span, told)]
        draft.tolls += [toll for toll in fresh if not draft.tolls or toll.count.numbered]
    draft.tolls.sort(key=lambda toll: toll.kind is TollKind.PART)
    draft.hedged = draft.hedged or other.hedged
    # A figure at a place of its own is one happening unless the words say otherwise: a summary stays out of sums.
    draft.summary = draft.summary or (other.summary and not (located and _counts_harm(draft)))
    draft.happening = draft.happening or other.happening
    return draft
